import { Problem, problem, problemText } from '../../domain/problem.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { Context } from '../context.ts';
import type { SendOutcome } from '../delivery/attempt.ts';
import { retryDelayMs } from '../retry-delay.ts';
import type { EInvoiceAttempt } from './attempt.ts';
import { saidOf } from './said-of.ts';

/** Turns what was thrown into the e-invoice's next state: the one place where outcomes of its sending are decided. */
export async function settle(
  context: Context,
  shop: InstalledShop,
  { claimed, doubt, early }: EInvoiceAttempt,
  error: unknown,
): Promise<SendOutcome> {
  const { store, clock, metrics, retry } = context;
  // Without the database nothing can be noted; what was noted before the call is found by the next holder of the lane.
  if (store.isAway(error)) throw error;
  const failure = explain(context, claimed, doubt, error);
  const now = clock.now();
  // What is told while it is not known whether it was sent must not say that it was not.
  const told = saidOf(claimed, failure.toText());
  const text = doubt ? saidOf(claimed, problemText('e-invoice-uncertain', {})) : told;
  const wait = (at: Date | null, notTried: boolean) =>
    store.eInvoices.markWaiting(claimed, { problem: text, at, uncertain: doubt, notTried });
  const inMs = (ms: number) => new Date(now.getTime() + ms);
  const delayMs = retryDelayMs(retry, Math.max(1, claimed.attempts), Math.random());

  switch (failure.outcome) {
    case 'quota':
    case 'reauthorize': {
      const until = failure.outcome === 'quota' ? (failure.retryAt ?? inMs(delayMs)) : null;
      await wait(until, true);
      metrics.eInvoiceEnded('waiting');
      await store.eInvoices.postponeAll(shop.id, until, failure.toText());
      return 'stop';
    }
    case 'retry':
    case 'uncertain':
      if (now.getTime() - claimed.firstTriedAt.getTime() > retry.giveUpAfterMs) {
        const why = problemText('e-invoice-gave-up', { detail: told.detail, cause: told });
        await store.eInvoices.markFailed(claimed, saidOf(claimed, why), doubt);
        metrics.eInvoiceEnded('failed');
      } else {
        await wait(failure.retryAt ?? inMs(doubt ? Math.max(delayMs, retry.uncertainMs) : delayMs), false);
        metrics.eInvoiceEnded('waiting');
      }
      return early ? 'next' : 'failing';
    case 'mend':
    case 'give-up':
      await store.eInvoices.markFailed(claimed, told, doubt);
      metrics.eInvoiceEnded('failed');
      return 'next';
  }
}

function explain(
  context: Context,
  { shopId, orderId, attempts }: EInvoiceAttempt['claimed'],
  doubt: boolean,
  error: unknown,
): Problem {
  const values = { shopId, orderId, attempt: attempts };
  if (error instanceof Problem) {
    context.log.info({ ...values, code: error.code, outcome: error.outcome }, 'e-invoice not sent');
    return error;
  }
  context.log.error({ ...values, err: error }, 'e-invoice not sent: internal error');
  return problem('internal-error', doubt ? 'uncertain' : 'retry', {}, { cause: error });
}
