import type { Company } from '../../ports/authorization.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import { openShop, withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';

/** Reads Fatture in Cloud's products and links them by code, which must equal the shop's SKU (vendor's guide). */
export async function refreshProducts(
  context: Context,
  shopId: string,
  company: Company,
  invoicing: Invoicing,
): Promise<void> {
  const { store, clock } = context;
  const now = clock.now();
  const products = (await invoicing.listProducts())
    .filter(({ code }) => code !== '')
    .map(({ id, code, copies }) => ({ sku: code, productId: id, copies }));
  await store.links.replaceProducts(shopId, company.id, products, now);
  await store.connections.markProductsRead(shopId, now);
}

/**
 * Reads the products of both sides anew, for the report and for the documents.
 *
 * @throws Problem of either platform, `not-connected` or `company-not-chosen`.
 */
export async function refreshBothProducts(context: Context, shopId: string): Promise<void> {
  const { store, clock } = context;
  const now = clock.now();
  await withCompany(context, shopId, 'catalogue', (invoicing, company) =>
    refreshProducts(context, shopId, company, invoicing),
  );
  const shop = await openShop(context, shopId);
  const products: { sku: string; title: string }[] = [];
  for await (const page of shop.listProducts()) products.push(...page);
  await store.products.replaceShopProducts(shopId, products, now);
}
