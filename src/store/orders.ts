import type { OrderSummary } from '../domain/order.ts';
import type { OrderListFilter, OrderStore } from '../flows/store.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { toDelivery } from './deliveries.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { listPaymentMethods } from './payment-methods.ts';

interface OrderRow extends Omit<OrderSummary, 'id'> {
  orderId: string;
}

const toSummary = ({ orderId, ...row }: OrderRow): OrderSummary => ({
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
});

const DELIVERY_STATES = new Set(['queued', 'sending', 'sent', 'waiting', 'failed', 'skipped']);

function statusFilter(status: string | undefined): Prisma.Sql[] {
  if (status === undefined || status === '') return [];
  if (status === 'none') return [Prisma.sql`d.id is null`];
  if (DELIVERY_STATES.has(status)) return [Prisma.sql`d.state = ${status}`];
  if (/^-?\d{1,9}$/.test(status)) return [Prisma.sql`o.status = ${Number(status)}`];
  return [Prisma.sql`false`];
}

function conditions(shopId: string, filter: OrderListFilter): Prisma.Sql {
  const after = decodeCursor(filter.cursor);
  const text = filter.text?.trim().toLowerCase();
  return Prisma.join(
    [
      Prisma.sql`o.shop_id = ${shopId}::uuid`,
      ...statusFilter(filter.status),
      ...(text ? [Prisma.sql`position(${text} in o.search_text) > 0`] : []),
      ...(filter.from === undefined ? [] : [Prisma.sql`o.placed_at >= ${filter.from}`]),
      ...(filter.to === undefined ? [] : [Prisma.sql`o.placed_at < ${filter.to}`]),
      ...(after === null
        ? []
        : [Prisma.sql`(o.placed_at, o.order_id) < (${after.at}::timestamptz, ${after.id}::text)`]),
    ],
    ' and ',
  );
}

export function createOrderStore(prisma: PrismaClient): OrderStore {
  return {
    async save(shopId, orders, readAt) {
      if (orders.length === 0) return;
      const rows = orders.map(
        (
          order,
        ) => Prisma.sql`(${shopId}::uuid, ${order.id}, ${order.shortId}, ${order.placedAt}, ${order.customer},
          ${[order.id, order.shortId, order.customer, order.email].filter(Boolean).join('\n').toLowerCase()},
          ${order.totalCents}, ${order.currency}, ${order.status}, ${order.cancelled}, ${order.paid},
          ${order.invoiceRequested}, ${order.paymentMethod}, ${readAt})`,
      );
      await prisma.$executeRaw`
        insert into orders (shop_id, order_id, short_id, placed_at, customer, search_text, total_cents, currency,
          status, cancelled, paid, invoice_requested, payment_method, read_at)
        values ${Prisma.join(rows)}
        on conflict (shop_id, order_id) do update set
          short_id = excluded.short_id, placed_at = excluded.placed_at, customer = excluded.customer,
          search_text = excluded.search_text, total_cents = excluded.total_cents, currency = excluded.currency,
          status = excluded.status, cancelled = excluded.cancelled, paid = excluded.paid,
          invoice_requested = excluded.invoice_requested, payment_method = excluded.payment_method,
          read_at = excluded.read_at
        where orders.read_at <= excluded.read_at`;
    },

    async findMany(shopId, orderIds) {
      const rows = await prisma.order.findMany({ where: { shopId, orderId: { in: [...orderIds] } } });
      return new Map(rows.map((row) => [row.orderId, toSummary(row)]));
    },

    async list(shopId, filter) {
      const found = await prisma.$queryRaw<{ orderId: string }[]>`
        select o.order_id as "orderId"
        from orders o left join deliveries d on d.shop_id = o.shop_id and d.order_id = o.order_id
        where ${conditions(shopId, filter)}
        order by o.placed_at desc, o.order_id desc
        limit ${filter.limit + 1}`;
      const ids = found.slice(0, filter.limit).map((row) => row.orderId);
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

    async listIds(shopId, { from, to }) {
      const rows = await prisma.order.findMany({
        where: { shopId, placedAt: { gte: from, lt: to } },
        select: { orderId: true },
        orderBy: { placedAt: 'asc' },
      });
      return rows.map((row) => row.orderId);
    },

    listPaymentMethods: (shopId) => listPaymentMethods(prisma, shopId),
  };
}
