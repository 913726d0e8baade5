import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** What a webhook carries besides its order is noticed, and nobody is refused for it. */
let sandbox: Sandbox;
let plugin: TestPlugin;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 1 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const tell = async (headers: Record<string, string>, body: Record<string, unknown>) => {
  const response = await fetch(sandbox.shop.webhooks()[0]?.url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ id_order: 'none_1', ...body }),
  });
  expect(response.status).toBe(202);
};
const counted = async (key: string) => {
  const text = await (await fetch(`${plugin.url}/metrics`)).text();
  return Number(new RegExp(`webhook_keys_total\\{key="${key}"\\} (\\d+)`).exec(text)?.[1]);
};
const firsts = () => plugin.log.filter((line) => line.includes('first webhook of a shop'));

test('a header key is equal to the shop’s, different or absent: a metric, no refusal', async () => {
  await tell({ key: sandbox.shop.main.key }, {});
  await tell({ key: 'something else' }, {});
  await tell({ key: 'something else' }, {});
  await tell({}, {});
  for (const [key, times] of [
    ['equal', 1],
    ['different', 2],
    ['absent', 1],
  ] as const) {
    await until(async () => (await counted(key)) === times, `${times} with a key that is ${key}`);
  }
  expect(plugin.log.join('')).not.toContain(sandbox.shop.main.key);
});

test('the first body of a shop is logged by the names of its keys, once, and without a value', async () => {
  await until(() => firsts().length === 1, 'the log');
  expect(JSON.parse(firsts()[0] ?? '{}').names).toEqual(['id_order']);
  await plugin.query('update shops set webhook_seen_at = null');
  const other = sandbox.shop.addShop({ name: 'Altro' });
  await sandbox.shop.install(other);
  const url = sandbox.shop.webhooks(other)[0]?.url ?? '';
  for (let times = 0; times < 2; times += 1) {
    await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ orderID: 'none_2', 'anna@example.com': 'segreto', event: 'paid' }),
    });
  }
  await until(() => firsts().length === 2, 'the log of the other shop');
  const [, line = ''] = firsts();
  expect(JSON.parse(line).names).toEqual(['orderID', '?', 'event']);
  expect(line).not.toMatch(/segreto|anna/);
  expect(await plugin.query('select 1 from shops where webhook_seen_at is not null')).toHaveLength(1);
});
