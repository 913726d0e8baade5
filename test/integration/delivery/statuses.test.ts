import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { reconcileShop } from '../../../src/flows/delivery/reconcile.ts';
import { Merchant } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** Which orders are paid, and which wait for a person: from the status in the shop to the document, or to the sentence. */

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3, customers: 3 });
  plugin = await startTestPlugin(sandbox);
  sandbox.setAppUrl(plugin.url);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  sandbox.shop.main.nameStatus(9, 'Rimborsato');
  sandbox.shop.main.nameStatus(10, 'Pronto in negozio');
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const documents = (shortId: string) =>
  sandbox.fic
    .documents(sandbox.fic.companyIds.bottega)
    .filter((document) => document.visible_subject?.endsWith(`#${shortId}`));
const place = (wish: Parameters<typeof sandbox.shop.placeOrder>[0]) =>
  sandbox.shop.placeOrder({ invoice: false, paidAt: null, items: [{ sku: 'TAZZA-GRES' }], ...wish });

describe('an order that was refunded', () => {
  test('waits in the list with a sentence, whatever instant of payment the shop tells', async () => {
    const order = place({ status: 9, paidAt: new Date() });
    const delivery = await merchant.delivery(order.orderID, 'failed', 'sent');
    expect(delivery).toMatchObject({ state: 'failed', problem: { code: 'order-on-hold' } });
    expect(delivery.problem?.detail).toContain('«Rimborsato»');
    expect(await merchant.order(order.orderID)).toMatchObject({ paid: false });
    expect(documents(order.shortId)).toEqual([]);
  });

  test('while its delivery had failed does not go once the setting is mended', async () => {
    const { mapping } = await merchant
      .get<{ vat: { mapping: Record<string, number> } }>('/api/settings')
      .then(({ vat }) => vat);
    await merchant.save('vat', { mapping: {}, shippingVatTypeId: null });
    const order = place({ status: 1, paidAt: new Date() });
    expect(await merchant.delivery(order.orderID, 'failed')).toMatchObject({
      problem: { code: 'vat-unmapped' },
    });
    sandbox.shop.webhooksEnabled = false;
    sandbox.shop.setStatus(order.orderID, 9);
    sandbox.shop.webhooksEnabled = true;
    await merchant.save('vat', { mapping, shippingVatTypeId: null });
    const delivery = await merchant.delivery(order.orderID, 'failed', 'sent');
    expect(delivery).toMatchObject({ state: 'failed', problem: { code: 'order-on-hold' } });
    expect(documents(order.shortId)).toEqual([]);
  });

  test('goes by hand, unpaid', async () => {
    const order = place({ status: 9, paidAt: new Date() });
    await merchant.delivery(order.orderID, 'failed');
    await merchant.write('POST', `/api/orders/${order.orderID}/send`, {});
    await merchant.delivery(order.orderID, 'sent');
    expect(documents(order.shortId)[0]?.payments_list?.[0]?.status).toBe('not_paid');
  });
});

describe('a status that the merchant explains', () => {
  test('lets those go that waited for it', async () => {
    await merchant.save('orders', {
      automatic: true,
      send: 'paid',
      statusMeaning: { 9: 'hold', 10: 'hold' },
    });
    const waiting = place({ status: 10 });
    expect(await merchant.delivery(waiting.orderID, 'failed')).toMatchObject({
      problem: { code: 'order-on-hold' },
    });
    await merchant.save('orders', { automatic: true, send: 'paid', statusMeaning: { 10: 'paid' } });
    await merchant.delivery(waiting.orderID, 'sent');
    expect(documents(waiting.shortId)[0]?.payments_list?.[0]?.status).toBe('paid');
    await merchant.save('orders', { automatic: true, send: 'paid', statusMeaning: {} });
  });

  test('lets those go that were passed over as unpaid', async () => {
    const order = place({ status: 0 });
    await sandbox.shop.webhooksSettled();
    expect((await merchant.order(order.orderID)).delivery).toBeNull();
    await merchant.save('orders', { automatic: true, send: 'paid', statusMeaning: { 0: 'paid' } });
    await merchant.delivery(order.orderID, 'sent');
    await merchant.save('orders', { automatic: true, send: 'paid', statusMeaning: {} });
  });
});

test('an order whose request for an invoice cannot be read is told, not taken for one that asks for none', async () => {
  const order = place({ status: 1, paidAt: new Date(), raw: { invoice: 'chissà' } });
  const delivery = await merchant.delivery(order.orderID, 'failed', 'sent');
  expect(delivery).toMatchObject({ state: 'failed', problem: { code: 'shop-order-unreadable' } });
  expect(delivery.problem?.detail).toContain('«invoice»');
});

test('cash on delivery goes when it is delivered, paid in cash', async () => {
  const order = place({ status: 3, paymentMethod: 'mark', invoice: true });
  await sandbox.shop.webhooksSettled();
  expect((await merchant.order(order.orderID)).delivery).toBeNull();
  sandbox.shop.setStatus(order.orderID, 4);
  // The platform tells nobody of that: the next look at what changed does.
  const shop = await plugin.context.store.shops.findByInstance(sandbox.shop.main.instance);
  await reconcileShop(plugin.context, shop?.id ?? '');
  await merchant.delivery(order.orderID, 'sent');
  const [document] = documents(order.shortId);
  expect(document?.payments_list?.[0]?.status).toBe('paid');
  expect(document?.ei_data?.payment_method).toBe('MP01');
});
