import type { CustomerCallStore } from '../../ports/stores/customer-calls.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { type QuotaLimits, windowsOf } from '../quota/windows.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Orders go fast: after this it is looked again whether any waits. */
const LOOK_AGAIN_MS = 2000;
/** An order whose next try is farther off waits for something else than calls. */
const SOON = Prisma.raw(`interval '10 minutes'`);
/** Days of a month's quota, and days whose documents tell what orders need. */
const DAYS = 30;
/** Calls of an order: its document, and the sending of an invoice. Source: the contract's promise 4. */
const CALLS_OF_ORDER = 2;
/** Share of an hour that customers may use. Source: the quota's reserve. */
const HOUR_SHARE = 0.9;

interface Look {
  waitsNow: boolean;
  waitsUntil: Date | null;
  monthUsed: number | null;
  monthLimit: number | null;
  monthEnds: Date | null;
  documents: number;
}

/** One look: whether orders wait (of shops whose keys are taken), what of the month is used, how many documents a month makes. */
const lookSql = (companyId: number, now: Date) => Prisma.sql`
  with mine as (
    select c.shop_id from connections c join shops s on s.id = c.shop_id
    where c.company_id = ${companyId}
      and (s.keys_tried_next_at is null or s.keys_tried_next_at <= ${now}::timestamptz))
  select
    exists (select 1 from mine m join deliveries d on d.shop_id = m.shop_id and d.state in ('queued', 'sending'))
      or exists (select 1 from mine m join order_hints h on h.shop_id = m.shop_id
                 where h.next_try_at is null or h.next_try_at <= ${now}::timestamptz) as "waitsNow",
    (select min(greatest(d.next_try_at, ${now}::timestamptz)) from mine m
       join deliveries d on d.shop_id = m.shop_id and d.state = 'waiting'
     where d.next_try_at <= ${now}::timestamptz + ${SOON} or d.problem->>'code' = 'fic-quota') as "waitsUntil",
    (select used from quota_windows where company_id = ${companyId} and "window" = 'month'
       and ends_at > ${now}::timestamptz) as "monthUsed",
    (select "limit" from quota_windows where company_id = ${companyId} and "window" = 'month'
       and ends_at > ${now}::timestamptz) as "monthLimit",
    (select ends_at from quota_windows where company_id = ${companyId} and "window" = 'month'
       and ends_at > ${now}::timestamptz) as "monthEnds",
    (select coalesce(sum(t.documents), 0)::int from mine m join sent_days t on t.shop_id = m.shop_id
     where t.day > (${now}::timestamptz - interval '30 days')::date) as documents`;

/**
 * While orders of a company wait, its customers get no call. Of a month they may use a thirtieth a day, and nothing of what
 * orders will need until its end, by the documents of the last thirty days.
 */
export function createCustomerCallStore(prisma: PrismaClient, limits: QuotaLimits): CustomerCallStore {
  const { month, hourMs } = windowsOf(limits);
  const dayMs = DAY_MS / limits.scale;
  const dayStart = (now: Date) => new Date(Math.floor(now.getTime() / dayMs) * dayMs);

  async function look(companyId: number, now: Date) {
    const [found] = await prisma.$queryRaw<Look[]>(lookSql(companyId, now));
    if (found === undefined) throw new Error('what orders need was not read');
    const limit = found.monthLimit ?? limits.perMonth;
    const endsAt = found.monthEnds ?? month(now).end;
    const daysLeft = Math.max(0, endsAt.getTime() - now.getTime()) / dayMs;
    const needed = Math.ceil((found.documents / DAYS) * CALLS_OF_ORDER * daysLeft);
    const left = limit - (found.monthUsed ?? 0) - needed;
    return { ...found, endsAt, left, perDay: Math.max(1, Math.floor(limit / DAYS)) };
  }

  return {
    async take(companyId, now) {
      const { waitsNow, waitsUntil, left, perDay, endsAt } = await look(companyId, now);
      if (waitsNow || waitsUntil !== null) {
        const soon = new Date(now.getTime() + LOOK_AGAIN_MS);
        const retryAt = waitsNow || waitsUntil === null || waitsUntil < soon ? soon : waitsUntil;
        return { granted: false, reason: 'orders', retryAt };
      }
      const day = dayStart(now);
      const tomorrow = new Date(Math.min(day.getTime() + dayMs, endsAt.getTime()));
      if (left <= 0) return { granted: false, reason: 'month', retryAt: tomorrow };
      const taken = await prisma.$executeRaw`
        insert into customer_calls (company_id, day_starts_at, used) values (${companyId}, ${day}, 1)
        on conflict (company_id) do update set day_starts_at = excluded.day_starts_at,
          used = case when customer_calls.day_starts_at = excluded.day_starts_at then customer_calls.used + 1 else 1 end
        where customer_calls.day_starts_at <> excluded.day_starts_at or customer_calls.used < ${perDay}`;
      return taken > 0 ? { granted: true } : { granted: false, reason: 'month', retryAt: tomorrow };
    },

    async latestEnd(companyId, calls, now) {
      const { perDay, left } = await look(companyId, now);
      const today = await prisma.customerCalls.findUnique({ where: { companyId } });
      const day = dayStart(now);
      const used = today !== null && today.dayStartsAt.getTime() === day.getTime() ? today.used : 0;
      const leftToday = Math.max(0, Math.min(perDay - used, left));
      const inHours = (count: number) => (count / (limits.perHour * HOUR_SHARE)) * hourMs;
      if (calls <= leftToday) return new Date(now.getTime() + inHours(calls));
      const days = Math.ceil((calls - leftToday) / perDay);
      const lastDay = calls - leftToday - (days - 1) * perDay;
      return new Date(day.getTime() + days * dayMs + inHours(lastDay));
    },
  };
}
