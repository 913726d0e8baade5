import { type Delivery, documentKind } from '../domain/delivery.ts';
import { Problem, problem } from '../domain/problem.ts';
import { openShop, withCompany } from './access.ts';
import type { Context } from './context.ts';
import { mirrorOrder } from './mirror-order.ts';

/** A delivery that is in Fatture in Cloud already; `document` says which one. */
export class AlreadySent extends Problem {
  readonly delivery: Delivery;

  constructor(delivery: Delivery) {
    const text = problem('already-sent', 'mend', { number: delivery.document?.number ?? '' });
    super(text.code, 'mend', text);
    this.delivery = delivery;
  }
}

/**
 * A person wants this order in Fatture in Cloud, paid or not. What is already on its way stays one delivery, moved to
 * the front; what is already there is refused, unless its document was deleted or the person insists (`again`).
 *
 * @throws AlreadySent; Problem `order-not-found`, or that the shop could not be asked and the order is unknown to us.
 */
export async function requestSend(
  context: Context,
  shopId: string,
  orderId: string,
  again: boolean,
): Promise<Delivery> {
  const { store } = context;
  const existing = await store.deliveries.find(shopId, orderId);
  if (existing?.state === 'failed' && again) return store.deliveries.acceptAgain(shopId, orderId, 'asked');
  if (existing?.state === 'sent') {
    if (again) return store.deliveries.acceptAgain(shopId, orderId, 'asked');
    if (await documentExists(context, shopId, existing)) throw new AlreadySent(existing);
    return store.deliveries.acceptAgain(shopId, orderId, 'document-deleted');
  }
  const kind = existing?.state === 'sending' ? existing.kind : await kindOf(context, shopId, orderId);
  const delivery = await store.deliveries.accept({ shopId, orderId, origin: 'manual', kind, requeue: true });
  // It may have been finished between the two looks.
  if (delivery.state === 'sent') throw new AlreadySent(delivery);
  return delivery;
}

/** Reads the order; when the shop does not answer, what we know of it will do: a click is not lost. */
async function kindOf(context: Context, shopId: string, orderId: string) {
  const { store, clock } = context;
  try {
    const shop = await openShop(context, shopId);
    const order = await shop.readOrder(orderId);
    if (order === null) throw problem('order-not-found', 'mend', {});
    await store.orders.save(shopId, [mirrorOrder(order)], clock.now());
    return documentKind(order);
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'order-not-found') throw error;
    const known = (await store.orders.findMany(shopId, [orderId])).get(orderId);
    if (known === undefined) throw error;
    return documentKind(known);
  }
}

/** One call. When it cannot be asked, the document is taken to be there: that makes no double. */
async function documentExists(context: Context, shopId: string, delivery: Delivery): Promise<boolean> {
  const { document } = delivery;
  if (document === null) return true;
  try {
    return await withCompany(context, shopId, 'manual', (invoicing) => invoicing.documentExists(document.id));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    context.log.info(
      { shopId, orderId: delivery.orderId, code: error.code },
      'document could not be looked up',
    );
    return true;
  }
}
