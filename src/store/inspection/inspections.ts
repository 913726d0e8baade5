import type { ShopInspection } from '../../ports/shop-inspection.ts';
import type { InspectionStore } from '../../ports/stores/inspections.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';

export function createInspectionStore(prisma: PrismaClient): InspectionStore {
  return {
    async read(shopId) {
      const row = await prisma.shopInspection.findUnique({ where: { shopId } });
      if (row === null) return null;
      return { lookedAt: row.lookedAt, inspection: row.inspection as unknown as ShopInspection };
    },

    async save(shopId, { lookedAt, inspection }, unread) {
      const data = { lookedAt, inspection: inspection as unknown as Prisma.InputJsonValue, unread };
      await prisma.shopInspection.upsert({ where: { shopId }, create: { shopId, ...data }, update: data });
    },
  };
}
