import { isDue, stateOfStatus } from '../../domain/e-invoice.ts';
import { problem } from '../../domain/problem.ts';
import { romeDay } from '../../domain/time.ts';
import type { StandingDocument } from '../../ports/document-acts.ts';
import type { Acting } from './acting.ts';

/**
 * Deletes a document that was never issued. It is read first, so that nothing is deleted that the SDI has; deleting it
 * twice is deleting it once, so that nothing is noted before the call.
 *
 * @throws Problem `withdraw-issued`; `e-invoice-uncertain` while nobody knows whether its invoice went.
 */
export async function withdrawDocument(acting: Acting): Promise<void> {
  const { context, shop, act, invoicing } = acting;
  const { store, clock, log } = context;
  const standing = await readUnissued(acting, 'withdraw');
  let stock: 'back' | 'not-back' | 'unknown' = 'unknown';
  if (standing !== null) {
    const { stockOf } = standing;
    const before = stockOf === null ? null : await invoicing.readStock(stockOf);
    await deleteSurely(acting);
    // What deleting does to the stock is not documented: it is looked at, and said.
    const after =
      stockOf === null || before === null ? null : await invoicing.readStock(stockOf).catch(() => null);
    if (before !== null && after !== null) stock = after > before ? 'back' : 'not-back';
  }
  const order = (await store.orders.findMany(shop.id, [act.orderId])).get(act.orderId);
  await store.sales.end(
    shop.id,
    act.orderId,
    order?.cancelled === true ? 'cancelled' : 'withdrawn',
    romeDay(clock.now()),
  );
  const delivery = await store.deliveries.find(shop.id, act.orderId);
  const number = standing?.number ?? delivery?.document?.number ?? '';
  await store.aftercare.actWithdrawn(act, { number, stock });
  log.info(
    { shopId: shop.id, orderId: act.orderId, documentId: act.documentId, stock },
    'document withdrawn',
  );
}

/**
 * A deletion answers nothing by which it could be told from a page of something in between: it is looked at. Answers
 * whether there was something to delete.
 */
export async function deleteSurely({ act, invoicing }: Acting): Promise<'deleted' | 'gone'> {
  const how = await invoicing.deleteDocument(act.documentId);
  if (how === 'deleted' && (await invoicing.readStanding(act.documentId)) !== null) {
    throw problem('fic-unreachable', 'retry', {});
  }
  return how;
}

/** The document as it stands, if it was not issued; null: it is gone. */
export async function readUnissued(
  { context, shop, act, invoicing }: Acting,
  why: 'withdraw' | 'update',
): Promise<StandingDocument | null> {
  const eInvoice = await context.store.eInvoices.find(shop.id, act.orderId);
  if (eInvoice?.state === 'sending') {
    const retryAt = new Date(context.clock.now().getTime() + context.retry.uncertainMs);
    throw problem('e-invoice-uncertain', 'retry', {}, { retryAt });
  }
  const standing = await invoicing.readStanding(act.documentId);
  if (standing === null) return null;
  const { locked, status, number } = standing;
  if (locked || !isDue(stateOfStatus(status, locked))) throw problem(`${why}-issued`, 'mend', { number });
  return standing;
}
