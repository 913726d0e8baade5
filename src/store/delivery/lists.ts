import type { DeliveryEventType } from '../../domain/delivery.ts';
import type { DeliveryLists } from '../../ports/stores/deliveries.ts';
import type { PrismaClient } from '../generated/client.ts';
import { decodeCursor, encodeCursor, isUuid } from '../postgres/cursor.ts';
import { type PackedSent, unpackSent } from './packed-sent.ts';
import { toDelivery } from './rows.ts';

export function createDeliveryLists(prisma: PrismaClient): DeliveryLists {
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

    async findSettled(shopId, orderIds) {
      const rows = await prisma.delivery.findMany({
        where: { shopId, orderId: { in: [...orderIds] }, state: { notIn: ['failed', 'skipped', 'sent'] } },
        select: { orderId: true },
      });
      return new Set(rows.map((row) => row.orderId));
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
