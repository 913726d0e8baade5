import type { LinkStore } from '../../ports/stores/products.ts';
import type { PrismaClient } from '../generated/client.ts';

export function createLinkStore(prisma: PrismaClient): LinkStore {
  return {
    async productIds(shopId, companyId, skus) {
      if (skus.length === 0) return new Map();
      const rows = await prisma.productLink.findMany({
        where: { shopId, companyId, sku: { in: [...skus] } },
      });
      return new Map(rows.map((row) => [row.sku, Number(row.productId)]));
    },

    async replaceProducts(shopId, companyId, products, at) {
      await prisma.$transaction([
        prisma.productLink.deleteMany({ where: { shopId } }),
        prisma.productLink.createMany({
          data: products.map((product) => ({ shopId, companyId, ...product, readAt: at })),
          skipDuplicates: true,
        }),
      ]);
    },
  };
}
