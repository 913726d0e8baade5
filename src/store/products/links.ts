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

    async saveLook(shopId, companyId, skus, found, at) {
      const known = new Set(found.map(({ sku }) => sku));
      const missing = [...new Set(skus)].filter((sku) => !known.has(sku)).sort();
      await prisma.$transaction([
        ...found.map(({ sku, productId, copies }) =>
          prisma.productLink.upsert({
            where: { shopId_companyId_sku: { shopId, companyId, sku } },
            create: { shopId, companyId, sku, productId, copies, readAt: at },
            update: { productId, copies, readAt: at },
          }),
        ),
        prisma.productLink.deleteMany({ where: { shopId, companyId, sku: { in: missing } } }),
        prisma.$executeRaw`
          insert into missing_skus (shop_id, company_id, sku, looked_at)
          select ${shopId}::uuid, ${companyId}, sku, ${at} from unnest(${missing}::text[]) as sku
          on conflict (shop_id, company_id, sku) do update set looked_at = excluded.looked_at`,
      ]);
    },

    async replaceProducts(shopId, companyId, products, at) {
      await prisma.$transaction([
        prisma.productLink.deleteMany({ where: { shopId } }),
        prisma.productLink.createMany({
          data: products.map((product) => ({ shopId, companyId, ...product, readAt: at })),
          skipDuplicates: true,
        }),
        // What a whole reading found, or nobody looked for lately, need not be remembered.
        prisma.$executeRaw`
          delete from missing_skus m where m.shop_id = ${shopId}::uuid and (m.looked_at < ${at}::timestamptz - interval '1 day'
            or exists (select 1 from product_links l where l.shop_id = m.shop_id and l.company_id = m.company_id
                       and l.sku = m.sku))`,
      ]);
    },
  };
}
