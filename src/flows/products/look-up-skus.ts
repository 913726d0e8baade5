import { documentKind } from '../../domain/document-kind.ts';
import type { ShopOrder } from '../../domain/order.ts';
import { Problem } from '../../domain/problem.ts';
import type { Company } from '../../ports/authorization.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { Setup } from '../../ports/stores/setups.ts';
import { withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { refreshProducts } from './refresh-products.ts';

export const skusOf = (order: ShopOrder) => [...new Set(order.lines.flatMap((line) => line.sku ?? []))];

/** SKUs of products that the order moves, of which nobody knows whether they are in Fatture in Cloud. */
export function unknownSkus(order: ShopOrder, { settings, links }: Setup): string[] {
  if (!settings.products.updateStock || documentKind(order, settings.orders.invoice) !== 'order') return [];
  return skusOf(order).filter((sku) => !links.productIdBySku.has(sku) && !links.missingSkus.has(sku));
}

/** How an order's products are linked: as known; looked for anew, since one of them is gone; or not at all. */
export type ProductLinks = 'kept' | 'anew' | 'none';

/**
 * The products of an order's SKUs. Unknown ones are looked for by themselves, one call for all of them, and what is not
 * there is remembered for a day. The whole list is read here only where it never was; else at night and by the button.
 *
 * @param invoicing Null asks nobody.
 */
export async function lookUpSkus(
  context: Context,
  shopId: string,
  order: ShopOrder,
  setup: Setup,
  company: Company | null,
  invoicing: Invoicing | null,
  links: ProductLinks = 'kept',
): Promise<ReadonlyMap<string, number>> {
  const { store, clock, log } = context;
  if (links === 'none') return new Map();
  const known = links === 'anew' ? new Map<string, number>() : setup.links.productIdBySku;
  const unknown = links === 'anew' ? skusOf(order) : unknownSkus(order, setup);
  if (company === null || invoicing === null || unknown.length === 0) return known;
  if (setup.opened?.connection.productsReadAt == null && (await readWhole(context, shopId))) {
    return store.links.productIds(shopId, company.id, skusOf(order));
  }
  let products: Awaited<ReturnType<Invoicing['findProducts']>> = [];
  try {
    products = await invoicing.findProducts(unknown);
  } catch (error) {
    // A filter that is not accepted: the night's reading finds them.
    if (!(error instanceof Problem) || error.code !== 'fic-refused') throw error;
    log.warn({ shopId, reason: error.detail }, 'products cannot be looked for by their code');
  }
  const found = products.map(({ id, code, copies }) => ({ sku: code, productId: id, copies }));
  await store.links.saveLook(shopId, company.id, unknown, found, clock.now());
  return new Map([...known, ...found.map(({ sku, productId }) => [sku, productId] as const)]);
}

/** The first reading of a company's products, as `catalogue`; false where the quota has none for that. */
async function readWhole(context: Context, shopId: string): Promise<boolean> {
  try {
    await withCompany(context, shopId, 'catalogue', (invoicing, company) =>
      refreshProducts(context, shopId, company, invoicing),
    );
    return true;
  } catch (error) {
    if (error instanceof Problem && error.outcome === 'quota') return false;
    throw error;
  }
}
