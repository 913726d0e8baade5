import { openShop } from '../connection/access.ts';
import type { Context } from '../context.ts';

/** Looked at again each time: the shop's clock and ours may differ, and lists may lag. */
const OVERLAP_MS = 10 * 60 * 1000;
/** The longest span that is asked for at once; a longer silence is caught up with span by span. */
const LONGEST_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Looks for orders whose webhook never came: hints for all that changed since the last look, with overlap, and are
 * not on their way or sent. What we know of an order does not count: the panel's list may have seen it first. One call
 * of the shop; the watermark moves only when the hints are durable.
 *
 * @returns false while there is more to catch up with: call it again.
 */
export async function reconcileShop(context: Context, shopId: string): Promise<boolean> {
  const { store, clock, log } = context;
  const now = clock.now();
  const seenUntil = await store.shops.ordersSeenUntil(shopId);
  const { activeSince } = await store.settings.read(shopId);
  if (activeSince === null) return true;
  const from = new Date((seenUntil ?? activeSince).getTime() - OVERLAP_MS);
  const to = new Date(Math.min(now.getTime(), from.getTime() + LONGEST_MS));
  const shop = await openShop(context, shopId);
  const rows = await shop.listUpdatedOrders({ from, to });
  const settled = await store.deliveries.findSettled(
    shopId,
    rows.map((row) => row.id),
  );
  const open = rows.map((row) => row.id).filter((id) => !settled.has(id));
  await store.hints.add(shopId, open);
  await store.shops.markOrdersSeen(shopId, to);
  if (open.length > 0) log.info({ shopId, orders: open.length }, 'changed orders looked at again');
  return to >= now;
}
