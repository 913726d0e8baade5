import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DialectName, type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { orderTotal } from '../../../sandbox/shop/orders.ts';
import { lookAtShop } from '../../../src/doctor/shop/look-at-shop.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'shop-report-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As `npm run doctor -- shop` does it. */
async function look(sandbox: Sandbox, keys: { key?: string; exchange?: string } = {}) {
  const { main, apiUrl } = sandbox.shop;
  const file = path.join(folder, 'shop-report.json');
  const settings = {
    TSC_API_URL: apiUrl,
    TSC_KEY: keys.key ?? main.key,
    TSC_EXCHANGE: keys.exchange ?? main.exchange,
  };
  return { ...(await lookAtShop(settings, file, new Date('2026-11-26T10:00:00Z'))), file };
}

describe('a look at a shop that nobody installed', () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.stop());

  const speakers: [DialectName, number][] = [
    ['agreed', 0],
    ['documented', 0],
    ['random', 3],
    ['random', 8],
    ['random', 21],
  ];
  test.each(speakers)('names the spelling of every field: %s %i', async (dialect, dialectSeed) => {
    sandbox = await startSandbox({ dialect, dialectSeed, orders: 25, customers: 12 });
    const { report, tables, findings } = await look(sandbox);
    const taken = new Set(
      report?.inspection.fields
        .filter(({ scope }) => scope === 'order')
        .flatMap(({ taken: paths, unreadable }) => [...Object.keys(paths), ...Object.keys(unreadable)]),
    );
    const unknown = report?.inspection.unknown.map(({ path: key }) => key) ?? [];
    // Each is understood, or told as a key that is not.
    for (const [field, place] of Object.entries(sandbox.shop.main.dialect.spellings)) {
      const named = [...taken, ...unknown].some((known) => known.startsWith(place.replace(/\[.*/, '')));
      expect([field, place, named]).toEqual([field, place, true]);
      if (taken.has(place)) expect(tables).toContain(place);
    }
    expect(report?.inspection.answers.order.looked).toBe(20);
    if (dialect !== 'random') {
      expect(findings.filter(({ status }) => status === 'fail')).toEqual([]);
      expect(report?.inspection.totals).toEqual({ right: 20, wrong: 0, explained: 0 });
    }
    // Reads alone.
    expect(sandbox.shop.calls.calls.every(({ method }) => method === 'GET')).toBe(true);
    expect(sandbox.shop.calls.calls.length).toBeLessThan(60);
  });

  test('a key of a name that makes no sense is named, with the totals that it explains', async () => {
    sandbox = await startSandbox({ dialect: 'documented', orders: 25, customers: 3 });
    sandbox.shop.main.renames = { 'cart.shippingCost': 'zqx' };
    const { report, findings, tables } = await look(sandbox);
    const shipped = sandbox.shop.orders.slice(-20).filter(({ shippingCost }) => Number(shippingCost) > 0);
    expect(report?.inspection.unknown).toContainEqual(
      expect.objectContaining({ scope: 'order', path: 'cart.zqx', kind: 'amount' }),
    );
    expect(report?.inspection.totals.wrong).toBe(shipped.length);
    expect(report?.inspection.explains['cart.zqx']).toBe(shipped.length);
    expect(tables).toContain('cart.zqx');
    const total = findings.find(({ name }) => name === 'unread-total');
    expect(total).toMatchObject({ status: 'fail', detail: expect.stringContaining('cart.zqx') });
  });

  test('the report holds no value: no name, address, number or amount of anybody', async () => {
    sandbox = await startSandbox({ dialect: 'documented', orders: 20, customers: 12 });
    const { file } = await look(sandbox);
    const text = readFileSync(file, 'utf8');
    const { shop } = sandbox;
    const values = [
      ...shop.orders.flatMap((order) => [
        order.orderID,
        order.billing.fullname,
        order.billing.company,
        order.billing.email,
        order.billing.addr1,
        order.billing.vat,
        order.billing.taxCode,
        order.billing.phone,
        orderTotal(order).toFixed(2),
        ...order.items.flatMap(({ title, sku }) => [title, sku]),
      ]),
      ...shop.customers.flatMap(({ address, userUID }) => [address.fullname, address.email, userUID]),
      shop.main.key,
      shop.main.exchange,
      shop.main.uid,
      shop.main.name,
    ];
    for (const value of values.filter((each) => each.length > 4)) expect(text).not.toContain(value);
    expect(JSON.parse(text)).toMatchObject({ format: 1, lookedAt: '2026-11-26T10:00:00.000Z' });
  });

  test('keys that are refused, and a shop that does not answer, are told with what to do', async () => {
    sandbox = await startSandbox({ orders: 1, customers: 1 });
    const refused = await look(sandbox, { exchange: 'wrong' });
    expect(refused.findings).toMatchObject([{ name: 'keys', status: 'fail' }]);
    expect(refused.report).toBeNull();
    sandbox.shop.faults.add({ path: /./, fault: { kind: 'status', status: 503 } });
    expect((await look(sandbox)).findings).toMatchObject([{ name: 'shop', status: 'fail' }]);
  });
});

describe('a look at a shop that is installed', () => {
  let sandbox: Sandbox;
  let plugin: TestPlugin;
  let merchant: Merchant;

  beforeAll(async () => {
    sandbox = await startSandbox({ dialect: 'documented', orders: 12, customers: 3 });
    plugin = await startTestPlugin(sandbox, { inspectAfterMs: 0 });
    merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
    await sandbox.shop.install();
    await merchant.open();
  });
  afterAll(async () => {
    await plugin?.stop();
    await sandbox?.stop();
  });

  const looked = async (after: string | null = null) =>
    until(async () => {
      const { inspection } = await merchant.status();
      return inspection !== null && inspection.lookedAt !== after ? inspection : null;
    }, 'a look');
  const lookAgain = async () => {
    const { lookedAt } = await looked();
    const [shop] = await plugin.query<{ id: string }>('select id from shops');
    const payload = { shopId: shop?.id ?? '' };
    await plugin.context.store.wake.enqueue('inspect-shop', payload, { key: 'again' });
    return looked(lookedAt);
  };
  const metric = async () => {
    const text = await (await fetch(`${plugin.url}/metrics`)).text();
    return /^shops_not_read (\d+)/m.exec(text)?.[1];
  };

  test('is taken after the install, and finds nothing to tell', async () => {
    expect((await looked()).unread).toEqual([]);
    expect(await metric()).toBe('0');
  });

  test('tells the panel, /metrics and the log what is not understood, by its names; the order says the same', async () => {
    sandbox.shop.main.renames = { 'cart.shippingCost': 'zqx' };
    const { unread } = await lookAgain();
    expect(unread.join(' ')).toContain('cart.zqx');
    await until(async () => (await metric()) === '1', 'the gauge');
    const line = plugin.log.find((each) => each.includes('this shop is not read in full'));
    expect(line).toContain('cart.zqx');

    await merchant.authorize('laura.conti@example.com');
    await merchant.configure();
    const order = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), shippingCost: '7.50' });
    const delivery = await merchant.delivery(order.orderID, 'failed', 'sent');
    expect(delivery).toMatchObject({ state: 'failed', problem: { code: 'shop-field-unknown' } });
    expect(delivery.problem?.detail).toMatch(/cart\.zqx.*7,50/);

    sandbox.shop.main.renames = {};
    expect((await lookAgain()).unread).toEqual([]);
    // A hint of it that is on its way still sends it too, and may be faster than the button.
    const retry = `${plugin.url}/api/deliveries/${order.orderID}/retry`;
    const pressed = await merchant.browser.write('POST', retry);
    if (!pressed.ok) expect(await pressed.json()).toMatchObject({ status: 409, code: 'already-sent' });
    await merchant.delivery(order.orderID, 'sent');
  });
});
