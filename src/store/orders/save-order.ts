import type { MirroredOrder } from '../../ports/stores/orders.ts';
import { Prisma } from '../generated/client.ts';

/** Where `total_cents` ends; a total from there on stands in `total_cents_beyond`. */
const CENTS_END = 2 ** 31 - 1;

/** An order as it was read then, as `ORDER_FIELDS` names it, for JSON. */
export function orderRecord(order: MirroredOrder, readAt: Date) {
  return {
    read_at: readAt,
    order_id: order.id,
    short_id: order.shortId,
    placed_at: order.placedAt,
    customer: order.customer,
    search_text: [order.id, order.shortId, order.customer, order.email]
      .filter(Boolean)
      .join('\n')
      .toLowerCase(),
    total_cents: Math.min(Math.max(order.totalCents, -CENTS_END), CENTS_END),
    total_cents_beyond: Math.abs(order.totalCents) < CENTS_END ? null : order.totalCents,
    currency: order.currency,
    status: order.status,
    cancelled: order.cancelled,
    paid: order.paid,
    invoice_requested: order.invoiceRequested,
    payment_method: order.paymentMethod,
  };
}

/** Fields of an `orderRecord`, for `json_to_recordset`. */
export const ORDER_FIELDS = Prisma.raw(`
  read_at timestamptz, order_id text, short_id text, placed_at timestamptz, customer text, search_text text, total_cents int,
  total_cents_beyond bigint, currency text,
  status int, cancelled boolean, paid boolean, invoice_requested boolean, payment_method text`);

/**
 * SQL that stores orders as they were read, each unless it was read later already. One that locks several orders
 * could wait for another that changes their deliveries, and that for this one: several only where no other statement
 * can know of their deliveries yet.
 *
 * @param from A set of rows with `ORDER_FIELDS`, each of another order.
 * @param state Of the deliveries that the same statement makes.
 */
export function saveOrdersSql(
  shopId: string,
  from: Prisma.Sql,
  state: Prisma.Sql = Prisma.sql`null`,
): Prisma.Sql {
  return Prisma.sql`
    insert into orders (shop_id, order_id, short_id, placed_at, customer, search_text, total_cents, total_cents_beyond, currency,
      status, cancelled, paid, invoice_requested, payment_method, read_at, paid_seen_at, delivery_state)
    select ${shopId}::uuid, o.order_id, o.short_id, o.placed_at, o.customer, o.search_text, o.total_cents,
      o.total_cents_beyond, o.currency,
      o.status, o.cancelled, o.paid, o.invoice_requested, o.payment_method, o.read_at, case when o.paid then o.read_at end, ${state}
    from ${from} o order by o.order_id
    on conflict (shop_id, order_id) do update set
      short_id = excluded.short_id, placed_at = excluded.placed_at, customer = excluded.customer,
      search_text = excluded.search_text, total_cents = excluded.total_cents,
      total_cents_beyond = excluded.total_cents_beyond, currency = excluded.currency,
      status = excluded.status, cancelled = excluded.cancelled, paid = excluded.paid,
      invoice_requested = excluded.invoice_requested, payment_method = excluded.payment_method,
      delivery_state = coalesce(orders.delivery_state, excluded.delivery_state),
      paid_seen_at = case when excluded.paid then
        coalesce(orders.paid_seen_at, case when orders.paid then orders.read_at end, excluded.read_at) end,
      read_at = excluded.read_at
    where orders.read_at <= excluded.read_at`;
}

/** The same of one order. */
export function saveOrderSql(shopId: string, order: MirroredOrder, readAt: Date): Prisma.Sql {
  const from = Prisma.sql`(select * from json_to_recordset(${JSON.stringify([orderRecord(order, readAt)])}::json) as r (${ORDER_FIELDS}))`;
  return saveOrdersSql(shopId, from);
}
