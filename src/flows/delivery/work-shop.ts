import type { OpenedLane, ShopRest } from '../../ports/queue.ts';
import type { Shop } from '../../ports/shop.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { DeliveryClaims } from '../../ports/stores/deliveries.ts';
import { follow, traced } from '../../trail.ts';
import { workAftercare } from '../aftercare/work.ts';
import { openShop } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { workEInvoice } from '../e-invoice/work.ts';
import type { SendOutcome } from './attempt.ts';
import { followHints } from './hints/follow-hints.ts';
import { sendOrder } from './send-order.ts';
import { createTurn } from './turn.ts';

/** Hints named at once, the later of which are read while the earlier are sent. */
const HINTS_AT_ONCE = 40;

/** Says whether the shop was woken since it was asked last. */
export type Woken = () => boolean;

/**
 * When the shop is looked at again: at once, since its time was up; as soon as whoever holds its lane has done; then; or
 * when it is woken.
 */
export type NextLook = 'now' | 'busy' | Date | null;

/**
 * Works off what is due for one shop, one document after the other: claimed deliveries first (manual ones before all),
 * then hints. One process at a time, so that two never send the same order at once and numbers follow the orders'
 * sequence. Ends after a slice of time.
 *
 * @param signal Aborted when the process is asked to stop: the order in hand is finished, no other is begun.
 */
export async function workShop(
  context: Context,
  shopId: string,
  signal: AbortSignal,
  woken: Woken,
): Promise<NextLook> {
  const { store, clock } = context;
  let next: NextLook = null;
  const look = { now: clock.now(), limit: HINTS_AT_ONCE };
  const worked = await store.wake.withShopLane(shopId, look, async (lost, opened) => {
    if (opened !== null) next = await workLane(context, opened, AbortSignal.any([signal, lost]), woken);
  });
  return worked ? next : 'busy';
}

async function workLane(
  context: Context,
  { shop, access, orphans, rest }: OpenedLane,
  signal: AbortSignal,
  woken: Woken,
): Promise<NextLook> {
  const { store, clock } = context;
  const shopId = shop.id;
  if (orphans) {
    await store.deliveries.releaseOrphans(shopId);
    await store.eInvoices.releaseOrphans(shopId);
  }
  const connectShop = await openShop(context, shopId, access);
  const turn = createTurn(clock, signal);
  /** What is known to be left, by a look that saw all that had come when `woken` was asked last. */
  let known: ShopRest | null = orphans ? null : rest;
  const lookAtRest = () => {
    woken();
    return { shopId, now: clock.now(), limit: HINTS_AT_ONCE };
  };
  while (!turn.isOver()) {
    await context.giveWay();
    if (known === null) woken();
    const due: Due | null =
      known === null || known.delivery
        ? await store.deliveries.next(shopId, clock.now(), HINTS_AT_ONCE)
        : known.hints.length > 0
          ? { hints: known.hints }
          : null;
    if (due === null) {
      known ??= await store.wake.rest(shopId, clock.now(), HINTS_AT_ONCE);
      const outcome = await workAfterwards(context, shop, connectShop, known);
      if (outcome !== null) turn.note(outcome);
      // What woke it may have come after the look.
      else if (!woken()) return known.nextAt;
      known = null;
    } else if ('hints' in due) {
      known = await followHints(context, shop, connectShop, due.hints, turn, lookAtRest);
    } else {
      const { delivery } = due;
      known = null;
      const outcome = await follow(delivery.requestId, delivery.requestedAt, () =>
        traced('send order', () => sendOrder(context, shop, connectShop, delivery)),
      );
      turn.note(outcome);
    }
  }
  if (turn.isCutShort()) return 'now';
  return (known ?? (await store.wake.rest(shopId, clock.now(), 1))).nextAt;
}

type Due = NonNullable<Awaited<ReturnType<DeliveryClaims['next']>>>;

/** Orders go before what becomes of their documents; what is made goes before what was made goes on: numbers and days hang on it. */
async function workAfterwards(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  { aftercare, eInvoice }: ShopRest,
): Promise<SendOutcome | null> {
  const done = aftercare ? await workAftercare(context, shop, connectShop) : null;
  if (done !== null || !eInvoice) return done;
  const claimed = await context.store.eInvoices.next(shop.id, context.clock.now());
  return claimed === null ? null : workEInvoice(context, shop, connectShop, claimed);
}
