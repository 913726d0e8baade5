import { problemText } from '../../../domain/problem.ts';
import type { OrderHint } from '../../../ports/stores/hints.ts';
import type { Context } from '../../context.ts';
import { retryDelayMs } from '../../retry-delay.ts';

/** What throws so often, in ways that nobody foresaw, throws for good. */
const TRIES = 6;

/**
 * A hint whose following throws, alone: it is put off, and after some tries given up as a failed delivery that the merchant
 * sees, so that the others of its shop go on. Nothing of it is known to be there.
 */
export async function putOffPoison(context: Context, hint: OrderHint, error: unknown): Promise<void> {
  const { store, clock, retry, log } = context;
  if (store.isAway(error)) throw error;
  const { shopId, orderId } = hint;
  const tried = hint.attempts + 1;
  log.error({ shopId, orderId, tried, err: error }, 'a hint could not be followed: internal error');
  if (tried < TRIES) {
    await store.hints.postpone(
      hint,
      new Date(clock.now().getTime() + retryDelayMs(retry, tried, Math.random())),
    );
    return;
  }
  const { settings } = await store.settings.read(shopId);
  if (settings.orders.automatic && (await store.deliveries.find(shopId, orderId)) === null) {
    await store.deliveries.accept({ shopId, orderId, origin: 'automatic', kind: 'order', requeue: false });
    const claimed = await store.deliveries.claim(shopId, orderId, clock.now());
    if (claimed !== null) await store.deliveries.markFailed(claimed, problemText('internal-error', {}));
  }
  await store.hints.done(hint);
}
