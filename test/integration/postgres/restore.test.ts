import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { markRestored } from '../../../src/store/postgres/installation.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { createDatabase, startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 2, customers: 2 });
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

/** As pg_dump and pg_restore leave it: the same rows in another database. */
async function copyOf(databaseUrl: string): Promise<string> {
  const source = new URL(databaseUrl).pathname.slice(1);
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(`create database ${source}_copy template ${source}`);
  await client.end();
  const url = new URL(databaseUrl);
  url.pathname = `/${source}_copy`;
  return url.toString();
}

const place = (invoice = false) => sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice });
const company = () => sandbox.fic.companyIds.bottega;
const subjects = () => sandbox.fic.documents(company()).map(({ subject }) => subject);

async function start(databaseUrl: string): Promise<Merchant> {
  // One port throughout: the shop's webhooks go there.
  const variables = plugin === undefined ? {} : { PORT: new URL(plugin.url).port, PUBLIC_URL: plugin.url };
  plugin = await startTestPlugin(sandbox, { databaseUrl, variables });
  return new Merchant(plugin, sandbox, sandbox.shop.main);
}

const sent = (count: number) =>
  until(
    async () =>
      (await plugin.query(`select 1 from deliveries where state = 'sent'`)).length === count &&
      (await plugin.query('select 1 from order_hints')).length === 0,
    `${count} sent deliveries`,
  );

test('a restored copy goes on where the copy ended, and makes no document again that was made since', async () => {
  const original = await createDatabase();
  const merchant = await start(original);
  await sandbox.shop.install();
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  place();
  await sent(1);
  // Accepted before the copy was taken, sent after it.
  const outage = sandbox.fic.faults.add({
    method: 'POST',
    path: /issued_documents$/,
    fault: { kind: 'status', status: 500, when: 'before' },
  });
  const refused = sandbox.fic.faults.add({
    method: 'GET',
    path: /issued_documents$/,
    fault: { kind: 'status', status: 500 },
  });
  const between = place();
  await until(() => outage.applied > 0, 'a failed try');
  await merchant.delivery(between.orderID, 'waiting');
  await plugin.stop();
  const copy = await copyOf(original);

  sandbox.fic.faults.clear();
  expect(refused).toBeDefined();
  await start(original);
  await sent(2);
  const later = [place(), place(true), place()];
  await sent(5);
  await plugin.stop();

  // The original is lost.
  const callsBefore = sandbox.fic.calls.calls.length;
  await start(copy);
  expect(plugin.log.join()).toContain('this database is a restored copy');
  await plugin.query(
    `select graphile_worker.add_job('reconcile', json_build_object('shopId', (select id from shops limit 1)))`,
  );
  await sent(5);
  expect(subjects()).toHaveLength(5);
  expect(new Set(subjects()).size).toBe(5);
  const rows = await plugin.query<{ order_id: string; kind: string; type: string }>(
    `select d.order_id, d.kind, e.type from deliveries d join delivery_events e on e.delivery_id = d.id
     where e.type in ('sent', 'adopted') and d.order_id = any($1) order by d.order_id`,
    [[between, ...later].map(({ orderID }) => orderID)],
  );
  expect(rows.map(({ type }) => type)).toEqual(['adopted', 'adopted', 'adopted', 'adopted']);
  expect(rows.filter(({ kind }) => kind === 'invoice').map((row) => row.order_id)).toEqual([
    later[1]?.orderID,
  ]);
  const repeated = sandbox.fic.calls.calls.slice(callsBefore);
  expect(repeated.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('an order placed well after the restore costs one call, as ever; a later start marks nothing again', async () => {
  await plugin.query(`update installation set restored_at = now() - interval '2 hours'`);
  const { restored_at: mark } =
    (await plugin.query<{ restored_at: Date }>('select restored_at from installation'))[0] ?? {};
  const before = sandbox.fic.calls.calls.length;
  place();
  await sent(6);
  const calls = sandbox.fic.calls.calls.slice(before).map(({ method, path }) => `${method} ${path}`);
  expect(calls).toEqual([`POST /c/${company()}/issued_documents`]);
  await plugin.stop();
  await start(plugin.databaseUrl);
  const [again] = await plugin.query<{ restored_at: Date }>('select restored_at from installation');
  expect(again?.restored_at).toEqual(mark);
});

test("on an operator's word too: what is not sent is looked for, sessions end", async () => {
  const merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  sandbox.shop.webhooksEnabled = false;
  const unsent = place();
  await plugin.query(
    `insert into deliveries (shop_id, order_id, state, origin, kind, updated_at)
     select id, $1, 'failed', 'automatic', 'order', now() from shops`,
    [unsent.orderID],
  );
  await plugin.query(
    `insert into sessions (shop_id, level, expires_at) select id, 'full', now() + interval '1 day' from shops`,
  );
  const pool = new pg.Pool({ connectionString: plugin.databaseUrl, max: 1 });
  await markRestored(pool);
  await pool.end();
  expect(await plugin.query('select 1 from deliveries where creating_since is not null')).toHaveLength(1);
  expect(await plugin.query('select 1 from sessions where ended_at is null')).toHaveLength(0);
  expect((await merchant.browser.request(`${plugin.url}/api/status`)).status).toBe(401);
});
