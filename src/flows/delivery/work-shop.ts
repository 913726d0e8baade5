import { follow, traced } from '../../trail.ts';
import { workAftercare } from '../aftercare/work.ts';
import { openShop } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { workEInvoice } from '../e-invoice/work.ts';
import { followHints } from './hints/follow-hints.ts';
import { sendOrder } from './send-order.ts';
import { createTurn } from './turn.ts';

/** When another process works on the shop, look again after this. */
const BUSY_MS = 1000;

/** Hints named at once, the later of which are read while the earlier are sent. */
const HINTS_AT_ONCE = 40;

/** Says whether the shop was woken since it was asked last. */
export type Woken = () => boolean;

/**
 * Works off what is due for one shop, one document after the other: claimed deliveries first (manual ones before all),
 * then hints. One process at a time, so that two never send the same order at once and numbers follow the orders'
 * sequence. Ends after a slice of time and wakes itself again while something is left.
 *
 * @param signal Aborted when the process is asked to stop: the order in hand is finished, no other is begun.
 */
export async function workShop(
  context: Context,
  shopId: string,
  signal: AbortSignal,
  woken: Woken,
): Promise<void> {
  const { store, clock } = context;
  const shop = await store.shops.find(shopId);
  if (shop === null) return;

  let more = false;
  const worked = await store.wake.withShopLane(shopId, async (lost) => {
    await store.deliveries.releaseOrphans(shopId);
    await store.eInvoices.releaseOrphans(shopId);
    const connectShop = await openShop(context, shopId);
    const turn = createTurn(clock, AbortSignal.any([signal, lost]));
    while (!turn.isOver()) {
      await context.giveWay();
      woken();
      const due = await store.deliveries.next(shopId, clock.now(), HINTS_AT_ONCE);
      if (due === null) {
        // Orders go before what becomes of their documents.
        const aftercare = await workAftercare(context, shop, connectShop);
        if (aftercare !== null) {
          turn.note(aftercare);
          continue;
        }
        // What is made goes before what was made goes on: numbers and days hang on it.
        const eInvoice = await store.eInvoices.next(shopId, clock.now());
        if (eInvoice !== null) {
          turn.note(await workEInvoice(context, shop, connectShop, eInvoice));
          continue;
        }
        // What woke it may have come after the look.
        if (woken()) continue;
        return;
      }
      if ('hints' in due) {
        await followHints(context, shop, connectShop, due.hints, turn);
        continue;
      }
      const { delivery } = due;
      const outcome = await follow(delivery.requestId, delivery.requestedAt, () =>
        traced('send order', () => sendOrder(context, shop, connectShop, delivery)),
      );
      turn.note(outcome);
    }
    more = turn.isCutShort();
  });

  if (!worked) {
    const runAt = new Date(clock.now().getTime() + BUSY_MS);
    await store.wake.enqueue('shop', { shopId }, { key: `shop:${shopId}:busy`, runAt });
  } else if (more) {
    await store.wake.wakeShop(shopId);
  } else {
    const at = await store.wake.nextDueAt(shopId);
    if (at !== null) await store.wake.wakeShop(shopId, at);
  }
}
