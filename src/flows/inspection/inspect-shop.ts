import type { InspectShop } from '../../ports/shop-inspection.ts';
import { openShop } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { inShort } from './in-short.ts';
import { type Unread, unreadOf } from './unread.ts';

/** Newest orders that a look reads, one call each. */
export const INSPECTED_ORDERS = 20;

/**
 * Looks at what the shop answers, without a document or a change: after an install, and once a day. What cannot be read
 * is kept for the panel, counted for /metrics and logged by its names.
 *
 * @throws Problem of the shop where its keys are refused.
 */
export async function inspectShop(context: Context, shopId: string): Promise<Unread[]> {
  const { store, clock, log } = context;
  const shop: InspectShop = await openShop(context, shopId);
  const inspection = await shop.inspect({ orders: INSPECTED_ORDERS });
  const unread = unreadOf(inspection);
  await store.inspections.save(shopId, { lookedAt: clock.now(), inspection }, unread.length);
  const values = { shopId, unread: unread.map(inShort), unknown: inspection.unknown.map(({ path }) => path) };
  if (unread.length > 0) log.warn(values, 'this shop is not read in full');
  else log.info(values, 'shop looked at');
  return unread;
}
