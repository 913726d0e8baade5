import type { DocumentEntity } from '../document/issued-document.ts';

/** A document as it stands in Fatture in Cloud. Cents; days `YYYY-MM-DD`. */
export interface StandingDocument {
  id: number;
  /** As printed, e.g. `12/WEB`. */
  number: string;
  /** Null where it tells none. */
  date: string | null;
  grossCents: number;
  /** It cannot be changed any more. */
  locked: boolean;
  /** `ei_status`; null where it tells none. */
  status: string | null;
  entity: DocumentEntity;
  payments: StandingPayment[];
  paymentMethodName: string | null;
  /** MP01…; null where it tells none. */
  eInvoicePaymentCode: string | null;
  /** The buyer is a public body that pays the VAT itself. */
  splitPayment: boolean;
  cig: string | null;
  cup: string | null;
  /** A product whose stock it moved; null: none. */
  stockOf: number | null;
}

export interface StandingPayment {
  amountCents: number;
  dueDate: string | null;
  status: 'paid' | 'not_paid' | 'reversed';
  paidDate: string | null;
  paymentAccountId: number | null;
}

/** What is to be told with an invoice that takes an order's place; opaque, as Fatture in Cloud gave it. */
export type TransformOptions = Readonly<Record<string, unknown>>;

/** What is done to documents after they were made. Failures as `Invoicing`'s; repeating any of these changes nothing. */
export interface DocumentActs {
  /** Null: there is no such document, or it is in the bin. */
  readStanding(id: number): Promise<StandingDocument | null>;
  /** Into the bin. One that is gone already is well, too. */
  deleteDocument(id: number): Promise<'deleted' | 'gone'>;
  /** Writes the payments alone; a list that is sent replaces the whole one. */
  writePayments(id: number, payments: readonly StandingPayment[]): Promise<void>;
  /** What makes an invoice take the place of a document of type order; null: the document is gone. */
  readTransform(id: number): Promise<TransformOptions | null>;
  /** Pieces of a product in stock; null where it is not told, or keeps none. */
  readStock(productId: number): Promise<number | null>;
}
