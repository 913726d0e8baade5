import type { OrderSummary } from '../domain/order.ts';
import type { MirroredOrder, OrderStore } from '../flows/store.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { toDelivery } from './deliveries.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { findOrderIds } from './order-list.ts';
import { listPaymentMethods } from './payment-methods.ts';
import type { Query } from './query.ts';

interface OrderRow extends Omit<OrderSummary, 'id' | 'dataRemoved'> {
  orderId: string;
  dataRemovedAt: Date | null;
}

export const toSummary = ({ orderId, ...row }: OrderRow): OrderSummary => ({
  id: orderId,
  shortId: row.shortId,
  placedAt: row.placedAt,
  customer: row.customer,
  totalCents: row.totalCents,
  currency: row.currency,
  status: row.status,
  cancelled: row.cancelled,
  paid: row.paid,
  invoiceRequested: row.invoiceRequested,
  ...(row.dataRemovedAt === null ? {} : { dataRemoved: true }),
});

/**
 * A statement an order: one that locks several orders could wait for another that changes their deliveries, and that
 * for this one.
 */
async function saveOrder(query: Query, shopId: string, order: MirroredOrder, readAt: Date) {
  const searchText = [order.id, order.shortId, order.customer, order.email]
    .filter(Boolean)
    .join('\n')
    .toLowerCase();
  await query.execute(Prisma.sql`
    insert into orders (shop_id, order_id, short_id, placed_at, customer, search_text, total_cents, currency,
      status, cancelled, paid, invoice_requested, payment_method, read_at)
    values (${shopId}::uuid, ${order.id}, ${order.shortId}, ${order.placedAt}, ${order.customer}, ${searchText},
      ${order.totalCents}, ${order.currency}, ${order.status}, ${order.cancelled}, ${order.paid},
      ${order.invoiceRequested}, ${order.paymentMethod}, ${readAt})
    on conflict (shop_id, order_id) do update set
      short_id = excluded.short_id, placed_at = excluded.placed_at, customer = excluded.customer,
      search_text = excluded.search_text, total_cents = excluded.total_cents, currency = excluded.currency,
      status = excluded.status, cancelled = excluded.cancelled, paid = excluded.paid,
      invoice_requested = excluded.invoice_requested, payment_method = excluded.payment_method,
      delivery_state = coalesce(orders.delivery_state, excluded.delivery_state),
      read_at = excluded.read_at
    where orders.read_at <= excluded.read_at`);
}

export function createOrderStore(prisma: PrismaClient, query: Query): OrderStore {
  return {
    async save(shopId, orders, readAt) {
      for (const order of orders) await saveOrder(query, shopId, order, readAt);
    },

    async findMany(shopId, orderIds) {
      const rows = await prisma.order.findMany({ where: { shopId, orderId: { in: [...orderIds] } } });
      return new Map(rows.map((row) => [row.orderId, toSummary(row)]));
    },

    async list(shopId, filter) {
      const found = await findOrderIds(prisma, shopId, filter);
      const ids = found.slice(0, filter.limit);
      const [orders, deliveries] = await Promise.all([
        prisma.order.findMany({
          where: { shopId, orderId: { in: ids } },
          orderBy: [{ placedAt: 'desc' }, { orderId: 'desc' }],
        }),
        prisma.delivery.findMany({ where: { shopId, orderId: { in: ids } } }),
      ]);
      const byOrder = new Map(deliveries.map((row) => [row.orderId, toDelivery(row)]));
      const last = orders.at(-1);
      return {
        rows: orders.map((row) => ({ order: toSummary(row), delivery: byOrder.get(row.orderId) ?? null })),
        nextCursor:
          found.length > filter.limit && last !== undefined
            ? encodeCursor({ at: last.placedAt, id: last.orderId })
            : null,
      };
    },

    placeOf: (cursor) => decodeCursor(cursor)?.at ?? null,

    listPaymentMethods: (shopId) => listPaymentMethods(prisma, shopId),
  };
}
