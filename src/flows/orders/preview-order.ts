import { type BuiltDocument, buildDocument } from '../../document/build-document.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import type { Asked } from '../../domain/delivery.ts';
import type { ShopOrder } from '../../domain/order.ts';
import { orderAsMeant } from '../../domain/order-status.ts';
import { Problem, problem, problemText } from '../../domain/problem.ts';
import { printOrder } from '../aftercare/snapshot.ts';
import { openShop, withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { loadDocumentInput, readSetup } from '../delivery/document-input.ts';

export interface Preview extends BuiltDocument {
  order: ShopOrder;
  /** Names of what the document refers to by id. */
  catalogue: Catalogue;
}

/** Exactly what would be sent, were this asked for, with its problems; creates nothing. */
export async function previewOrder(
  context: Context,
  shopId: string,
  orderId: string,
  askedNow?: Asked,
): Promise<Preview> {
  const { store } = context;
  const shop = await store.shops.find(shopId);
  if (shop === null) throw problem('shop-not-installed', 'mend', {});
  const connectShop = await openShop(context, shopId);
  const told = await connectShop.readOrder(orderId);
  if (told === null) throw problem('order-not-found', 'mend', {});
  const setup = await readSetup(context, shopId, [told]);
  const order = orderAsMeant(told, setup.settings.orders.statusMeaning);
  // What was asked for before holds where nothing is told now, as it does when it is sent.
  const asked = askedNow ?? (await store.deliveries.find(shopId, order.id))?.asked ?? null;
  const alike = await store.aftercare.findAlike(shopId, { ...order, ...printOrder(order) });
  const looksLike = alike === null ? [] : [problemText('order-looks-like', { order: alike })];
  const withNote = (built: BuiltDocument) => ({ ...built, warnings: [...built.warnings, ...looksLike] });
  try {
    const input = await withCompany(
      context,
      shopId,
      'catalogue',
      (invoicing, company) =>
        loadDocumentInput(context, shop, order, 0, setup, company, invoicing, { asked }),
      setup,
    );
    return { ...withNote(buildDocument(input)), order, catalogue: input.catalogue };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Without a connection, or while it is exhausted, the preview shows what is known and says what is missing.
    const company = setup.opened?.connection.company ?? null;
    const input = await loadDocumentInput(context, shop, order, 0, setup, company, null, { asked });
    const built = withNote(buildDocument(input));
    return {
      ...built,
      document: null,
      problems: [error.toText(), ...built.problems],
      order,
      catalogue: input.catalogue,
    };
  }
}
