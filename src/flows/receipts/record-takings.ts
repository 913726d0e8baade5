import { type ReceiptItem, receiptItems, saySame } from '../../document/day-receipt.ts';
import { registerDays } from '../../domain/receipts/register.ts';
import type { Settings } from '../../domain/settings.ts';
import { daysUpTo, romeDay } from '../../domain/time.ts';
import type { ReceiptBook, StoredReceipt } from '../../ports/stores/receipts.ts';
import { withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { recordDay } from './record-day.ts';

/** graphile-worker's task that records one shop's takings; its payload is `{shopId}`, and `{day}` where a person asked. */
export const RECORD_TAKINGS_TASK = 'record-takings';

/** Days behind today that are still held against what was recorded: what comes later is rare, and a person records it. */
const CORRECTED_DAYS = 400;

/** When another process records the shop's takings, look again after this. */
const BUSY_MS = 5000;

/**
 * Brings the register in Fatture in Cloud up to the sales: writes days that are not there, corrects those that changed
 * since, oldest first, each exactly once. Days of a closed month are never touched.
 *
 * @param asked A day that a person asked for (`YYYY-MM-DD`), recorded whether or not takings are recorded by themselves.
 */
export async function recordTakings(context: Context, shopId: string, asked: string | null): Promise<void> {
  const { store, clock } = context;
  const shop = await store.shops.find(shopId);
  if (shop === null) return;
  let lookAgainAt: Date | null = null;
  const worked = await store.receipts.withLane(shopId, async (lost) => {
    const { settings } = await store.settings.read(shopId);
    const book = await store.receipts.book(shopId);
    const today = romeDay(clock.now());
    const [first = today] = daysUpTo(today, CORRECTED_DAYS);
    const from = asked !== null && asked < first ? asked : first;
    const sums = await store.sales.sums(shopId, from, today);
    const sold = new Map(registerDays(sums).map((day) => [day.day, receiptItems(day)]));
    const stored = new Map((await store.receipts.list(shopId, from, today)).map((one) => [one.day, one]));
    const known = [...new Set([...sold.keys(), ...stored.keys()])].sort();
    const days = known.filter((day) => isRecorded(day, stored.get(day), { settings, book, today, asked }));
    const waits = (one: StoredReceipt | undefined) => one?.nextTryAt != null && one.nextTryAt > clock.now();
    const open = days.filter(
      (day) => (day === asked || !waits(stored.get(day))) && isDue(sold.get(day) ?? [], stored.get(day)),
    );
    if (open.length === 0) return;
    await withCompany(context, shopId, 'catalogue', async (invoicing, company) => {
      for (const day of open) {
        if (lost.aborted) return;
        const work = { context, shop, settings, companyId: company.id, invoicing };
        const outcome = await recordDay(work, day, sold.get(day) ?? [], stored.get(day) ?? null);
        if (outcome === 'next') continue;
        lookAgainAt = outcome;
        return;
      }
    });
  });
  if (!worked) lookAgainAt = new Date(clock.now().getTime() + BUSY_MS);
  if (lookAgainAt !== null) await enqueueTakings(context, shopId, asked, lookAgainAt);
}

/** Adds the job that records a shop's takings; `day`: as a person asked. */
export async function enqueueTakings(
  { store }: Context,
  shopId: string,
  day: string | null,
  runAt?: Date,
): Promise<void> {
  const payload = day === null ? { shopId } : { shopId, day };
  const key = `${RECORD_TAKINGS_TASK}:${shopId}${day === null ? '' : `:${day}`}`;
  const at = runAt === undefined ? {} : { runAt };
  await store.wake.enqueue(RECORD_TAKINGS_TASK, payload, { key, priority: 8, ...at });
}

/**
 * Whether a day is written, or corrected: where takings are recorded by themselves those from the first day on and what
 * was recorded before, and one that a person asked for. Today is not over. What is closed is not touched.
 */
function isRecorded(
  day: string,
  stored: StoredReceipt | undefined,
  by: { settings: Settings; book: ReceiptBook; today: string; asked: string | null },
): boolean {
  const { recordedFrom, closedUntil } = by.book;
  if (closedUntil !== null && day <= closedUntil) return false;
  if (day === by.asked) return true;
  const begun = stored !== undefined || (recordedFrom !== null && day >= recordedFrom);
  return by.settings.receipts.mode === 'daily' && begun && day < by.today;
}

/** Whether what stands in Fatture in Cloud, as far as known, is not what the sales say. */
export function isDue(sold: readonly ReceiptItem[], stored: StoredReceipt | undefined): boolean {
  if (stored === undefined) return sold.length > 0;
  if (stored.creating !== null) return true;
  if (stored.receipt !== null && stored.items === null) return true;
  return !saySame(sold, stored.receipt === null ? [] : (stored.items ?? []));
}
