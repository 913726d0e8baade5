import type { DeliveryEventType } from '../../domain/delivery.ts';
import type { DeliveryLists } from '../../ports/stores/deliveries.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { decodeCursor, encodeCursor, isUuid } from '../postgres/cursor.ts';
import type { Query } from '../postgres/query.ts';
import { type PackedSent, unpackSent } from './packed-sent.ts';
import { toDelivery } from './rows.ts';

export function createDeliveryLists(prisma: PrismaClient, query: Query): DeliveryLists {
  return {
    async find(shopId, orderId) {
      const row = await prisma.delivery.findUnique({ where: { shopId_orderId: { shopId, orderId } } });
      return row === null ? null : toDelivery(row);
    },

    async events(shopId, orderId) {
      const rows = await prisma.deliveryEvent.findMany({
        where: { delivery: { shopId, orderId } },
        orderBy: { id: 'asc' },
      });
      return rows.map((row) => ({
        at: row.at,
        type: row.type as DeliveryEventType,
        values: row.data as Record<string, unknown>,
      }));
    },

    async findSent(shopId, orderId) {
      const row = await prisma.sentDocument.findFirst({ where: { shopId, delivery: { orderId } } });
      return row === null ? null : unpackSent(row.content as unknown as PackedSent);
    },

    async findGeneration(shopId, orderId) {
      const row = await prisma.delivery.findUnique({
        where: { shopId_orderId: { shopId, orderId } },
        select: { generation: true },
      });
      return row?.generation ?? 0;
    },

    async findOpen(shopId, orderIds) {
      const rows = await query.rows<{ id: string; open: boolean; unknown: boolean }>(Prisma.sql`
        select asked.id, d.state is null or d.state in ('failed', 'skipped', 'sent') as open,
          d.state is null
          and not exists (select 1 from orders o where o.shop_id = ${shopId}::uuid and o.order_id = asked.id)
          and not exists (select 1 from order_hints h where h.shop_id = ${shopId}::uuid and h.order_id = asked.id)
            as unknown
        from unnest(${[...orderIds]}::text[]) as asked (id)
        left join deliveries d on d.shop_id = ${shopId}::uuid and d.order_id = asked.id`);
      return {
        open: rows.flatMap(({ id, open }) => (open ? [id] : [])),
        unknown: rows.filter(({ unknown }) => unknown).length,
      };
    },

    async list(shopId, { state, cursor, limit }) {
      const place = decodeCursor(cursor);
      const after = place !== null && isUuid(place.id) ? place : null;
      const rows = await prisma.delivery.findMany({
        where: {
          shopId,
          ...(state === undefined ? {} : { state }),
          ...(after === null
            ? {}
            : { OR: [{ updatedAt: { lt: after.at } }, { updatedAt: after.at, id: { lt: after.id } }] }),
        },
        orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
        take: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        deliveries: page.map(toDelivery),
        nextCursor:
          rows.length > limit && last !== undefined
            ? encodeCursor({ at: last.updatedAt, id: last.id })
            : null,
      };
    },
  };
}
