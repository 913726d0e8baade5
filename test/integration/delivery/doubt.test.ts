import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { QUICK_RETRY, startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** When a document is looked for whose creation nobody confirmed: the call, or what the network repeats of it, must be over. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
const realClock = { now: () => new Date() };
/** Ahead of the others by an hour, as far as this process knows. */
const clock = { ...realClock };

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 1 });
  plugin = await startTestPlugin(sandbox, {
    clock: { now: () => clock.now() },
    retry: { ...QUICK_RETRY, giveUpAfterMs: 86_400_000, uncertainMs: 600_000, answeredMs: 200 },
  });
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
});
beforeEach(() => {
  sandbox.fic.faults.clear();
  clock.now = realClock.now;
  plugin.context.retry.uncertainMs = 600_000;
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const create = { method: 'POST', path: /issued_documents$/ };
const searches = () => sandbox.fic.calls.count({ method: 'GET', path: /issued_documents$/ });
const place = () => sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
const wake = () =>
  plugin.query(
    `select graphile_worker.add_job('shop', json_build_object('shopId', (select id from shops limit 1)))`,
  );
async function rowOf(orderId: string) {
  const [row] = await plugin.query<{ state: string; attempts: number; next_try_at: Date | null }>(
    'select state, attempts, next_try_at from deliveries where order_id = $1',
    [orderId],
  );
  return row;
}

test('an answer that does not tell: it is looked for when that call must be over', async () => {
  sandbox.fic.faults.add({ ...create, fault: { kind: 'status', status: 500, when: 'after' }, times: 1 });
  const order = place();
  expect(await merchant.delivery(order.orderID, 'sent')).toMatchObject({ attempts: 2 });
});

test('no answer: not before the network has given up, whatever the clock of whoever looks says', async () => {
  const before = searches();
  sandbox.fic.faults.add({ ...create, fault: { kind: 'reset', when: 'after' }, times: 1 });
  const order = place();
  const waiting = await until(async () => {
    const row = await rowOf(order.orderID);
    return row?.state === 'waiting' ? row : null;
  }, 'a wait');
  expect((waiting.next_try_at?.getTime() ?? 0) - Date.now()).toBeGreaterThan(500_000);

  clock.now = () => new Date(Date.now() + 3_600_000);
  await wake();
  await until(async () => (await rowOf(order.orderID))?.attempts === 2, 'an early try');
  await until(async () => (await rowOf(order.orderID))?.state === 'waiting', 'another wait');
  expect(searches()).toBe(before);

  plugin.context.retry.uncertainMs = 0;
  await plugin.query('update deliveries set next_try_at = now() where order_id = $1', [order.orderID]);
  await wake();
  await merchant.delivery(order.orderID, 'sent');
  expect(searches()).toBe(before + 1);
});
