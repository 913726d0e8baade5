import { fileURLToPath } from 'node:url';
import { runMigrations } from 'graphile-worker';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OrderListFilter } from '../../../src/ports/stores/orders.ts';
import { createDeliveryStore } from '../../../src/store/delivery/deliveries.ts';
import { Prisma } from '../../../src/store/generated/client.ts';
import { createOrderStore } from '../../../src/store/orders/orders.ts';
import { prepareSearchIndex } from '../../../src/store/orders/search-index.ts';
import { type Database, openDatabase } from '../../../src/store/postgres/database.ts';
import { noteIdentity } from '../../../src/store/postgres/installation.ts';
import { migrate } from '../../../src/store/postgres/migrate.ts';
import { until } from '../../support/merchant.ts';
import { createDatabase } from '../../support/plugin.ts';

const migrations = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
const NOW = new Date('2026-03-01T12:00:00Z');
const ORDERS = 2500;
let database: Database;
let shopId: string;
let orders: ReturnType<typeof createOrderStore>;

async function newShop(instance: string): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into shops (instance, uid, name, url, sealed_keys, webhook_token_hash, installed_at, setup_ends_at)
     values ($1, $1, 'Negozio', 'https://example.com', '', $2, now(), now()) returning id`,
    [instance, Buffer.from(instance)],
  );
  return rows[0]?.id ?? '';
}

const saved = (id: string, change: Partial<Parameters<typeof orders.save>[1][number]> = {}) =>
  orders.save(
    shopId,
    [
      {
        id,
        shortId: null,
        placedAt: NOW,
        customer: 'Anna Verdi',
        email: null,
        totalCents: 100,
        currency: 'EUR',
        status: 1,
        cancelled: false,
        paid: true,
        invoiceRequested: false,
        paymentMethod: 'PayPal',
        ...change,
      },
    ],
    NOW,
  );

const listed = async (filter: Partial<OrderListFilter>) =>
  (await orders.list(shopId, { limit: 25, ...filter })).rows.map(({ order }) => order.id);

beforeAll(async () => {
  database = openDatabase(await createDatabase(), () => undefined);
  await migrate(database.pool, migrations);
  await runMigrations({ pgPool: database.pool });
  // As at every start: nothing is taken from a database that took the place of another.
  await noteIdentity(database.pool);
  expect(await Promise.all([prepareSearchIndex(database.pool), prepareSearchIndex(database.pool)])).toEqual([
    null,
    null,
  ]);
  orders = createOrderStore(database.prisma, database.query);
});
afterAll(() => database?.close());
beforeEach(async () => {
  shopId = await newShop(crypto.randomUUID());
});

test('the filter follows the delivery through its states, whichever of order and delivery is stored first', async () => {
  const deliveries = createDeliveryStore(database.prisma, database.query, () => Prisma.empty);
  const accept = (orderId: string) =>
    deliveries.accept({ shopId, orderId, origin: 'manual', kind: 'order', requeue: false });
  await saved('1');
  expect(await listed({ status: 'none' })).toEqual(['1']);
  await accept('1');
  await accept('2');
  await saved('2');
  expect(await listed({ status: 'none' })).toEqual([]);
  expect(await listed({ status: 'queued' })).toEqual(['2', '1']);
  const claimed = await deliveries.claim(shopId, '1', NOW);
  if (claimed === null) throw new Error('not claimed');
  await deliveries.markFailed(claimed, { code: 'internal-error', detail: 'd', fix: 'f' });
  await saved('1');
  expect(await listed({ status: 'failed' })).toEqual(['1']);
  expect(await listed({ status: 'queued' })).toEqual(['2']);
  await database.pool.query('delete from deliveries where shop_id = $1', [shopId]);
  expect(await listed({ status: 'none' })).toEqual(['2', '1']);
});

test('a text is found wherever it stands and however old its order is, in this shop alone, page by page', async () => {
  await database.pool.query(
    `insert into orders (shop_id, order_id, placed_at, customer, search_text, total_cents, currency, status, cancelled,
       paid, invoice_requested, read_at)
     select $1::uuid, n::text, '2026-01-01'::timestamptz + make_interval(secs => n), 'c',
       n || E'\\n' || case when n <= 60 then 'maria quartapelle' else 'mario rossi' end || E'\\nc' || n || '@example.com',
       1, 'EUR', n % 3, false, true, false, $2
     from generate_series(1, $3::int) n`,
    [shopId, NOW, ORDERS],
  );
  expect(await listed({ text: ' RtaPelle ' })).toEqual(Array.from({ length: 25 }, (_, n) => String(60 - n)));
  const first = await orders.list(shopId, { text: 'quartapelle', limit: 25 });
  const second = await orders.list(shopId, {
    text: 'quartapelle',
    limit: 25,
    cursor: first.nextCursor ?? '',
  });
  const third = await orders.list(shopId, {
    text: 'quartapelle',
    limit: 25,
    cursor: second.nextCursor ?? '',
  });
  expect(third.rows.map(({ order }) => order.id)).toEqual([
    '10',
    '9',
    '8',
    '7',
    '6',
    '5',
    '4',
    '3',
    '2',
    '1',
  ]);
  expect(third.nextCursor).toBeNull();
  expect(await listed({ text: 'c7@example.com' })).toEqual(['7']);
  expect((await listed({ text: 'rossi' }))[0]).toBe(String(ORDERS));
  expect(await listed({ text: 'qu', limit: 2 })).toEqual(['60', '59']);
  expect(await listed({ text: '%' })).toEqual([]);
  expect(await listed({ text: 'quartapelle', status: '0', limit: 2 })).toEqual(['60', '57']);
  expect(await listed({ text: 'maria', to: new Date('2026-01-01T00:00:03Z') })).toEqual(['2', '1']);

  // A changed name is found by its new letters alone.
  await saved('7', { customer: 'Zoe Zanzibar' });
  expect(await listed({ text: 'zanzibar' })).toEqual(['7']);
  expect(await listed({ text: 'c7@example.com' })).toEqual([]);
  shopId = await newShop('another');
  expect(await listed({ text: 'quartapelle' })).toEqual([]);
});

test('payment methods are named once each', async () => {
  for (const [index, paymentMethod] of ['PayPal', 'Bonifico', null, 'PayPal'].entries()) {
    await saved(String(index), { paymentMethod });
  }
  expect(await orders.listPaymentMethods(shopId)).toEqual(['Bonifico', 'PayPal']);
});

test('a total beyond 32 bits is stored, read and counted as it is; one of the version before may write over it', async () => {
  const read = async () => (await orders.findMany(shopId, ['big'])).get('big')?.totalCents;
  for (const totalCents of [
    2_147_483_646, 2_147_483_647, 2_147_483_648, 9_900_000_000, -9_900_000_000, 100,
  ]) {
    await saved('big', { totalCents });
    expect(await read()).toBe(totalCents);
  }
  await saved('big', { totalCents: 9_900_000_000 });
  const deliveries = createDeliveryStore(database.prisma, database.query, () => Prisma.empty);
  await deliveries.accept({ shopId, orderId: 'big', origin: 'manual', kind: 'order', requeue: false });
  await database.pool.query(`update deliveries set state = 'sent' where shop_id = $1`, [shopId]);
  const { rows } = await database.pool.query('select gross_cents from sent_days where shop_id = $1', [
    shopId,
  ]);
  expect(rows).toEqual([{ gross_cents: '9900000000' }]);
  await database.pool.query('update orders set total_cents = 500 where shop_id = $1', [shopId]);
  expect(await read()).toBe(500);
});

test('the index of searches is built while orders are stored; what a broken try left is made anew', async () => {
  await database.pool.query(`drop index order_search_text_idx`);
  // A writer at work: a build that locks the table keeps those who come after it from writing.
  const writer = await database.pool.connect();
  await writer.query('begin');
  await writer.query(`insert into order_search (shop_id, order_id, text) values ($1, 'open', 'open')`, [
    shopId,
  ]);
  const making = prepareSearchIndex(database.pool);
  const waits = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
    and query like 'create index%'`;
  await until(async () => (await database.pool.query(waits)).rowCount === 1, 'a build that waits');
  await saved('meanwhile');
  await writer.query('commit');
  writer.release();
  expect(await making).toBeNull();
  const valid = async () =>
    (
      await database.pool.query(
        `select indisvalid as valid from pg_index where indexrelid = 'order_search_text_idx'::regclass`,
      )
    ).rows;
  expect(await valid()).toEqual([{ valid: true }]);
  await database.pool.query(
    `update pg_index set indisvalid = false where indexrelid = 'order_search_text_idx'::regclass`,
  );
  expect(await prepareSearchIndex(database.pool)).toBeNull();
  expect(await valid()).toEqual([{ valid: true }]);
});
