import type { SalesSeen } from '../../domain/catalogue.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { EInvoiceState } from '../../domain/e-invoice.ts';
import type { OrderSummary } from '../../domain/order.ts';

export interface OrderListFilter {
  /** A delivery state, `none`, or a shop status as a number in text. */
  status?: string | undefined;
  eInvoice?: EInvoiceState | undefined;
  /** Only those that changed after they were sent. */
  changed?: boolean | undefined;
  text?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  cursor?: string | undefined;
  limit: number;
}

export interface OrderStore {
  save(shopId: string, orders: readonly MirroredOrder[], readAt: Date): Promise<void>;
  /** What is stored of these orders, to see which changed. */
  findMany(shopId: string, orderIds: readonly string[]): Promise<Map<string, OrderSummary>>;
  /** Newest first, with their deliveries. */
  list(
    shopId: string,
    filter: OrderListFilter,
  ): Promise<{ rows: { order: OrderSummary; delivery: Delivery | null }[]; nextCursor: string | null }>;
  /** The instant at which a page after this cursor begins; null for none or one that is not ours. */
  placeOf(cursor: string | undefined): Date | null;
  listPaymentMethods(shopId: string): Promise<string[]>;
  /** Adds where orders went beside Italy: a destination, or a rate (`DE:19`). */
  noteDestinations(shopId: string, destinations: readonly string[]): Promise<void>;
  sales(shopId: string): Promise<SalesSeen>;
}

export interface MirroredOrder extends OrderSummary {
  email: string | null;
  paymentMethod: string | null;
}
