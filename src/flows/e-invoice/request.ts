import { problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';

/**
 * A person wants an order's invoice sent to the SDI, or a corrected one again. One that is under way already stays as it
 * is.
 *
 * @throws Problem `e-invoice-not-due`, `order-not-found`.
 */
export async function requestEInvoice(context: Context, shopId: string, orderId: string): Promise<void> {
  const { store, clock } = context;
  if (await store.eInvoices.requestOne(shopId, orderId, clock.now())) return;
  const isKnown =
    (await store.deliveries.find(shopId, orderId)) !== null ||
    (await store.orders.findMany(shopId, [orderId])).has(orderId);
  throw problem(isKnown ? 'e-invoice-not-due' : 'order-not-found', 'mend', {});
}

/** Those of these orders, or all, that are to be sent; how many leave now. Those that came back want a look at each. */
export function requestEInvoices(
  context: Context,
  shopId: string,
  what: { ids: string[] } | { all: true },
): Promise<number> {
  const { store, clock } = context;
  return store.eInvoices.request(shopId, 'ids' in what ? [...new Set(what.ids)] : 'all', clock.now());
}
