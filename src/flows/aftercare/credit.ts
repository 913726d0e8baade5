import { Decimal } from 'decimal.js';
import { type CreditNote, creditedPieces } from '../../domain/aftercare/acts.ts';
import {
  type CreditableLine,
  type CreditPiece,
  type CreditRequest,
  creditableLines,
  creditPieces,
  leftByType,
} from '../../domain/aftercare/credit.ts';
import type { SentDocument } from '../../domain/aftercare/sent-document.ts';
import type { Delivery, DocumentReference } from '../../domain/delivery.ts';
import type { EInvoice } from '../../domain/e-invoice.ts';
import { formatCents } from '../../domain/money.ts';
import { problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { findDelivery, isIssued } from './request.ts';

/** Of those who ask at once, each tries again where another was faster. */
const TRIES = 20;

/** What was asked for, as it came: quantities as decimal texts or numbers, the amount in cents. */
export type Credit =
  | { lines: readonly { line: number; quantity: number | string }[] }
  | { amountCents: number }
  | Record<string, never>;

/** An invoice that may be credited, and what was credited of it already. */
export interface Creditable {
  delivery: Delivery & { document: DocumentReference; companyId: number };
  invoiceDate: string;
  /** Where it stands on its way to the SDI. */
  invoiceWay: Pick<EInvoice, 'state' | 'sentAt'>;
  sent: SentDocument;
  notes: CreditNote[];
  lines: CreditableLine[];
  /** Cents that are left of the whole. */
  leftCents: number;
}

/**
 * @throws Problem `credit-not-possible` where the SDI does not have the invoice, `credit-unknown` where it is not known
 * what it says.
 */
export async function readCreditable(context: Context, shopId: string, orderId: string): Promise<Creditable> {
  const { store } = context;
  const delivery = await findDelivery(context, shopId, orderId);
  const { document, companyId } = delivery;
  const eInvoice = await store.eInvoices.find(shopId, delivery.orderId);
  const isInvoice = delivery.state === 'sent' && delivery.kind === 'invoice';
  if (!isInvoice || document === null || companyId === null || eInvoice === null || !isIssued(eInvoice)) {
    throw problem('credit-not-possible', 'mend', {});
  }
  const sent = await store.deliveries.findSent(shopId, delivery.orderId);
  if (sent === null) throw problem('credit-unknown', 'mend', {});
  const notes =
    (await store.aftercare.findCreditNotes(shopId, [delivery.orderId])).get(delivery.orderId) ?? [];
  const credited = creditedPieces(notes);
  const left = [...leftByType(sent, credited).values()].reduce((sum, cents) => sum + cents, 0);
  return {
    delivery: { ...delivery, document, companyId },
    invoiceDate: eInvoice.date,
    invoiceWay: eInvoice,
    sent,
    notes,
    lines: creditableLines(sent, credited),
    leftCents: left,
  };
}

/**
 * What a credit note of this would credit; makes nothing.
 *
 * @throws Problem `credit-exceeds-invoice`, `credit-several-types`, `credit-lines-invalid`.
 */
export function creditOf({ sent, notes, leftCents }: Creditable, asked: Credit): CreditPiece[] {
  const result = creditPieces(sent, creditedPieces(notes), readRequest(asked));
  if ('pieces' in result) return result.pieces;
  switch (result.refused) {
    case 'exceeds':
      throw problem('credit-exceeds-invoice', 'mend', { left: formatCents(leftCents, sent.currency) });
    case 'several-types':
      throw problem('credit-several-types', 'mend', {});
    case 'invalid':
      throw problem('credit-lines-invalid', 'mend', {});
  }
}

function readRequest(asked: Credit): CreditRequest {
  if ('amountCents' in asked) return { kind: 'amount', cents: Number(asked.amountCents) };
  if (!('lines' in asked) || !Array.isArray(asked.lines)) return { kind: 'whole' };
  const lines = asked.lines as readonly { line: number; quantity: number | string }[];
  return {
    kind: 'lines',
    lines: lines.map(({ line, quantity }) => ({ line, quantity: new Decimal(quantity) })),
  };
}

/** One form of what was asked for, whatever the sequence of its lines. */
function formOf(request: CreditRequest): string {
  if (request.kind !== 'lines') return JSON.stringify(request);
  const lines = request.lines.map(({ line, quantity }) => [line, quantity.toFixed()] as const);
  return JSON.stringify([...lines].sort(([a], [b]) => a - b));
}

/**
 * A person wants a credit note. It is durable when this answers, counts from now on, and is made in its turn. The same
 * asked for again while that one is under way is one click too many: the one under way is answered.
 *
 * @throws Problem as `readCreditable` and `creditOf`.
 */
export async function requestCreditNote(
  context: Context,
  shopId: string,
  orderId: string,
  asked: Credit,
): Promise<CreditNote> {
  const request = formOf(readRequest(asked));
  for (let tries = TRIES; tries > 0; tries -= 1) {
    // Before what counts is read: where another takes the place meanwhile, all is read again.
    const place = (await context.store.aftercare.lastPlace(shopId, orderId)) + 1;
    const creditable = await readCreditable(context, shopId, orderId);
    const { delivery, invoiceDate, notes } = creditable;
    const underWay = notes.find((note) => note.request === request && note.counts && note.state !== 'sent');
    if (underWay !== undefined) return underWay;
    const pieces = creditOf(creditable, asked);
    const note = await context.store.aftercare.requestCreditNote({
      shopId,
      deliveryId: delivery.id,
      orderId: delivery.orderId,
      companyId: delivery.companyId,
      place,
      invoice: { ...delivery.document, date: invoiceDate },
      request,
      pieces,
      grossCents: pieces.reduce((sum, { cents }) => sum + cents, 0),
      now: context.clock.now(),
    });
    if (note !== null) return note;
  }
  throw problem('document-busy', 'mend', {});
}
