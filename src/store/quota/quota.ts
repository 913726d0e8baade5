import type { Clock } from '../../ports/clock.ts';
import type { Quota } from '../../ports/quota.ts';
import { Prisma } from '../generated/client.ts';
import type { Database } from '../postgres/database.ts';
import { type CallRow, type TakeCallSql, toGrant } from './take-call.ts';
import { type QuotaLimits, windowsOf } from './windows.ts';

/**
 * Calls that were taken and not answered yet. When an answer tells of fewer used calls than ours by more than this, they
 * never arrived, or the other side has begun a new window: that is so where it is half of ours at most.
 */
const IN_FLIGHT = 10;

/**
 * A budget per company in PostgreSQL, shared by all processes. When the windows of Fatture in Cloud begin is not
 * documented: the guess is the clock's hour and the calendar's month (UTC), and its answers correct it.
 */
export function createQuota(
  { prisma, query }: Pick<Database, 'prisma' | 'query'>,
  takeCallSql: TakeCallSql,
  limits: QuotaLimits,
  clock: Clock,
): Quota {
  const { hourMs, hourStart, month } = windowsOf(limits);

  return {
    async take(companyId, priority) {
      const call = takeCallSql(Prisma.sql`${companyId}::int`, priority, clock.now());
      const rows = await query.rows<CallRow>(Prisma.sql`select * from ${call} call`);
      const row = rows[0];
      if (row === undefined) throw new Error('the quota gave no answer');
      return toGrant(row);
    },

    async observe(companyId, seen, known) {
      const now = clock.now();
      if (seen.hourRemaining !== undefined) {
        const told = seen.hourLimit ?? limits.perHour;
        const used = Math.max(0, told - seen.hourRemaining);
        const begun = Math.max(used + IN_FLIGHT, 2 * used);
        const isNews =
          known === undefined ||
          used > known.hourUsed ||
          known.hourUsed > used + IN_FLIGHT ||
          known.hourLimit !== Math.min(told, limits.perHour);
        // Far fewer calls than we know of: a new window began there, and ours begins with it. Somewhat fewer: they were cut off
        // on their way, or a page of something in between answered them, and the window goes on.
        if (isNews)
          await query.execute(Prisma.sql`
          update quota_windows set
            "limit" = ${Math.min(told, limits.perHour)}::int, told = ${told}::int,
            starts_at = case when used > ${begun}::int then ${now}::timestamptz else starts_at end,
            ends_at = case when used > ${begun}::int
              then ${new Date(now.getTime() + hourMs)}::timestamptz else ends_at end,
            used = case when used > ${begun}::int then ${used}::int
              else greatest(least(used, ${used + IN_FLIGHT}::int), ${used}::int) end
          where company_id = ${companyId} and "window" = 'hour' and ends_at > ${now}
            and ("limit" <> ${Math.min(told, limits.perHour)}::int or used < ${used}::int
              or used > ${used + IN_FLIGHT}::int)`);
      }
      if (seen.monthRemaining !== undefined) {
        const told = seen.monthLimit ?? limits.perMonth;
        const used = Math.max(0, told - seen.monthRemaining);
        const isNews =
          known === undefined ||
          used > known.monthUsed ||
          known.monthUsed > used + IN_FLIGHT ||
          known.monthLimit !== Math.min(told, limits.perMonth);
        // Far fewer calls than we know of: a new month began there. What was refused until our own one's end is open again.
        if (isNews)
          await query.execute(Prisma.sql`
          with heard as (
            update quota_windows
            set "limit" = ${Math.min(told, limits.perMonth)}::int, told = ${told}::int,
              used = case when used > ${used + IN_FLIGHT}::int then ${used}::int else greatest(used, ${used}::int) end
            where company_id = ${companyId} and "window" = 'month' and ends_at > ${now}
              and ("limit" <> ${Math.min(told, limits.perMonth)}::int or used < ${used}::int
                or used > ${used + IN_FLIGHT}::int)
            returning used < "limit" as is_open)
          delete from quota_windows where company_id = ${companyId} and "window" = 'hold'
            and ${seen.refusedUntil === undefined}::boolean and exists (select 1 from heard where is_open)`);
      }
      if (seen.refusedUntil !== undefined) {
        await query.execute(Prisma.sql`
          insert into quota_windows (company_id, "window", starts_at, ends_at, used, "limit")
          values (${companyId}, 'hold', ${now}, ${seen.refusedUntil}, 0, 0)
          on conflict (company_id, "window") do update
            set starts_at = excluded.starts_at, ends_at = greatest(quota_windows.ends_at, excluded.ends_at)`);
      }
    },

    async read(companyId) {
      const now = clock.now();
      const rows = await prisma.quotaWindow.findMany({
        where: { companyId, window: { in: ['hour', 'month'] }, endsAt: { gt: now } },
      });
      const read = (window: string, limit: number, resetsAt: Date) => {
        const row = rows.find((candidate) => candidate.window === window);
        return row === undefined
          ? { limit, remaining: limit, resetsAt }
          : { limit: row.limit, remaining: Math.max(0, row.limit - row.used), resetsAt: row.endsAt };
      };
      return {
        hour: read('hour', limits.perHour, new Date(hourStart(now).getTime() + hourMs)),
        month: read('month', limits.perMonth, month(now).end),
      };
    },
  };
}
