import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** One odd answer, of Fatture in Cloud or of what stands in between, ends no connection and fails no order. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 1 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
});
beforeEach(() => sandbox.fic.faults.clear());
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const create = { method: 'POST', path: /issued_documents$/ };
const token = { method: 'POST', path: /oauth\/token$/ };
const place = () => sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
const documents = () => sandbox.fic.documents(sandbox.fic.companyIds.bottega).length;
const stateOf = async () => (await merchant.status()).connection.state;

test('two refusals of a token in a row: the order waits a moment and goes, the connection stays', async () => {
  const fault = sandbox.fic.faults.add({ ...create, fault: { kind: 'unauthorized' }, times: 2 });
  await merchant.delivery(place().orderID, 'sent');
  expect(fault.applied).toBe(2);
  expect(await stateOf()).toBe('connected');
  expect(await plugin.query('select 1 from connections where refused_since is not null')).toEqual([]);
});

test.each([400, 403, 404])('a page with status %i instead of new tokens: tried again', async (status) => {
  sandbox.fic.expireAccessTokens();
  const fault = sandbox.fic.faults.add({ ...token, fault: { kind: 'html', status }, times: 2 });
  await merchant.delivery(place().orderID, 'sent');
  expect(fault.applied).toBe(2);
  expect(await stateOf()).toBe('connected');
});

test.each([401, 403, 404])(
  'a page with status %i instead of a document: looked for, made once',
  async (status) => {
    const before = documents();
    const made = sandbox.fic.faults.add({ ...create, fault: { kind: 'html', status }, times: 1 });
    const search = sandbox.fic.faults.add({
      method: 'GET',
      path: /issued_documents$/,
      fault: { kind: 'html', status },
      times: 2,
    });
    await merchant.delivery(place().orderID, 'sent');
    expect([made.applied, search.applied]).toEqual([1, 2]);
    expect(documents()).toBe(before + 1);
    expect(await stateOf()).toBe('connected');
  },
);

test('refused for half an hour it has expired; tried each hour, it heals by itself and orders leave', async () => {
  await plugin.query("update connections set refused_since = now() - interval '31 minutes'");
  sandbox.fic.faults.add({ ...create, fault: { kind: 'unauthorized' } });
  const order = place();
  await until(async () => (await stateOf()) === 'expired', 'the end of the connection');
  const heal = () =>
    plugin.query(
      `select graphile_worker.add_job('heal-connections', '{"spreadMs":0}', job_key => 'heal-connections')`,
    );
  const companies = sandbox.fic.faults.add({ path: /user\/companies$/, fault: { kind: 'unauthorized' } });
  await heal();
  await until(() => companies.applied > 0, 'a try');
  expect(await stateOf()).toBe('expired');
  sandbox.fic.faults.clear();
  await heal();
  await merchant.delivery(order.orderID, 'sent');
  expect(await stateOf()).toBe('connected');
});

test('an address for tokens that hangs holds up nobody else: no connection of the database waits for it', async () => {
  sandbox.fic.expireAccessTokens();
  const hang = sandbox.fic.faults.add({ ...token, fault: { kind: 'hang' } });
  const waiting = Promise.all(
    Array.from({ length: 24 }, () => merchant.browser.request(`${plugin.url}/api/catalog?refresh=1`)),
  );
  await until(() => hang.applied > 0, 'the call');
  // These need a connection of the database each; none is given back before the call for tokens ends.
  const [open] = await plugin.query<{ open: number }>(
    `select count(*)::int as open from pg_stat_activity
     where datname = current_database() and state like 'idle in transaction%'`,
  );
  expect(open?.open).toBe(0);
  expect((await fetch(`${plugin.url}/readyz`)).status).toBe(200);
  expect(await stateOf()).toBe('connected');
  expect(hang.applied).toBe(1);
  sandbox.fic.faults.clear();
  await waiting;
});
