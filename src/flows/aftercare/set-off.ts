import type { CreditNote } from '../../domain/aftercare/acts.ts';
import { creditedPieces } from '../../domain/aftercare/acts.ts';
import { Problem } from '../../domain/problem.ts';
import type { StandingDocument, StandingPayment } from '../../ports/document-acts.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { Context } from '../context.ts';

/**
 * After a credit note was made: an unpaid invoice's payment is set off by as much, and what differed between the document
 * and its order ends where the credit notes account for it. Source: Fatture in Cloud's help 349.
 *
 * The credit note stands whatever comes of this: a refusal is told in the history, and the payment is the merchant's to mark.
 */
export async function setOff(
  { context, note, invoicing }: { context: Context; note: CreditNote; invoicing: Invoicing },
  standing: StandingDocument | null,
): Promise<void> {
  const { store, log } = context;
  const notes = (await store.aftercare.findCreditNotes(note.shopId, [note.orderId])).get(note.orderId) ?? [];
  const creditedCents = creditedPieces(notes).reduce((sum, { cents }) => sum + cents, 0);
  const [sent, order, delivery] = await Promise.all([
    store.deliveries.findSent(note.shopId, note.orderId),
    store.orders.findMany(note.shopId, [note.orderId]).then((found) => found.get(note.orderId)),
    store.deliveries.find(note.shopId, note.orderId),
  ]);
  if (sent !== null && delivery !== null) {
    const isWhole = creditedCents >= sent.grossCents;
    const isAsNow = order?.cancelled === false && order.totalCents === sent.grossCents - creditedCents;
    if (isWhole || isAsNow) await store.aftercare.noteChange(note.shopId, delivery.id, null);
  }
  if (standing === null || standing.payments.length === 0) return;
  const isUnpaid = standing.payments.every(({ status }) => status !== 'paid');
  if (!isUnpaid) return;
  try {
    await invoicing.writePayments(note.invoice.id, reversedPayments(standing, creditedCents));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    log.warn({ shopId: note.shopId, orderId: note.orderId, code: error.code }, 'payment not set off');
    await store.aftercare.notSetOff(note, error.toText());
  }
}

/** The invoice's payment, of which so much is set off and the rest still to be paid. */
function reversedPayments({ payments }: StandingDocument, creditedCents: number): StandingPayment[] {
  const [first] = payments;
  const due = payments.reduce((sum, { amountCents }) => sum + amountCents, 0);
  if (first === undefined) return [];
  const reversed = Math.min(due, creditedCents);
  const parts = [
    { ...first, amountCents: reversed, status: 'reversed' as const, paidDate: null },
    { ...first, amountCents: due - reversed, status: 'not_paid' as const, paidDate: null },
  ];
  return parts.filter(({ amountCents }) => amountCents > 0);
}
