import { follow, traced } from '../trail.ts';
import { openShop } from './access.ts';
import type { Context } from './context.ts';
import { followHint } from './follow-hint.ts';
import type { Shop } from './ports.ts';
import { type SendOutcome, sendOrder } from './send-order.ts';
import type { ClaimedDelivery, InstalledShop, OrderHint } from './store.ts';

/** After this long a shop goes to the end of the line, so that its backlog delays no other shop. */
const SLICE_MS = 2000;
/** This many failures in a row: the other side is not there; the rest waits for its own time. */
const FAILURES_IN_A_ROW = 3;
/** Hints named at once. */
const HINTS_AT_ONCE = 10;
/** When another process works on the shop, look again after this. */
const BUSY_MS = 1000;

/**
 * Works off what is due for one shop, one order after the other: claimed deliveries first (manual ones before all),
 * then hints. One process at a time, so that two never send the same order at once and numbers follow the orders'
 * sequence. Ends after a slice of time and wakes itself again while something is left.
 *
 * @param signal Aborted when the process is asked to stop: the order in hand is finished, no other is taken.
 */
export async function workShop(context: Context, shopId: string, signal: AbortSignal): Promise<void> {
  const { store, clock } = context;
  const shop = await store.shops.find(shopId);
  if (shop === null) return;

  let more = false;
  const worked = await store.wake.withShopLane(shopId, async () => {
    await store.deliveries.releaseOrphans(shopId);
    const connectShop = await openShop(context, shopId);
    const sliceEnd = clock.now().getTime() + SLICE_MS;
    const line = createLine(context, shopId);
    let failures = 0;
    for (;;) {
      if (signal.aborted || clock.now().getTime() >= sliceEnd) {
        more = true;
        return;
      }
      await context.giveWay();
      const due = await line.next();
      if (due === null) return;
      const outcome = await work(context, shop, connectShop, due);
      if (outcome === 'delivery-first') line.lookAnew();
      failures = outcome === 'failing' ? failures + 1 : 0;
      if (outcome === 'stop' || failures >= FAILURES_IN_A_ROW) return;
    }
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

type Due = { delivery: ClaimedDelivery } | { hint: OrderHint };

/** What is due, one by one. Hints are named several at a time, which saves each order a look. */
function createLine({ store, clock }: Context, shopId: string) {
  let hints: OrderHint[] = [];
  return {
    async next(): Promise<Due | null> {
      if (hints.length === 0) {
        const due = await store.deliveries.next(shopId, clock.now(), HINTS_AT_ONCE);
        if (due === null || 'delivery' in due) return due;
        hints = due.hints;
      }
      const hint = hints.shift();
      return hint === undefined ? null : { hint };
    },
    /** A delivery has come meanwhile; the hints are named again after it. */
    lookAnew() {
      hints = [];
    },
  };
}

async function work(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  due: Due,
): Promise<SendOutcome | 'delivery-first'> {
  if ('delivery' in due) {
    const { delivery } = due;
    return follow(delivery.requestId, delivery.requestedAt, () =>
      traced('send order', () => sendOrder(context, shop, connectShop, delivery)),
    );
  }
  const { hint } = due;
  return follow(hint.requestId, hint.receivedAt, () =>
    traced('follow hint', () => followHint(context, shop, connectShop, hint)),
  );
}
