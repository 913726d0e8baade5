import type { OrderSummary } from '../../domain/order.ts';
import type { OrderStore } from '../../ports/stores/orders.ts';
import { toDelivery } from '../delivery/rows.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { decodeCursor, encodeCursor } from '../postgres/cursor.ts';
import type { Query } from '../postgres/query.ts';
import { findOrderIds } from './order-list.ts';
import { listPaymentMethods } from './payment-methods.ts';
import { saveOrderSql } from './save-order.ts';

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
 * Orders by their ids, in no sequence. Each is joined by its key: for a list of values, or in the page's sequence, the
 * database may read an index of all the shop's orders.
 */
async function readOrders(query: Query, shopId: string, orderIds: readonly string[]): Promise<OrderRow[]> {
  if (orderIds.length === 0) return [];
  return query.rows<OrderRow>(Prisma.sql`
    select o.order_id as "orderId", o.short_id as "shortId", o.placed_at as "placedAt", o.customer,
      order_total(o.total_cents, o.total_cents_beyond)::float8 as "totalCents", o.currency, o.status, o.cancelled, o.paid,
      o.invoice_requested as "invoiceRequested", o.data_removed_at as "dataRemovedAt"
    from (select distinct id from unnest(${[...orderIds]}::text[]) id) wanted
    join orders o on o.shop_id = ${shopId}::uuid and o.order_id = wanted.id`);
}

export function createOrderStore(prisma: PrismaClient, query: Query): OrderStore {
  return {
    async save(shopId, orders, readAt) {
      for (const order of orders) {
        await query.execute(saveOrderSql(shopId, order, readAt));
      }
    },

    async findMany(shopId, orderIds) {
      const rows = await readOrders(query, shopId, orderIds);
      return new Map(rows.map((row) => [row.orderId, toSummary(row)]));
    },

    async list(shopId, filter) {
      const found = await findOrderIds(prisma, shopId, filter);
      const ids = found.slice(0, filter.limit);
      const [orders, deliveries] = await Promise.all([
        readOrders(query, shopId, ids),
        prisma.delivery.findMany({ where: { shopId, orderId: { in: ids } } }),
      ]);
      const byOrder = new Map(deliveries.map((row) => [row.orderId, toDelivery(row)]));
      const place = new Map(ids.map((id, index) => [id, index]));
      orders.sort((a, b) => (place.get(a.orderId) ?? 0) - (place.get(b.orderId) ?? 0));
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

    async noteDestinations(shopId, destinations) {
      await query.execute(Prisma.sql`
        insert into destinations_seen (shop_id, destination)
        select ${shopId}::uuid, destination from unnest(${[...destinations].sort()}::text[]) as destination
        on conflict do nothing`);
    },

    async sales(shopId) {
      const rows = await prisma.destinationSeen.findMany({ where: { shopId } });
      const seen = rows.map(({ destination }) => destination);
      const went = (to: string) => seen.includes(to);
      return {
        destinations: {
          euBusiness: went('euBusiness'),
          extraEu: went('extraEu'),
          sanMarino: went('sanMarino'),
        },
        ossRates: seen.filter((destination) => destination.includes(':')),
      };
    },
  };
}
