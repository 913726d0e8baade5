import type { DocumentTotals, IssuedDocument } from '../document/issued-document.ts';
import type { InvoicingCatalogue, TaxProfile } from '../domain/catalogue.ts';
import type { ClientData, ClientPatch, InvoicingClient } from '../domain/customers/client.ts';
import type { ShopCustomer } from '../domain/customers/customer.ts';
import type { DocumentKind } from '../domain/delivery.ts';
import type { OrderSummary, ShopOrder } from '../domain/order.ts';

export interface Clock {
  now(): Date;
}

// ── The shop (TeamSystem Commerce) ──────────────────────────────────────────────────────────────────

/** Both keys of the Connect API; secret. */
export interface ShopKeys {
  key: string;
  exchange: string;
}

export interface StoreInfo {
  uid: string;
  url: string;
  name: string | null;
  /** Whether the shop is online; null where the platform does not tell. */
  online: boolean | null;
  /** Whether invoicing is enabled in the shop; null where the platform does not tell. */
  invoicingEnabled: boolean | null;
}

/** A row of the shop's list of orders: what the list tells without reading each order. */
export interface OrderListRow {
  id: string;
  placedAt: Date;
  totalCents: number;
  status: number;
}

export interface OrderListQuery {
  /** Order date, inclusive. */
  from?: Date | undefined;
  to?: Date | undefined;
  /** At most this many rows. */
  limit: number;
  skip: number;
  /** Filters on one field of the buyer. */
  billingName?: string | undefined;
  billingEmail?: string | undefined;
}

export type WebhookType = 'order-created' | 'order-paid' | 'order-cancelled';

export interface Webhook {
  id: string;
  url: string;
  type: number;
}

/**
 * The shop's Connect API with one shop's keys. Every act throws a `Problem` whose outcome is one of `retry`
 * (no answer, 5xx, not JSON), `quota` (429, 509), `mend` (keys refused), never `uncertain`: all but the webhook's are reads.
 */
export interface Shop {
  readStore(): Promise<StoreInfo>;
  /** null when the shop has no such order. */
  readOrder(orderId: string): Promise<ShopOrder | null>;
  /** Newest first. */
  listOrders(query: OrderListQuery): Promise<OrderListRow[]>;
  /** Ids of the orders changed in the span. Five calls a minute at most. */
  listUpdatedOrders(span: { from: Date; to: Date }): Promise<OrderListRow[]>;
  listTaxProfiles(): Promise<TaxProfile[]>;
  /** All customers, or those changed in the span, page by page. */
  listCustomers(span: { from: Date; to: Date } | null): AsyncIterable<ShopCustomer[]>;
  /** Ids (for `readCustomer`) of all customers, or of those changed in the span, page by page. */
  listCustomerIds(span: { from: Date; to: Date } | null): AsyncIterable<string[]>;
  readCustomer(customerId: string): Promise<ShopCustomer | null>;
  /** All products that have a SKU, page by page. */
  listProducts(): AsyncIterable<{ sku: string; title: string }[]>;
  listWebhooks(): Promise<Webhook[]>;
  registerWebhook(webhook: { url: string; type: WebhookType; name: string }): Promise<void>;
  removeWebhook(id: string): Promise<void>;
}

export type ConnectShop = (keys: ShopKeys) => Shop;

// ── Fatture in Cloud ────────────────────────────────────────────────────────────────────────────────

export interface Company {
  id: number;
  name: string;
}

/** A user of Fatture in Cloud, as far as its API tells. */
export interface PlatformUser {
  name: string | null;
  email: string | null;
}

/** A pair from the OAuth server; secret. */
export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  accessExpiresAt: Date;
}

/** The OAuth side of Fatture in Cloud. Throws `Problem`s: `retry`, `reauthorize` (code or refresh token refused). */
export interface Authorization {
  /** `codeVerifier`: PKCE's, 43 to 128 characters; its digest alone is in the address. */
  authorizeUrl(options: { state: string; redirectUri: string; codeVerifier: string }): string;
  exchangeCode(options: {
    code: string;
    redirectUri: string;
    codeVerifier: string | null;
  }): Promise<TokenPair>;
  refresh(refreshToken: string): Promise<TokenPair>;
  /** Companies that the token's owner may use, an accountant's controlled ones included. */
  listCompanies(accessToken: string): Promise<Company[]>;
  /** Who the token's owner is. Costs none of a company's quota. */
  readUser(accessToken: string): Promise<PlatformUser>;
}

export interface CreatedDocument {
  id: number;
  /** As printed, e.g. `12/WEB`. */
  number: string;
  url: string;
  netCents: number;
  vatCents: number;
  grossCents: number;
}

/** Who spends from the company's quota; earlier ones go first. */
export type CallPriority = 'manual' | 'automatic' | 'catalogue' | 'customers';

/**
 * One company of Fatture in Cloud with its token. Acts throw a `Problem`, classified once:
 * `retry`, `quota` (with `retryAt`), `reauthorize` (401), `mend` (422, missing permission), and for
 * `createDocument` also `uncertain` (time-out, reset, 5xx: it may have been made).
 */
export interface Invoicing {
  readCatalogue(): Promise<InvoicingCatalogue>;
  /**
   * @param begun `startBy`: when the call could not leave by then it is not made (`retry`). `grant`: what the quota said
   * to this call already.
   */
  createDocument(
    document: IssuedDocument,
    begun?: { startBy: Date; grant: QuotaGrant },
  ): Promise<CreatedDocument>;
  /** What Fatture in Cloud would make of the document's lines; creates nothing. */
  previewTotals(document: IssuedDocument): Promise<DocumentTotals>;
  /** The document whose subject contains the marker, among those of this kind dated from `since` (`YYYY-MM-DD`) on. */
  findDocument(query: { kind: DocumentKind; marker: string; since: string }): Promise<CreatedDocument | null>;
  /** Whether the document still exists (is not in the bin). */
  documentExists(id: number): Promise<boolean>;
  /** All products that have a code, each code once: the first of a code counts; `copies` says how many have it. */
  listProducts(): Promise<{ id: number; code: string; copies: number }[]>;
  /**
   * One page of a hundred clients, by id. `changedSince`: only those changed since then that do not carry a code of
   * ours, which are the ones that somebody else made.
   */
  listClients(query: {
    page: number;
    changedSince?: Date | undefined;
  }): Promise<{ clients: InvoicingClient[]; isLast: boolean }>;
  /** The client with exactly this code. */
  findClientByCode(code: string): Promise<InvoicingClient | null>;
  /** `uncertain` as `createDocument`; `mend` with `client-refused` where its data is not accepted. */
  createClient(client: ClientData): Promise<InvoicingClient>;
  /** Writes the given fields alone; the client as it then is. `mend` with `fic-not-found` where it is gone. */
  modifyClient(id: number, patch: ClientPatch): Promise<InvoicingClient>;
}

export type ConnectInvoicing = (access: {
  companyId: number;
  accessToken: string;
  priority: CallPriority;
}) => Invoicing;

/** What of a company's quota is left, as far as known. */
export interface QuotaState {
  hour: { limit: number; remaining: number; resetsAt: Date };
  month: { limit: number; remaining: number; resetsAt: Date };
}

/** Calls that the budget knows of in its fixed windows, just after one was taken. */
export interface KnownCalls {
  hourUsed: number;
  hourLimit: number;
  monthUsed: number;
  monthLimit: number;
}

/** A call that may be made, or when to ask again. */
export type QuotaGrant = { granted: true; known?: KnownCalls } | { granted: false; retryAt: Date };

/** The company's budget of calls, shared by all processes. */
export interface Quota {
  /** Takes one call. */
  take(companyId: number, priority: CallPriority): Promise<QuotaGrant>;
  /** What an answer's headers told, or a refusal. `known`: of the call's grant; what tells the same is no news. */
  observe(
    companyId: number,
    seen: {
      hourRemaining?: number | undefined;
      hourLimit?: number | undefined;
      monthRemaining?: number | undefined;
      monthLimit?: number | undefined;
      /** A refusal: no call before this instant. */
      refusedUntil?: Date | undefined;
    },
    known?: KnownCalls,
  ): Promise<void>;
  read(companyId: number): Promise<QuotaState>;
}

export type { OrderSummary };
