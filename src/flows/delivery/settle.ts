import { Problem, type ProblemText, problem, problemText } from '../../domain/problem.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { ClaimedDelivery } from '../../ports/stores/deliveries.ts';
import { wakeAfterConnecting } from '../connection/connect-company.ts';
import type { Context } from '../context.ts';
import { retryDelayMs } from '../retry-delay.ts';
import type { Attempt, SendOutcome } from './attempt.ts';

/** Problems of the document, all of them; the first one is the delivery's. */
export class DocumentProblems extends Error {
  readonly first: ProblemText;

  constructor(problems: readonly ProblemText[]) {
    super('document not built');
    this.first = problems[0] ?? problemText('internal-error', {});
  }
}

/** However long a quota is used up for, one order an hour asks whether it still is. */
const ASK_AGAIN_MS = 60 * 60 * 1000;
const earlier = (one: Date, other: Date) => (one < other ? one : other);

/** Turns what was thrown into the delivery's next state. The one place where outcomes of sending are decided. */
export async function settle(
  context: Context,
  shop: InstalledShop,
  { delivery, doubt, answered, hand, early, settingsVersion }: Attempt,
  error: unknown,
): Promise<SendOutcome> {
  const { store, clock, metrics, retry } = context;
  // Without the database nothing can be noted; the delivery stays in `sending` until the lane's next holder.
  if (store.isAway(error)) throw error;
  if (error instanceof DocumentProblems) {
    await store.deliveries.markFailed(delivery, error.first);
    await tryAgainIfSaved(context, delivery, settingsVersion);
    metrics.deliveryEnded('failed', delivery.kind);
    return 'next';
  }
  const failure = explain(context, shop, delivery, doubt, error);
  const now = clock.now();
  const text = failure.toText();
  const inMs = (ms: number) => new Date(now.getTime() + ms);
  const wait = async (nextTryAt: Date | null, notTried = false) => {
    await store.deliveries.markWaiting(delivery, {
      problem: text,
      nextTryAt,
      uncertain: doubt,
      answered,
      notTried,
    });
    metrics.deliveryEnded('waiting', delivery.kind);
  };
  const fail = async (why: ProblemText) => {
    await store.deliveries.markFailed(delivery, why, doubt);
    metrics.deliveryEnded('failed', delivery.kind);
  };

  switch (failure.outcome) {
    case 'quota':
    case 'reauthorize': {
      const until =
        failure.outcome === 'quota'
          ? earlier(failure.retryAt ?? inMs(retryDelayMs(retry, 1, Math.random())), inMs(ASK_AGAIN_MS))
          : null;
      await wait(until, true);
      const origin = failure.outcome === 'quota' ? delivery.origin : 'manual';
      await hand?.giveBack();
      await store.deliveries.postponeAll(shop.id, until, text, origin);
      if (failure.outcome === 'reauthorize') await wakeIfAuthorizedMeanwhile(context, shop);
      return 'stop';
    }
    case 'retry':
    case 'uncertain': {
      if (now.getTime() - delivery.firstTriedAt.getTime() > retry.giveUpAfterMs) {
        await fail(problemText('gave-up', { detail: text.detail, cause: text }));
      } else {
        const delayMs = retryDelayMs(retry, delivery.attempts, Math.random());
        const lookMs = answered || delivery.creating?.answered ? retry.answeredMs : retry.uncertainMs;
        await wait(failure.retryAt ?? inMs(doubt ? Math.max(delayMs, lookMs) : delayMs));
      }
      return early ? 'next' : 'failing';
    }
    case 'mend':
    case 'give-up':
      await fail(text);
      await tryAgainIfSaved(context, delivery, settingsVersion);
      return 'next';
  }
}

/**
 * A setting that was saved during the try re-queued what had failed by then, which this one had not: it failed by the
 * former settings. Looked at after it is stored, so that one of the two sees the other.
 */
async function tryAgainIfSaved(
  { store }: Context,
  { shopId, orderId }: ClaimedDelivery,
  triedBy: number | undefined,
): Promise<void> {
  if (triedBy === undefined) return;
  const { settingsVersion } = await store.setups.read(shopId, { customerIds: [], skus: [] });
  if (settingsVersion !== triedBy)
    await store.deliveries.requeue(shopId, { orderIds: [orderId], states: ['failed'] });
}

/** A new authorization wakes what waits for one, but not what began to wait just after it. */
async function wakeIfAuthorizedMeanwhile(context: Context, shop: InstalledShop): Promise<void> {
  const connection = await context.store.connections.find(shop.id);
  if (connection?.state === 'connected') await wakeAfterConnecting(context, shop.id);
}

/** What was thrown as a problem, and in the log. */
function explain(
  context: Context,
  shop: InstalledShop,
  delivery: ClaimedDelivery,
  doubt: boolean,
  error: unknown,
): Problem {
  const values = { shopId: shop.id, orderId: delivery.orderId, attempt: delivery.attempts };
  if (error instanceof Problem) {
    context.log.info({ ...values, code: error.code, outcome: error.outcome }, 'order not sent');
    return error;
  }
  context.log.error({ ...values, err: error }, 'order not sent: internal error');
  return problem('internal-error', doubt ? 'uncertain' : 'retry', {}, { cause: error });
}
