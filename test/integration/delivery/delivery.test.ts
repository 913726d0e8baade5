import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { DeliveryDto } from '../../../src/contract/delivery/delivery.ts';
import { reconcileShop } from '../../../src/flows/delivery/reconcile.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { createDatabase, startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
/** Two processes' worth on one database. */
let plugin: TestPlugin;
let twin: TestPlugin;
let merchant: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3, customers: 3 });
  const databaseUrl = await createDatabase();
  plugin = await startTestPlugin(sandbox, { databaseUrl, timeoutMs: 500 });
  twin = await startTestPlugin(sandbox, { databaseUrl, timeoutMs: 500 });
  sandbox.setAppUrl(plugin.url);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
});
beforeEach(() => {
  sandbox.fic.faults.clear();
  sandbox.shop.faults.clear();
  sandbox.shop.webhooksEnabled = true;
});
afterAll(async () => {
  await plugin?.stop();
  await twin?.stop();
  await sandbox?.stop();
});

const company = () => sandbox.fic.companyIds.bottega;
const documents = () => sandbox.fic.documents(company());
const creates = () => sandbox.fic.calls.count({ method: 'POST', path: /issued_documents$/ });
const of = (shortId: string) =>
  documents().filter((document) => document.visible_subject?.endsWith(`#${shortId}`));
const paid = () => ({ status: 1, paidAt: new Date(), invoice: false, items: [{ sku: 'TAZZA-GRES' }] });
const unpaid = () => ({ ...paid(), status: 0, paidAt: null });
const create = { method: 'POST', path: /issued_documents$/ };
const sendUrl = (id: string, base = plugin.url) => `${base}/api/orders/${id}/send`;

describe('at most once', () => {
  test('clicks in two processes, double webhooks and automatic sending make one document', async () => {
    const order = sandbox.shop.placeOrder(paid());
    const other = new Merchant(twin, sandbox, sandbox.shop.main);
    other.browser.cookies(twin.url).set('session', merchant.browser.cookies(plugin.url).get('session') ?? '');
    const hook = sandbox.shop.webhooks()[0]?.url ?? '';
    await Promise.all([
      ...Array.from({ length: 4 }, () => merchant.browser.write('POST', sendUrl(order.orderID), {})),
      ...Array.from({ length: 4 }, () => other.browser.write('POST', sendUrl(order.orderID, twin.url), {})),
      ...Array.from({ length: 4 }, () =>
        fetch(hook, { method: 'POST', body: new URLSearchParams({ id_order: order.orderID }) }),
      ),
    ]);
    await merchant.delivery(order.orderID, 'sent');
    await sandbox.shop.webhooksSettled();
    expect(of(order.shortId)).toHaveLength(1);
  });

  test.each([
    ['the connection breaks after it', { kind: 'reset', when: 'after' }],
    ['no answer comes', { kind: 'hang', when: 'after' }],
    ['a server error follows it', { kind: 'status', status: 502, when: 'after' }],
  ] as const)('the document is made and %s: it is found and adopted', async (_, fault) => {
    sandbox.fic.faults.add({ ...create, fault, times: 1 });
    const before = creates();
    const order = sandbox.shop.placeOrder(paid());
    const delivery = await merchant.delivery(order.orderID, 'sent');
    expect(delivery.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['creating', 'uncertain', 'adopted']),
    );
    expect(creates() - before).toBe(1);
    expect(of(order.shortId)).toHaveLength(1);
  });

  test('while the search itself fails the doubt stays, and nothing is repeated', async () => {
    sandbox.fic.faults.add({ ...create, fault: { kind: 'reset', when: 'after' }, times: 1 });
    const search = sandbox.fic.faults.add({
      method: 'GET',
      path: /issued_documents$/,
      fault: { kind: 'status', status: 500 },
    });
    const before = creates();
    const order = sandbox.shop.placeOrder(paid());
    await until(() => search.applied >= 2, 'two failed searches');
    expect(creates() - before).toBe(1);
    search.remove();
    await merchant.delivery(order.orderID, 'sent');
    expect(creates() - before).toBe(1);
  });

  test('a refusal before anything was made is simply tried again, without a search', async () => {
    sandbox.fic.faults.add({ ...create, fault: { kind: 'too-many', retryAfterSeconds: 1 }, times: 1 });
    const searches = () => sandbox.fic.calls.count({ method: 'GET', path: /issued_documents$/ });
    const before = searches();
    const order = sandbox.shop.placeOrder(paid());
    await merchant.delivery(order.orderID, 'sent');
    expect(searches()).toBe(before);
  });
});

describe('sent already', () => {
  async function sent(): Promise<{ id: string; shortId: string; document: number }> {
    const order = sandbox.shop.placeOrder(paid());
    const delivery = await merchant.delivery(order.orderID, 'sent');
    return { id: order.orderID, shortId: order.shortId, document: delivery.document?.id ?? 0 };
  }

  test('deleted in Fatture in Cloud: noticed by one call when it is sent again, and made anew', async () => {
    const { id, shortId, document } = await sent();
    sandbox.fic.deleteDocument(company(), document);
    const looks = () => sandbox.fic.calls.count({ method: 'GET', path: /issued_documents\/\d+$/ });
    const before = looks();
    expect((await merchant.browser.write('POST', sendUrl(id), {})).status).toBe(202);
    const delivery = await merchant.delivery(id, 'sent');
    expect(looks() - before).toBe(1);
    expect(delivery.document?.id).not.toBe(document);
    expect(delivery.events.map(({ type }) => type)).toContain('document-deleted');
    expect(of(shortId)).toHaveLength(1);
  });

  test('again on the merchant’s word makes a second document with a marker of its own', async () => {
    const { id, shortId } = await sent();
    await merchant.write<DeliveryDto>('POST', `/api/orders/${id}/send`, { again: true });
    await merchant.delivery(id, 'sent');
    const subjects = of(shortId).map(({ subject }) => subject);
    expect(subjects).toHaveLength(2);
    expect(new Set(subjects).size).toBe(2);
  });

  test('again names the document that was seen: the same click done twice, its answer lost, makes one more', async () => {
    const { id, shortId, document } = await sent();
    const click = () =>
      merchant.browser.write('POST', `${plugin.url}/api/orders/${id}/send`, { again: true, seen: document });
    expect((await click()).status).toBe(202);
    await merchant.delivery(id, 'sent');
    const second = await click();
    expect(second.status).toBe(409);
    expect((await second.json()) as object).toMatchObject({ code: 'already-sent' });
    expect(of(shortId)).toHaveLength(2);
  });
});

describe('nothing lost', () => {
  test('orders whose webhook never came are found by reconciliation, once', async () => {
    sandbox.shop.webhooksEnabled = false;
    const orders = [sandbox.shop.placeOrder(paid()), sandbox.shop.placeOrder(paid())];
    const [shop] = await plugin.query<{ id: string }>('select id from shops where instance = $1', [
      sandbox.shop.main.instance,
    ]);
    await reconcileShop(plugin.context, shop?.id ?? '');
    await reconcileShop(twin.context, shop?.id ?? '');
    for (const order of orders) {
      await merchant.delivery(order.orderID, 'sent');
      expect(of(order.shortId)).toHaveLength(1);
    }
  });

  test('a shop that is silent for a while: the hint stays, and the order goes when it answers', async () => {
    sandbox.shop.faults.add({ path: /orders\/order/, fault: { kind: 'html' }, times: 3 });
    const order = sandbox.shop.placeOrder(paid());
    await until(() => of(order.shortId).length === 1, 'the document');
  });

  test('an order that is cancelled before it goes is skipped', async () => {
    await merchant.save('orders', { automatic: false, send: 'paid' });
    const order = sandbox.shop.placeOrder(paid());
    await sandbox.shop.webhooksSettled();
    sandbox.shop.cancel(order.orderID);
    await sandbox.shop.webhooksSettled();
    await merchant.save('orders', { automatic: true, send: 'paid' });
    const later = sandbox.shop.placeOrder(paid());
    await merchant.delivery(later.orderID, 'sent');
    expect(of(order.shortId)).toHaveLength(0);
  });
});

test('one shop’s backlog does not keep another shop’s order waiting', async () => {
  const calm = sandbox.shop.addShop({ name: 'Calmo' });
  await sandbox.shop.install(calm);
  const other = new Merchant(plugin, sandbox, calm);
  await other.open();
  await other.authorize('studio.ferri@example.com');
  await other.write('PUT', '/api/company', { id: sandbox.fic.companyIds.officina });
  await other.configure();

  const backlog = Array.from({ length: 200 }, () => sandbox.shop.placeOrder(paid()));
  const order = sandbox.shop.placeOrder(paid(), calm);
  await other.delivery(order.orderID, 'sent');
  const left = backlog.filter(({ shortId }) => of(shortId).length === 0).length;
  expect(left).toBeGreaterThan(0);
  await until(() => backlog.every(({ shortId }) => of(shortId).length === 1), 'the backlog', 90_000);
}, 120_000);

test('many at once, by ids and by days: what is there already stays one', async () => {
  sandbox.shop.webhooksEnabled = false;
  const orders = Array.from({ length: 5 }, () => sandbox.shop.placeOrder(unpaid()));
  const ids = orders.map(({ orderID }) => orderID);
  expect(await merchant.write('POST', '/api/orders/send', { ids })).toEqual({ queued: 5 });
  for (const id of ids) await merchant.delivery(id, 'sent');
  const batch = await merchant.get<{ id: string; total: number; sent: number; left: number }>(
    '/api/orders/send',
  );
  expect(batch).toMatchObject({ total: 5, sent: 5, left: 0, cancelled: false });
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date());
  await merchant.write('POST', '/api/orders/send', { from: today, to: today });
  for (const id of ids) expect((await merchant.order(id)).delivery?.state).toBe('sent');
  for (const { shortId } of orders) expect(of(shortId)).toHaveLength(1);
  const wrong = await merchant.browser.write('POST', `${plugin.url}/api/orders/send`, {
    from: '2026-02-02',
    to: '2026-02-01',
  });
  expect(wrong.status).toBe(422);
});

test('a batch is stopped half way: what has not begun stays here, and can be sent later', async () => {
  sandbox.shop.webhooksEnabled = false;
  const ids = Array.from({ length: 40 }, () => sandbox.shop.placeOrder(unpaid()).orderID);
  await merchant.write('POST', '/api/orders/send', { ids });
  const { id } = await merchant.get<{ id: string }>('/api/orders/send');
  await merchant.write('DELETE', `/api/orders/send/${id}`);
  const ended = await until(async () => {
    const batch = await merchant.get<{ sent: number; skipped: number; left: number; cancelled: boolean }>(
      '/api/orders/send',
    );
    return batch.left === 0 ? batch : null;
  }, 'the end of the batch');
  expect(ended.cancelled).toBe(true);
  expect(ended.skipped).toBeGreaterThan(0);
  expect(ended.sent + ended.skipped).toBe(40);
  const last = ids.at(-1) ?? '';
  expect((await merchant.order(last)).delivery?.state).toBe('skipped');
  await merchant.write('POST', `/api/orders/${last}/send`, {});
  await merchant.delivery(last, 'sent');
});

test('all that failed is tried once more with one click', async () => {
  const { vat } = await merchant.get<{ vat: { mapping: Record<string, number>; shippingVatTypeId: null } }>(
    '/api/settings',
  );
  await merchant.save('vat', { mapping: {}, shippingVatTypeId: null });
  const failing = [sandbox.shop.placeOrder(unpaid()).orderID, sandbox.shop.placeOrder(unpaid()).orderID];
  await merchant.write('POST', '/api/orders/send', { ids: failing });
  for (const id of failing) await merchant.delivery(id, 'failed');
  await plugin.query("update settings set value = $1 where section = 'vat'", [JSON.stringify(vat)]);
  expect(await merchant.write('POST', '/api/deliveries/retry', {})).toEqual({ queued: 2 });
  for (const id of failing) await merchant.delivery(id, 'sent');
});

test('switching automatic sending on may take earlier orders along, from a day that the merchant names', async () => {
  await merchant.save('orders', { automatic: false, send: 'paid' });
  sandbox.shop.webhooksEnabled = false;
  const day = 24 * 3600 * 1000;
  const at = (days: number) => new Date(Date.now() - days * day);
  const old = sandbox.shop.placeOrder({ ...paid(), placedAt: at(9), paidAt: at(9) });
  const recent = sandbox.shop.placeOrder({ ...paid(), placedAt: at(2), paidAt: at(2) });
  const since = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(at(4));
  expect(await merchant.save('orders', { automatic: true, send: 'paid', since })).not.toHaveProperty('since');
  await merchant.delivery(recent.orderID, 'sent');
  expect((await merchant.order(old.orderID)).delivery).toBeNull();
});
