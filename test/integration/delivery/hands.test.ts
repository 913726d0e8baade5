import pg from 'pg';
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { type OrderPartial, type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { SentDocument } from '../../../src/domain/aftercare/sent-document.ts';
import { FEWEST_CONNECTIONS } from '../../../src/store/postgres/database.ts';
import { deliveryTexts } from '../../../src/texts/it/delivery.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** Orders of one shop that are taken together, and what happens while some of them are sent and others not yet begun. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
let shopId: string;
/** The work's next step is taken after this; the test's way to act in the midst of a hand. */
let between: (() => Promise<void>) | null;

/** All statements, of the plug-in and of the tests. */
let asked: MockInstance;

beforeEach(async () => {
  asked = vi.spyOn(pg.Client.prototype, 'query');
  sandbox = await startSandbox({ orders: 3, customers: 3 });
  plugin = await startTestPlugin(sandbox, { variables: { DATABASE_CONNECTIONS: `${FEWEST_CONNECTIONS}` } });
  plugin.context.giveWay = async () => {
    await between?.();
  };
  between = null;
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  const [shop] = await plugin.query<{ id: string }>('select id from shops');
  shopId = shop?.id ?? '';
  sandbox.shop.webhooksEnabled = false;
});
afterEach(async () => {
  await plugin?.stop();
  await sandbox?.stop();
  asked.mockRestore();
});

const sampleSent = (): SentDocument => ({
  kind: 'order',
  date: '2026-11-26',
  paidDate: null,
  currency: 'EUR',
  country: 'IT',
  ossCountry: null,
  lines: [],
  grossCents: 0,
  order: { totalCents: 0, paid: false, linesHash: '', buyerHash: '' },
});

const ORDERS = 24;
const BEGUN_TOGETHER = 4;
const create = { method: 'POST', path: /issued_documents$/ };
const search = { method: 'GET', path: /issued_documents$/ };
const company = () => sandbox.fic.companyIds.bottega;
const documents = () => sandbox.fic.documents(company());
const paid = () => ({ status: 1, paidAt: new Date(), invoice: false, items: [{ sku: 'TAZZA-GRES' }] });
const unpaid = () => ({ ...paid(), status: 0, paidAt: null });
const place = (count: number, wish: OrderPartial = paid()) =>
  Array.from({ length: count }, () => sandbox.shop.placeOrder(wish));
/** The short ids of the orders that documents were made of, in the documents' sequence. */
const made = () => documents().map((document) => document.visible_subject?.split('#')[1]);

/** Hints of all of them at once, one a millisecond. */
async function hintAt(orders: { orderID: string }[]): Promise<void> {
  await plugin.query(
    `insert into order_hints (shop_id, order_id, received_at)
     select $1::uuid, id, now() + place * interval '1 ms' - interval '1 s'
     from unnest($2::text[]) with ordinality as h (id, place)`,
    [shopId, orders.map(({ orderID }) => orderID)],
  );
  await plugin.context.store.wake.wakeShop(shopId);
}

/** Once, when so many documents are made. */
function whenMade(count: number, act: () => Promise<unknown>): Promise<void> {
  return new Promise((done, failed) => {
    between = async () => {
      if (documents().length < count) return;
      between = null;
      await act().then(() => done(), failed);
    };
  });
}

const allSent = (count: number) =>
  until(async () => {
    const rows = await plugin.query<{ state: string }>('select state from deliveries');
    return rows.length === count && rows.every(({ state }) => state === 'sent') ? true : null;
  }, `${count} sent deliveries`);

/** Nothing is in hand any more, and the lane is given back. */
const settled = () =>
  until(async () => {
    const rows = await plugin.query("select 1 from pg_locks where locktype = 'advisory' and objsubid = 2");
    return rows.length === 0 ? true : null;
  }, 'the end of the work');

/** What a statement of an order's way does; nothing of those that come by the clock. */
function nameOf(told: unknown): string[] {
  const text = typeof told === 'string' ? told : ((told as { text?: string } | undefined)?.text ?? '');
  const kinds = [
    [/insert into order_hints/, 'webhook'],
    [/pg_try_advisory_lock/, 'lane'],
    [/from \(select 1\) one\s+left join connections/, 'setup'],
    [/insert into deliveries/, 'taking'],
    [/update deliveries d set state = 'sent'/, 'sent'],
    [/select pg_advisory_unlock/, 'lane back'],
    [/select 1$|installation set|limit 1\s+for update\s+skip locked|pg_locks|from deliveries$/, null],
  ] as const;
  const known = kinds.find(([pattern]) => pattern.test(text));
  return known === undefined ? [text] : known[1] === null ? [] : [known[1]];
}

describe('a hand', () => {
  test('many orders at once: one document each, in their sequence, each with its whole history', async () => {
    const orders = place(ORDERS);
    await hintAt(orders);
    await allSent(ORDERS);
    expect(made()).toEqual(orders.map(({ shortId }) => shortId));
    expect(sandbox.fic.calls.count(create)).toBe(ORDERS);
    expect(sandbox.fic.calls.count(search)).toBe(0);
    for (const { orderID } of orders) {
      const events = await plugin.context.store.deliveries.events(shopId, orderID);
      expect(events.map(({ type }) => type)).toEqual(['accepted', 'started', 'creating', 'sent']);
    }
    const kept = await plugin.query<{ own: boolean }>(
      `select (s.content->>6)::int = o.total_cents as own
       from deliveries d join orders o using (shop_id, order_id) join sent_documents s on s.delivery_id = d.id`,
    );
    expect(kept).toEqual(Array.from({ length: ORDERS }, () => ({ own: true })));
    const left = await plugin.query('select 1 from order_hints');
    expect(left).toEqual([]);
    // As few as may be: nothing waits for a connection that it holds itself.
    const [opened] = await plugin.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and application_name = '' and pid <> pg_backend_pid()`,
    );
    expect(opened?.count).toBeLessThanOrEqual(FEWEST_CONNECTIONS + 1);
    const [row] = await plugin.query<{ attempts: number; open: number }>(
      'select max(attempts) as attempts, count(creating_since)::int as open from deliveries',
    );
    expect(row).toEqual({ attempts: 1, open: 0 });
  });

  test('one order of a shop: six statements from the webhook to the document, none of the queue', async () => {
    const tell = async () => {
      const [order] = place(1);
      const url = sandbox.shop.webhooks()[0]?.url ?? '';
      await fetch(url, { method: 'POST', body: new URLSearchParams({ id_order: order?.orderID ?? '' }) });
    };
    // Connections are opened, and what is noticed once of a shop is noticed.
    for (const known of [1, 2, 3]) {
      await tell();
      await allSent(known);
    }
    await settled();
    asked.mockClear();
    await tell();
    await until(() => documents().length === 4, 'the document');
    await settled();
    const names = asked.mock.calls.flatMap(([told]) => nameOf(told));
    expect(names).toEqual(['webhook', 'lane', 'setup', 'taking', 'sent', 'lane back']);
  });

  test('two hints of one order, and orders that do not leave or were sent before', async () => {
    const [first] = place(1);
    if (first === undefined) throw new Error('no order');
    await hintAt([first]);
    await allSent(1);
    const open = sandbox.shop.placeOrder(unpaid());
    const rest = place(3);
    await hintAt([first, open, ...rest]);
    await allSent(4);
    await until(
      async () => ((await plugin.query('select 1 from order_hints')).length === 0 ? true : null),
      'hints',
    );
    expect(made().sort()).toEqual([first, ...rest].map(({ shortId }) => shortId).sort());
    const listed = await plugin.query('select 1 from orders where order_id = $1', [open.orderID]);
    expect(listed).toHaveLength(1);
  });

  test('one sent by hand goes before those that were taken and not begun', async () => {
    const orders = place(ORDERS);
    const [urgent] = place(1, unpaid());
    if (urgent === undefined) throw new Error('no order');
    const asked = whenMade(10, () =>
      plugin.context.store.deliveries.accept({
        shopId,
        orderId: urgent.orderID,
        origin: 'manual',
        kind: 'order',
        requeue: true,
      }),
    );
    await hintAt(orders);
    await asked;
    const before = documents().length;
    await allSent(ORDERS + 1);
    expect(new Set(made()).size).toBe(ORDERS + 1);
    const index = made().indexOf(urgent.shortId);
    expect(index).toBeGreaterThanOrEqual(before);
    expect(index - before).toBeLessThanOrEqual(BEGUN_TOGETHER);
    expect(sandbox.fic.calls.count(create)).toBe(ORDERS + 1);
    expect(sandbox.fic.calls.count(search)).toBe(0);
  });

  test('settings saved meanwhile count for those that were taken and not begun', async () => {
    const { paymentAccounts } = await merchant.catalogue();
    const other = paymentAccounts[1]?.id;
    if (other === undefined) throw new Error('one account only');
    const saved = whenMade(6, () =>
      merchant.save('paymentAccount', { id: other, byPaymentMethod: {}, eInvoiceCodeByPaymentMethod: {} }),
    );
    await hintAt(place(ORDERS));
    await saved;
    const before = documents().length;
    await allSent(ORDERS);
    const accounts = documents().map(({ payments_list }) => payments_list[0]?.payment_account?.id);
    expect(accounts).toHaveLength(ORDERS);
    expect(accounts.slice(before + BEGUN_TOGETHER).every((id) => id === other)).toBe(true);
    expect(accounts[0]).not.toBe(other);
  });

  test('a token refused meanwhile: refreshed once, and every order is sent once', async () => {
    const refused = whenMade(6, async () => {
      sandbox.fic.faults.add({ ...create, fault: { kind: 'unauthorized' }, times: 1 });
    });
    await hintAt(place(ORDERS));
    await refused;
    await allSent(ORDERS);
    expect(new Set(made()).size).toBe(ORDERS);
    expect(documents()).toHaveLength(ORDERS);
    expect(sandbox.fic.calls.count(create)).toBe(ORDERS + 1);
  });

  test('a connection that breaks after a document was made: that one is found, the others go on', async () => {
    const broken = whenMade(6, async () => {
      sandbox.fic.faults.add({ ...create, fault: { kind: 'reset', when: 'after' }, times: 1 });
    });
    await hintAt(place(ORDERS));
    await broken;
    await allSent(ORDERS);
    expect(new Set(made()).size).toBe(ORDERS);
    expect(documents()).toHaveLength(ORDERS);
    const adopted = await plugin.query("select 1 from delivery_events where type = 'adopted'");
    expect(adopted).toHaveLength(1);
  });

  test('the quota ends meanwhile: nothing taken is left behind, and nothing was begun of the rest', async () => {
    const ended = whenMade(6, async () => {
      sandbox.fic.faults.add({ ...create, fault: { kind: 'too-many', retryAfterSeconds: 1 }, times: 1 });
    });
    await hintAt(place(ORDERS));
    await ended;
    await until(async () => {
      const rows = await plugin.query("select 1 from deliveries where state = 'sending'");
      return rows.length === 0 ? true : null;
    }, 'no delivery in hand');
    await allSent(ORDERS);
    expect(documents()).toHaveLength(ORDERS);
    expect(sandbox.fic.calls.count(search)).toBe(0);
  });

  test('a stop in the midst of it: what was not begun waits as if it had not been taken', async () => {
    const orders = place(ORDERS);
    let stopping: Promise<void> = Promise.resolve();
    let madeThen = 0;
    const stopped = whenMade(6, async () => {
      madeThen = documents().length;
      stopping = plugin.stop();
      await until(() => plugin.log.some((line) => line.includes('graceful shutdown')), 'the stop');
    });
    await hintAt(orders);
    await stopped;
    await stopping;
    const before = documents().length;
    // The one that was to be next is finished, no other begun.
    expect(before).toBeLessThanOrEqual(madeThen + 1);

    const again = await startTestPlugin(sandbox, { databaseUrl: plugin.databaseUrl });
    plugin = again;
    const states = await until(async () => {
      const rows = await again.query<{ state: string; type: string }>('select state from deliveries');
      return rows.length === ORDERS && rows.every(({ state }) => state === 'sent') ? rows : null;
    }, 'all sent');
    expect(states).toHaveLength(ORDERS);
    expect(new Set(made()).size).toBe(ORDERS);
    expect(sandbox.fic.calls.count(create)).toBe(ORDERS);
    // No doubt was left: nothing had to be looked for.
    expect(sandbox.fic.calls.count(search)).toBe(0);
  });
});

describe('what a create call of a hand rests on', () => {
  const intent = (order: { orderID: string; shortId: string }, index: number) => ({
    order: {
      id: order.orderID,
      shortId: order.shortId,
      placedAt: plugin.context.clock.now(),
      customer: 'Maria Rossi',
      email: null,
      totalCents: 1000,
      currency: 'EUR',
      status: 1,
      cancelled: false,
      paid: true,
      invoiceRequested: false,
      paymentMethod: null,
    },
    readAt: plugin.context.clock.now(),
    kind: 'order' as const,
    hint: {
      shopId,
      orderId: order.orderID,
      attempts: 0,
      receivedAt: plugin.context.clock.now(),
      requestId: `hint-${index}-of-a-test`,
    },
  });
  /** Takes orders without sending them. */
  async function take(count: number) {
    const { store, clock } = plugin.context;
    const orders = place(count);
    const intents = orders.map(intent);
    const taken = await store.deliveries.takeNew(shopId, intents, { companyId: company(), now: clock.now() });
    return orders.map(({ orderID }) => {
      const delivery = taken.get(orderID)?.delivery;
      if (delivery === undefined) throw new Error('not taken');
      return delivery;
    });
  }
  const setup = () => plugin.context.store.setups.read(shopId, { customerIds: [], skus: [] });
  const begin = (now = new Date()) => ({ companyId: company(), priority: 'automatic' as const, now });
  const opened = (ids: string[]) =>
    plugin.query<{ id: string; open: boolean; kind: string | null }>(
      'select id::text, creating_since is not null as open, creating_kind as kind from deliveries where id = any($1::uuid[])',
      [ids],
    );
  const used = async () =>
    (await plugin.query<{ used: number }>(`select used from quota_windows where "window" = 'month'`))[0]
      ?.used ?? 0;

  test('taken: it may exist for whoever finds it after a death, and not for who holds it; given back: no doubt', async () => {
    const [one, two] = await take(2);
    if (one === undefined || two === undefined) throw new Error('not taken');
    expect(one).toMatchObject({ state: 'sending', attempts: 1, creating: null });
    expect((await opened([one.id, two.id])).map(({ open, kind }) => [open, kind])).toEqual([
      [true, 'order'],
      [true, 'order'],
    ]);
    await plugin.context.store.deliveries.giveBack([one]);
    const found = await plugin.context.store.deliveries.find(shopId, one.orderId);
    expect(found).toMatchObject({ state: 'queued', attempts: 0 });
    expect((await opened([one.id]))[0]?.open).toBe(false);
    const events = await plugin.context.store.deliveries.events(shopId, one.orderId);
    expect(events.map(({ type }) => type)).toEqual(['accepted']);

    // Its worker has died.
    await plugin.context.store.deliveries.releaseOrphans(shopId);
    const claimed = await plugin.context.store.deliveries.claim(shopId, two.orderId, new Date());
    expect(claimed?.creating).toMatchObject({ kind: 'order', companyId: company() });
    // Who held it before gives nothing back any more.
    await plugin.context.store.deliveries.giveBack([two]);
    expect((await plugin.context.store.deliveries.find(shopId, two.orderId))?.state).toBe('sending');
  });

  test('begun only while all is as it was when the hand was taken; what was made before is noted all the same', async () => {
    const { store } = plugin.context;
    const [made, one, two] = await take(3);
    if (made === undefined || one === undefined || two === undefined) throw new Error('not taken');
    const both = [one, two].map((delivery) => ({ delivery, kind: 'order' as const, sent: sampleSent() }));
    const document = {
      id: 77,
      number: '7',
      url: 'https://example.com/7',
      netCents: 1,
      vatCents: 1,
      grossCents: 2,
    };
    const hand = await setup();
    const calls = await used();

    const renamed = { ...hand, settingsVersion: hand.settingsVersion - 1 };
    const before = [{ delivery: made, document, how: 'sent' as const, problem: null }];
    expect(await store.deliveries.beginCreate(shopId, both, { ...begin(), hand: renamed, before })).toBe(
      'changed',
    );
    expect(await store.deliveries.find(shopId, made.orderId)).toMatchObject({
      state: 'sent',
      document: { id: 77, number: '7' },
    });
    expect(await store.deliveries.beginCreate(shopId, both, { ...begin(), companyId: 1, hand })).toBe(
      'changed',
    );
    expect(await store.deliveries.beginCreate(shopId, both, { ...begin(), companyId: 1 })).toBe('moved');
    await plugin.query("update connections set rounding_doubted = 'a model'");
    expect(await store.deliveries.beginCreate(shopId, both, { ...begin(), hand })).toBe('changed');
    await plugin.query('update connections set rounding_doubted = null');
    await plugin.query(
      `insert into deliveries (shop_id, order_id, state, origin, kind, priority, updated_at)
       values ($1, 'by-hand', 'queued', 'manual', 'order', 0, now())`,
      [shopId],
    );
    expect(await store.deliveries.beginCreate(shopId, both, { ...begin(), hand })).toBe('first');
    await plugin.query("delete from deliveries where order_id = 'by-hand'");
    expect(await used()).toBe(calls);
    expect(await plugin.query("select 1 from delivery_events where type = 'creating'")).toEqual([]);

    // One was lost to another worker meanwhile.
    await plugin.query('update deliveries set attempts = 2 where id = $1', [two.id]);
    const begun = await store.deliveries.beginCreate(shopId, both, { ...begin(), hand });
    expect([...(typeof begun === 'string' ? [] : begun)]).toMatchObject([[one.id, { granted: true }]]);
    expect(await used()).toBe(calls + 1);
  });

  test('begun as it is taken: the same look, the same conditions', async () => {
    const { store, clock } = plugin.context;
    const hand = await setup();
    const begun = async (changed: Partial<typeof hand>, before = async () => {}) => {
      const [order] = place(1);
      if (order === undefined) throw new Error('no order');
      await before();
      const taken = await store.deliveries.takeNew(shopId, [intent(order, 0)], {
        companyId: company(),
        now: clock.now(),
        begin: {
          sent: new Map([[order.orderID, sampleSent()]]),
          hand: { ...hand, ...changed },
          priority: 'automatic',
        },
      });
      const own = taken.get(order.orderID);
      const events = await store.deliveries.events(shopId, order.orderID);
      expect(own?.delivery).toMatchObject({ state: 'sending', creating: null });
      return [own?.grant?.granted ?? null, ...events.map(({ type }) => type)];
    };
    const calls = await used();
    const notBegun = [null, 'accepted', 'started'];
    expect(await begun({ settingsVersion: hand.settingsVersion - 1 })).toEqual(notBegun);
    await plugin.query('update connections set company_id = company_id + 1');
    expect(await begun({})).toEqual(notBegun);
    await plugin.query('update connections set company_id = company_id - 1');
    const byHand = () =>
      plugin
        .query(
          `insert into deliveries (shop_id, order_id, state, origin, kind, priority, updated_at)
           values ($1, 'by-hand', 'queued', 'manual', 'order', 0, now())`,
          [shopId],
        )
        .then(() => undefined);
    expect(await begun({}, byHand)).toEqual(notBegun);
    await plugin.query("delete from deliveries where order_id = 'by-hand'");
    expect(await used()).toBe(calls);
    expect(await plugin.query('select 1 from sent_documents')).toEqual([]);

    expect(await begun({})).toEqual([true, 'accepted', 'started', 'creating']);
    expect(await used()).toBe(calls + 1);
    expect(await plugin.query('select 1 from sent_documents')).toHaveLength(1);
  });

  test('grants go to the first ones where the quota has not enough for all', async () => {
    const { store } = plugin.context;
    const deliveries = await take(4);
    const creates = deliveries.map((delivery) => ({ delivery, kind: 'order' as const, sent: sampleSent() }));
    await plugin.context.quota.take(company(), 'automatic');
    // One per cent is kept for what is sent by hand.
    await plugin.query(
      `update quota_windows set used = "limit" - floor("limit" * 0.01) - 2 where "window" = 'hour' and company_id = $1`,
      [company()],
    );
    const begun = await store.deliveries.beginCreate(shopId, creates, { ...begin(), hand: await setup() });
    if (typeof begun === 'string') throw new Error(begun);
    expect(deliveries.map(({ id }) => begun.get(id)?.granted)).toEqual([true, true, false, false]);
  });

  test('one that was cancelled is not sent', async () => {
    const [one] = await take(1);
    if (one === undefined) throw new Error('not taken');
    await plugin.context.store.deliveries.markSkipped(one, deliveryTexts.cancelled, true);
    expect((await plugin.context.store.deliveries.find(shopId, one.orderId))?.state).toBe('skipped');
  });
});
