import { unsentStates, WARN_BEFORE_DAYS } from '../../domain/e-invoice.ts';
import type { Gauges } from '../../ports/stores/gauges.ts';
import type { PrismaClient } from '../generated/client.ts';

/** Scrapes within this time share one look, however many scrape. */
const FRESH_MS = 5000;
/** Counting what has ended reads a million index entries (0.1 s): less often. */
const ENDED_FRESH_MS = 60_000;

/** States that a delivery leaves: few rows, found by the index of each shop. */
const OPEN = ['queued', 'sending', 'waiting', 'failed'];
const ENDED = ['sent', 'skipped'];
/** Of invoices: all but those that the SDI has delivered, or could not. */
const OPEN_E_INVOICES = ['to-send', 'sending', 'in-transit', 'sent', 'discarded', 'rejected', 'error'];

/** Reads the gauges of /metrics: a handful of indexed statements, kept for some seconds. */
export function createGauges(prisma: PrismaClient): () => Promise<Gauges> {
  const open = kept(FRESH_MS, () => readOpen(prisma));
  const ended = kept(ENDED_FRESH_MS, () => countDeliveries(prisma, ENDED));
  return async () => {
    const [now, before] = await Promise.all([open(), ended()]);
    return { ...now, deliveries: { ...counts(now.open), ...counts(before) } };
  };
}

/** Keeps an answer for some time; those who ask meanwhile wait for the same one. A failure is not kept. */
function kept<T>(freshMs: number, read: () => Promise<T>): () => Promise<T> {
  let last: { at: number; value: Promise<T> } | null = null;
  return () => {
    const now = performance.now();
    if (last === null || now - last.at >= freshMs) {
      const value = read();
      const asked = { at: now, value };
      last = asked;
      value.catch(() => {
        if (last === asked) last = null;
      });
    }
    return last.value;
  };
}

interface StateRow {
  state: string;
  n: number;
  age: number | null;
}

const counts = (rows: StateRow[]) => Object.fromEntries(rows.map(({ state, n }) => [state, n]));

/** One look per shop and state into the index (shop, state, …), so that open states cost the same however many were sent. */
async function countDeliveries(prisma: PrismaClient, states: string[]): Promise<StateRow[]> {
  const withAge = states.includes('queued');
  const rows = withAge
    ? await prisma.$queryRaw<StateRow[]>`
      select st.state, coalesce(sum(d.n), 0)::int as n, max(d.age)::float8 as age
      from unnest(${states}::text[]) st (state) left join shops s on true
      left join lateral (
        select count(*) as n, extract(epoch from now() - min(updated_at)) as age
        from deliveries d where d.shop_id = s.id and d.state = st.state) d on true
      group by st.state`
    : await prisma.$queryRaw<StateRow[]>`
      select st.state, coalesce(sum(d.n), 0)::int as n, null::float8 as age
      from unnest(${states}::text[]) st (state) left join shops s on true
      left join lateral (
        select count(*) as n from deliveries d where d.shop_id = s.id and d.state = st.state) d on true
      group by st.state`;
  return rows;
}

async function readOpen(prisma: PrismaClient): Promise<Omit<Gauges, 'deliveries'> & { open: StateRow[] }> {
  const open = await countDeliveries(prisma, OPEN);
  const [hints] = await prisma.$queryRaw<{ n: number; age: number | null }[]>`
    select count(*)::int as n, extract(epoch from now() - min(received_at)
      filter (where next_try_at is null or next_try_at <= now()))::float8 as age from order_hints`;
  const [jobs] = await prisma.$queryRaw<
    { ready: number; running: number; later: number; dead: number; age: number | null }[]
  >`
    select count(*) filter (where ready)::int as ready,
      count(*) filter (where locked_at is not null)::int as running,
      count(*) filter (where locked_at is null and run_at > now() and attempts < max_attempts)::int as later,
      count(*) filter (where locked_at is null and attempts >= max_attempts)::int as dead,
      extract(epoch from now() - min(run_at) filter (where ready))::float8 as age
    from (select *, locked_at is null and run_at <= now() and attempts < max_attempts as ready
          from graphile_worker.jobs) j`;
  const quota = await prisma.$queryRaw<{ window: string; lowest: number; exhausted: number }[]>`
    select w."window",
      coalesce(min(greatest(0, q."limit" - q.used)::float8 / nullif(q."limit", 0)), 1)::float8 as lowest,
      count(*) filter (where q.used >= q."limit")::int as exhausted
    from (values ('hour'), ('month')) w ("window")
    left join quota_windows q on q."window" = w."window" and q.ends_at > now()
    group by w."window"`;
  const connections = await prisma.$queryRaw<{ state: string; n: number }[]>`
    select st.state, count(c.shop_id)::int as n
    from (values ('choose-company'), ('connected'), ('expired')) st (state)
    left join connections c on c.state = st.state group by st.state`;
  const eInvoices = await prisma.$queryRaw<{ state: string; n: number; near: number; over: number }[]>`
    select st.state, coalesce(sum(e.n), 0)::int as n, coalesce(sum(e.near), 0)::int as near,
      coalesce(sum(e.over), 0)::int as over
    from unnest(${OPEN_E_INVOICES}::text[]) st (state) left join shops s on true
    left join lateral (
      select count(*) as n, count(*) filter (where due_by between today and today + ${WARN_BEFORE_DAYS}::int) as near,
        count(*) filter (where due_by < today) as over
      from e_invoices e, (select (now() at time zone 'Europe/Rome')::date as today) t
      where e.shop_id = s.id and e.state = st.state) e on true
    group by st.state`;
  const unsent = eInvoices.filter(({ state }) => (unsentStates as readonly string[]).includes(state));
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const shopsWithoutWebhooks = await prisma.shop.count({ where: { webhooksAt: null } });
  const shopsRefused = await prisma.shop.count({ where: { keysRefusedAt: { not: null } } });
  const shopsNotRead = await prisma.shopInspection.count({ where: { unread: { gt: 0 } } });
  return {
    open,
    oldestQueuedSeconds: open.find(({ state }) => state === 'queued')?.age ?? 0,
    hints: hints?.n ?? 0,
    oldestDueHintSeconds: hints?.age ?? 0,
    jobs: {
      ready: jobs?.ready ?? 0,
      running: jobs?.running ?? 0,
      later: jobs?.later ?? 0,
      dead: jobs?.dead ?? 0,
    },
    oldestReadyJobSeconds: jobs?.age ?? 0,
    quota: Object.fromEntries(
      quota.map(({ window, lowest, exhausted }) => [window, { lowestRemainingRatio: lowest, exhausted }]),
    ),
    connections: Object.fromEntries(connections.map(({ state, n }) => [state, n])),
    eInvoices: Object.fromEntries(eInvoices.map(({ state, n }) => [state, n])),
    eInvoicesDue: { near: sum(unsent.map(({ near }) => near)), over: sum(unsent.map(({ over }) => over)) },
    shopsWithoutWebhooks,
    shopsRefused,
    shopsNotRead,
  };
}
