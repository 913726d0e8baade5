import type { BuildDocumentInput } from '../document/build-document.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { documentKind } from '../domain/delivery.ts';
import { orderMarker } from '../domain/marker.ts';
import type { ShopOrder } from '../domain/order.ts';
import type { Context } from './context.ts';
import type { Company, Invoicing } from './ports.ts';
import { readCatalogue } from './read-catalogue.ts';
import { refreshProducts } from './refresh-products.ts';
import type { InstalledShop, Setup } from './store.ts';

/** An unknown SKU makes the product list be read anew, but not more often. */
const PRODUCTS_FRESH_MS = 15 * 60 * 1000;

/** The marker of an order's document; each document made anew on the merchant's word has its own. */
export function deliveryMarker(shop: InstalledShop, orderId: string, generation: number): string {
  return orderMarker(shop.uid, generation === 0 ? orderId : `${orderId}/${generation}`);
}

/** What the order is sent by, as our tables have it now. */
export function readSetup(context: Context, shopId: string, order: ShopOrder): Promise<Setup> {
  return context.store.setups.read(shopId, { customerId: order.customerId, skus: skusOf(order) });
}

const skusOf = (order: ShopOrder) => [...new Set(order.lines.flatMap((line) => line.sku ?? []))];

/**
 * All that the document of an order is made from. In steady state it comes from our tables alone.
 *
 * @param setup As just read; a company in it is `company`.
 * @param invoicing Where a list must be read anew; null reads nothing and takes what is stored.
 */
export async function loadDocumentInput(
  context: Context,
  shop: InstalledShop,
  order: ShopOrder,
  generation: number,
  setup: Setup,
  company: Company | null,
  invoicing: Invoicing | null,
): Promise<BuildDocumentInput & { catalogue: Catalogue }> {
  const [catalogue, productIdBySku] = await Promise.all([
    readCatalogue(context, shop.id, company, invoicing, setup),
    productLinks(context, shop.id, order, setup, company, invoicing),
  ]);
  return {
    order,
    settings: setup.settings,
    catalogue,
    // A buyer without a client is introduced by the next customer sync: here it would cost the order a second call.
    links: { clientId: setup.links.clientId, productIdBySku },
    marker: deliveryMarker(shop, order.id, generation),
    now: context.clock.now(),
  };
}

async function productLinks(
  context: Context,
  shopId: string,
  order: ShopOrder,
  { settings, links, opened }: Setup,
  company: Company | null,
  invoicing: Invoicing | null,
): Promise<ReadonlyMap<string, number>> {
  const { store, clock } = context;
  const known = links.productIdBySku;
  const skus = skusOf(order);
  const movesStock = settings.products.updateStock && documentKind(order) === 'order';
  if (!movesStock || known.size === skus.length || company === null || invoicing === null) return known;
  const readAt = opened?.connection.productsReadAt ?? null;
  if (readAt !== null && clock.now().getTime() - readAt.getTime() < PRODUCTS_FRESH_MS) return known;
  await refreshProducts(context, shopId, company, invoicing);
  return store.links.productIds(shopId, company.id, skus);
}
