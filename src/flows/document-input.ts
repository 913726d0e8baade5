import type { BuildDocumentInput } from '../document/build-document.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { documentKind } from '../domain/delivery.ts';
import { orderMarker } from '../domain/marker.ts';
import type { ShopOrder } from '../domain/order.ts';
import { problem } from '../domain/problem.ts';
import type { Settings } from '../domain/settings.ts';
import type { Context } from './context.ts';
import type { Company, Invoicing } from './ports.ts';
import { readCatalogue } from './read-catalogue.ts';
import { refreshProducts } from './refresh-products.ts';
import type { InstalledShop } from './store.ts';

/** An unknown SKU makes the product list be read anew, but not more often. */
const PRODUCTS_FRESH_MS = 15 * 60 * 1000;

/** The marker of an order's document; each document made anew on the merchant's word has its own. */
export function deliveryMarker(shop: InstalledShop, orderId: string, generation: number): string {
  return orderMarker(shop.uid, generation === 0 ? orderId : `${orderId}/${generation}`);
}

/**
 * All that the document of an order is made from. In steady state it comes from our tables alone.
 *
 * @param invoicing Where a list must be read anew; null reads nothing and takes what is stored.
 */
export async function loadDocumentInput(
  context: Context,
  shop: InstalledShop,
  order: ShopOrder,
  generation: number,
  company: Company | null,
  invoicing: Invoicing | null,
): Promise<BuildDocumentInput & { catalogue: Catalogue }> {
  const { store, clock } = context;
  const settingsRead = store.settings.read(shop.id).then(({ settings, companyId }) => {
    // The merchant has just moved to another company: its ids may not meet this one's documents.
    if (company !== null && companyId !== null && companyId !== company.id) {
      throw problem('company-changed', 'retry', {});
    }
    return settings;
  });
  const [settings, catalogue, productIdBySku, clientId] = await Promise.all([
    settingsRead,
    readCatalogue(context, shop.id, company, invoicing),
    productLinks(context, shop.id, order, settingsRead, company, invoicing),
    // A buyer without a client is introduced by the next customer sync: here it would cost the order a second call.
    company === null || order.customerId === null
      ? null
      : store.links.clientId(shop.id, company.id, order.customerId),
  ]);
  return {
    order,
    settings,
    catalogue,
    links: { clientId, productIdBySku },
    marker: deliveryMarker(shop, order.id, generation),
    now: clock.now(),
  };
}

async function productLinks(
  context: Context,
  shopId: string,
  order: ShopOrder,
  settingsRead: Promise<Settings>,
  company: Company | null,
  invoicing: Invoicing | null,
): Promise<ReadonlyMap<string, number>> {
  const { store, clock } = context;
  const skus = [...new Set(order.lines.flatMap((line) => line.sku ?? []))];
  if (company === null || skus.length === 0) return new Map();
  const [known, settings] = await Promise.all([
    store.links.productIds(shopId, company.id, skus),
    settingsRead,
  ]);
  const movesStock = settings.products.updateStock && documentKind(order) === 'order';
  if (!movesStock || known.size === skus.length || invoicing === null) return known;
  const readAt = (await store.connections.find(shopId))?.productsReadAt ?? null;
  if (readAt !== null && clock.now().getTime() - readAt.getTime() < PRODUCTS_FRESH_MS) return known;
  await refreshProducts(context, shopId, company, invoicing);
  return store.links.productIds(shopId, company.id, skus);
}
