import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { orderTotal } from '../../../sandbox/shop/orders.ts';
import { Merchant } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure({ automatic: false, send: 'paid' });
});
afterEach(() => {
  sandbox.fic.rounding = 'per-rate';
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const documents = () => sandbox.fic.documents(sandbox.fic.companyIds.bottega);
const totalsCalls = () => sandbox.fic.calls.count({ method: 'POST', path: /issued_documents\/totals$/ });

/** Nine pieces at 0.99 with 22 %: a cent is lost where the net of the line is rounded first. */
function place() {
  const order = sandbox.shop.placeOrder({
    status: 1,
    paidAt: new Date(),
    invoice: false,
    items: [{ sku: 'TAZZA-GRES', count: 9, price: '0.99', tax: 22 }],
    shippingCost: '0.99',
    shippingTax: 22,
    paymentCost: '0',
    saleAmount: '0',
    couponCode: '',
  });
  return { id: order.orderID, total: orderTotal(order).toNumber() };
}

async function send(id: string) {
  await merchant.write('POST', `/api/orders/${id}/send`, {});
  return merchant.delivery(id, 'sent', 'failed');
}

test('a total that Fatture in Cloud rounds otherwise is told once, and from then on asked for before the document', async () => {
  const before = await send(place().id);
  expect(before).not.toHaveProperty('problem');
  expect(totalsCalls()).toBe(0);

  sandbox.fic.rounding = 'gross-from-net';
  const first = place();
  const told = await send(first.id);
  expect(documents().at(-1)?.amount_gross).not.toBe(first.total);
  expect(told).toMatchObject({ state: 'sent', problem: { code: 'total-differs' } });
  expect(told.problem?.detail).toContain(first.total.toFixed(2).replace('.', ','));
  const metrics = await (await fetch(`${plugin.url}/metrics`)).text();
  expect(metrics).toMatch(/document_totals_differed_total 1/);

  const made = documents().length;
  const held = await send(place().id);
  expect(held).toMatchObject({ state: 'failed', problem: { code: 'total-would-differ' } });
  expect(documents()).toHaveLength(made);
  expect(totalsCalls()).toBe(1);

  sandbox.fic.rounding = 'per-rate';
  const right = place();
  expect(await send(right.id)).toMatchObject({ state: 'sent' });
  expect(documents().at(-1)?.amount_gross).toBe(right.total);
  expect(totalsCalls()).toBe(2);
});
