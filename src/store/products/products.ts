import type { ProductRow, ProductState, ProductStore } from '../../ports/stores/products.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';

/** Rows of one statement; PostgreSQL takes 32,767 values. */
const CHUNK = 5000;

const encode = (sku: string) => Buffer.from(sku).toString('base64url');
/** PostgreSQL's texts cannot hold U+0000: a cursor with one is not ours. */
const decode = (cursor: string) => Buffer.from(cursor, 'base64url').toString('utf8').replaceAll('\0', '');

/** The shop's SKUs, each held against the company's products. */
function reportSql(shopId: string, companyId: number, text: string | undefined): Prisma.Sql {
  const pattern = `%${(text ?? '').toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return Prisma.sql`
    select s.sku, s.title, l.product_id::float8 as "productId",
      case when l.sku is null then 'missing' when l.copies > 1 then 'duplicate' else 'matched' end as state
    from shop_products s
    left join product_links l on l.shop_id = s.shop_id and l.company_id = ${companyId} and l.sku = s.sku
    where s.shop_id = ${shopId}::uuid and (lower(s.sku) like ${pattern} or lower(s.title) like ${pattern})`;
}

export function createProductStore(prisma: PrismaClient): ProductStore {
  return {
    async replaceShopProducts(shopId, products, at) {
      const unique = [...new Map(products.map((product) => [product.sku, product])).values()];
      const chunks = Array.from({ length: Math.ceil(unique.length / CHUNK) }, (_, index) =>
        unique.slice(index * CHUNK, (index + 1) * CHUNK),
      );
      await prisma.$transaction([
        prisma.shopProduct.deleteMany({ where: { shopId } }),
        ...chunks.map((chunk) =>
          prisma.shopProduct.createMany({
            data: chunk.map(({ sku, title }) => ({ shopId, sku, title, readAt: at })),
            skipDuplicates: true,
          }),
        ),
      ]);
    },

    async shopReadAt(shopId) {
      const row = await prisma.shopProduct.findFirst({ where: { shopId }, select: { readAt: true } });
      return row?.readAt ?? null;
    },

    async counts(shopId, companyId, text) {
      const rows = await prisma.$queryRaw<{ state: ProductState; count: number }[]>`
        select state, count(*)::int as count from (${reportSql(shopId, companyId, text)}) r group by state`;
      const counts: Record<ProductState, number> = { matched: 0, missing: 0, duplicate: 0 };
      for (const { state, count } of rows) counts[state] = count;
      return counts;
    },

    async list(shopId, companyId, { text, state, cursor, limit }) {
      const after = cursor === undefined ? Prisma.empty : Prisma.sql`and sku collate "C" > ${decode(cursor)}`;
      const only = state === undefined ? Prisma.empty : Prisma.sql`and state = ${state}`;
      const rows = await prisma.$queryRaw<ProductRow[]>`
        select * from (${reportSql(shopId, companyId, text)}) r where true ${after} ${only}
        order by sku collate "C" limit ${limit + 1}`;
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return { rows: page, nextCursor: rows.length > limit && last !== undefined ? encode(last.sku) : null };
    },
  };
}
