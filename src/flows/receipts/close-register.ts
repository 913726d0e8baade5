import { problem } from '../../domain/problem.ts';
import { daysUpTo, romeDay } from '../../domain/time.ts';
import type { Context } from '../context.ts';
import { enqueueTakings } from './record-takings.ts';

/**
 * Records a day because a person asked.
 *
 * @throws Problem `receipt-day-closed` or `receipt-day-ahead` (mend).
 */
export async function recordByHand(context: Context, shopId: string, day: string): Promise<void> {
  const { closedUntil } = await context.store.receipts.book(shopId);
  if (closedUntil !== null && day <= closedUntil) throw problem('receipt-day-closed', 'mend', { day });
  if (day > romeDay(context.clock.now())) throw problem('receipt-day-ahead', 'mend', {});
  await enqueueTakings(context, shopId, day);
}

/** Up to and with this day the accountant has the register: nothing of it is touched any more. null: opens all again. */
export async function closeRegister({ store }: Context, shopId: string, until: string | null): Promise<void> {
  await store.receipts.close(shopId, until);
}

/** As takings begin to be recorded by themselves: from yesterday on, which is the day that ends the evening before. */
export async function beginRecording({ store, clock }: Context, shopId: string): Promise<void> {
  const [yesterday] = daysUpTo(romeDay(clock.now()), 2);
  if (yesterday !== undefined) await store.receipts.recordFrom(shopId, yesterday);
}
