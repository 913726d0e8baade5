import { receiptItems } from '../../document/day-receipt.ts';
import { formatCents } from '../../domain/money.ts';
import { type ProblemText, problemText } from '../../domain/problem.ts';
import { type RegisterDay, registerDays, registerTotals } from '../../domain/receipts/register.ts';
import { monthEnd, monthStart, romeDay } from '../../domain/time.ts';
import type { WrittenReceipt } from '../../ports/receipts.ts';
import type { StoredReceipt } from '../../ports/stores/receipts.ts';
import type { SaleRow } from '../../ports/stores/sales.ts';
import type { Context } from '../context.ts';
import { isDue } from './record-takings.ts';

/**
 * `none`: not recorded, and not to be by itself; `open`: to be recorded or corrected; `recorded`: stands in Fatture in
 * Cloud as it is here; `waiting`: the other side is not available, goes by itself; `failed`: a person must mend it.
 */
export type DayState = 'none' | 'open' | 'recorded' | 'waiting' | 'failed';

export interface RegisterDayState extends RegisterDay {
  state: DayState;
  receipt: WrittenReceipt | null;
  problem: ProblemText | null;
}

export interface Register {
  days: RegisterDayState[];
  totals: Omit<RegisterDay, 'day'>;
  /** The first day that is known; null: no sale is. */
  knownSince: string | null;
  closedUntil: string | null;
}

/** Sales behind a day that are listed. */
const LISTED = 1000;

/** The register of a month (`YYYY-MM`), whether or not anything is recorded in Fatture in Cloud. */
export async function readRegister(context: Context, shopId: string, month: string): Promise<Register> {
  const { store, clock } = context;
  const from = monthStart(`${month}-01`);
  const to = monthEnd(from);
  const [sums, stored, book, { settings }, knownSince] = await Promise.all([
    store.sales.sums(shopId, from, to),
    store.receipts.list(shopId, from, to),
    store.receipts.book(shopId),
    store.settings.read(shopId),
    store.sales.knownSince(shopId),
  ]);
  const days = registerDays(sums);
  const byDay = new Map(stored.map((one) => [one.day, one]));
  const missing = stored
    .filter(({ day, receipt }) => receipt !== null && days.every((one) => one.day !== day))
    .map(({ day }): RegisterDay => ({ day, orders: 0, grossCents: 0, refundCents: 0, rates: [] }));
  const { mode } = settings.receipts;
  const today = romeDay(clock.now());
  const isRecorded = (day: string) =>
    mode === 'daily' && book.recordedFrom !== null && day >= book.recordedFrom && day <= today;
  const told = [...days, ...missing]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map((day): RegisterDayState => {
      const one = byDay.get(day.day);
      const isClosed = book.closedUntil !== null && day.day <= book.closedUntil;
      return { ...day, receipt: one?.receipt ?? null, ...stateOf(day, one, isRecorded(day.day), isClosed) };
    });
  return { days: told, totals: registerTotals(days), knownSince, closedUntil: book.closedUntil };
}

function stateOf(
  day: RegisterDay,
  stored: StoredReceipt | undefined,
  isRecorded: boolean,
  isClosed: boolean,
): { state: DayState; problem: ProblemText | null } {
  const sold = receiptItems(day);
  const due = isDue(sold, stored);
  if (isClosed) {
    if (stored?.receipt == null || !due) {
      return { state: stored?.receipt == null ? 'none' : 'recorded', problem: null };
    }
    const before = (stored.items ?? []).reduce((sum, { grossCents }) => sum + grossCents, 0);
    const now = sold.reduce((sum, { grossCents }) => sum + grossCents, 0);
    return {
      state: 'failed',
      problem: problemText('receipt-closed', { before: formatCents(before), now: formatCents(now) }),
    };
  }
  if (stored?.problem != null && due) {
    return { state: stored.nextTryAt === null ? 'failed' : 'waiting', problem: stored.problem };
  }
  if (stored?.receipt != null && !due) return { state: 'recorded', problem: null };
  return { state: isRecorded || stored !== undefined ? 'open' : 'none', problem: null };
}

/** The orders behind a figure of a day, largest first. */
export async function readSales(
  { store }: Context,
  shopId: string,
  day: string,
  vatTypeId: number | null,
): Promise<SaleRow[]> {
  return store.sales.ofDay(shopId, day, vatTypeId, LISTED);
}
