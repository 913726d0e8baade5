import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 2, customers: 2 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const place = () => {
  sandbox.shop.webhooksEnabled = false;
  const order = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
  sandbox.shop.webhooksEnabled = true;
  return order;
};
const webhook = (orderId: string, headers: Record<string, string> = {}) =>
  fetch(sandbox.shop.webhooks()[0]?.url ?? '', {
    method: 'POST',
    headers,
    body: new URLSearchParams({ id_order: orderId }),
  });
const linesOf = (requestId: string) =>
  plugin.log
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line.requestId === requestId);

async function metrics(): Promise<string> {
  const response = await fetch(`${plugin.url}/metrics`);
  expect(response.status).toBe(200);
  return response.text();
}

/** Sum over the samples of a metric whose labels contain all of these. */
function sample(text: string, name: string, labels: Record<string, string> = {}): number | undefined {
  const found = text.split('\n').filter((line) => {
    const [, own, told = ''] = /^([a-zA-Z_:]+)(?:\{(.*)\})? /.exec(line) ?? [];
    return own === name && Object.entries(labels).every(([key, value]) => told.includes(`${key}="${value}"`));
  });
  return found.length === 0
    ? undefined
    : found.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

describe('a request id follows an order', () => {
  test('from the webhook through the queue to both platforms, and one search in the log shows its way', async () => {
    const order = place();
    const requestId = 'shop-7f3a.2026_11-24';
    const answer = await webhook(order.orderID, { 'x-request-id': requestId });
    expect(answer.status).toBe(202);
    expect(answer.headers.get('x-request-id')).toBe(requestId);
    await merchant.delivery(order.orderID, 'sent');

    const calls = [...sandbox.shop.calls.calls, ...sandbox.fic.calls.calls].filter(
      (call) => call.requestId === requestId,
    );
    expect(calls.map((call) => `${call.method} ${call.path.replace(/^\/c\/\d+/, '')}`)).toEqual(
      expect.arrayContaining(['GET /orders/order.json', 'POST /issued_documents']),
    );
    const lines = linesOf(requestId);
    expect(lines.map((line) => line.msg)).toEqual(
      expect.arrayContaining(['request completed', 'platform call', 'document created']),
    );
    expect(lines.filter((line) => line.orderId === order.orderID).map((line) => line.msg)).toEqual([
      'request completed',
      'document created',
    ]);
  });

  test('a click is followed too; one that is not well-formed, or none, gets a new one', async () => {
    const order = place();
    const answer = await merchant.browser.write('POST', `${plugin.url}/api/orders/${order.orderID}/send`, {});
    const requestId = answer.headers.get('x-request-id') ?? '';
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    await merchant.delivery(order.orderID, 'sent');
    expect(linesOf(requestId).map((line) => line.msg)).toContain('document created');

    for (const bad of [
      'short',
      'mario.rossi@example.com',
      'a b c d e f g h',
      'x'.repeat(65),
      '{"a":1}____',
    ]) {
      const refused = await fetch(`${plugin.url}/healthz`, { headers: { 'x-request-id': bad } });
      expect(refused.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test('an order whose webhook never came follows the id of the search that found it', async () => {
    const order = place();
    await plugin.query(
      `select graphile_worker.add_job('reconcile', json_build_object('shopId', (select id from shops limit 1)))`,
    );
    await merchant.delivery(order.orderID, 'sent');
    const created = plugin.log
      .map((line) => JSON.parse(line) as Record<string, string>)
      .find((line) => line.msg === 'document created' && line.orderId === order.orderID);
    expect(linesOf(created?.requestId ?? '').map((line) => line.msg)).toContain(
      'changed orders looked at again',
    );
  });
});

describe('/metrics', () => {
  test('tells deliveries, queue, quota, calls, latencies and the process', async () => {
    const order = place();
    await webhook(order.orderID);
    await merchant.delivery(order.orderID, 'sent');
    const text = await metrics();
    expect(sample(text, 'deliveries', { state: 'queued' })).toBe(0);
    expect(sample(text, 'database_up')).toBe(1);
    expect(sample(text, 'queue_oldest_ready_seconds')).toBeLessThan(60);
    expect(sample(text, 'queue_jobs', { state: 'dead' })).toBe(0);
    expect(sample(text, 'order_hints')).toBe(0);
    expect(sample(text, 'connections', { state: 'connected' })).toBe(1);
    expect(sample(text, 'shops_without_webhooks')).toBe(0);
    const left = sample(text, 'quota_lowest_remaining_ratio', { window: 'hour' }) ?? 0;
    expect(left).toBeGreaterThan(0.9);
    expect(left).toBeLessThan(1);
    expect(sample(text, 'webhook_to_document_seconds_count')).toBeGreaterThanOrEqual(1);
    expect(
      sample(text, 'http_request_seconds_count', { area: 'tscommerce/webhooks', status: '2xx' }),
    ).toBeGreaterThanOrEqual(1);
    expect(
      sample(text, 'platform_call_seconds_count', { platform: 'fattureincloud', outcome: 'ok' }),
    ).toBeGreaterThan(0);
    expect(sample(text, 'customer_syncs_ended_total', { state: 'failed' })).toBe(0);
    expect(sample(text, 'quota_held_total', { priority: 'automatic' })).toBe(0);
    expect(sample(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
  });

  test('no label holds anything of a shop, an order or a buyer', async () => {
    const text = await metrics();
    const [row] = await plugin.query<{ id: string }>('select id from shops');
    for (const secret of [row?.id ?? '-', sandbox.shop.main.instance, sandbox.shop.main.name]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toMatch(/132_|@|TSC:/);
  });

  test('a job that was given up is told for a day', async () => {
    const later = "run_at => now() + interval '1 hour'";
    await plugin.query(`select graphile_worker.add_job('no-task', ${later}, job_key => 'old')`);
    // A statement does not see the row that a function it calls has made: hence two.
    await plugin.query(
      `update graphile_worker._private_jobs set attempts = max_attempts, updated_at = now() - interval '25 hours'
       where key = 'old'`,
    );
    await plugin.query(`select graphile_worker.add_job('no-task', max_attempts => 1, job_key => 'fresh')`);
    await plugin.query(
      `update graphile_worker._private_jobs set attempts = max_attempts where key = 'fresh'`,
    );
    await plugin.query(`select graphile_worker.add_job('housekeeping')`);
    const dead = () =>
      plugin.query<{ key: string | null }>(
        `select key from graphile_worker.jobs where task_identifier = 'no-task'`,
      );
    await until(async () => (await dead()).length === 1, 'the housekeeping');
    expect(await dead()).toEqual([{ key: 'fresh' }]);
  });

  test('every metric that an alert names exists', async () => {
    const rules = readFileSync(new URL('../../../deploy/alerts.yml', import.meta.url), 'utf8');
    const text = await metrics();
    const known = new Set(
      [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name, type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
      ),
    );
    known.add('up');
    const expressions = [...rules.matchAll(/^\s+expr: (.*(?:\n {10,}.*)*)/gm)].map(([, expr]) => expr ?? '');
    expect(expressions.length).toBeGreaterThan(8);
    const named = expressions.flatMap((expr) =>
      [
        ...expr
          .replace(/\{[^}]*\}/g, '')
          .replace(/\b(?:by|without|on)\s*\([^)]*\)/g, '')
          .matchAll(/\b[a-z][a-z_]*_[a-z_]+\b(?!\s*\()|\bdeliveries\b|\bconnections\b/g),
      ].map(([name]) => name),
    );
    expect(named.filter((name) => !known.has(name) && name !== 'histogram_quantile')).toEqual([]);
  });
});

describe('/readyz', () => {
  test('is told what is missing: a migration that the database lacks', async () => {
    expect(await (await fetch(`${plugin.url}/readyz`)).json()).toEqual({
      ready: true,
      database: true,
      migrations: true,
      queue: true,
      running: true,
    });
    const [last] = await plugin.query<{ name: string }>(
      `update _prisma_migrations set rolled_back_at = now()
       where migration_name = (select max(migration_name) from _prisma_migrations) returning migration_name as name`,
    );
    const answer = await fetch(`${plugin.url}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([
      503,
      expect.objectContaining({ migrations: false }),
    ]);
    await plugin.query('update _prisma_migrations set rolled_back_at = null where migration_name = $1', [
      last?.name,
    ]);
    expect((await fetch(`${plugin.url}/readyz`)).status).toBe(200);
  });

  test('while draining: 503, connections end with their answer, requests are still answered, jobs are left', async () => {
    const drained = plugin.drain();
    const ready = await fetch(`${plugin.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, expect.objectContaining({ running: false })]);
    expect(ready.headers.get('connection')).toBe('close');
    await drained;
    const order = place();
    expect((await webhook(order.orderID)).status).toBe(202);
    await until(async () => (await plugin.query('select 1 from order_hints')).length === 1, 'the hint');
  });
});
