import type { OrderSummary } from '../domain/order.ts';
import type { OrderStore } from '../flows/store.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { toDelivery } from './deliveries.ts';
import type { PrismaClient } from './generated/client.ts';
import { findOrderIds } from './order-list.ts';
import { listPaymentMethods } from './payment-methods.ts';
import type { Query } from './query.ts';
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

export function createOrderStore(prisma: PrismaClient, query: Query): OrderStore {
  return {
    async save(shopId, orders, readAt) {
      for (const order of orders) {
        await query.execute(saveOrderSql(shopId, order, readAt));
      }
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
