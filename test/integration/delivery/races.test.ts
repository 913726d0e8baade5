import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { reconcileShop } from '../../../src/flows/delivery/reconcile.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** Two things that happen at nearly the same time, in the order that hurts. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
let shopId: string;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3, customers: 3 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  const [shop] = await plugin.query<{ id: string }>('select id from shops');
  shopId = shop?.id ?? '';
  // Its throttle is another test's.
  sandbox.shop.limits.updated.limit = 100;
});
beforeEach(() => {
  sandbox.fic.faults.clear();
  sandbox.shop.faults.clear();
  sandbox.shop.webhooksEnabled = true;
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const DAY_MS = 24 * 3600 * 1000;
const company = () => sandbox.fic.companyIds.bottega;
const of = (shortId: string) =>
  sandbox.fic.documents(company()).filter((document) => document.visible_subject?.endsWith(`#${shortId}`));
const paid = () => ({ status: 1, paidAt: new Date(), invoice: false, items: [{ sku: 'TAZZA-GRES' }] });
const unpaid = () => ({ ...paid(), status: 0, paidAt: null });
const create = { method: 'POST', path: /issued_documents$/ };
const store = () => plugin.context.store;
/** As the database has it. */
async function rowOf(orderId: string) {
  const [row] = await plugin.query<{ state: string; origin: string; first_tried_at: Date | null }>(
    'select state, origin, first_tried_at from deliveries where order_id = $1',
    [orderId],
  );
  return row;
}
const waits = (orderId: string) =>
  until(async () => ((await rowOf(orderId))?.state === 'waiting' ? true : null), 'waiting');

describe('never lost', () => {
  test('the panel saw the order before its lost webhook: reconciliation finds it all the same', async () => {
    sandbox.shop.webhooksEnabled = false;
    const order = sandbox.shop.placeOrder(paid());
    expect((await merchant.order(order.orderID)).delivery).toBeNull();
    await reconcileShop(plugin.context, shopId);
    await merchant.delivery(order.orderID, 'sent');
  });

  test('after weeks of silence all that happened meanwhile is caught up with, span by span', async () => {
    sandbox.shop.webhooksEnabled = false;
    const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
    const order = sandbox.shop.placeOrder({ ...paid(), placedAt: ago(20), paidAt: ago(20) });
    order.updatedAt = ago(20);
    await plugin.query("update settings set active_since = $1 where section = 'orders'", [ago(40)]);
    await plugin.query('update shops set orders_seen_until = $1', [ago(30)]);
    let spans = 1;
    while (!(await reconcileShop(plugin.context, shopId))) spans += 1;
    expect(spans).toBe(5);
    await merchant.delivery(order.orderID, 'sent');
    await plugin.query("update settings set active_since = now() where section = 'orders'");
  });

  test('a batch that is stopped does not stop what was to leave by itself', async () => {
    sandbox.fic.faults.add({ ...create, fault: { kind: 'status', status: 503, when: 'before' } });
    const automatic = sandbox.shop.placeOrder(paid());
    await waits(automatic.orderID);
    sandbox.shop.webhooksEnabled = false;
    const byHand = sandbox.shop.placeOrder(unpaid());
    // Neither gets as far as a document, which may not be stopped.
    sandbox.shop.faults.add({
      path: /orders\/order\.json/,
      fault: { kind: 'status', status: 503, when: 'before' },
    });
    await merchant.write('POST', '/api/orders/send', { ids: [automatic.orderID, byHand.orderID] });
    const { id } = await merchant.get<{ id: string }>('/api/orders/send');
    await until(async () => {
      await merchant.write('DELETE', `/api/orders/send/${id}`);
      return (await rowOf(byHand.orderID))?.state === 'skipped';
    }, 'the stop of what was sent by hand');
    sandbox.fic.faults.clear();
    sandbox.shop.faults.clear();
    await merchant.delivery(automatic.orderID, 'sent');
    expect(await rowOf(byHand.orderID)).toMatchObject({ state: 'skipped', origin: 'manual' });
    const batch = await merchant.get<{ total: number; sent: number }>('/api/orders/send');
    expect(batch).toMatchObject({ total: batch.sent + 1, skipped: 1, left: 0 });
  });

  test('two batches at once have each their own total', async () => {
    sandbox.shop.webhooksEnabled = false;
    const some = Array.from({ length: 7 }, () => sandbox.shop.placeOrder(unpaid()).orderID);
    const others = some.slice(3).reverse();
    const now = new Date();
    const kinds = (ids: string[]) => ids.map((orderId) => ({ orderId, kind: 'order' as const }));
    const queued = await Promise.all([
      store().deliveries.acceptMany(shopId, kinds(some), now),
      store().deliveries.acceptMany(shopId, kinds(others), now),
    ]);
    const totals = await plugin.query<{ total: number }>(
      'select total from send_batches where started_at = $1 order by total desc',
      [now],
    );
    expect(totals.map(({ total }) => total)).toEqual(queued.sort((a, b) => b - a));
    for (const id of some) await merchant.delivery(id, 'sent');
  });

  test('an order that failed for its own data leaves once it is mended in the shop, without a webhook', async () => {
    const order = sandbox.shop.placeOrder({ ...paid(), invoice: true });
    const { taxCode, vat } = order.billing;
    sandbox.shop.updateOrder(order.orderID, { billing: { ...order.billing, taxCode: '', vat: '' } });
    const delivery = await merchant.delivery(order.orderID, 'failed');
    expect(delivery.problem?.code).toBe('fiscal-data-missing');
    const mended = { ...order.billing, taxCode: taxCode || 'RSSMRA80A01H501U', vat };
    sandbox.shop.updateOrder(order.orderID, { billing: mended });
    await reconcileShop(plugin.context, shopId);
    await merchant.delivery(order.orderID, 'sent');
  });

  test('what begins to wait just after a new authorization is woken by it', async () => {
    const order = sandbox.shop.placeOrder(unpaid());
    const unauthorized = sandbox.fic.faults.add({
      ...create,
      fault: { kind: 'status', status: 401, when: 'before' },
      times: 2,
    });
    // For the second one to end the connection, they must go on for long.
    await plugin.query("update connections set refused_since = now() - interval '31 minutes'");
    const before = await store().connections.find(shopId);
    // The merchant presses Autorizza between the refusal and what the worker makes of it.
    const { markExpired } = store().connections;
    store().connections.markExpired = async (connection) => {
      await merchant.authorize('laura.conti@example.com');
      await markExpired(connection);
    };
    await merchant.write('POST', `/api/orders/${order.orderID}/send`, {});
    await merchant.delivery(order.orderID, 'sent');
    store().connections.markExpired = markExpired;
    expect(unauthorized.applied).toBe(2);
    const after = await store().connections.find(shopId);
    expect(after?.state).toBe('connected');
    expect(after?.connectedAt).not.toEqual(before?.connectedAt);
  });

  test('the days in which the quota was used up do not count as tries', async () => {
    sandbox.fic.faults.add({ ...create, fault: { kind: 'too-many', retryAfterSeconds: 1 }, times: 1 });
    const order = sandbox.shop.placeOrder(paid());
    await waits(order.orderID);
    expect((await rowOf(order.orderID))?.first_tried_at).toBeNull();
    await merchant.delivery(order.orderID, 'sent');
  });
});

describe('at most once', () => {
  test('a deleted document is made anew once, although two asked for it', async () => {
    const order = sandbox.shop.placeOrder(paid());
    const { document } = await merchant.delivery(order.orderID, 'sent');
    const seen = await store().deliveries.find(shopId, order.orderID);
    if (seen === null || !document) throw new Error('not sent');
    sandbox.fic.deleteDocument(company(), document.id);
    expect(await store().deliveries.acceptAgain(seen, 'document-deleted')).not.toBeNull();
    await until(() => of(order.shortId).length === 1, 'the new document');
    await merchant.delivery(order.orderID, 'sent');
    expect(await store().deliveries.acceptAgain(seen, 'document-deleted')).toBeNull();
    expect(await store().deliveries.acceptAgain(seen, 'asked')).toBeNull();
    expect(of(order.shortId)).toHaveLength(1);
  });

  test('a document of another company than the connected one is not taken for deleted', async () => {
    const order = sandbox.shop.placeOrder(paid());
    await merchant.delivery(order.orderID, 'sent');
    await plugin.query('update deliveries set company_id = company_id + 1 where order_id = $1', [
      order.orderID,
    ]);
    const looks = () => sandbox.fic.calls.count({ method: 'GET', path: /issued_documents\/\d+$/ });
    const before = looks();
    const answer = await merchant.browser.write('POST', `${plugin.url}/api/orders/${order.orderID}/send`, {});
    expect(answer.status).toBe(409);
    expect(looks()).toBe(before);
    expect(of(order.shortId)).toHaveLength(1);
  });

  test('cancelled while it was in doubt whether its document exists: looked for, not made', async () => {
    const fault = sandbox.fic.faults.add({
      ...create,
      fault: { kind: 'reset', when: 'before' },
      times: 1,
    });
    const order = sandbox.shop.placeOrder(paid());
    await until(() => fault.applied === 1, 'the broken call');
    sandbox.shop.cancel(order.orderID);
    const delivery = await merchant.delivery(order.orderID, 'skipped');
    expect(delivery.events.map(({ type }) => type)).toContain('uncertain');
    expect(of(order.shortId)).toHaveLength(0);
  });

  test('a skipped order that is sent by hand is the merchant’s: it is not skipped again without a word', async () => {
    const fault = sandbox.fic.faults.add({
      ...create,
      fault: { kind: 'status', status: 503, when: 'before' },
    });
    const order = sandbox.shop.placeOrder(paid());
    await waits(order.orderID);
    sandbox.shop.cancel(order.orderID);
    fault.remove();
    await merchant.delivery(order.orderID, 'skipped');
    await merchant.write('POST', `/api/orders/${order.orderID}/send`, {});
    const delivery = await merchant.delivery(order.orderID, 'failed', 'skipped');
    expect(delivery).toMatchObject({
      state: 'failed',
      origin: 'manual',
      problem: { code: 'order-cancelled' },
    });
  });

  test('a section saved while an order fails by the former settings: it is tried again by the new ones', async () => {
    const { vat } = (await plugin.context.store.settings.read(shopId)).settings;
    await merchant.save('vat', { ...vat, mapping: {}, shippingVatTypeId: null });
    const { deliveries } = store();
    const markFailed = deliveries.markFailed.bind(deliveries);
    const late = vi.spyOn(deliveries, 'markFailed').mockImplementationOnce(async (...args) => {
      await merchant.save('vat', vat);
      await markFailed(...args);
    });
    const order = sandbox.shop.placeOrder(paid());
    const delivery = await merchant.delivery(order.orderID, 'sent');
    expect(late).toHaveBeenCalledTimes(1);
    expect(delivery.attempts).toBe(2);
    late.mockRestore();
  });

  test('a create call that could not leave in time is not made', async () => {
    const { createWithinMs } = plugin.context.retry;
    plugin.context.retry.createWithinMs = -1;
    const creates = () => sandbox.fic.calls.count(create);
    const before = creates();
    const order = sandbox.shop.placeOrder(paid());
    await waits(order.orderID);
    expect(creates()).toBe(before);
    plugin.context.retry.createWithinMs = createWithinMs;
    await merchant.delivery(order.orderID, 'sent');
    expect(creates() - before).toBe(1);
  });
});
