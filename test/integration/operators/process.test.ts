import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { createDatabase, freePort, type TestPlugin } from '../../support/plugin.ts';
import { DatabaseProxy, PluginProcess, pluginVariables } from '../../support/process.ts';

let sandbox: Sandbox;
const running: PluginProcess[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(async () => {
  for (const process of running.splice(0)) await process.exit('SIGTERM');
});
afterAll(() => sandbox?.stop());

async function run(given: Record<string, string>): Promise<PluginProcess> {
  const variables = await pluginVariables({
    FIC_API_URL: sandbox.fic.url,
    TSC_API_URL: sandbox.shop.apiUrl,
    ...given,
  });
  const plugin = new PluginProcess(variables);
  running.push(plugin);
  sandbox.setAppUrl(plugin.url);
  return plugin;
}

/** The one line that an operator reads; no stack trace. */
async function failure(plugin: PluginProcess): Promise<string> {
  expect(await plugin.exit()).toBe(1);
  const lines = plugin.stderr.trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(plugin.stderr).not.toMatch(/\n\s+at /);
  return lines[0] ?? '';
}

/** A merchant in front of a process. */
const merchantOf = (plugin: PluginProcess) =>
  new Merchant({ url: plugin.url } as TestPlugin, sandbox, sandbox.shop.main);

describe('a start that cannot work ends with one line that names the variable', () => {
  test('a variable that is missing', async () => {
    const plugin = await run({ FIC_CLIENT_ID: '' });
    expect(await failure(plugin)).toMatch(/^FIC_CLIENT_ID: is required/);
  });

  test.each([
    ['PORT', 'many', /^PORT: must be a port number/],
    ['ROLES', 'web,cook', /^ROLES: must list web, worker, scheduler/],
    ['DATABASE_URL', 'mysql://localhost/x', /^DATABASE_URL: must look like postgresql:/],
    ['RECONCILE_CRON', 'now and then', /^RECONCILE_CRON: "now and then" is not a cron expression/],
    ['APP_SECRET', 'short', /^APP_SECRET: must have at least 32 characters/],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://localhost:4318', /^OTEL_EXPORTER_OTLP_ENDPOINT: tracing needs/],
    ['FIC_API_URL', 'ftp://example.com', /^FIC_API_URL: must be an http or https address/],
  ])('%s=%s', async (name, value, line) => {
    expect(await failure(await run({ [name]: value }))).toMatch(line);
  });

  test('a port in use', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const plugin = await run({ PORT: String(port), DATABASE_URL: await createDatabase() });
    expect(await failure(plugin)).toBe(`PORT: port ${port} is in use by another program`);
    await new Promise((resolve) => other.close(resolve));
  });

  test('a database that does not exist, and a password that is wrong', async () => {
    const url = new URL(await createDatabase());
    url.pathname = '/nowhere';
    expect(await failure(await run({ DATABASE_URL: url.toString() }))).toMatch(
      /^DATABASE_URL: database "nowhere" does not exist/,
    );
    url.password = 'wrong';
    expect(await failure(await run({ DATABASE_URL: url.toString() }))).toMatch(
      /^DATABASE_URL: password authentication failed/,
    );
  });
});

describe('the database goes and comes', () => {
  test('away at the start: one line, and a start as soon as it answers', async () => {
    const proxy = new DatabaseProxy(await createDatabase());
    const plugin = await run({ DATABASE_URL: await proxy.url() });
    await plugin.until(() => plugin.stdout.includes('the database does not answer'));
    expect(plugin.stdout.trim().split('\n')).toHaveLength(1);
    expect(plugin.stdout).not.toMatch(/\\n\s+at /);
    await proxy.open();
    await plugin.ready();
    await plugin.exit('SIGTERM');
    await proxy.close();
  });

  test('away later: webhooks and pages say 503, and the same process goes on when it is back', async () => {
    const proxy = new DatabaseProxy(await createDatabase());
    await proxy.open();
    const plugin = await run({ DATABASE_URL: await proxy.url() });
    await plugin.ready();
    await sandbox.shop.install();
    const merchant = merchantOf(plugin);
    await merchant.open();
    await merchant.authorize('laura.conti@example.com');
    await merchant.configure();

    // Cut in the middle of the work.
    const place = () => sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
    const busy = Array.from({ length: 12 }, place);
    const made = () => sandbox.fic.documents(sandbox.fic.companyIds.bottega).length;
    await until(() => made() >= 3, 'the first documents');
    await proxy.close();
    const webhook = sandbox.shop.webhooks()[0]?.url ?? '';
    const body = new URLSearchParams({ id_order: '1_x' });
    expect((await fetch(webhook, { method: 'POST', body })).status).toBe(503);
    const status = await merchant.browser.request(`${plugin.url}/api/status`);
    expect(status.status).toBe(503);
    expect(await status.json()).toMatchObject({ code: 'database-unavailable' });
    expect((await fetch(`${plugin.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${plugin.url}/healthz`)).status).toBe(200);

    await proxy.open();
    await merchant.delivery(place().orderID, 'sent');
    await sandbox.shop.webhooksSettled();
    // Those that were cut off between their note and its answer are looked for first, and wait for that: none is lost.
    for (const { orderID } of busy) await merchant.delivery(orderID, 'sent', 'waiting');
    expect(await plugin.exit('SIGTERM')).toBe(0);
    await proxy.close();
    const subjects = sandbox.fic.documents(sandbox.fic.companyIds.bottega).map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
  });
});

describe('on an embedded PostgreSQL', () => {
  test('that is killed while the process lives: it is started again, and the same process goes on', async () => {
    const plugin = await run({});
    await plugin.ready();
    await sandbox.shop.install();
    const merchant = merchantOf(plugin);
    await merchant.open();
    await merchant.authorize('laura.conti@example.com');
    await merchant.configure();
    const place = () => sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
    await merchant.delivery(place().orderID, 'sent');
    const file = path.join(plugin.variables.DATA_DIR ?? '', 'postgres', 'postmaster.pid');
    process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
    await plugin.until(() => plugin.stdout.includes('the embedded PostgreSQL runs again'));
    await plugin.ready();
    await merchant.delivery(place().orderID, 'sent');
    expect(await plugin.exit('SIGTERM')).toBe(0);
  });

  test('a second start on the same DATA_DIR is refused; SIGTERM ends cleanly; after SIGKILL the next start continues', async () => {
    const first = await run({});
    await first.ready();
    const dataDir = first.variables.DATA_DIR ?? '';
    const second = await run({ DATA_DIR: dataDir });
    expect(await failure(second)).toMatch(/^DATA_DIR: .* is in use by another running process$/);
    sandbox.setAppUrl(first.url);

    await sandbox.shop.install();
    const merchant = merchantOf(first);
    await merchant.open();
    await merchant.authorize('laura.conti@example.com');
    await merchant.configure();
    // The document is made, but its answer never comes: the process dies with the call in hand.
    const hang = sandbox.fic.faults.add({
      method: 'POST',
      path: /issued_documents$/,
      fault: { kind: 'hang', when: 'after' },
      times: 1,
    });
    const order = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
    await until(() => hang.applied === 1, 'the create call');
    await first.exit('SIGKILL');
    sandbox.fic.faults.clear();

    const next = await run({ DATA_DIR: dataDir, PORT: new URL(first.url).port });
    await next.ready();
    const later = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
    await merchant.delivery(later.orderID, 'sent');
    // The interrupted one waits until the call must be over, then finds its document.
    const interrupted = await merchant.order(order.orderID);
    expect(['waiting', 'queued', 'sending', 'sent']).toContain(interrupted.delivery?.state);
    const made = sandbox.fic.documents(sandbox.fic.companyIds.bottega).length;
    expect(made).toBeGreaterThanOrEqual(2);
    expect(await next.exit('SIGTERM')).toBe(0);
  });
});
