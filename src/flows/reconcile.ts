import { openShop } from './access.ts';
import type { Context } from './context.ts';

/** Looked at again each time: the shop's clock and ours may differ, and lists may lag. */
const OVERLAP_MS = 10 * 60 * 1000;
/** The first time, and after a long silence, no further back than this. */
const LONGEST_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Looks for orders whose webhook never came: hints for all that changed since the last look, with overlap. One call
 * of the shop; the watermark moves only when the hints are durable.
 */
export async function reconcileShop(context: Context, shopId: string): Promise<void> {
  const { store, clock, log } = context;
  const now = clock.now();
  const seenUntil = await store.shops.ordersSeenUntil(shopId);
  const { activeSince } = await store.settings.read(shopId);
  if (activeSince === null) return;
  const from = new Date(
    Math.max((seenUntil ?? activeSince).getTime() - OVERLAP_MS, now.getTime() - LONGEST_MS),
  );
  const shop = await openShop(context, shopId);
  const rows = await shop.listUpdatedOrders({ from, to: now });
  const ids = rows.map((row) => row.id);
  const known = await store.orders.findMany(shopId, ids);
  const changed = rows.filter((row) => {
    const order = known.get(row.id);
    return order === undefined || order.status !== row.status || order.totalCents !== row.totalCents;
  });
  await store.hints.add(
    shopId,
    changed.map((row) => row.id),
  );
  await store.shops.markOrdersSeen(shopId, now);
  if (changed.length > 0) log.info({ shopId, orders: changed.length }, 'orders found without a webhook');
}
