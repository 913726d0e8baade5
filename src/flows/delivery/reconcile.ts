import type { Shop } from '../../ports/shop.ts';
import { openShop } from '../connection/access.ts';
import type { Context } from '../context.ts';

/** Looked at again each time: the shop's clock and ours may differ, and lists may lag. */
const OVERLAP_MS = 10 * 60 * 1000;
/** The longest span that is asked for at once; a longer silence is caught up with span by span. */
const LONGEST_MS = 7 * 24 * 60 * 60 * 1000;
/** The shop's spans are of seconds: a shorter one could not be halved. */
const SHORTEST_MS = 2000;
/** Asked for in one answer. */
const PAGE = 100;
/** Pages of one look: the list answers five times a minute. */
const PAGES = 4;

/**
 * Looks for orders whose webhook never came: hints for all that changed since the last look, with overlap, and are
 * not on their way: what was sent is compared with its document. What we know of an order does not count: the panel's list may have seen it first. One call
 * of the shop as a rule; the watermark moves only when the hints are durable, and not past orders that the list did not
 * tell: then the span is halved.
 *
 * @returns false while there is more to catch up with: call it again.
 */
export async function reconcileShop(context: Context, shopId: string): Promise<boolean> {
  const { store, clock, log } = context;
  const now = clock.now();
  const { seenUntil, spanMs } = await store.shops.ordersSeen(shopId);
  const { activeSince } = await store.settings.read(shopId);
  if (activeSince === null) return true;
  const longestMs = spanMs ?? LONGEST_MS;
  // A span that was cut short still comes farther than the last one.
  const overlapMs = Math.min(OVERLAP_MS, longestMs / 2);
  const from = new Date((seenUntil ?? activeSince).getTime() - overlapMs);
  const to = new Date(Math.min(now.getTime(), from.getTime() + longestMs));
  const { orderIds, isWhole } = await listChanged(await openShop(context, shopId), { from, to });
  const settled = await store.deliveries.findSettled(shopId, orderIds);
  const open = orderIds.filter((id) => !settled.has(id));
  await store.hints.add(shopId, open);
  if (open.length > 0) log.info({ shopId, orders: open.length }, 'changed orders looked at again');

  const askedMs = to.getTime() - from.getTime();
  if (!isWhole && askedMs > SHORTEST_MS) {
    await store.shops.limitOrdersSpan(shopId, Math.max(SHORTEST_MS, Math.floor(askedMs / 2)));
    return false;
  }
  if (!isWhole)
    log.warn({ shopId, from, to }, 'more orders changed at once than the shop lists: some may be missed');
  await store.shops.markOrdersSeen(shopId, to);
  if (spanMs !== null) await store.shops.limitOrdersSpan(shopId, spanMs * 2 < LONGEST_MS ? spanMs * 2 : null);
  return to >= now;
}

/**
 * Ids of the orders changed in the span, page by page until nothing new comes. Whether the platform honours `limit` and
 * `skip` here is unknown: a page that may have been cut, after which no other comes, leaves it open whether these are all.
 */
async function listChanged(
  shop: Shop,
  span: { from: Date; to: Date },
): Promise<{ orderIds: string[]; isWhole: boolean }> {
  const seen = new Set<string>();
  for (let page = 0, skip = 0; page < PAGES; page += 1) {
    const rows = await shop.listUpdatedOrders({ ...span, limit: PAGE, skip });
    const known = seen.size;
    for (const { id } of rows) seen.add(id);
    if (rows.length === 0 || (seen.size > known && !mayBeCut(rows.length))) {
      return { orderIds: [...seen], isWhole: true };
    }
    // The same rows again: it does not page.
    if (seen.size === known) break;
    skip += rows.length;
  }
  return { orderIds: [...seen], isWhole: false };
}

/** As many rows as an answer holds that is cut: a full page, or what a platform gives by itself (ten, as its other lists). */
const mayBeCut = (rows: number) => rows % PAGE === 0 || [10, 20, 25, 50].includes(rows);
