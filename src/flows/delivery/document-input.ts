import type { BuildDocumentInput } from '../../document/build-document.ts';
import { explainRefusals, type RefusedTotal, roundingModel } from '../../document/fic-rounding.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import type { Asked } from '../../domain/delivery.ts';
import { orderMarker } from '../../domain/marker.ts';
import type { ShopOrder } from '../../domain/order.ts';
import type { Company } from '../../ports/authorization.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { Setup } from '../../ports/stores/setups.ts';
import type { Context } from '../context.ts';
import { buyerIds, clientOf } from '../customers/order-buyer.ts';
import { lookUpSkus, type ProductLinks, skusOf, unknownSkus } from '../products/look-up-skus.ts';
import { hasCatalogue, readCatalogue } from '../settings/read-catalogue.ts';

/** The marker of an order's document; each document made anew on the merchant's word has its own. */
export function deliveryMarker(shop: InstalledShop, orderId: string, generation: number): string {
  return orderMarker(shop.uid, generation === 0 ? orderId : `${orderId}/${generation}`);
}

/** What an order's document is made with, beside what the tables hold. */
export interface Wanted {
  asked: Asked | null;
  /** What Fatture in Cloud refused of this order a moment ago. */
  refused?: readonly RefusedTotal[];
  /** Links that it refused: the document goes without. `products`: by the list as it is read anew, or none at all. */
  unlinked?: { client: boolean; products: ProductLinks };
}

/** What orders of a shop are sent by, as our tables have it now. */
export function readSetup(context: Context, shopId: string, orders: readonly ShopOrder[]): Promise<Setup> {
  return context.store.setups.read(shopId, {
    customerIds: buyerIds(orders),
    skus: [...new Set(orders.flatMap(skusOf))],
    // Where the shop tells when it was paid, nobody needs to have seen it.
    paidOrderIds: orders.filter(({ paid, paidAt }) => paid && paidAt === null).map(({ id }) => id),
  });
}

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
  { asked, refused, unlinked }: Wanted,
): Promise<BuildDocumentInput & { catalogue: Catalogue }> {
  const explained = refused === undefined ? null : explainRefusals(refused);
  const [catalogue, productIdBySku] = await Promise.all([
    readCatalogue(context, shop.id, company, invoicing, setup),
    lookUpSkus(context, shop.id, order, setup, company, invoicing, unlinked?.products ?? 'kept'),
  ]);
  return {
    order,
    settings: setup.settings,
    catalogue,
    // A buyer without a client is introduced by the next customer sync: here it would cost the order a second call.
    links: { clientId: unlinked?.client === true ? null : clientOf(order, setup), productIdBySku },
    marker: deliveryMarker(shop, order.id, generation),
    now: context.clock.now(),
    paidSeenAt: setup.links.paidSeenByOrder.get(order.id) ?? null,
    stampDutyAdded: setup.opened?.connection.stampDutyAdded ?? null,
    roundingModel: roundingModel(explained ?? setup.opened?.connection.roundingModel),
    ...(refused && { refused }),
    ...asked,
  };
}

/** Whether an order's document can be made from our tables, with nothing to be read anew before. */
export function isAtHand(order: ShopOrder, setup: Setup, company: Company): boolean {
  return hasCatalogue(setup.catalogue, company) && unknownSkus(order, setup).length === 0;
}
