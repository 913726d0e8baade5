import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OrderPartial, type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { orderTotal } from '../../../sandbox/shop/orders.ts';
import type { PreviewDto } from '../../../src/contract/orders/preview.ts';
import type { SettingsDto } from '../../../src/contract/settings/settings.ts';
import { dialect } from '../../support/dialect.ts';
import { Merchant } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
let settings: SettingsDto;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 30, dialect });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure({ automatic: false, send: 'paid' });
  settings = await merchant.get<SettingsDto>('/api/settings');
});
beforeEach(async () => {
  await merchant.save('vat', settings.vat);
  await merchant.save('products', settings.products);
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const company = () => sandbox.fic.company(sandbox.fic.companyIds.bottega);
const documents = () => sandbox.fic.documents(sandbox.fic.companyIds.bottega);
const paid: OrderPartial = { status: 1, paidAt: new Date() };

async function send(orderId: string) {
  await merchant.write('POST', `/api/orders/${orderId}/send`, {});
  return merchant.delivery(orderId, 'sent', 'failed');
}

describe('what arrives is what the buyer paid', () => {
  test('every order of the sandbox arrives to the cent, or says why not', async () => {
    const wrong: unknown[] = [];
    for (const order of sandbox.shop.orders) {
      const preview = await merchant.get<PreviewDto>(`/api/orders/${order.orderID}/preview`);
      const delivery = await send(order.orderID);
      if (delivery.state === 'failed') {
        expect(preview.problems.map(({ code }) => code)).toContain(delivery.problem?.code);
        expect(delivery.problem?.fix).not.toBe('');
        continue;
      }
      const made = documents().find(({ id }) => id === delivery.document?.id);
      const total = orderTotal(order).toNumber();
      if (made?.amount_gross !== total || preview.totals.gross !== total) {
        wrong.push({ id: order.orderID, total, made: made?.amount_gross, preview: preview.totals });
      }
    }
    expect(wrong).toEqual([]);
    expect(documents().length).toBeGreaterThan(20);
  });

  test('a total that is not the sum of its parts creates nothing, and shows both figures', async () => {
    const order = sandbox.shop.placeOrder({ ...paid, invoice: false, total: '1234.56' });
    const before = documents().length;
    const delivery = await send(order.orderID);
    expect(delivery).toMatchObject({ state: 'failed', problem: { code: 'total-mismatch' } });
    expect(delivery.problem?.detail).toContain('1.234,56');
    expect(documents()).toHaveLength(before);
  });
});

describe('odd shapes from the shop', () => {
  test.each<[string, Record<string, unknown>]>([
    ['an empty list where an object is expected', { delivery: [], billing: [] }],
    ['null texts', { notes: null, short_id: null, payment_method: null, shipping_method: null }],
    ['numbers as text', { invoice: '0', shipping_cost: '0', payment_cost: '0' }],
    ['HTML, emoji and 300 characters', { notes: `<script>alert(1)</script> 🎁 ${'a'.repeat(5000)}` }],
    ['a prototype in the answer', JSON.parse('{"__proto__": {"polluted": true}}') as Record<string, unknown>],
  ])('%s: a right document or a problem with its mend', async (_, raw) => {
    const order = sandbox.shop.placeOrder({ ...paid, invoice: false, raw });
    const delivery = await send(order.orderID);
    if (delivery.state === 'failed') expect(delivery.problem?.fix).toMatch(/\w{4}/);
    else expect(documents().some(({ id }) => id === delivery.document?.id)).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('an order without an id or a total is told to the merchant', async () => {
    const order = sandbox.shop.placeOrder({ ...paid, invoice: false, raw: { cart: [] } });
    const response = await merchant.browser.request(`${plugin.url}/api/orders/${order.orderID}/preview`);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'shop-order-unreadable' });
  });
});

describe('what was chosen may be gone in Fatture in Cloud', () => {
  test('a VAT type: refused once, the list is read anew, and the next time it is known before the call', async () => {
    const types = company().vatTypes;
    const index = types.findIndex((type) => type.id === 0);
    const [removed] = types.splice(index, 1);
    const order = sandbox.shop.placeOrder({ ...paid, invoice: false, items: [{ sku: 'TAZZA-GRES' }] });
    const refused = await send(order.orderID);
    expect(refused).toMatchObject({ state: 'failed', problem: { code: 'fic-refused-vat' } });
    const creates = sandbox.fic.calls.count({ method: 'POST', path: /issued_documents$/ });
    await merchant.write('POST', `/api/deliveries/${order.orderID}/retry`);
    const known = await merchant.delivery(order.orderID, 'failed');
    expect(known.problem?.code).toBe('vat-type-gone');
    expect(sandbox.fic.calls.count({ method: 'POST', path: /issued_documents$/ })).toBe(creates);

    if (removed !== undefined) types.splice(index, 0, removed);
    await merchant.get('/api/catalog?refresh=1');
    await merchant.save('vat', settings.vat);
    await merchant.delivery(order.orderID, 'sent');
  });
});

describe('stock', () => {
  const stockOf = (code: string) =>
    company().products.find((product) => product.code === code)?.stock_current;
  const item = { sku: 'MIELE-ACACIA', count: 2 };

  test('falls by an order without invoice request, by hand too, and not by an invoice', async () => {
    const before = stockOf(item.sku) ?? 0;
    await send(sandbox.shop.placeOrder({ ...paid, invoice: false, items: [item] }).orderID);
    expect(stockOf(item.sku)).toBe(before - 2);
    await send(sandbox.shop.placeOrder({ ...paid, invoice: true, items: [item] }).orderID);
    expect(stockOf(item.sku)).toBe(before - 2);
  });

  test('stays when the setting is off', async () => {
    await merchant.save('products', { updateStock: false });
    const before = stockOf(item.sku);
    await send(sandbox.shop.placeOrder({ ...paid, invoice: false, items: [item] }).orderID);
    expect(stockOf(item.sku)).toBe(before);
  });
});
