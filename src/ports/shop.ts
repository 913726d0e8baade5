import type { ShopStatus, TaxProfile } from '../domain/catalogue.ts';
import type { ShopCustomer } from '../domain/customers/customer.ts';
import type { ShopOrder } from '../domain/order.ts';
import type { InspectShop } from './shop-inspection.ts';

/** Both keys of the Connect API; secret. */
export interface ShopKeys {
  key: string;
  exchange: string;
}

export interface StoreInfo {
  uid: string;
  /** The platform's `instance` of these keys; null where it does not tell. */
  instance: string | null;
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
export interface Shop extends InspectShop {
  readStore(): Promise<StoreInfo>;
  /** null when the shop has no such order. */
  readOrder(orderId: string): Promise<ShopOrder | null>;
  /** Newest first. */
  listOrders(query: OrderListQuery): Promise<OrderListRow[]>;
  /** Orders changed in the span. Five calls a minute at most; whether it honours `limit` and `skip` is unknown. */
  listUpdatedOrders(query: { from: Date; to: Date; limit: number; skip: number }): Promise<OrderListRow[]>;
  listTaxProfiles(): Promise<TaxProfile[]>;
  /** In the shop's order; empty where the platform does not tell. */
  listStatuses(): Promise<ShopStatus[]>;
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
