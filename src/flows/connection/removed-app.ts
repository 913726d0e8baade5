import { Problem, problem } from '../../domain/problem.ts';
import type { Shop } from '../../ports/shop.ts';
import type { KeysRefusal } from '../../ports/stores/connection/shops.ts';
import type { Context } from '../context.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What a refusal may have stopped; goes on once the keys are taken again. */
const STOPPED_BY_REFUSAL = ['shop-keys-refused'] as const;

const isRefusal = (error: unknown) => error instanceof Problem && error.code === 'shop-keys-refused';

/**
 * A shop that refuses its keys is left in peace until they are due for a try, one that was erased for good: no failures.
 * Null for any other error.
 */
export function leftInPeace(error: unknown): { until: Date | null } | null {
  if (!(error instanceof Problem)) return null;
  if (error.code === 'shop-not-installed') return { until: null };
  return isRefusal(error) && error.retryAt !== undefined ? { until: error.retryAt } : null;
}

/**
 * When refused keys are tried again: after as long as they have been refused, a minute at least, a day at most. So a
 * platform's bad moment costs minutes, and an app that was removed one call a day.
 */
export function triedNextAt(since: Date, now: Date): Date {
  const refusedMs = now.getTime() - since.getTime();
  return new Date(now.getTime() + Math.min(Math.max(refusedMs, MINUTE_MS), DAY_MS));
}

/**
 * A shop whose keys are refused is left in peace until they are due for a try, which one process makes; any act that is
 * refused is noted.
 *
 * @throws Problem `shop-keys-refused` (mend) with `retryAt`: not due yet, or refused again.
 */
export async function watchKeys(
  context: Context,
  shopId: string,
  { keysRefusedAt, keysTriedNextAt }: KeysRefusal,
  shop: Shop,
): Promise<Shop> {
  if (keysRefusedAt !== null && keysTriedNextAt !== null) {
    await tryRefusedKeys(context, shopId, { since: keysRefusedAt, triedNextAt: keysTriedNextAt }, shop);
  }
  const note = async (error: unknown) => {
    if (!isRefusal(error)) return;
    const now = context.clock.now();
    const next = triedNextAt(now, now);
    await context.store.shops.markKeysRefused(shopId, { since: now, triedNextAt: next });
    context.log.warn({ shopId, next }, 'the shop refuses its keys: it is left in peace until then');
  };
  const watched = Object.entries(shop).map(([name, act]: [string, (...values: unknown[]) => unknown]) => [
    name,
    (...values: unknown[]) => {
      const answer = act(...values);
      return answer instanceof Promise
        ? watchAnswer(answer, note)
        : watchPages(answer as AsyncIterable<unknown>, note);
    },
  ]);
  return Object.fromEntries(watched) as Shop;
}

/** One call says whether they are taken again; what they stopped then goes on. */
async function tryRefusedKeys(
  context: Context,
  shopId: string,
  { since, triedNextAt: due }: { since: Date; triedNextAt: Date },
  shop: Shop,
): Promise<void> {
  const { store, clock, log } = context;
  const now = clock.now();
  const next = triedNextAt(since, now);
  const isOurs = due <= now && (await store.shops.takeKeysTry(shopId, due, next));
  if (!isOurs) throw problem('shop-keys-refused', 'mend', {}, { retryAt: due <= now ? next : due });
  try {
    await shop.readStore();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    log.warn({ shopId, since, next }, 'the shop still refuses its keys');
    throw problem('shop-keys-refused', 'mend', {}, { retryAt: next, cause: error });
  }
  await store.shops.markKeysRefused(shopId, null);
  log.info({ shopId }, 'the shop takes its keys again');
  await goOn(context, shopId);
}

async function watchAnswer<T>(answer: Promise<T>, note: (error: unknown) => Promise<void>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    await note(error);
    throw error;
  }
}

async function* watchPages<T>(
  pages: AsyncIterable<T>,
  note: (error: unknown) => Promise<void>,
): AsyncGenerator<T> {
  try {
    yield* pages;
  } catch (error) {
    await note(error);
    throw error;
  }
}

/** What the refusal stopped leaves by itself. */
export async function goOn({ store }: Context, shopId: string): Promise<void> {
  await store.deliveries.requeue(shopId, { problemCodes: STOPPED_BY_REFUSAL, states: ['failed', 'waiting'] });
  await store.wake.wakeShop(shopId);
}
