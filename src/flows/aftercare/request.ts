import type { Asked, Delivery } from '../../domain/delivery.ts';
import { type EInvoice, isUnsent } from '../../domain/e-invoice.ts';
import { Problem, problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { previewOrder } from '../orders/preview-order.ts';

/** The SDI has it, or it is on its way there: it can only be credited. */
export const isIssued = ({ state }: Pick<EInvoice, 'state'>): boolean => !isUnsent(state);

/**
 * A person wants a document deleted, or brought up to its order. One that is under way already stays one.
 *
 * @throws Problem `withdraw-not-possible`, `withdraw-issued`, `update-not-possible`, `update-issued`, `document-busy`.
 */
export async function requestAct(
  context: Context,
  shopId: string,
  orderId: string,
  act: 'withdraw' | 'update',
): Promise<void> {
  const { store, clock } = context;
  const delivery = await findDelivery(context, shopId, orderId);
  const { document, companyId, state } = delivery;
  if (state !== 'sent' || document === null || companyId === null) {
    throw problem(`${act}-not-possible`, 'mend', {});
  }
  const eInvoice = await store.eInvoices.find(shopId, orderId);
  if (eInvoice !== null && isIssued(eInvoice)) {
    throw problem(`${act}-issued`, 'mend', { number: document.number });
  }
  const asked = await store.aftercare.request(
    {
      shopId,
      deliveryId: delivery.id,
      orderId: delivery.orderId,
      companyId,
      documentId: document.id,
      act,
      data: {},
      origin: 'manual',
    },
    clock.now(),
  );
  if (!asked) throw problem('document-busy', 'mend', {});
}

export async function findDelivery({ store }: Context, shopId: string, orderId: string): Promise<Delivery> {
  const delivery = await store.deliveries.find(shopId, orderId);
  if (delivery !== null) return delivery;
  const isKnown = (await store.orders.findMany(shopId, [orderId])).has(orderId);
  throw problem(isKnown ? 'delivery-not-found' : 'order-not-found', 'mend', {});
}

/**
 * The buyer of a sent order wants an invoice after all: its document of type order becomes one. What forbids the invoice is
 * told now, while the document stands as it is.
 *
 * @throws Problem: what forbids it; `document-busy` where something else is being done to the document.
 */
export async function requestInvoice(context: Context, seen: Delivery, asked: Asked): Promise<Delivery> {
  const { store } = context;
  const { problems } = await previewOrder(context, seen.shopId, seen.orderId, asked);
  const [first] = problems;
  if (first !== undefined) throw new Problem(first.code, 'mend', first);
  const delivery = await store.deliveries.acceptInvoice(seen, asked);
  if (delivery !== null) return delivery;
  const now = await findDelivery(context, seen.shopId, seen.orderId);
  // Of two who ask, one is enough.
  if (now.state !== 'sent' && now.kind === 'invoice') return now;
  throw problem('document-busy', 'mend', {});
}
