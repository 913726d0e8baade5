import type { MirroredOrder } from '../flows/store.ts';
import { Prisma } from './generated/client.ts';

/**
 * SQL that stores an order as it was read then, unless it was read later already. A statement an order: one that locks
 * several orders could wait for another that changes their deliveries, and that for this one.
 *
 * @param state Of a delivery that the same statement makes.
 */
export function saveOrderSql(
  shopId: string,
  order: MirroredOrder,
  readAt: Date,
  state: Prisma.Sql,
): Prisma.Sql {
  const searchText = [order.id, order.shortId, order.customer, order.email]
    .filter(Boolean)
    .join('\n')
    .toLowerCase();
  return Prisma.sql`
    insert into orders (shop_id, order_id, short_id, placed_at, customer, search_text, total_cents, currency,
      status, cancelled, paid, invoice_requested, payment_method, read_at, delivery_state)
    values (${shopId}::uuid, ${order.id}, ${order.shortId}, ${order.placedAt}, ${order.customer}, ${searchText},
      ${order.totalCents}, ${order.currency}, ${order.status}, ${order.cancelled}, ${order.paid},
      ${order.invoiceRequested}, ${order.paymentMethod}, ${readAt}, ${state})
    on conflict (shop_id, order_id) do update set
      short_id = excluded.short_id, placed_at = excluded.placed_at, customer = excluded.customer,
      search_text = excluded.search_text, total_cents = excluded.total_cents, currency = excluded.currency,
      status = excluded.status, cancelled = excluded.cancelled, paid = excluded.paid,
      invoice_requested = excluded.invoice_requested, payment_method = excluded.payment_method,
      delivery_state = coalesce(orders.delivery_state, excluded.delivery_state),
      read_at = excluded.read_at
    where orders.read_at <= excluded.read_at`;
}
