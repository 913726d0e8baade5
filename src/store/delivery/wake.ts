import type { WakeStore } from '../../ports/queue.ts';
import { currentTrail } from '../../trail.ts';
import { Prisma } from '../generated/client.ts';
import type { Locks } from '../postgres/lock.ts';
import type { Query } from '../postgres/query.ts';

/** First key of the advisory lock that says which process works off a shop; the second is the shop's hash. */
const LANE_LOCK = 0x6c616e65;

/**
 * SQL that wakes a shop's worker; part of the transaction or statement that makes the work.
 * A wake for now and one for later have different keys, so that neither can put the other off.
 */
export function wakeSql(shopId: Prisma.Sql, at?: Date): Prisma.Sql {
  return at === undefined
    ? Prisma.sql`graphile_worker.add_job('shop', json_build_object('shopId', ${shopId}), job_key => 'shop:' || ${shopId})`
    : Prisma.sql`graphile_worker.add_job('shop', json_build_object('shopId', ${shopId}), run_at => ${at}::timestamptz, job_key => 'shop:' || ${shopId} || ':later')`;
}

/** A shop id given as a value, for `wakeSql`. */
export const textValue = (value: string) => Prisma.sql`${value}::text`;

export function createWakeStore(query: Query, locks: Locks): WakeStore {
  return {
    async wakeShop(shopId, at) {
      await query.execute(Prisma.sql`select 1 as ok from ${wakeSql(textValue(shopId), at)}`);
    },

    async enqueue(task, payload, { key, runAt, priority }) {
      const requestId = currentTrail()?.requestId;
      const told = JSON.stringify({ ...payload, ...(requestId === undefined ? {} : { requestId }) });
      await query.execute(Prisma.sql`select 1 as ok from graphile_worker.add_job(${task}, ${told}::json,
        job_key => ${key}, run_at => ${runAt ?? null}::timestamptz, priority => ${priority ?? null}::int)`);
    },

    async forgetDead(before) {
      await query.execute(Prisma.sql`select count(*)::int as n from graphile_worker.complete_jobs(array(
        select id from graphile_worker.jobs
        where locked_at is null and attempts >= max_attempts and updated_at < ${before}))`);
    },

    async listDueShops(now) {
      const rows = await query.rows<{ id: string }>(Prisma.sql`
        select s.id::text as id from shops s
        where (s.keys_tried_next_at is null or s.keys_tried_next_at <= ${now}) and (
          exists (select 1 from order_hints h
                  where h.shop_id = s.id and (h.next_try_at is null or h.next_try_at <= ${now}))
          or exists (select 1 from deliveries d
                     where d.shop_id = s.id and (d.state in ('queued', 'sending')
                       or (d.state = 'waiting' and d.next_try_at <= ${now})))
          or exists (select 1 from e_invoices e
                     where e.shop_id = s.id and e.act is not null and e.act_at <= ${now})
          or exists (select 1 from document_acts a where a.shop_id = s.id and a.act_at <= ${now})
          or exists (select 1 from credit_notes c where c.shop_id = s.id and c.act_at <= ${now}))`);
      return rows.map((row) => row.id);
    },

    async nextDueAt(shopId) {
      const rows = await query.rows<{ at: Date | null }>(Prisma.sql`
        select least(
          (select min(next_try_at) from order_hints where shop_id = ${shopId}::uuid and next_try_at is not null),
          (select min(next_try_at) from deliveries where shop_id = ${shopId}::uuid and state = 'waiting'),
          (select min(act_at) from e_invoices
            where shop_id = ${shopId}::uuid and act is not null and act_at < 'infinity'),
          (select min(act_at) from document_acts where shop_id = ${shopId}::uuid and act_at < 'infinity'),
          (select min(act_at) from credit_notes where shop_id = ${shopId}::uuid and act_at < 'infinity')
        ) as at`);
      return rows[0]?.at ?? null;
    },

    withShopLane: (shopId, work) => locks.withLock(LANE_LOCK, shopId, work),
  };
}
