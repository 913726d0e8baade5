import { Problem, problem } from '../../domain/problem.ts';
import type { Acting } from './acting.ts';
import { deleteSurely } from './withdraw.ts';

/** Writes the payment that came after the document was sent, and nothing else of it: one call. */
export async function markPaid({ context, shop, act, invoicing }: Acting): Promise<void> {
  const { store } = context;
  const { paidDate, paymentAccountId } = act.data;
  const sent = await store.deliveries.findSent(shop.id, act.orderId);
  if (sent === null || paidDate === undefined || paymentAccountId === undefined) {
    await store.aftercare.actDropped(act);
    return;
  }
  const amountCents = sent.dueCents ?? sent.grossCents;
  try {
    if (amountCents > 0) {
      const payment = { amountCents, dueDate: paidDate, status: 'paid' as const, paidDate, paymentAccountId };
      await invoicing.writePayments(act.documentId, [payment]);
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'fic-not-found') throw problem('document-gone', 'mend', {}, { cause: error });
    // What an issued invoice answers is not documented: a refusal is told, and not repeated.
    if (error.code !== 'fic-conflict' && error.outcome !== 'mend') throw error;
    const messages = String(error.values?.messages ?? '');
    throw problem('payment-not-marked', 'mend', { messages }, { cause: error });
  }
  await store.aftercare.actPaid(act, paidDate);
}

/** A document of type order must not stay beside the invoice that took its place. */
export async function clearReplaced(acting: Acting): Promise<void> {
  const { context, act, invoicing } = acting;
  const standing = await invoicing.readStanding(act.documentId);
  const how = standing === null ? 'gone' : await deleteSurely(acting);
  await context.store.aftercare.actCleared(act, how);
}
