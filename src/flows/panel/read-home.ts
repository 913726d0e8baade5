import type { ProblemText } from '../../domain/problem.ts';
import { daysUpTo, monthStart, romeDay } from '../../domain/time.ts';
import type { ChangedOrder } from '../../ports/stores/aftercare/aftercare.ts';
import type { FailedDelivery } from '../../ports/stores/home.ts';
import type { SyncRun } from '../../ports/stores/syncs.ts';
import type { Context } from '../context.ts';
import { type EInvoicesAtHome, readEInvoicesAtHome } from '../e-invoice/read.ts';

const CHART_DAYS = 30;
/** Days: the chart's and the whole month, whichever begins first. */
const MONTH_AT_MOST = 31;
const LATEST_FAILED = 5;
const LATEST_CHANGED = 5;

/** Documents, and their gross total in euro cents. */
export interface Sent {
  documents: number;
  grossCents: number;
}

/** One day of Europe/Rome: documents made on it, and of what was accepted on it what is not sent yet. */
export interface HomeDay {
  day: string;
  sent: number;
  waiting: number;
  failed: number;
}

export interface Home {
  sent: { today: Sent; month: Sent };
  waiting: { queued: number; waiting: number; until: Date | null; problem: ProblemText | null };
  failed: { total: number; latest: FailedDelivery[] };
  /** The last thirty days, oldest first, today included. */
  days: HomeDay[];
  customers: { enabled: boolean; next: Date | null; last: SyncRun | null };
  eInvoices: EInvoicesAtHome;
  /** Orders that changed after they were sent. */
  changed: { total: number; latest: ChangedOrder[] };
  /** Whether any order was ever to be sent. */
  started: boolean;
}

/** What a merchant wants to know at a glance; figures alone, no call of either platform. */
export async function readHome(context: Context, shopId: string): Promise<Home> {
  const { store, clock } = context;
  const today = romeDay(clock.now());
  const days = daysUpTo(today, CHART_DAYS);
  const month = monthStart(today);
  const [sent, unsent, first, latest, last, connection, { settings }, started, eInvoices, changed] =
    await Promise.all([
      store.home.sentDays(shopId, daysUpTo(today, MONTH_AT_MOST)[0] ?? month),
      store.home.unsentDays(shopId),
      store.home.firstWaiting(shopId),
      store.home.latestFailed(shopId, LATEST_FAILED),
      store.syncs.latest(shopId),
      store.connections.find(shopId),
      store.settings.read(shopId),
      store.home.hasDeliveries(shopId),
      readEInvoicesAtHome(context, shopId),
      store.aftercare.changed(shopId, LATEST_CHANGED),
    ]);
  const count = (state: string, day?: string) =>
    unsent.reduce(
      (sum, row) => (row.state === state && row.day === (day ?? row.day) ? sum + row.count : sum),
      0,
    );
  const syncs = settings.customers.enabled && connection?.state === 'connected';
  return {
    sent: {
      today: total(sent.filter(({ day }) => day === today)),
      month: total(sent.filter(({ day }) => day >= month)),
    },
    waiting: {
      queued: count('queued'),
      waiting: count('waiting'),
      until: first?.nextTryAt ?? null,
      problem: first?.problem ?? null,
    },
    failed: { total: count('failed'), latest },
    days: days.map((day) => ({
      day,
      sent: sent.find((row) => row.day === day)?.documents ?? 0,
      waiting: count('queued', day) + count('waiting', day),
      failed: count('failed', day),
    })),
    customers: {
      enabled: settings.customers.enabled,
      next: syncs ? context.nextCustomerSync(shopId) : null,
      last,
    },
    eInvoices,
    changed,
    started,
  };
}

function total(rows: readonly Sent[]): Sent {
  return rows.reduce(
    (sum, row) => ({ documents: sum.documents + row.documents, grossCents: sum.grossCents + row.grossCents }),
    { documents: 0, grossCents: 0 },
  );
}
