import type { ShopOrder } from '../../domain/order.ts';
import type { ShopRest } from '../../ports/queue.ts';
import type { Shop } from '../../ports/shop.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { ClaimedDelivery, RestLook } from '../../ports/stores/deliveries.ts';
import type { OrderHint } from '../../ports/stores/hints.ts';
import type { Setup } from '../../ports/stores/setups.ts';
import { follow, traced } from '../../trail.ts';
import type { Context } from '../context.ts';
import type { BegunDocument, Hand } from './attempt.ts';
import { readSetup } from './document-input.ts';
import { begunTogether, prepare } from './prepare.ts';
import { sendOrder } from './send-order.ts';
import type { Turn } from './turn.ts';

/** An order just read, with its delivery as it was taken and the hint that told of it. */
export interface TakenOrder {
  order: ShopOrder;
  delivery: ClaimedDelivery;
  hint: OrderHint;
  /** Where its create call was noted down as it was taken. */
  begun: BegunDocument | null;
}

/** Says whose rest is to be looked at, as it is. */
export type LookAtRest = () => RestLook;

/**
 * Sends orders that were taken together, one after the other. A few create calls are noted down at once, and that their
 * documents were made as the next ones are, which saves each a look; what is not begun as the turn ends is given back.
 *
 * @returns what is left of the shop, where that was looked at as the last ones were noted as sent.
 */
export async function sendTaken(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  taken: readonly TakenOrder[],
  read: Setup,
  turn: Turn,
  lookAtRest: LookAtRest | null,
): Promise<ShopRest | null> {
  const { store } = context;
  const left = [...taken];
  const hand: Hand = {
    setup: read,
    made: [],
    async giveBack(begun) {
      const rest = left.splice(0).map(({ delivery }) => delivery);
      await store.deliveries.giveBack(begun === undefined ? rest : [begun, ...rest]);
    },
  };
  try {
    await sendHand(context, shop, connectShop, left, hand, turn);
  } catch (error) {
    // Whatever it was: what was not begun goes another time, and what was made is said to be.
    if (!store.isAway(error)) await hand.giveBack().catch(() => undefined);
    if (!store.isAway(error)) await store.deliveries.markSent(hand.made.splice(0)).catch(() => undefined);
    throw error;
  }
  return store.deliveries.markSent(hand.made, lookAtRest?.());
}

async function sendHand(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  left: TakenOrder[],
  hand: Hand,
  turn: Turn,
): Promise<void> {
  let begun = new Map(
    left.flatMap((one) => (one.begun === null ? [] : [[one.delivery.id, one.begun] as const])),
  );
  for (;;) {
    if (turn.isSpent()) await hand.giveBack();
    if (left.length === 0) break;
    await context.giveWay();
    const orders = left.map((each) => each.order);
    const setup = hand.setup ?? (await readSetup(context, shop.id, orders));
    hand.setup = null;
    const isBegun = left[0] !== undefined && begun.has(left[0].delivery.id);
    if (!isBegun) {
      const together = left.slice(0, begunTogether(turn));
      begun = await beginTogether(context, shop, together, setup, hand);
    }
    const one = left.shift();
    if (one === undefined) break;
    const { order, delivery, hint } = one;
    const read = { order, setup, hand, begun: begun.get(delivery.id) ?? null };
    const outcome = await follow(hint.requestId, hint.receivedAt, () =>
      traced('send order', () => sendOrder(context, shop, connectShop, delivery, read)),
    );
    turn.note(outcome);
    // Whatever happened to it may concern the next ones: they are looked at anew.
    if (hand.setup === null) begun.clear();
  }
}

/**
 * Notes down the create calls of the first orders for which nothing stands in the way; another one goes by itself. What
 * changed since they were taken makes all of them go back.
 */
async function beginTogether(
  context: Context,
  shop: InstalledShop,
  orders: readonly TakenOrder[],
  setup: Setup,
  hand: Hand,
): Promise<Map<string, BegunDocument>> {
  const { store, clock } = context;
  const begun = new Map<string, BegunDocument>();
  const company = setup.opened?.connection.company ?? null;
  const ready = await prepare(context, shop, orders, setup);
  if (company === null || ready.length === 0) return begun;
  const since = clock.now();
  const grants = await store.deliveries.beginCreate(
    shop.id,
    ready.map(({ of: { delivery }, document: { kind }, sent }) => ({ delivery, kind, sent })),
    { companyId: company.id, priority: 'automatic', now: since, before: hand.made.splice(0), hand: setup },
  );
  if (typeof grants === 'string') {
    await hand.giveBack();
    return begun;
  }
  for (const { of, document } of ready) {
    const { delivery } = of;
    const grant = grants.get(delivery.id);
    if (grant !== undefined) begun.set(delivery.id, { document, since, grant });
  }
  return begun;
}
