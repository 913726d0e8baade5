import type { CallPriority, KnownCalls, QuotaGrant } from '../../ports/quota.ts';
import { Prisma } from '../generated/client.ts';
import { type QuotaLimits, windowsOf } from './windows.ts';

/** Share of each window that is kept from a priority, for those before it. */
const RESERVE: Record<CallPriority, number> = {
  manual: 0,
  automatic: 0.01,
  catalogue: 0.02,
  'e-invoices': 0.03,
  customers: 0.1,
};

/** While a window is closed one call an hour asks whether it still is: one that would be worth its answer. */
const MAY_ASK: ReadonlySet<CallPriority> = new Set<CallPriority>(['manual', 'automatic']);

/** What `TakeCallSql` answers: one row. */
export type CallRow = { blocked: Date | null } & KnownCalls;

/** SQL that takes a call, for the statement of an act that makes one: a set of one `CallRow`. */
export type TakeCallSql = (companyId: Prisma.Sql, priority: CallPriority, now: Date) => Prisma.Sql;

export function createTakeCallSql(limits: QuotaLimits): TakeCallSql {
  const { hourMs, slideSeconds, hourStart, month } = windowsOf(limits);
  return (companyId, priority, now) => {
    const { start, end } = month(now);
    return Prisma.sql`(
      select blocked, hour_used as "hourUsed", hour_limit as "hourLimit", month_used as "monthUsed",
        month_limit as "monthLimit"
      from take_call_asking(${companyId}, ${now}::timestamptz,
        ${slideSeconds}::double precision, ${limits.perFiveMinutes}::int,
        ${hourStart(now)}::timestamptz, ${hourMs / 1000}::double precision, ${limits.perHour}::int,
        ${start}::timestamptz, ${end}::timestamptz, ${limits.perMonth}::int,
        ${RESERVE[priority]}::double precision, ${MAY_ASK.has(priority)}::boolean))`;
  };
}

export const toGrant = ({ blocked, ...known }: CallRow): QuotaGrant =>
  blocked === null ? { granted: true, known } : { granted: false, retryAt: blocked };
