import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { openDatabase } from '../../../src/store/postgres/database.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { createDatabase, startTestPlugin, type TestPlugin } from '../../support/plugin.ts';
import { DatabaseProxy } from '../../support/process.ts';

let sandbox: Sandbox;
let way: DatabaseProxy;
let plugin: TestPlugin;
let direct: pg.Pool;
let merchant: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 1 });
  const url = await createDatabase();
  direct = new pg.Pool({ connectionString: url, max: 1 });
  way = new DatabaseProxy(url);
  await way.open();
  plugin = await startTestPlugin(sandbox, { databaseUrl: await way.url() });
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await sandbox.shop.install();
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
});
afterAll(async () => {
  await way?.close();
  await plugin?.stop();
  await direct?.end();
  await sandbox?.stop();
});

const place = () => sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
const readyz = async () => (await fetch(`${plugin.url}/readyz`)).status;

test('connections that are half open are given up: webhooks are told so, the process is not ready, and all goes on by itself', async () => {
  await merchant.delivery(place().orderID, 'sent');
  expect(await readyz()).toBe(200);

  way.freeze();
  const order = place();
  const webhook = sandbox.shop.webhooks()[0]?.url ?? '';
  const body = new URLSearchParams({ id_order: order.orderID });
  // One that is half open says nothing; the caller hears of it in time to come again.
  const answers = await until(async () => {
    const { status } = await fetch(webhook, { method: 'POST', body });
    return status === 202 ? [status] : null;
  }, 'a webhook that is taken');
  expect(answers).toEqual([202]);
  await until(
    async () => (await direct.query(`select 1 from deliveries where state = 'sent'`)).rowCount === 2,
    'the order',
    60_000,
  );
  await until(async () => (await readyz()) === 200, 'readiness', 60_000);
});

test('ready is what has answered: with nothing coming through it is not, however open the connections look', async () => {
  await way.close();
  await way.open();
  await until(async () => (await readyz()) === 200, 'readiness', 60_000);
  const frozen = setInterval(() => way.freeze(), 20);
  try {
    await until(async () => (await readyz()) === 503, 'the end of readiness', 60_000);
  } finally {
    clearInterval(frozen);
    await way.close();
    await way.open();
  }
  await until(async () => (await readyz()) === 200, 'readiness', 60_000);
});

test('jobs that end after one whose end could not be noted: the queue begins anew by itself', async () => {
  const [shop] = (await direct.query<{ id: string }>('select id from shops')).rows;
  const { faults } = sandbox.shop;
  const calls = { 'refresh-products': /products/, 'register-webhooks': /webhook.list/, reconcile: /updated/ };
  for (const path of Object.values(calls)) faults.add({ path, fault: { kind: 'hang' } });
  const enqueue = (tasks: string[]) =>
    direct.query(
      `select graphile_worker.add_job(task, json_build_object('shopId', $1::text)) from unnest($2::text[]) task`,
      [shop?.id, tasks],
    );
  await enqueue(Object.keys(calls));
  await until(() => faults.hangingCount === 3, 'three jobs in hand');

  await way.close();
  faults.release(calls['refresh-products']);
  await until(() => plugin.log.join().includes('Failed to complete jobs'), 'the end that is not noted');
  await way.open();
  faults.release(calls['register-webhooks']);
  const inHand = `select 1 from graphile_worker.jobs where task_identifier = 'register-webhooks'`;
  await until(async () => (await direct.query(inHand)).rowCount === 0, 'one that is noted');
  faults.clear();

  sandbox.shop.webhooksEnabled = false;
  const order = place();
  await enqueue(['reconcile']);
  await until(
    async () =>
      (await direct.query(`select 1 from deliveries where order_id = $1 and state = 'sent'`, [order.orderID]))
        .rowCount === 1,
    'the order',
  );
  await until(async () => (await readyz()) === 200, 'readiness', 30_000);
});

test('new tokens that the database could not take are not lost: they are stored once it is back', async () => {
  sandbox.shop.webhooksEnabled = true;
  sandbox.fic.expireAccessTokens();
  sandbox.fic.faults.add({ path: /oauth.token/, fault: { kind: 'slow', ms: 1000 }, times: 1 });
  const { refreshes } = sandbox.fic.tokens;
  const { done, refused } = refreshes;
  const order = place();
  const asked = () =>
    sandbox.fic.calls.calls.some(({ path, fault }) => path === '/oauth/token' && fault === 'slow');
  await until(asked, 'the refresh');
  await way.close();
  await until(() => refreshes.done > done, 'the new tokens');
  // The answer was there before these.
  for (let count = 0; count < 5; count += 1) await readyz();
  await way.open();
  await until(
    async () =>
      (await direct.query(`select 1 from deliveries where order_id = $1 and state = 'sent'`, [order.orderID]))
        .rowCount === 1,
    'the order',
    50_000,
  );
  expect(refreshes).toEqual({ done: done + 1, refused });
  expect((await merchant.status()).connection.state).toBe('connected');
});

test('the server is told to look for hosts that are gone, on every connection', async () => {
  const { port, username, password, pathname } = new URL(await way.url());
  const database = openDatabase(
    `postgresql://${username}:${password}@127.0.0.1:${port}${pathname}`,
    () => undefined,
  );
  const seen = await database.pool.query(
    `select current_setting('tcp_keepalives_idle') as idle, current_setting('tcp_user_timeout') as user_timeout,
       current_setting('idle_in_transaction_session_timeout') as transaction`,
  );
  await database.close();
  expect(seen.rows[0]).toEqual({ idle: '10', user_timeout: '25000', transaction: '1min' });
});
