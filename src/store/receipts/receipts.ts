import type { DayReceipt } from '../../document/day-receipt.ts';
import type { ProblemText } from '../../domain/problem.ts';
import type { ReceiptStore, StoredReceipt } from '../../ports/stores/receipts.ts';
import { Prisma } from '../generated/client.ts';
import type { Locks } from '../postgres/lock.ts';
import type { Query } from '../postgres/query.ts';

/** First key of the advisory lock that says which process records a shop's takings. */
const LANE_LOCK = 0x72636374;

interface ReceiptRow {
  day: string;
  companyId: number;
  receiptId: string | null;
  number: string | null;
  items: DayReceipt['items'] | null;
  since: Date | null;
  ageMs: number | null;
  attempts: number;
  nextTryAt: Date | null;
  problem: ProblemText | null;
}

const toReceipt = ({ receiptId, number, since, ageMs, ...row }: ReceiptRow): StoredReceipt => ({
  ...row,
  receipt: receiptId === null ? null : { id: Number(receiptId), number: number ?? '' },
  creating: since === null || ageMs === null ? null : { since, ageMs },
});

export function createReceiptStore(query: Query, locks: Locks): ReceiptStore {
  const of = (shopId: string, day: string) => Prisma.sql`shop_id = ${shopId}::uuid and day = ${day}::date`;
  return {
    async book(shopId) {
      const [row] = await query.rows<{ recordedFrom: string | null; closedUntil: string | null }>(Prisma.sql`
        select recorded_from::text as "recordedFrom", closed_until::text as "closedUntil"
        from receipt_books where shop_id = ${shopId}::uuid`);
      return row ?? { recordedFrom: null, closedUntil: null };
    },

    async recordFrom(shopId, day) {
      await query.execute(Prisma.sql`
        insert into receipt_books (shop_id, recorded_from) values (${shopId}::uuid, ${day}::date)
        on conflict (shop_id) do update set recorded_from = excluded.recorded_from`);
    },

    async close(shopId, until) {
      await query.execute(Prisma.sql`
        insert into receipt_books (shop_id, closed_until) values (${shopId}::uuid, ${until}::date)
        on conflict (shop_id) do update set closed_until = excluded.closed_until`);
    },

    async list(shopId, from, to) {
      const rows = await query.rows<ReceiptRow>(Prisma.sql`
        select day::text as day, company_id as "companyId", receipt_id::text as "receiptId", number, items,
          creating_since as since, (extract(epoch from now() - creating_since) * 1000)::float8 as "ageMs", attempts,
          next_try_at as "nextTryAt", problem
        from receipts where shop_id = ${shopId}::uuid and day between ${from}::date and ${to}::date order by day`);
      return rows.map(toReceipt);
    },

    async begin(shopId, companyId, day) {
      const [begun] = await query.rows<{ since: Date }>(Prisma.sql`
        insert into receipts (shop_id, day, company_id, creating_since, attempts, updated_at)
        select ${shopId}::uuid, ${day}::date, ${companyId}::int, now(), 1, now()
        where (select assure_known_database())
        on conflict (shop_id, day) do update set company_id = excluded.company_id, creating_since = now(),
          attempts = receipts.attempts + 1, next_try_at = null, updated_at = now()
        where receipts.creating_since is null and receipts.receipt_id is null
        returning creating_since as since`);
      return begun?.since ?? null;
    },

    async clear(shopId, day, since) {
      await query.execute(Prisma.sql`
        update receipts set creating_since = null, updated_at = now()
        where ${of(shopId, day)} and receipt_id is null and creating_since = ${since}`);
    },

    async written(shopId, day, receipt, items) {
      await query.execute(Prisma.sql`
        update receipts set receipt_id = ${receipt.id}::bigint, number = ${receipt.number},
          items = ${items === null ? null : JSON.stringify(items)}::jsonb, creating_since = null, attempts = 0,
          next_try_at = null, problem = null, updated_at = now()
        where ${of(shopId, day)}`);
    },

    async gone(shopId, day, receiptId) {
      await query.execute(Prisma.sql`
        update receipts set receipt_id = null, number = null, items = null, updated_at = now()
        where ${of(shopId, day)} and receipt_id = ${receiptId}::bigint`);
    },

    async failed(shopId, companyId, day, { problem, nextTryAt, since, uncertain }) {
      await query.execute(Prisma.sql`
        insert into receipts (shop_id, day, company_id, problem, next_try_at, updated_at)
        values (${shopId}::uuid, ${day}::date, ${companyId}::int, ${JSON.stringify(problem)}::jsonb, ${nextTryAt}, now())
        on conflict (shop_id, day) do update set problem = excluded.problem, next_try_at = excluded.next_try_at,
          creating_since = case when ${uncertain} then receipts.creating_since end, updated_at = now()
        where receipts.creating_since is not distinct from ${since}::timestamptz`);
    },

    withLane: (shopId, work) => locks.withLock(LANE_LOCK, shopId, work),
  };
}
