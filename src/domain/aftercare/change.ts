import { type EInvoiceState, isUnsent } from '../e-invoice.ts';
import type { OrderPrint, SentDocument } from './sent-document.ts';

/** What of an order is not as it was sent. */
export type ChangedPart = 'lines' | 'total' | 'buyer';

/**
 * What differs between a document and its order as it now is. What was credited is no difference: an order that was
 * lowered by as much is as its document and credit notes say.
 *
 * @param creditedCents What its credit notes come to, those under way included.
 */
export function changedParts(
  { order: sent }: Pick<SentDocument, 'order'>,
  now: OrderPrint,
  creditedCents: number,
): ChangedPart[] {
  const isCredited = creditedCents > 0 && now.totalCents === sent.totalCents - creditedCents;
  const parts: ChangedPart[] = [];
  if (sent.linesHash !== now.linesHash && !isCredited) parts.push('lines');
  if (sent.totalCents !== now.totalCents && !isCredited) parts.push('total');
  if (sent.buyerHash !== now.buyerHash) parts.push('buyer');
  return parts;
}

/** What mends a document that its order is not like any more. */
export function mendOf(code: string, eInvoice: EInvoiceState | null): 'withdraw' | 'update' | 'credit' {
  if (eInvoice !== null && !isUnsent(eInvoice)) return 'credit';
  return code === 'order-cancelled-after' ? 'withdraw' : 'update';
}
