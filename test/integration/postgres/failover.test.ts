import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';
import { DatabaseProxy } from '../../support/process.ts';
import { PrimaryWithStandby } from '../../support/standby.ts';

let servers: PrimaryWithStandby;
let sandbox: Sandbox;
/** The one address that the plug-in knows, as a balancer or a floating address gives it. */
let way: DatabaseProxy;
let plugin: TestPlugin;

beforeAll(async () => {
  [servers, sandbox] = await Promise.all([
    PrimaryWithStandby.start(),
    startSandbox({ orders: 0, customers: 2 }),
  ]);
  way = new DatabaseProxy(servers.primary.databaseUrl);
  await way.open();
});
afterAll(async () => {
  await plugin?.stop();
  await way?.close();
  await servers?.stop();
  await sandbox?.stop();
});

const place = () => sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
const subjects = () => sandbox.fic.documents(sandbox.fic.companyIds.bottega).map(({ subject }) => subject);
const sent = (count: number) =>
  until(
    async () =>
      (await plugin.query(`select 1 from deliveries where state = 'sent'`).catch(() => [])).length === count,
    `${count} sent deliveries`,
  );

test('a standby that takes over while orders flow makes none twice that it does not know of; sessions survive', async () => {
  plugin = await startTestPlugin(sandbox, { databaseUrl: await way.url() });
  const merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await sandbox.shop.install();
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  place();
  await sent(1);
  await servers.caughtUp();

  await servers.cut();
  // The primary alone knows of these; the last ones are on their way when it goes.
  for (let count = 0; count < 4; count += 1) place();
  await sent(5);
  for (let count = 0; count < 8; count += 1) place();
  await until(() => subjects().length > 6, 'some of the next ones');
  await way.close();
  way.lead(servers.standby.databaseUrl);
  await servers.promote();
  await way.open();
  for (let count = 0; count < 3; count += 1) place();

  await until(
    () =>
      plugin
        .query(
          `select graphile_worker.add_job('reconcile', json_build_object('shopId', (select id from shops limit 1)))`,
        )
        .then(() => true)
        .catch(() => false),
    'the new primary',
  );
  await sent(16);
  expect(subjects()).toHaveLength(16);
  expect(new Set(subjects()).size).toBe(16);
  expect(plugin.log.join()).toContain('this database took over from another one');
  expect(await merchant.get('/api/status')).toMatchObject({ connection: { state: 'connected' } });

  // Nothing is taken for another database again: not by those that run, not by a start before the next checkpoint.
  const { port } = new URL(plugin.url);
  await plugin.stop();
  plugin = await startTestPlugin(sandbox, {
    databaseUrl: await way.url(),
    variables: { PORT: port, PUBLIC_URL: `http://localhost:${port}` },
  });
  expect(plugin.log.join()).not.toMatch(/took over|restored copy/);
  const again = await merchant.browser.request(`${plugin.url}/api/status`);
  expect(again.status).toBe(200);
});
