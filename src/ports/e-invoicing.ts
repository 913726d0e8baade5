import type { CreditNoteDocument, IssuedDocument } from '../document/issued-document.ts';
import type { QuotaGrant } from './quota.ts';

/** What Fatture in Cloud says of an e-invoice. */
export interface EInvoiceStatus {
  documentId: number;
  /** `ei_status`; null where it tells none. */
  status: string | null;
  /** It cannot be changed any more. */
  locked: boolean;
  /** Day of the document, `YYYY-MM-DD`; null where it tells none. */
  date: string | null;
}

/** Why an e-invoice was discarded, in Fatture in Cloud's words; empty where it gives none. */
export interface RejectionReason {
  /** The SDI's, e.g. `00305`. */
  code: string;
  reason: string;
  solution: string;
  /** Day of Europe/Rome, `YYYY-MM-DD`. */
  date: string | null;
}

/** An e-mail as Fatture in Cloud proposes it. */
export interface ProposedEmail {
  senderId: number | null;
  senderEmail: string | null;
  recipient: string;
  subject: string;
  body: string;
}

export interface Subscription {
  id: string;
  sink: string;
  verified: boolean;
  types: string[];
}

/** E-invoices of one company. Failures as `Invoicing`'s; a write's may be `uncertain`. */
export interface EInvoicing {
  /** `mend` with `e-invoice-invalid` where its XML is refused, `e-invoice-refused` or `e-invoice-not-enabled` else. */
  sendEInvoice(documentId: number, begun?: { startBy: Date; grant: QuotaGrant }): Promise<void>;
  /** Null: there is no such document. */
  readEInvoice(documentId: number): Promise<EInvoiceStatus | null>;
  /**
   * Invoices dated in these days (`YYYY-MM-DD`, both included), the newest first, a hundred a call; `wanted` end it as
   * soon as all of them are found.
   */
  listEInvoices(days: { from: string; to: string }, wanted: readonly number[]): Promise<EInvoiceStatus[]>;
  readRejection(documentId: number): Promise<RejectionReason>;
  /** Writes the document anew under its id and number; its date is the given one. Answers what it then is. */
  modifyDocument(
    documentId: number,
    document: IssuedDocument | CreditNoteDocument,
  ): Promise<{ number: string; grossCents: number }>;
  readEmail(documentId: number): Promise<ProposedEmail>;
  sendEmail(documentId: number, email: ProposedEmail): Promise<void>;
  listSubscriptions(): Promise<Subscription[]>;
  createSubscription(sink: string): Promise<Subscription>;
  verifySubscription(id: string): Promise<void>;
  deleteSubscription(id: string): Promise<void>;
}
