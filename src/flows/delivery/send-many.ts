import type { DocumentKind } from '../../domain/delivery.ts';
import { summaryKind } from '../../domain/document-kind.ts';
import { problem } from '../../domain/problem.ts';
import { romeDayStart } from '../../domain/time.ts';
import { deliveryTexts } from '../../texts/it/delivery.ts';
import { openShop } from '../connection/access.ts';
import type { Context } from '../context.ts';

const SHOP_PAGE = 100;
/** Keeps one click from reading without end. */
const MOST = 20_000;

/**
 * Accepts many orders at once: by ids, or all that were placed from one day to another (Europe/Rome, both included).
 * Those already in Fatture in Cloud and cancelled ones stay as they are.
 *
 * @returns how many are now queued.
 */
export async function sendMany(
  context: Context,
  shopId: string,
  what: { ids: string[] } | { from: string; to: string },
): Promise<number> {
  const { settings } = await context.store.settings.read(shopId);
  const ids = 'ids' in what ? [...new Set(what.ids)] : await listIds(context, shopId, what);
  const { store } = context;
  const orders: { orderId: string; kind: DocumentKind }[] = [];
  for (let start = 0; start < ids.length; start += SHOP_PAGE) {
    const batch = ids.slice(start, start + SHOP_PAGE);
    const known = await store.orders.findMany(shopId, batch);
    for (const orderId of batch) {
      const order = known.get(orderId);
      if (order?.cancelled) continue;
      // The kind of an order not seen yet is settled when it is read for sending.
      orders.push({
        orderId,
        kind: order === undefined ? 'order' : summaryKind(order, settings.orders.invoice),
      });
    }
  }
  return store.deliveries.acceptMany(shopId, orders, context.clock.now());
}

/** Stops what of a batch has not begun; what is on its way arrives. */
export async function cancelMany(context: Context, shopId: string, batchId: string): Promise<void> {
  const { store, clock } = context;
  const reason = deliveryTexts.batchCancelled;
  if (!(await store.deliveries.cancelBatch(shopId, batchId, reason, clock.now()))) {
    throw problem('not-found', 'mend', {});
  }
}

/**
 * Order ids that the shop lists from one day to another (Europe/Rome, both included), oldest first.
 *
 * @throws Problem `range-invalid`, or `range-too-long` where there are more orders than one request may send.
 */
export async function listIds(
  context: Context,
  shopId: string,
  { from, to }: { from: string; to: string },
): Promise<string[]> {
  if (from > to) throw problem('range-invalid', 'mend', {});
  const shop = await openShop(context, shopId);
  const ids = new Set<string>();
  for (let skip = 0; ; skip += SHOP_PAGE) {
    const rows = await shop.listOrders({
      from: romeDayStart(from),
      to: new Date(romeDayStart(to, 1).getTime() - 1000),
      limit: SHOP_PAGE,
      skip,
    });
    const before = ids.size;
    for (const row of rows) ids.add(row.id);
    // A list that ignores `skip` gives the same rows again: nothing new ends it.
    if (rows.length < SHOP_PAGE || ids.size === before) break;
    if (ids.size >= MOST) throw problem('range-too-long', 'mend', { most: String(MOST) });
  }
  return [...ids].reverse();
}
