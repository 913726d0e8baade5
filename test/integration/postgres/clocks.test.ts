import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { workShop } from '../../../src/flows/delivery/work-shop.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** Replicas on machines whose clocks are wrong, each by more than a window of Fatture in Cloud lasts. */
const OFF_MS = 10 * 60_000;

let sandbox: Sandbox;
let right: TestPlugin;
let ahead: TestPlugin;
let behind: TestPlugin;
let merchant: Merchant;
let shopId: string;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 0 });
  // No worker of their own: a test says which of them works.
  const variables = { ROLES: 'web', FIC_QUOTA_5MIN: '40' };
  right = await startTestPlugin(sandbox, { variables });
  const replica = (offMs: number) =>
    startTestPlugin(
      { fic: sandbox.fic, shop: sandbox.shop },
      {
        variables,
        databaseUrl: right.databaseUrl,
        machineClock: { now: () => new Date(Date.now() + offMs) },
      },
    );
  [ahead, behind] = await Promise.all([replica(OFF_MS), replica(-OFF_MS)]);
  await sandbox.shop.install();
  merchant = new Merchant(right, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  const [shop] = await right.query<{ id: string }>('select id from shops');
  shopId = shop?.id ?? '';
});
afterAll(async () => {
  await Promise.all([ahead?.stop(), behind?.stop()]);
  await right?.stop();
  await sandbox?.stop();
});

const work = ({ context }: TestPlugin) =>
  workShop(context, shopId, new AbortController().signal, () => false);

test('what one puts off another one takes up when it is due', async () => {
  const { orderID } = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
  await until(async () => (await right.query('select 1 from order_hints')).length === 1, 'the hint');
  const create = { method: 'POST', path: /issued_documents$/ };
  sandbox.fic.faults.add({ ...create, fault: { kind: 'status', status: 503, when: 'before' }, times: 1 });
  await work(ahead);
  const [put] = await right.query<{ state: string; soon: boolean }>(
    `select state, next_try_at < now() + interval '1 minute' as soon from deliveries where order_id = $1`,
    [orderID],
  );
  expect(put).toEqual({ state: 'waiting', soon: true });
  await until(async () => {
    await work(behind);
    return (await merchant.order(orderID)).delivery?.state === 'sent';
  }, 'the document');
  expect(sandbox.fic.documents(sandbox.fic.companyIds.bottega)).toHaveLength(1);
});

test('calls of all of them are counted in the same windows', async () => {
  const take = ({ context }: TestPlugin) => context.quota.take(4711, 'manual');
  while ((await take(right)).granted);
  expect(await take(ahead)).toMatchObject({ granted: false });
  expect(await take(behind)).toMatchObject({ granted: false });
});

test('a ticket of one opens the sign-in at another', async () => {
  const second = new Merchant(behind, sandbox, sandbox.shop.main);
  await second.open();
  const { url } = await second.write<{ url: string }>('POST', '/api/oauth/ticket');
  const start = await fetch(url.replace(behind.url, ahead.url), { redirect: 'manual' });
  expect(start.status).toBe(302);
});
