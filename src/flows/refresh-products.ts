import type { Context } from './context.ts';
import type { Company, Invoicing } from './ports.ts';

/** Reads Fatture in Cloud's products and links them by code, which must equal the shop's SKU (vendor's guide). */
export async function refreshProducts(
  context: Context,
  shopId: string,
  company: Company,
  invoicing: Invoicing,
): Promise<void> {
  const { store, clock } = context;
  const now = clock.now();
  const bySku = new Map<string, number>();
  for (const { id, code } of await invoicing.listProducts()) {
    if (code !== '' && !bySku.has(code)) bySku.set(code, id);
  }
  const products = [...bySku].map(([sku, productId]) => ({ sku, productId }));
  await store.links.replaceProducts(shopId, company.id, products, now);
  await store.connections.markProductsRead(shopId, now);
}
