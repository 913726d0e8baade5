import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { reconcileDue, reconcileShop } from '../../../src/flows/delivery/reconcile.ts';
import { spreadMs } from '../../../src/jobs/spread.ts';
import type { Round } from '../../../src/ports/rounds.ts';
import type { OrderListRow, Shop } from '../../../src/ports/shop.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { createDatabase, startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** Hints: written by many at once, and found where no webhook came. */
let sandbox: Sandbox;
/** Two processes on one database. */
let plugin: TestPlugin;
let twin: TestPlugin;
let merchant: Merchant;
let shopId: string;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 3 });
  const databaseUrl = await createDatabase();
  plugin = await startTestPlugin(sandbox, { databaseUrl });
  twin = await startTestPlugin(sandbox, { databaseUrl, variables: { ROLES: 'web' } });
  sandbox.setAppUrl(plugin.url);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  const [shop] = await plugin.query<{ id: string }>('select id from shops');
  shopId = shop?.id ?? '';
});
beforeEach(() => {
  sandbox.shop.faults.clear();
});
afterAll(async () => {
  await plugin?.stop();
  await twin?.stop();
  await sandbox?.stop();
});

const paid = () => ({ status: 1, paidAt: new Date(), invoice: false, items: [{ sku: 'TAZZA-GRES' }] });
const hook = () => sandbox.shop.webhooks()[0]?.url ?? '';
const tell = (orderId: string, url = hook()) =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ id_order: orderId }) });

describe('many hints at once', () => {
  test('webhooks and reconciliations that name the same orders in other sequences all go through', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `none_${index}`);
    for (let round = 0; round < 6; round += 1) {
      // Many at once in each round, and no more than a busy machine answers in time.
      const answers: Promise<unknown>[] = [];
      const mix = () => [...ids].sort(() => Math.random() - 0.5);
      const mixed = mix();
      for (const each of [plugin, twin]) {
        for (let count = 0; count < 4; count += 1) answers.push(each.context.store.hints.add(shopId, mix()));
        for (const id of mixed.slice(0, 20)) {
          answers.push(
            tell(id, hook().replace(plugin.url, each.url)).then(({ status }) => expect(status).toBe(202)),
          );
        }
      }
      await Promise.all(answers);
    }
    // What the shop never had is not looked for while the next tests wait for theirs.
    await plugin.query("delete from order_hints where order_id like 'none_%'");
  });

  test("an order whose hint the database refuses takes no other order's with it, nor another shop's", async () => {
    await plugin.query(`
      create function refuse_poison() returns trigger language plpgsql as $$
      begin
        if new.order_id = 'poison' then raise exception 'refused' using errcode = '22003'; end if;
        return new;
      end $$`);
    await plugin.query(
      'create trigger refuse_poison before insert on order_hints for each row execute function refuse_poison()',
    );
    const store = plugin.context.store.hints;
    const token = hook().split('/').at(-1) ?? '';
    const orders = ['none_a', 'poison', 'none_b'];
    const results = await Promise.allSettled([
      ...orders.map((id) => store.receive(token, id, true)),
      store.receive('no-shop', 'none_c', true),
    ]);
    await plugin.query('drop trigger refuse_poison on order_hints');
    const kept = results.map((result) => (result.status === 'fulfilled' ? result.value?.shopId : 'refused'));
    expect(kept).toEqual([shopId, 'refused', shopId, undefined]);
  });
});

describe('an order that cannot be read yet', () => {
  test('is looked for again: its webhook was faster than what the shop answers', async () => {
    const missing = sandbox.shop.faults.add({
      path: /orders\/order\.json/,
      times: 2,
      fault: { kind: 'status', status: 404, when: 'before' },
    });
    const order = sandbox.shop.placeOrder(paid());
    await until(() => missing.applied === 2, 'two looks without an order');
    await merchant.delivery(order.orderID, 'sent');
  });

  test('is given up after some tries', async () => {
    await tell('never_there');
    await until(
      async () =>
        (await plugin.query("select 1 from order_hints where order_id = 'never_there'")).length === 0,
      'the end of the hint',
    );
    const looks = sandbox.shop.calls.calls.filter(({ query }) => query.includes('never_there'));
    expect(looks.length).toBe(6);
  });
});

describe('reconciliation', () => {
  const row = (id: string): OrderListRow => ({ id, placedAt: new Date(), totalCents: 1, status: 1 });
  /** The shop's list of changed orders as the test says; what was asked. */
  function listing(answer: (query: Parameters<Shop['listUpdatedOrders']>[0]) => OrderListRow[]) {
    const asked: Parameters<Shop['listUpdatedOrders']>[0][] = [];
    const { context } = plugin;
    const connectShop: typeof context.connectShop = (keys) => ({
      ...context.connectShop(keys),
      listUpdatedOrders: async (query) => {
        asked.push(query);
        return answer(query);
      },
    });
    // Time stands still meanwhile, however busy the machine: what is to be caught up with does not grow.
    const now = new Date();
    const still = { ...context, connectShop, clock: { now: () => now } };
    return {
      asked,
      run: () => reconcileShop(still, shopId),
      runDue: () => reconcileDue({ ...context, connectShop }, new AbortController().signal),
    };
  }
  const seenUntil = async () =>
    (await plugin.context.store.shops.readReconciling(shopId))?.seenUntil?.getTime();
  const hinted = async (pattern: string) =>
    (await plugin.query('select 1 from order_hints where order_id like $1', [pattern])).length;

  test('a look that fails is made again; an order that goes brings the next one nearer', async () => {
    await plugin.query('update shops set reconcile_at = now()');
    const { runDue } = listing(() => {
      throw new Error('not answered');
    });
    const next = await runDue();
    expect(Math.abs(((next?.getTime() ?? 0) - Date.now()) / 60_000 - 10)).toBeLessThan(1);

    await plugin.query("update shops set reconcile_at = now() + interval '4 hours'");
    const order = sandbox.shop.placeOrder(paid());
    await merchant.delivery(order.orderID, 'sent');
    const [shop] = await plugin.query<{ minutes: number }>(
      'select extract(epoch from reconcile_at - now())::float8 / 60 as minutes from shops',
    );
    expect(Math.abs((shop?.minutes ?? 0) - 30)).toBeLessThan(1);
  });

  test('takes an order that is listed twice', async () => {
    const { run } = listing(() => [row('twice_1'), row('twice_1'), row('twice_2')]);
    expect(await run()).toBe(true);
    expect(await hinted('twice%')).toBe(2);
  });

  test('asks page by page until nothing new comes', async () => {
    const all = Array.from({ length: 230 }, (_, index) => row(`page_${index}`));
    const { asked, run } = listing(({ limit, skip }) => all.slice(skip, skip + limit));
    expect(await run()).toBe(true);
    expect(asked.map(({ skip }) => skip)).toEqual([0, 100, 200]);
    expect(await hinted('page%')).toBe(230);
  });

  test('a full page that does not move halves the span, and the watermark passes no order over', async () => {
    await plugin.query(
      "update shops set orders_seen_until = now() - interval '6 hours', orders_span_ms = null",
    );
    const from = Date.now() - 6 * 3_600_000;
    // One order in ten minutes; the list gives the newest ten of a span, whatever is asked.
    const all = Array.from({ length: 37 }, (_, index) => ({
      ...row(`half_${index}`),
      placedAt: new Date(from + index * 580_000),
    }));
    const { run } = listing((query) =>
      all
        .filter(({ placedAt }) => placedAt >= query.from && placedAt <= query.to)
        .reverse()
        .slice(0, 10),
    );
    const before = await seenUntil();
    expect(await run()).toBe(false);
    expect(await seenUntil()).toBe(before);
    let looks = 1;
    for (; !(await run()); looks += 1) expect(looks).toBeLessThan(40);
    expect(await hinted('half%')).toBe(37);
    expect(Date.now() - ((await seenUntil()) ?? 0)).toBeLessThan(60_000);
  });

  test('more orders at once than the list ever tells do not stop it', async () => {
    await plugin.query(
      "update shops set orders_seen_until = now() - interval '5 seconds', orders_span_ms = null",
    );
    const { run } = listing(() => Array.from({ length: 10 }, (_, index) => row(`burst_${index}`)));
    let looks = 0;
    for (; !(await run()); looks += 1) expect(looks).toBeLessThan(40);
    expect(await hinted('burst%')).toBe(10);
    expect(plugin.log.join('')).toContain('more orders changed at once than the shop lists');
  });

  test('a shop is looked at when it is due and not before; what was missed makes it due soon, nothing later each time', async () => {
    const minutes = async () => {
      const [shop] = await plugin.query<{ minutes: number }>(
        'select extract(epoch from reconcile_at - now())::float8 / 60 as minutes from shops',
      );
      return shop?.minutes ?? 0;
    };
    const isDue = () => plugin.query("update shops set reconcile_at = now() - interval '1 s'");
    await plugin.query(
      `update shops set orders_seen_until = now(), orders_span_ms = null, reconcile_every_ms = 40 * 60000,
         reconcile_missed_at = null, reconcile_at = now() + interval '1 minute'`,
    );
    let listed: OrderListRow[] = [];
    const { asked, runDue } = listing(() => listed);
    const next = await runDue();
    expect(asked).toEqual([]);
    expect(((next?.getTime() ?? 0) - Date.now()) / 60_000).toBeCloseTo(1, 0);

    await isDue();
    await runDue();
    expect(asked).toHaveLength(1);
    expect(Math.abs((await minutes()) - 80)).toBeLessThan(9);

    listed = [row('missed_1')];
    await isDue();
    await runDue();
    expect(await hinted('missed%')).toBe(1);
    expect(Math.abs((await minutes()) - 10)).toBeLessThan(2);

    // The hint that is there tells that this one is known.
    await isDue();
    await runDue();
    expect(Math.abs((await minutes()) - 20)).toBeLessThan(3);
    expect(asked).toHaveLength(3);
  });
});

describe('what comes by the clock', () => {
  const from = new Date(Date.now() + 3_600_000);
  const overMs = 600_000;
  const jobs = () =>
    plugin.query<{ task: string; key: string; at: Date; priority: number }>(
      'select task_identifier as task, key, run_at as at, priority from graphile_worker.jobs where run_at >= $1 and task_identifier = $2',
      [from, 'customer-sync-start'],
    );
  const add = (round: Round) => plugin.context.store.rounds.enqueue(round, { from, overMs });
  const save = (section: string, value: object) =>
    plugin.query(
      `insert into settings (shop_id, section, value, updated_at) values ($1, $2, $3, now())
       on conflict (shop_id, section) do update set value = excluded.value`,
      [shopId, section, JSON.stringify(value)],
    );

  test('a shop has a job where it has something to do, at its own moment', async () => {
    expect(await add('customer-sync-start')).toBe(1);
    expect(await jobs()).toEqual([
      {
        task: 'customer-sync-start',
        key: `customer-sync-start:${shopId}`,
        at: new Date(from.getTime() + spreadMs(shopId, overMs)),
        priority: 10,
      },
    ]);
    await save('customers', { enabled: false });
    await save('products', { updateStock: false });
    for (const round of [
      'customer-sync-start',
      'refresh-products',
      'heal-connection',
      'record-takings',
    ] as const) {
      expect([round, await add(round)]).toEqual([round, 0]);
    }
    await save('receipts', { mode: 'daily' });
    await save('products', { updateStock: true });
    expect([await add('refresh-products'), await add('record-takings'), await add('subscribe')]).toEqual([
      1, 1, 1,
    ]);
    await plugin.query("update connections set state = 'expired'");
    expect([await add('heal-connection'), await add('record-takings')]).toEqual([1, 0]);
    await plugin.query("update connections set state = 'connected'");
    await plugin.query(
      "update shops set keys_tried_next_at = now() + interval '1 day', keys_refused_at = now()",
    );
    expect([await add('refresh-products'), await add('subscribe')]).toEqual([0, 0]);
    await plugin.query('update shops set keys_tried_next_at = null, keys_refused_at = null');
  });

  test('a shop is inspected where it sold since, or was not read in full, else once a week', async () => {
    const looked = (days: number, unread: number) =>
      plugin.query(
        `insert into shop_inspections (shop_id, looked_at, inspection, unread)
         values ($1, $2::timestamptz - $3 * interval '1 day', '{}', $4)
         on conflict (shop_id) do update set looked_at = excluded.looked_at, unread = excluded.unread`,
        [shopId, from, days, unread],
      );
    expect(await add('inspect-shop')).toBe(1);
    await looked(1, 0);
    await plugin.query("update orders set placed_at = now() - interval '3 days'");
    expect(await add('inspect-shop')).toBe(0);
    await looked(1, 2);
    expect(await add('inspect-shop')).toBe(1);
    await looked(8, 0);
    expect(await add('inspect-shop')).toBe(1);
    await looked(4, 0);
    expect(await add('inspect-shop')).toBe(1);
  });

  test('e-invoices are followed in shops that have some due', async () => {
    const due = () => plugin.context.store.rounds.enqueueDueEInvoices({ from, overMs });
    expect(await due()).toBe(0);
    await plugin.query(
      `insert into e_invoices (shop_id, delivery_id, order_id, company_id, document_id, number, date, due_by, state,
         next_look_at, updated_at)
       select shop_id, id, order_id, company_id, 1, '1', now(), now(), 'in-transit', now(), now()
       from deliveries where state = 'sent' limit 1`,
    );
    expect(await due()).toBe(1);
    await plugin.query(`update e_invoices set next_look_at = $1::timestamptz + interval '1 hour'`, [from]);
    expect(await due()).toBe(0);
    // One that a process made which knows nothing of e-invoices is taken over in the night.
    expect(await add('follow-e-invoices')).toBe(0);
    await plugin.query("update deliveries set kind = 'invoice' where state = 'sent'");
    expect(await add('follow-e-invoices')).toBe(1);
  });
});
