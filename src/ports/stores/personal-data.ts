import type { ClientData } from '../../domain/customers/client.ts';
import type { SubjectQuery } from '../../domain/customers/subject-query.ts';
import type { Delivery, DeliveryEvent } from '../../domain/delivery.ts';
import type { OrderSummary } from '../../domain/order.ts';
import type { ProblemText } from '../../domain/problem.ts';

/** An order of the subject, with its delivery. `email` is null where the order told none. */
export interface HeldOrder extends OrderSummary {
  email: string | null;
  paymentMethod: string | null;
  delivery: Delivery | null;
  events: DeliveryEvent[];
}

/** A customer of the shop as last synced. */
export interface HeldCustomer {
  customerId: string;
  companyId: number;
  clientId: number | null;
  data: ClientData | null;
  /** Why Fatture in Cloud refused the customer, in Italian. */
  problem: string | null;
  syncedAt: Date;
}

/** A client of Fatture in Cloud as last seen. */
export interface HeldClient {
  companyId: number;
  clientId: number;
  data: ClientData;
  seenAt: Date;
}

/** A line in the report of a customer sync. */
export interface HeldSyncError {
  runId: string;
  at: Date;
  customer: string;
  detail: string;
}

/** All that is held on one person or firm. */
export interface HeldData {
  orders: HeldOrder[];
  customers: HeldCustomer[];
  clients: HeldClient[];
  syncErrors: HeldSyncError[];
}

/** Where a walk over a shop's rows goes on. */
export interface Place {
  at: Date;
  id: string;
}

/** A part of a walk: how many rows it changed, and where the next part begins; null: it was the last. */
export interface Pruned {
  removed: number;
  next: Place | null;
}

/**
 * Personal data that the plug-in's tables hold. What is removed leaves ids, numbers, amounts, states and hashes: they
 * keep an order or a customer from being made twice.
 */
export interface PersonalDataStore {
  find(shopId: string, query: SubjectQuery): Promise<HeldData>;
  /** Removes what these orders and their deliveries tell of their customer. `details` stands where a problem quoted it. */
  eraseOrders(shopId: string, orderIds: readonly string[], details: ProblemText, now: Date): Promise<void>;
  /**
   * Removes the rest. Only for the holder of the sync's lane: clients that are gone here must not look as if Fatture in
   * Cloud had none, so they are all read anew before the next customer is synced, by the run under way too.
   */
  eraseCustomers(shopId: string, held: HeldData, now: Date): Promise<void>;

  /** Every shop, connected or not. */
  listShops(): Promise<string[]>;
  /** Customers' names and addresses of orders that were placed before `cutoff`, at most `limit` of them. */
  pruneOrders(
    shopId: string,
    span: { cutoff: Date; after: Place | null; limit: number; now: Date },
  ): Promise<Pruned>;
  /** What problems and events of deliveries quote that ended before `cutoff`. */
  pruneDeliveries(
    shopId: string,
    span: { cutoff: Date; after: Place | null; limit: number; now: Date; details: ProblemText },
  ): Promise<Pruned>;
  /** Names in the reports of syncs, and customers and clients that no sync has looked at since `cutoff`. */
  pruneCustomers(shopId: string, cutoff: Date): Promise<number>;
}
