import type { Asked, Delivery } from '../../domain/delivery.ts';
import { documentKind, summaryKind } from '../../domain/document-kind.ts';
import { orderAsMeant } from '../../domain/order-status.ts';
import { Problem, problem } from '../../domain/problem.ts';
import { requestInvoice } from '../aftercare/request.ts';
import { openShop, withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { mirrorOrder } from '../orders/mirror-order.ts';

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
 * @param options `seen`: the document that the person insists beside, by its id; null: there was none.
 * @throws AlreadySent; Problem `order-not-found`, or that the shop could not be asked and the order is unknown to us.
 */
export async function requestSend(
  context: Context,
  shopId: string,
  orderId: string,
  {
    again = false,
    seen,
    asked,
  }: { again?: boolean; seen?: number | null | undefined; asked?: Asked | undefined },
): Promise<Delivery> {
  const { store } = context;
  const existing = await store.deliveries.find(shopId, orderId);
  // A click whose answer was lost, done once more: what it asked for is there.
  if (again && seen !== undefined && existing?.state === 'sent' && existing.document?.id !== seen) {
    throw new AlreadySent(existing);
  }
  if (existing?.state === 'failed' && again) return acceptAgain(context, existing, 'asked', asked);
  if (existing?.state === 'sent') {
    if (again) return acceptAgain(context, existing, 'asked', asked);
    if (await documentExists(context, shopId, existing)) {
      if (asked?.kind !== 'invoice' || existing.kind !== 'order') throw new AlreadySent(existing);
      return requestInvoice(context, existing, asked);
    }
    return acceptAgain(context, existing, 'document-deleted', asked);
  }
  const order =
    existing?.state === 'sending'
      ? { id: orderId, kind: existing.kind }
      : await readKind(context, shopId, orderId, asked);
  const delivery = await store.deliveries.accept({
    shopId,
    orderId: order.id,
    origin: 'manual',
    kind: order.kind,
    asked,
    requeue: true,
  });
  // It may have been finished between the two looks.
  if (delivery.state === 'sent') throw new AlreadySent(delivery);
  return delivery;
}

/** Of two who let the same document be made anew, one does; the other sees what became of it. */
async function acceptAgain(
  context: Context,
  seen: Delivery,
  reason: 'asked' | 'document-deleted',
  asked: Asked | undefined,
) {
  const { deliveries } = context.store;
  const delivery =
    (await deliveries.acceptAgain(seen, reason, asked)) ?? (await deliveries.find(seen.shopId, seen.orderId));
  if (delivery === null) throw problem('order-not-found', 'mend', {});
  if (delivery.state === 'sent') throw new AlreadySent(delivery);
  return delivery;
}

/**
 * Reads the order under its own name and its kind; when the shop does not answer, what we know of it will do: a click
 * is not lost.
 */
async function readKind(context: Context, shopId: string, orderId: string, asked: Asked | undefined) {
  const { store, clock } = context;
  const { settings } = await store.settings.read(shopId);
  try {
    const shop = await openShop(context, shopId);
    const order = await shop.readOrder(orderId);
    if (order === null) throw problem('order-not-found', 'mend', {});
    const meant = orderAsMeant(order, settings.orders.statusMeaning);
    await store.orders.save(shopId, [mirrorOrder(meant)], clock.now());
    return { id: order.id, kind: documentKind(order, settings.orders.invoice, asked) };
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'order-not-found') throw error;
    const known = (await store.orders.findMany(shopId, [orderId])).get(orderId);
    if (known === undefined) throw error;
    return { id: known.id, kind: summaryKind(known, settings.orders.invoice, asked) };
  }
}

/**
 * One call. When it cannot be asked, or is another company's than the connected one, the document is taken to be there:
 * that makes no double.
 */
async function documentExists(context: Context, shopId: string, delivery: Delivery): Promise<boolean> {
  const { document } = delivery;
  if (document === null) return true;
  try {
    return await withCompany(context, shopId, 'manual', async (invoicing, company) =>
      delivery.companyId === company.id ? invoicing.documentExists(document.id) : true,
    );
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    context.log.info(
      { shopId, orderId: delivery.orderId, code: error.code },
      'document could not be looked up',
    );
    return true;
  }
}
