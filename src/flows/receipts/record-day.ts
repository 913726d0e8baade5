import { correctedItems, type DayReceipt, dayReceipt, type ReceiptItem } from '../../document/day-receipt.ts';
import { orderMarker } from '../../domain/marker.ts';
import { Problem, problem, problemText } from '../../domain/problem.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { WrittenReceipt } from '../../ports/receipts.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { StoredReceipt } from '../../ports/stores/receipts.ts';
import type { Context } from '../context.ts';
import { retryDelayMs } from '../retry-delay.ts';

/** Whose takings are recorded, by what, and where. */
export interface Recording {
  context: Context;
  shop: InstalledShop;
  settings: Settings;
  companyId: number;
  invoicing: Invoicing;
}

/** `open`: whether a receipt may exist whose creation nobody confirmed. `since`: what names it, as it was last stored. */
interface Doubt {
  since: Date | null;
  open: boolean;
}

/** Outcomes that pass by themselves. */
const PASSING = new Set(['retry', 'quota', 'uncertain']);

/**
 * Records one day. `next`: go on with the next one; an instant: nothing can be written now, look again then; null: nothing
 * can be written before a person mends it.
 *
 * @throws Problem whose outcome is `reauthorize`, for `withCompany`.
 */
export async function recordDay(
  recording: Recording,
  day: string,
  sold: readonly ReceiptItem[],
  stored: StoredReceipt | null,
): Promise<'next' | Date | null> {
  const { context, shop, companyId } = recording;
  const { store, clock, log, retry } = context;
  const doubt: Doubt = { since: stored?.creating?.since ?? null, open: stored?.creating != null };
  try {
    await writeDay(recording, day, sold, stored, doubt);
    return 'next';
  } catch (error) {
    if (store.isAway(error)) throw error;
    const failure = error instanceof Problem ? error : null;
    if (failure?.outcome === 'reauthorize') throw error;
    const values = { shopId: shop.id, day };
    if (failure === null) log.error({ ...values, err: error }, 'takings not recorded: internal error');
    else log.info({ ...values, code: failure.code }, 'takings not recorded');
    const passes = failure === null || PASSING.has(failure.outcome);
    // A look that failed settles nothing: what may have been made is looked for again.
    const uncertain = doubt.open;
    const delayMs = retryDelayMs(retry, (stored?.attempts ?? 0) + 1, Math.random());
    const inMs = uncertain ? Math.max(delayMs, retry.uncertainMs) : delayMs;
    const nextTryAt = passes ? (failure?.retryAt ?? new Date(clock.now().getTime() + inMs)) : null;
    const why = failure?.toText() ?? problemText('internal-error', {});
    await store.receipts.failed(shop.id, companyId, day, {
      problem: why,
      nextTryAt,
      since: doubt.since,
      uncertain,
    });
    if (passes) return nextTryAt;
    // A refused day may be alone in that; a missing permission concerns them all.
    return failure?.code === 'receipts-not-allowed' ? null : 'next';
  }
}

async function writeDay(
  { context, shop, settings, companyId, invoicing }: Recording,
  day: string,
  sold: readonly ReceiptItem[],
  stored: StoredReceipt | null,
  doubt: Doubt,
): Promise<void> {
  const { receipts } = context.store;
  if (
    stored !== null &&
    stored.companyId !== companyId &&
    (stored.receipt !== null || stored.creating !== null)
  ) {
    throw problem('receipt-other-company', 'mend', {});
  }
  const { numeration } = settings.receipts;
  const paymentAccountId = settings.paymentAccount.id;
  if (paymentAccountId === null) throw problem('payment-account-missing', 'mend', {});
  const by = { marker: orderMarker(shop.uid, `corrispettivi-${day}`), numeration, paymentAccountId };
  let receipt = stored?.receipt ?? null;
  if (receipt === null && stored?.creating != null) {
    const earlyMs = context.retry.uncertainMs - stored.creating.ageMs;
    if (earlyMs > 0) {
      const retryAt = new Date(context.clock.now().getTime() + earlyMs);
      throw problem('fic-uncertain', 'uncertain', {}, { retryAt });
    }
    receipt = await invoicing.findReceipt({ date: day, marker: by.marker });
    doubt.open = false;
    if (receipt === null) await receipts.clear(shop.id, day, stored.creating.since);
    else await receipts.written(shop.id, day, receipt, null);
    doubt.since = null;
  }
  if (receipt !== null) {
    const items = correctedItems(sold, stored?.items ?? []);
    if (items.length === 0) return;
    try {
      const written = await invoicing.replaceReceipt(receipt.id, dayReceipt(day, items, by));
      await receipts.written(shop.id, day, written, items);
      return;
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'fic-not-found') throw error;
      // Somebody deleted it there: what was sold is recorded anew.
      await receipts.gone(shop.id, day, receipt.id);
    }
  }
  if (sold.length === 0) return;
  // One that stood still must not make what another worker has looked for meanwhile.
  const startBy = new Date(context.clock.now().getTime() + context.retry.createWithinMs);
  doubt.since = await receipts.begin(shop.id, companyId, day);
  if (doubt.since === null) return;
  doubt.open = true;
  const written = await createReceipt(invoicing, dayReceipt(day, sold, by), { doubt, startBy });
  await receipts.written(shop.id, day, written, [...sold]);
  context.log.info({ shopId: shop.id, day, receiptId: written.id }, 'takings recorded');
}

/** The port's word: every refusal but an uncertain one says that nothing was made. */
async function createReceipt(
  invoicing: Invoicing,
  receipt: DayReceipt,
  { doubt, startBy }: { doubt: Doubt; startBy: Date },
): Promise<WrittenReceipt> {
  try {
    return await invoicing.createReceipt(receipt, startBy);
  } catch (error) {
    if (error instanceof Problem) doubt.open = error.outcome === 'uncertain';
    throw error;
  }
}
