import type { CallPriority, Clock, Quota } from '../flows/ports.ts';
import type { PrismaClient } from './generated/client.ts';

/** Calls a company may make in each window. Source: platforms.md, quotas. */
export interface QuotaLimits {
  perFiveMinutes: number;
  perHour: number;
  perMonth: number;
  /** Divides the windows' lengths. */
  scale: number;
}

const FIVE_MINUTES_SECONDS = 5 * 60;
const HOUR_SECONDS = 60 * 60;
const MONTH_SECONDS = 30 * 24 * HOUR_SECONDS;
const WINDOWS = ['five-minutes', 'hour', 'month'];

/** Share of each window that is kept from a priority, for those before it. */
const RESERVE: Record<CallPriority, number> = { manual: 0, automatic: 0.01, catalogue: 0.02, customers: 0.1 };

/** A budget per company in PostgreSQL, shared by all processes, corrected by what Fatture in Cloud's answers tell. */
export function createQuota(prisma: PrismaClient, limits: QuotaLimits, clock: Clock): Quota {
  const seconds = [FIVE_MINUTES_SECONDS, HOUR_SECONDS, MONTH_SECONDS].map((length) => length / limits.scale);
  const perWindow = [limits.perFiveMinutes, limits.perHour, limits.perMonth];

  return {
    async take(companyId, priority) {
      const reserves = perWindow.map((limit) => Math.floor(limit * RESERVE[priority]));
      const rows = await prisma.$queryRaw<{ blocked: Date | null }[]>`
        select take_quota(${companyId}::int, ${clock.now()}::timestamptz, ${WINDOWS}::text[],
          ${seconds}::double precision[], ${perWindow}::int[], ${reserves}::int[]) as blocked`;
      const blocked = rows[0]?.blocked ?? null;
      return blocked === null ? { granted: true } : { granted: false, retryAt: blocked };
    },

    async observe(companyId, seen) {
      const now = clock.now();
      for (const [window, remaining, limit, most] of [
        ['hour', seen.hourRemaining, seen.hourLimit, limits.perHour],
        ['month', seen.monthRemaining, seen.monthLimit, limits.perMonth],
      ] as const) {
        if (remaining === undefined) continue;
        const effective = Math.min(limit ?? most, most);
        // Only ever spends more of our window: other apps draw from the same purse, and answers may overtake each other.
        await prisma.$executeRaw`
          update quota_windows set "limit" = ${effective}, used = greatest(used, ${effective} - ${remaining}::int)
          where company_id = ${companyId} and "window" = ${window} and ends_at > ${now}
            and ("limit" <> ${effective} or used < ${effective} - ${remaining}::int)`;
      }
      if (seen.refusedUntil !== undefined) {
        await prisma.$executeRaw`
          insert into quota_windows (company_id, "window", starts_at, ends_at, used, "limit")
          values (${companyId}, 'hold', ${now}, ${seen.refusedUntil}, 0, 0)
          on conflict (company_id, "window") do update
            set starts_at = excluded.starts_at, ends_at = greatest(quota_windows.ends_at, excluded.ends_at)`;
      }
    },

    async read(companyId) {
      const now = clock.now();
      const rows = await prisma.quotaWindow.findMany({ where: { companyId, endsAt: { gt: now } } });
      const read = (window: string, limit: number, length: number) => {
        const row = rows.find((candidate) => candidate.window === window);
        return row === undefined
          ? { limit, remaining: limit, resetsAt: new Date(now.getTime() + length * 1000) }
          : { limit: row.limit, remaining: Math.max(0, row.limit - row.used), resetsAt: row.endsAt };
      };
      return {
        hour: read('hour', limits.perHour, HOUR_SECONDS / limits.scale),
        month: read('month', limits.perMonth, MONTH_SECONDS / limits.scale),
      };
    },
  };
}
