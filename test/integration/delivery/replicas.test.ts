import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { KillablePlugin } from '../../support/killable.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { createDatabase } from '../../support/plugin.ts';
import { rollingRestart } from '../../support/rolling.ts';

const sandboxes: Sandbox[] = [];
const running: KillablePlugin[] = [];

/** Each test its own: reconciliation would find the other's orders. */
async function newSandbox(): Promise<Sandbox> {
  const sandbox = await startSandbox({
    orders: 1,
    customers: 1,
    quota: { per5Minutes: 5000, perHour: 5000 },
  });
  sandboxes.push(sandbox);
  return sandbox;
}
afterAll(async () => {
  for (const plugin of running) await plugin.kill();
  for (const sandbox of sandboxes) await sandbox.stop();
});

test('three replicas, one killed and one rolling: none of the others refuses a request, no order twice, none lost', async () => {
  const rolled = await rollingRestart({
    sandbox: await newSandbox(),
    databaseUrl: await createDatabase(),
    orders: 60,
    everyMs: 30,
    variables: { FIC_QUOTA_5MIN: '5000', FIC_QUOTA_HOUR: '5000' },
  });
  expect(rolled).toMatchObject({ documents: 60, twice: 0, lost: 0, refused: [], exitCode: 0 });
  expect(rolled.answered).toBeGreaterThan(60);
}, 240_000);

test('web, worker and scheduler apart do the job together, and each says whether it can', async () => {
  const sandbox = await newSandbox();
  const databaseUrl = await createDatabase();
  const start = async (ROLES: string, variables: Record<string, string> = {}) => {
    const plugin = await KillablePlugin.create(sandbox, databaseUrl, { ROLES, ...variables });
    running.push(plugin);
    return plugin;
  };
  const worker = await start('worker');
  const scheduler = await start('scheduler', { RECONCILE_CRON: '*/5 * * * * *' });
  const web = await start('web');
  await Promise.all([worker.start(), scheduler.start(), web.start()]);
  sandbox.setAppUrl(web.url);
  await sandbox.shop.install();
  const merchant = new Merchant({ url: web.url }, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  const order = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
  await merchant.delivery(order.orderID, 'sent');

  // Without its webhook the scheduler's search finds it.
  sandbox.shop.webhooksEnabled = false;
  const missed = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const search = 'update shops set reconcile_at = now()';
  await until(
    async () => {
      await pool.query(search);
      return (await merchant.order(missed.orderID)).delivery?.state === 'sent';
    },
    'the search',
    90_000,
  );
  await pool.end();
  sandbox.shop.webhooksEnabled = true;

  // Only the web serves the panel; all tell operators what they do.
  expect((await fetch(`${worker.url}/tscommerce/embed?instance=x`)).status).toBe(404);
  const calls = await (await fetch(`${worker.url}/metrics`)).text();
  expect(calls).toMatch(
    /platform_call_seconds_count\{platform="fattureincloud",operation="createIssuedDocument",outcome="ok"\} [12]\b/,
  );
  expect(await web.kill('SIGTERM')).toBe(0);
  expect(await scheduler.kill('SIGTERM')).toBe(0);
  expect(await worker.kill('SIGTERM')).toBe(0);
}, 240_000);
