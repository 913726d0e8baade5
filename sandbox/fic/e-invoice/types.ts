/** What happened to an e-invoice after it was sent. Values of the API's `ei_status`. */
export type SdiOutcome =
  | 'pending'
  | 'processing'
  | 'sent'
  | 'accepted'
  | 'not_delivered'
  | 'discarded'
  | 'rejected'
  | 'no_response'
  | 'error';

export interface Rejection {
  code: string | null;
  reason: string;
  solution: string;
  /** ISO 8601, as the description says. */
  date: string;
}

/** A transmission to the SDI, as it then was. */
export interface Transmission {
  documentId: number;
  number: string;
  date: string;
  at: Date;
  /** Of the buyer, as transmitted: what a correction changed can be seen. */
  entity: Record<string, unknown>;
}

export interface SentEmail {
  documentId: number;
  to: string;
  subject: string;
  body: string;
  attachPdf: boolean;
  at: Date;
}

export interface Subscription {
  id: string;
  sink: string;
  types: string[];
  verified: boolean;
  clientId: string;
}

/** What a company has of e-invoices beside its documents; kept with it. */
export interface SdiRecords {
  transmissions: Transmission[];
  /** By document id. */
  rejections: Record<number, Rejection>;
  emails: SentEmail[];
  subscriptions: Subscription[];
}
