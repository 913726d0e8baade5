import type { EInvoice } from '../e-invoice.ts';
import type { ProblemText } from '../problem.ts';
import type { CreditPiece } from './credit.ts';

/**
 * What is done to a document after it was sent.
 *
 * - `withdraw`: it is deleted, and the order may be sent again.
 * - `update`: it is written anew as the order now is, under its number.
 * - `pay`: its payment is marked.
 * - `clear`: it is a document of type order, in whose place an invoice stands: it must not stay beside it.
 */
export type ActKind = 'withdraw' | 'update' | 'pay' | 'clear';

export interface DocumentAct {
  shopId: string;
  deliveryId: string;
  orderId: string;
  companyId: number;
  documentId: number;
  act: ActKind;
  /** `pay`: the day of the payment (`YYYY-MM-DD`) and where it went. */
  data: { paidDate?: string; paymentAccountId?: number };
  /** When it is done, or tried again; null: a person must look, or a new authorization wakes it. */
  actAt: Date | null;
  /** It ended, and not well. */
  failed: boolean;
  problem: ProblemText | null;
}

/**
 * - `queued`, `sending`, `waiting`, `sent`: as a delivery's.
 * - `failed`: it was not made; another may be asked for.
 */
export type CreditNoteState = 'queued' | 'sending' | 'sent' | 'waiting' | 'failed';

/** A credit note of an order's invoice. Cents, VAT included. */
export interface CreditNote {
  id: string;
  shopId: string;
  deliveryId: string;
  orderId: string;
  companyId: number;
  /** Its number among the delivery's, from 1: part of its marker. */
  place: number;
  invoice: { id: number; number: string; date: string };
  request: string;
  pieces: CreditPiece[];
  grossCents: number;
  state: CreditNoteState;
  /** Whether it counts as credited: it was made, is under way, or may have been made. */
  counts: boolean;
  /** `number` is as printed. */
  document: { id: number; number: string; url: string } | null;
  nextTryAt: Date | null;
  problem: ProblemText | null;
  eInvoice: EInvoice | null;
}

/** What is credited of an invoice, those under way included. */
export const creditedPieces = (notes: readonly CreditNote[]): CreditPiece[] =>
  notes.flatMap(({ counts, pieces }) => (counts ? pieces : []));
