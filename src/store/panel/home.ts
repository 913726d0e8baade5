import type { ProblemText } from '../../domain/problem.ts';
import type { FailedDelivery, HomeStore } from '../../ports/stores/home.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';

const romeDay = Prisma.sql`(created_at at time zone 'Europe/Rome')::date::text`;

/**
 * Each query reads an index, and no more of it than what is not sent: the sent ones, which are most, are counted day by
 * day as they go.
 */
export function createHomeStore(prisma: PrismaClient): HomeStore {
  return {
    async sentDays(shopId, from) {
      const rows = await prisma.$queryRaw<{ day: string; documents: number; grossCents: bigint }[]>`
        select day::text as day, documents, gross_cents as "grossCents" from sent_days
        where shop_id = ${shopId}::uuid and day >= ${from}::date`;
      return rows.map((row) => ({ ...row, grossCents: Number(row.grossCents) }));
    },

    async unsentDays(shopId) {
      return prisma.$queryRaw<{ day: string; state: 'queued' | 'waiting' | 'failed'; count: number }[]>`
        select ${romeDay} as day,
          case when state = 'sending' then 'queued' else state end as state, count(*)::int as count
        from deliveries
        where shop_id = ${shopId}::uuid and state in ('queued', 'sending', 'waiting', 'failed')
        group by 1, 2`;
    },

    async firstWaiting(shopId) {
      const rows = await prisma.$queryRaw<{ nextTryAt: Date | null; problem: ProblemText | null }[]>`
        select next_try_at as "nextTryAt", problem from deliveries
        where shop_id = ${shopId}::uuid and state = 'waiting'
        order by next_try_at nulls last limit 1`;
      return rows[0] ?? null;
    },

    async latestFailed(shopId, limit) {
      return prisma.$queryRaw<FailedDelivery[]>`
        select d.order_id as "orderId", d.problem, d.updated_at as at, o.short_id as "shortId", o.customer,
          order_total(o.total_cents, o.total_cents_beyond)::float8 as "totalCents", o.currency
        from (
          select order_id, problem, updated_at, id from deliveries
          where shop_id = ${shopId}::uuid and state = 'failed'
          order by updated_at desc, id desc limit ${limit}
        ) d left join orders o on o.shop_id = ${shopId}::uuid and o.order_id = d.order_id
        order by d.updated_at desc, d.id desc`;
    },

    async hasDeliveries(shopId) {
      const row = await prisma.delivery.findFirst({ where: { shopId }, select: { id: true } });
      return row !== null;
    },
  };
}
