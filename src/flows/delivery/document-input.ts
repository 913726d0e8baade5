import type { BuildDocumentInput } from '../../document/build-document.ts';
import { explainRefusals, type RefusedTotal, roundingModel } from '../../document/fic-rounding.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import type { Asked } from '../../domain/delivery.ts';
import { orderMarker } from '../../domain/marker.ts';
import type { ShopOrder } from '../../domain/order.ts';
import type { Company } from '../../ports/authorization.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { Setup } from '../../ports/stores/setups.ts';
import type { InstalledShop } from '../../ports/stores/shops.ts';
import type { Context } from '../context.ts';
import { buyerIds, clientOf } from '../customers/order-buyer.ts';
import { lookUpSkus, skusOf, unknownSkus } from '../products/look-up-skus.ts';
import { hasCatalogue, readCatalogue } from '../settings/read-catalogue.ts';

/** The marker of an order's document; each document made anew on the merchant's word has its own. */
export function deliveryMarker(shop: InstalledShop, orderId: string, generation: number): string {
  return orderMarker(shop.uid, generation === 0 ? orderId : `${orderId}/${generation}`);
}

/** What orders of a shop are sent by, as our tables have it now. */
export function readSetup(context: Context, shopId: string, orders: readonly ShopOrder[]): Promise<Setup> {
  return context.store.setups.read(shopId, {
    customerIds: buyerIds(orders),
    skus: [...new Set(orders.flatMap(skusOf))],
  });
}

/**
 * All that the document of an order is made from. In steady state it comes from our tables alone.
 *
 * @param setup As just read; a company in it is `company`.
 * @param invoicing Where a list must be read anew; null reads nothing and takes what is stored.
 * @param wanted `refused`: what Fatture in Cloud refused of this order a moment ago.
 */
export async function loadDocumentInput(
  context: Context,
  shop: InstalledShop,
  order: ShopOrder,
  generation: number,
  setup: Setup,
  company: Company | null,
  invoicing: Invoicing | null,
  { asked, refused }: { asked: Asked | null; refused?: readonly RefusedTotal[] },
): Promise<BuildDocumentInput & { catalogue: Catalogue }> {
  const explained = refused === undefined ? null : explainRefusals(refused);
  const [catalogue, productIdBySku] = await Promise.all([
    readCatalogue(context, shop.id, company, invoicing, setup),
    lookUpSkus(context, shop.id, order, setup, company, invoicing),
  ]);
  return {
    order,
    settings: setup.settings,
    catalogue,
    // A buyer without a client is introduced by the next customer sync: here it would cost the order a second call.
    links: { clientId: clientOf(order, setup), productIdBySku },
    marker: deliveryMarker(shop, order.id, generation),
    now: context.clock.now(),
    roundingModel: roundingModel(explained ?? setup.opened?.connection.roundingModel),
    ...(refused && { refused }),
    ...asked,
  };
}

/** Whether an order's document can be made from our tables, with nothing to be read anew before. */
export function isAtHand(order: ShopOrder, setup: Setup, company: Company): boolean {
  return hasCatalogue(setup.catalogue, company) && unknownSkus(order, setup).length === 0;
}
