import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultRule, type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { orderTotal } from '../../../sandbox/shop/orders.ts';
import type { DeliveryWithEventsDto } from '../../../src/contract/delivery/delivery.ts';
import { KillablePlugin } from '../../support/killable.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { createDatabase, type TestPlugin } from '../../support/plugin.ts';

const ORDERS = 100;

let sandbox: Sandbox;
let plugin: KillablePlugin;
let merchant: Merchant;
let databaseUrl: string;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3, customers: 3, quota: { per5Minutes: 5000, perHour: 5000 } });
  sandbox.shop.webhookSender.retryDelaysMs = [200, 500, 1000, 2000, 4000, 8000];
  databaseUrl = await createDatabase();
  plugin = await KillablePlugin.create(sandbox, databaseUrl, {
    FIC_QUOTA_5MIN: '5000',
    FIC_QUOTA_HOUR: '5000',
    LOG_LEVEL: 'warn',
    // Shorter than the delay before an uncertain document is looked for.
    TEST_TIMEOUT_MS: '1000',
  });
  await plugin.start();
  await sandbox.shop.install();
  merchant = new Merchant({ url: plugin.url } as TestPlugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
});
afterAll(async () => {
  sandbox?.fic.faults.clear();
  sandbox?.shop.faults.clear();
  await plugin?.kill();
  await sandbox?.stop();
});

const create = { method: 'POST', path: /issued_documents$/ };
const read = { method: 'GET', path: /orders\/order/ };

/** Every way in which either side was seen to fail, each with a chance at every call. */
const faults: { fic: FaultRule[]; shop: FaultRule[] } = {
  fic: [
    { ...create, fault: { kind: 'status', status: 500, when: 'before' }, probability: 0.06 },
    { ...create, fault: { kind: 'status', status: 502, when: 'after' }, probability: 0.06 },
    { ...create, fault: { kind: 'reset', when: 'before' }, probability: 0.06 },
    { ...create, fault: { kind: 'reset', when: 'after' }, probability: 0.06 },
    { ...create, fault: { kind: 'hang', when: 'before' }, times: 2 },
    { ...create, fault: { kind: 'hang', when: 'after' }, times: 2 },
    { ...create, fault: { kind: 'html' }, probability: 0.04 },
    { ...create, fault: { kind: 'empty' }, probability: 0.04 },
    { ...create, fault: { kind: 'too-many', retryAfterSeconds: 1 }, times: 2 },
    { ...create, fault: { kind: 'quota', retryAfterSeconds: 1 }, times: 2 },
    { ...create, fault: { kind: 'unauthorized' }, times: 1, skip: 20 },
    { method: 'GET', path: /issued_documents$/, fault: { kind: 'status', status: 500 }, probability: 0.1 },
  ],
  shop: [
    { ...read, fault: { kind: 'status', status: 500 }, probability: 0.06 },
    { ...read, fault: { kind: 'reset' }, probability: 0.06 },
    { ...read, fault: { kind: 'html' }, probability: 0.04 },
    { ...read, fault: { kind: 'too-many', retryAfterSeconds: 1 }, times: 2 },
  ],
};

async function click(orderId: string): Promise<number> {
  const url = `${plugin.url}/api/orders/${orderId}/send`;
  return merchant.browser.write('POST', url, {}).then(
    (response) => response.status,
    () => 0,
  );
}

async function deliveries(): Promise<DeliveryWithEventsDto[]> {
  const found: DeliveryWithEventsDto[] = [];
  let cursor: string | null = null;
  do {
    const page: { deliveries: DeliveryWithEventsDto[]; nextCursor: string | null } = await merchant.get(
      `/api/deliveries${cursor === null ? '' : `?cursor=${cursor}`}`,
    );
    found.push(...page.deliveries);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

test('a hundred orders through every fault, doubled hints and clicks, and two deaths: none twice, none lost', async () => {
  for (const rule of faults.fic) sandbox.fic.faults.add(rule);
  for (const rule of faults.shop) sandbox.shop.faults.add(rule);
  const company = sandbox.fic.companyIds.bottega;
  const made = () => sandbox.fic.documents(company).length;

  const orders = Array.from({ length: ORDERS }, (_, index) =>
    sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: index % 3 === 0, raw: {} }),
  );
  const hooks = sandbox.shop.webhooks().map((webhook) => webhook.url);
  const storm = orders.flatMap((order, index) => {
    const again = new URLSearchParams({ id_order: order.orderID });
    const hint = () =>
      fetch(hooks[index % hooks.length] ?? '', { method: 'POST', body: again }).catch(() => null);
    return [hint(), hint(), ...(index % 4 === 0 ? [click(order.orderID), click(order.orderID)] : [])];
  });

  for (const share of [0.2, 0.5]) {
    await until(() => made() >= ORDERS * share, `${share * 100} % of the documents`, 90_000);
    await plugin.kill('SIGKILL');
    await plugin.start();
  }
  await Promise.all(storm);
  await sandbox.shop.webhooksSettled();
  // Hanging calls end with the processes that made them, or here.
  sandbox.fic.faults.release();

  const wanted = new Set(orders.map((order) => order.orderID));
  const done = await until(
    async () => {
      const all = (await deliveries()).filter((delivery) => wanted.has(delivery.orderId));
      const ended = all.filter(({ state }) => state === 'sent');
      const failed = all.filter(({ state }) => state === 'failed');
      if (failed.length > 0) throw new Error(`failed: ${JSON.stringify(failed.slice(0, 3))}`);
      return ended.length === ORDERS ? ended : null;
    },
    'the last delivery',
    120_000,
  );

  const subjects = sandbox.fic.documents(company).map((document) => document.subject ?? '');
  const markers = subjects.map((subject) => /TSC:[^:]+:[^:]+:/.exec(subject)?.[0] ?? subject);
  expect(new Set(markers).size).toBe(markers.length);
  expect(markers).toHaveLength(ORDERS);
  const numbers = new Set(done.map((delivery) => `${delivery.kind} ${delivery.document?.id}`));
  expect(numbers.size).toBe(ORDERS);
  for (const order of orders) {
    const delivery = done.find(({ orderId }) => orderId === order.orderID);
    const document = sandbox.fic.documents(company).find(({ id }) => id === delivery?.document?.id);
    expect(document?.amount_gross).toBe(orderTotal(order).toNumber());
  }

  sandbox.fic.faults.clear();
  sandbox.shop.faults.clear();
  // What happened to each is told, and ends with the document.
  for (const order of orders.filter((_, index) => index % 5 === 0)) {
    const types = (await merchant.order(order.orderID)).delivery?.events.map(({ type }) => type) ?? [];
    expect(types[0]).toBe('accepted');
    expect(['sent', 'adopted']).toContain(types.at(-1));
  }
  // The chance that none of a hundred had to be looked for is nil.
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const adopted = await database.query("select 1 from delivery_events where type = 'adopted'");
  await database.end();
  expect(adopted.rowCount).toBeGreaterThan(0);
}, 240_000);
