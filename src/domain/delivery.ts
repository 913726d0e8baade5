import type { CreditNote, DocumentAct } from './aftercare/acts.ts';
import type { EInvoice } from './e-invoice.ts';
import type { PublicBodyData } from './party/public-body.ts';
import type { ProblemText } from './problem.ts';

export type DocumentKind = 'order' | 'invoice';
/** What a person asked for beside the sending itself. */
export interface Asked {
  /** The buyer wants an invoice after all. */
  kind?: 'invoice';
  publicBody?: PublicBodyData;
}

export type DeliveryOrigin = 'automatic' | 'manual';

/**
 * - `queued`: accepted, waits for a worker.
 * - `sending`: a worker holds it; when that worker dies, the document may exist: look before repeating.
 * - `sent`: the document is in Fatture in Cloud.
 * - `waiting`: quota, connection or other side not available; leaves by itself.
 * - `failed`: a person must mend something, `problem.fix` says what.
 * - `skipped`: will not go (cancelled before it was sent).
 */
export type DeliveryState = 'queued' | 'sending' | 'sent' | 'waiting' | 'failed' | 'skipped';

/** A document in Fatture in Cloud. `number` is as printed (`12/WEB`). */
export interface DocumentReference {
  id: number;
  number: string;
  url: string;
}

export interface Delivery {
  id: string;
  shopId: string;
  orderId: string;
  state: DeliveryState;
  origin: DeliveryOrigin;
  kind: DocumentKind;
  /** What a person asked for; null: nothing. */
  asked: Asked | null;
  document: DocumentReference | null;
  /** A person took its document back: it does not leave by itself again. */
  withdrawn: boolean;
  /** Company in which the document was, or may have been, made; null before the first try. */
  companyId: number | null;
  attempts: number;
  nextTryAt: Date | null;
  problem: ProblemText | null;
  /** What differs between its document and its order; null: nothing, absent: it was not read. */
  changed?: ProblemText | null;
  /** What is being done to its document; null: nothing, absent: it was not read. */
  documentAct?: DocumentAct | null;
  /** Of its invoice; absent: they were not read. */
  creditNotes?: CreditNote[];
  /** Its invoice's way to the SDI; null: there is none, absent: it was not read. */
  eInvoice?: EInvoice | null;
  createdAt: Date;
  updatedAt: Date;
}

export type DeliveryEventType =
  | 'accepted'
  | 'requeued'
  | 'started'
  | 'creating'
  | 'sent'
  | 'adopted'
  | 'waiting'
  | 'uncertain'
  | 'failed'
  | 'skipped'
  | 'document-deleted'
  | EInvoiceEventType
  | AftercareEventType;

/** What happened on an invoice's way to the SDI. */
export type EInvoiceEventType =
  | 'e-invoice-asked'
  | 'e-invoice-corrected'
  | 'e-invoice-sending'
  | 'e-invoice-sent'
  | 'e-invoice-waiting'
  | 'e-invoice-uncertain'
  | 'e-invoice-failed'
  | 'e-invoice-status'
  | 'e-invoice-copy-sent'
  | 'e-invoice-copy-unknown'
  | 'e-invoice-copy-failed';

/** What happened to a document after it was sent. */
export type AftercareEventType =
  | 'order-changed'
  | 'order-as-sent'
  | 'act-asked'
  | 'act-waiting'
  | 'act-failed'
  | 'withdrawn'
  | 'updated'
  | 'payment-marked'
  | 'invoice-asked'
  | 'invoice-given-up'
  | 'order-replaced'
  | 'credit-note-asked'
  | 'credit-note-creating'
  | 'credit-note-made'
  | 'credit-note-adopted'
  | 'credit-note-waiting'
  | 'credit-note-uncertain'
  | 'credit-note-failed'
  | 'payment-not-set-off';

export interface DeliveryEvent {
  at: Date;
  type: DeliveryEventType;
  /** Values of its sentence: `origin`, `attempt`, `kind`, `number`, `reason`, `state`, or those of a problem. */
  values: Record<string, unknown>;
}
