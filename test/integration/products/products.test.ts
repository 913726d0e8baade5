import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { ProductsReportDto } from '../../../src/contract/products/report.ts';
import { dialect } from '../../support/dialect.ts';
import { Merchant } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ dialect });
  plugin = await startTestPlugin(sandbox);
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await sandbox.shop.install();
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
});
afterAll(async () => {
  if (process.env.SHOW_LOG) for (const line of plugin.log) process.stderr.write(line);
  await plugin?.stop();
  await sandbox?.stop();
});

const company = () => sandbox.fic.company(sandbox.fic.companyIds.bottega);
const SKU = 'MIELE-ACACIA';

/** As Fatture in Cloud's stock page shows it. */
async function stock(): Promise<number> {
  const page = await fetch(`${sandbox.fic.url}/companies/${company().id}/stock`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain(SKU);
  return company().products.find(({ code }) => code === SKU)?.stock_current ?? Number.NaN;
}

describe('stock', () => {
  test.each([
    ['a paid order', false, 'automatic', -2],
    ['a paid order with a request of an invoice', true, 'automatic', 0],
    ['an order sent by hand', false, 'manual', -2],
    ['an order with a request of an invoice, by hand', true, 'manual', 0],
  ] as const)('%s moves it by its kind', async (_title, invoice, origin, change) => {
    const before = await stock();
    const paid = origin === 'automatic';
    const order = sandbox.shop.placeOrder({
      status: paid ? 1 : 0,
      paidAt: paid ? new Date() : null,
      invoice,
      items: [{ sku: SKU, count: 2 }],
      ...(invoice ? { billing: sandbox.shop.customers.find(({ address }) => address.company)?.address } : {}),
    } as Parameters<typeof sandbox.shop.placeOrder>[0]);
    if (!paid) await merchant.write('POST', `/api/orders/${order.orderID}/send`, {});
    const delivery = await merchant.delivery(order.orderID, 'sent', 'failed');
    expect(delivery).toMatchObject({ state: 'sent', origin, kind: invoice ? 'invoice' : 'order' });
    expect((await stock()) - before).toBe(change);
  });
});

describe('an unknown SKU', () => {
  const reads = () => sandbox.fic.calls.count({ method: 'GET', path: /\/products$/ });
  const sell = async (sku: string) => {
    const before = reads();
    const order = sandbox.shop.placeOrder({
      status: 1,
      paidAt: new Date(),
      invoice: false,
      items: [{ sku: SKU, count: 1 }, { sku }],
    } as Parameters<typeof sandbox.shop.placeOrder>[0]);
    await merchant.delivery(order.orderID, 'sent');
    return reads() - before;
  };

  test('is looked for by itself, once a day, however many products there are', async () => {
    await sell('TAZZA-GRES');
    const [pattern] = company().products;
    if (pattern === undefined) throw new Error('no product');
    for (let index = 0; index < 500; index += 1) {
      company().products.push({ ...pattern, id: 5_000_000 + index, code: `TANTI-${index}` });
    }
    expect(await sell('NUOVO-1')).toBe(1);
    expect(await sell('NUOVO-1')).toBe(0);
    // The day after it is there.
    company().products.push({ ...pattern, id: 5_100_000, code: 'NUOVO-1', stock_current: 10 });
    expect(await sell('NUOVO-1')).toBe(0);
    await plugin.query("update missing_skus set looked_at = now() - interval '25 hours'");
    expect(await sell('NUOVO-1')).toBe(1);
    expect(await sell('NUOVO-1')).toBe(0);
    expect(company().products.find(({ id }) => id === 5_100_000)?.stock_current).toBeLessThan(10);
    company().products.splice(
      0,
      company().products.length,
      ...company().products.filter(({ id }) => id < 5_000_000 || id > 5_100_000),
    );
  });

  test('that a filter cannot hold is left to the whole reading, and the order goes', async () => {
    expect(await sell("L'ALTRO")).toBe(0);
    expect(await plugin.query("select 1 from missing_skus where sku = 'L''ALTRO'")).toHaveLength(1);
  });

  test('does not keep the order where the filter is refused', async () => {
    const refused = sandbox.fic.faults.add({
      method: 'GET',
      path: /\/products$/,
      times: 1,
      fault: { kind: 'status', status: 422 },
    });
    await sell('NUOVO-2');
    expect(refused.applied).toBe(1);
  });
});

describe('the report', () => {
  const report = (query = '') => merchant.get<ProductsReportDto>(`/api/products/report${query}`);

  test('tells what is there, what is missing, and codes that are there twice', async () => {
    const twice = company().products[0];
    if (twice === undefined) throw new Error('no product');
    company().products.push({ ...twice, id: twice.id + 90_000 });
    sandbox.shop.main.products.push({
      ...(sandbox.shop.main.products[0] ?? { price: '1', taxProfile: '', stock: 1 }),
      uid: 'formula',
      sku: '=FORMULA',
      title: 'Titolo con "virgolette"; e punto',
    });
    const read = await merchant.write<ProductsReportDto>('POST', '/api/products/refresh');
    const skus = sandbox.shop.main.products.map(({ sku }) => sku);
    const copies = (sku: string) => company().products.filter(({ code }) => code === sku).length;
    expect(read.counts).toEqual({
      matched: skus.filter((sku) => copies(sku) === 1).length,
      missing: skus.filter((sku) => copies(sku) === 0).length,
      duplicated: skus.filter((sku) => copies(sku) > 1).length,
    });
    expect(read.counts.missing).toBeGreaterThanOrEqual(2);
    expect((await report('?state=duplicate')).rows).toContainEqual({
      sku: twice.code,
      title: expect.any(String),
      state: 'duplicate',
      productId: twice.id,
    });
    expect((await report('?state=missing')).rows).toContainEqual(
      expect.objectContaining({ sku: 'CESTO-NATALE', state: 'missing' }),
    );
    expect((await report('?q=miele')).rows.map(({ sku }) => sku)).toEqual([SKU]);
    expect((await report('?q=100%25_')).rows).toEqual([]);
    expect((await report()).readAt).not.toBeNull();
  });

  test('costs no call once it is read', async () => {
    sandbox.fic.calls.clear();
    await report();
    expect(sandbox.fic.calls.calls).toEqual([]);
  });

  test('comes as a table that the Italian Excel opens, and no cell is a formula', async () => {
    const response = await merchant.browser.request(`${plugin.url}/api/products/report.csv?state=missing`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).split('\r\n');
    expect(lines[0]).toBe('"SKU";"Titolo";"Stato";"Id prodotto in Fatture in Cloud"');
    expect(lines).toContain(
      `"'=FORMULA";"Titolo con ""virgolette""; e punto";"Manca in Fatture in Cloud";""`,
    );
    expect(lines.at(-1)).toBe('');
  });

  test('of many products goes page by page, each row once', async () => {
    const [pattern] = sandbox.shop.main.products;
    if (pattern === undefined) throw new Error('no product');
    for (let index = 0; index < 230; index += 1) {
      sandbox.shop.main.products.push({
        ...pattern,
        uid: `many-${index}`,
        sku: `MANY-${index}`,
        title: `Molti ${index}`,
      });
    }
    await merchant.write('POST', '/api/products/refresh');
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: ProductsReportDto = await report(`?q=MANY-&cursor=${cursor}`.replace(/&cursor=$/, ''));
      seen.push(...page.rows.map(({ sku }) => sku));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(230);
    expect(new Set(seen).size).toBe(230);
  });
});
