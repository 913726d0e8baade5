import { Problem, type ProblemText, problem, problemText } from '../../domain/problem.ts';
import type { Later } from '../../ports/stores/aftercare/aftercare.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { Context } from '../context.ts';
import type { SendOutcome } from '../delivery/attempt.ts';
import { retryDelayMs } from '../retry-delay.ts';

/** One try at something that is done to a document, and how it is noted. */
export interface AftercareTry {
  orderId: string;
  attempts: number;
  firstTriedAt: Date;
  /** Its call may have had an effect that cannot be repeated, and nobody confirmed it. */
  doubt: boolean;
  /** It is too early to look: nobody was asked, and nothing failed. */
  early: boolean;
  later(later: Later): Promise<void>;
  failed(problem: ProblemText): Promise<void>;
}

/** Turns what was thrown into what is next: the one place where outcomes of aftercare are decided. */
export async function settleAftercare(
  context: Context,
  shop: InstalledShop,
  one: AftercareTry,
  error: unknown,
): Promise<SendOutcome> {
  const { store, clock, retry } = context;
  // Without the database nothing can be noted; what was noted before the call is found by the next holder of the lane.
  if (store.isAway(error)) throw error;
  const failure = explain(context, shop, one, error);
  const now = clock.now();
  const text = failure.toText();
  const inMs = (ms: number) => new Date(now.getTime() + ms);
  const delayMs = retryDelayMs(retry, Math.max(1, one.attempts), Math.random());
  switch (failure.outcome) {
    case 'quota':
    case 'reauthorize': {
      const until = failure.outcome === 'quota' ? (failure.retryAt ?? inMs(delayMs)) : null;
      await one.later({ problem: text, at: until, notTried: true });
      await store.aftercare.postponeAll(shop.id, until, text);
      return 'stop';
    }
    case 'retry':
    case 'uncertain':
      if (now.getTime() - one.firstTriedAt.getTime() > retry.giveUpAfterMs) {
        await one.failed(problemText('aftercare-gave-up', { detail: text.detail, cause: text }));
      } else {
        const at = failure.retryAt ?? inMs(one.doubt ? Math.max(delayMs, retry.uncertainMs) : delayMs);
        await one.later({ problem: text, at, notTried: false });
      }
      return one.early ? 'next' : 'failing';
    case 'mend':
    case 'give-up':
      await one.failed(text);
      return 'next';
  }
}

function explain(context: Context, shop: InstalledShop, one: AftercareTry, error: unknown): Problem {
  const values = { shopId: shop.id, orderId: one.orderId, attempt: one.attempts };
  if (error instanceof Problem) {
    context.log.info({ ...values, code: error.code, outcome: error.outcome }, 'aftercare not done');
    return error;
  }
  context.log.error({ ...values, err: error }, 'aftercare not done: internal error');
  return problem('internal-error', one.doubt ? 'uncertain' : 'retry', {}, { cause: error });
}
