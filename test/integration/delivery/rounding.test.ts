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
const createCalls = () => sandbox.fic.calls.count({ method: 'POST', path: /issued_documents$/ });

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

test('a total that is computed otherwise is refused: nothing is made, and the order goes in another form at once', async () => {
  const before = await send(place().id);
  expect(before).not.toHaveProperty('problem');
  expect(createCalls()).toBe(1);

  sandbox.fic.rounding = 'gross-from-net';
  const first = place();
  const made = documents().length;
  expect(await send(first.id)).toMatchObject({ state: 'sent' });
  expect(documents()).toHaveLength(made + 1);
  expect(documents().at(-1)?.amount_gross).toBe(first.total);
  expect(createCalls()).toBe(3);
  const metrics = await (await fetch(`${plugin.url}/metrics`)).text();
  expect(metrics).toMatch(/document_totals_refused_total\{explained="true"\} 1/);
  expect(metrics).toMatch(/document_totals_differed_total 0/);

  // What was learned holds for the company: the next order takes one call.
  const second = place();
  expect(await send(second.id)).toMatchObject({ state: 'sent' });
  expect(documents().at(-1)?.amount_gross).toBe(second.total);
  expect(createCalls()).toBe(4);
});

test('where no form comes out within three calls, nothing is made and the problem says what would have been', async () => {
  const made = documents().length;
  const calls = createCalls();
  sandbox.fic.rounding = 'odd-cent';
  const order = place();
  const told = await send(order.id);
  expect(told).toMatchObject({ state: 'failed', problem: { code: 'total-would-differ' } });
  expect(told.problem?.detail).toContain(order.total.toFixed(2).replace('.', ','));
  expect(documents()).toHaveLength(made);
  expect(createCalls()).toBe(calls + 3);
});
