import type { CreditNoteDocument, DocumentTotals, IssuedDocument } from '../document/issued-document.ts';
import type { InvoicingCatalogue } from '../domain/catalogue.ts';
import type { ClientData, ClientPatch, InvoicingClient } from '../domain/customers/client.ts';
import type { DocumentKind } from '../domain/delivery.ts';
import type { DocumentActs, TransformOptions } from './document-acts.ts';
import type { EInvoicing } from './e-invoicing.ts';
import type { CallPriority, QuotaGrant } from './quota.ts';
import type { ReceiptActs } from './receipts.ts';

export type AnyDocumentKind = DocumentKind | 'credit-note';

export interface CreatedDocument {
  id: number;
  /** As printed, e.g. `12/WEB`. */
  number: string;
  /** In Fatture in Cloud's web interface; it stays good. */
  url: string;
  /** Day of the document, `YYYY-MM-DD`; absent or null where the answer tells none. */
  date?: string | null;
  netCents: number;
  vatCents: number;
  grossCents: number;
}

/**
 * One company of Fatture in Cloud with its token. Acts throw a `Problem`, classified once:
 * `retry`, `quota` (with `retryAt`), `reauthorize` (401), `mend` (422, missing permission), and for
 * `createDocument` also `uncertain` (time-out, reset, 5xx: it may have been made).
 */
export interface Invoicing extends ReceiptActs, EInvoicing, DocumentActs {
  readCatalogue(): Promise<InvoicingCatalogue>;
  /**
   * @param begun `startBy`: when the call could not leave by then it is not made (`retry`). `grant`: what the quota said
   * to this call already. `transform`: it takes the place of a document of type order.
   */
  createDocument(
    document: IssuedDocument | CreditNoteDocument,
    begun?: { startBy: Date; grant: QuotaGrant; transform?: TransformOptions | undefined },
  ): Promise<CreatedDocument>;
  /** What Fatture in Cloud would make of the document, and what the buyer would owe; creates nothing. */
  previewTotals(document: IssuedDocument): Promise<DocumentTotals & { dueCents: number }>;
  /** The PDF's address, good for some days; empty where there is none. `mend` with `fic-not-found` where it is gone. */
  readDocumentPdf(id: number): Promise<string>;
  /** The company's tax regime as told (`forfettario_5`); empty where it is not. */
  readTaxRegime(): Promise<string>;
  /** The document whose subject contains the marker, among those of this kind dated from `since` (`YYYY-MM-DD`) on. */
  findDocument(query: {
    kind: AnyDocumentKind;
    marker: string;
    since: string;
  }): Promise<CreatedDocument | null>;
  /** Whether the document still exists (is not in the bin). */
  documentExists(id: number): Promise<boolean>;
  /** All products that have a code, each code once: the first of a code counts; `copies` says how many have it. */
  listProducts(): Promise<{ id: number; code: string; copies: number }[]>;
  /** Those of them that have one of these codes; one call for twenty. */
  findProducts(codes: readonly string[]): Promise<{ id: number; code: string; copies: number }[]>;
  /**
   * One page of a hundred clients, by id. `changed`: only those changed since then whose code does not begin as this
   * store's do, which are the ones that somebody else made.
   */
  listClients(query: {
    page: number;
    changed?: { since: Date; notOf: string } | undefined;
  }): Promise<{ clients: InvoicingClient[]; isLast: boolean }>;
  /** The client with exactly this code. */
  findClientByCode(code: string): Promise<InvoicingClient | null>;
  /** `startBy`, `uncertain` as `createDocument`; `mend` with `client-refused` where its data is not accepted. */
  createClient(client: ClientData, startBy?: Date): Promise<InvoicingClient>;
  /** Writes the given fields alone; the client as it then is. `mend` with `fic-not-found` where it is gone. */
  modifyClient(id: number, patch: ClientPatch): Promise<InvoicingClient>;
}

export type ConnectInvoicing = (access: {
  companyId: number;
  accessToken: string;
  priority: CallPriority;
}) => Invoicing;
