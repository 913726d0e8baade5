import type { Delivery, DocumentKind } from '../../../domain/delivery.ts';
import { documentKind } from '../../../domain/document-kind.ts';
import type { ShopOrder } from '../../../domain/order.ts';
import { orderAsMeant } from '../../../domain/order-status.ts';
import { Problem } from '../../../domain/problem.ts';
import { RECONCILE_STEPS } from '../../../domain/reconciling/next-look.ts';
import { decideSending } from '../../../domain/send-decision.ts';
import type { ShopRest } from '../../../ports/queue.ts';
import type { Shop } from '../../../ports/shop.ts';
import type { InstalledShop } from '../../../ports/stores/connection/shops.ts';
import type { OrderHint } from '../../../ports/stores/hints.ts';
import type { Setup } from '../../../ports/stores/setups.ts';
import { deliveryTexts } from '../../../texts/it/delivery.ts';
import { noticeChange } from '../../aftercare/notice.ts';
import type { Context } from '../../context.ts';
import { buyerTasks } from '../../customers/order-buyer.ts';
import { MENDED_IN_SHOP } from '../../orders/mended-in-shop.ts';
import { mirrorOrder } from '../../orders/mirror-order.ts';
import { noteDestinations } from '../../orders/note-destinations.ts';
import { retryDelayMs } from '../../retry-delay.ts';
import type { SendOutcome } from '../attempt.ts';
import { readSetup } from '../document-input.ts';
import { prepareNew, sentOf } from '../prepare.ts';
import { type LookAtRest, sendTaken, type TakenOrder } from '../send-taken.ts';
import type { Turn } from '../turn.ts';
import { putOffPoison } from './poison.ts';
import { type Answer, inTrail, readOrders } from './read-orders.ts';

/** So often an order is looked for that the shop does not have (yet), or that cannot be read (yet): some minutes. */
const LOOKS = 6;

interface ReadOrder {
  hint: OrderHint;
  readAt: Date;
  order: ShopOrder;
}

/**
 * Follows hints of one shop: reads the orders, keeps what lists need of them, and where the settings say so accepts
 * them for sending and sends them with the orders just read, while the next ones are read. A hint is forgotten only
 * when that is durable. Hints that the turn has no time for are left, and all of them where a delivery waits, which
 * goes first.
 *
 * @param lookAtRest What is left of the shop is looked at as the last one is noted as sent.
 * @returns what that look found; null: nobody looked.
 */
export async function followHints(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  hints: readonly OrderHint[],
  turn: Turn,
  lookAtRest: LookAtRest,
): Promise<ShopRest | null> {
  const left = [...hints];
  const readSome = async () => {
    const together = left.splice(0, turn.ordersThatFit());
    const answers = await readOrders(context, connectShop, together);
    // What was not read goes before what comes after it.
    if (answers.length < together.length) left.length = 0;
    return answers;
  };
  let reading = readSome();
  for (;;) {
    const read = await settleUnread(context, shop, await reading, turn);
    const goesOn = left.length > 0 && !turn.isOver();
    if (goesOn) reading = readSome();
    const wantsRest = goesOn ? null : lookAtRest;
    const followed = await followTogether(context, shop, connectShop, read, turn, wantsRest);
    if (followed === 'stopped') return null;
    if (!goesOn || turn.isOver()) return followed;
  }
}

/** Those that were read; what could not be, or is not in the shop, is settled. */
async function settleUnread(
  context: Context,
  shop: InstalledShop,
  answers: readonly Answer[],
  turn: Turn,
): Promise<ReadOrder[]> {
  const read: ReadOrder[] = [];
  for (const { hint, readAt, result } of answers) {
    if (result.status === 'rejected') {
      turn.note(await inTrail(hint, () => postponeOrTell(context, shop, hint, result.reason)));
    } else if (result.value === null) {
      await inTrail(hint, () => lookAgain(context, hint));
      turn.note('next');
    } else {
      read.push({ hint, readAt, order: result.value });
    }
  }
  return read;
}

/** As `followRead`; where that throws each is followed alone, so that one which cannot be takes no other down. */
async function followTogether(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  read: readonly ReadOrder[],
  turn: Turn,
  lookAtRest: LookAtRest | null,
): Promise<ShopRest | null | 'stopped'> {
  try {
    return await followRead(context, shop, connectShop, read, turn, lookAtRest);
  } catch (error) {
    if (context.store.isAway(error)) throw error;
    const [only, ...others] = read;
    if (only !== undefined && others.length === 0) {
      await inTrail(only.hint, () => putOffPoison(context, only.hint, error));
      turn.note('next');
      return null;
    }
  }
  for (const one of read) {
    if (turn.isOver()) return 'stopped';
    if ((await followTogether(context, shop, connectShop, [one], turn, null)) === 'stopped') return 'stopped';
  }
  return null;
}

/** What is left, where that was looked at; stopped where nothing was done since a delivery waits. */
async function followRead(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  told: readonly ReadOrder[],
  turn: Turn,
  lookAtRest: LookAtRest | null,
): Promise<ShopRest | null | 'stopped'> {
  const { store, clock } = context;
  if (told.length === 0) return null;
  const orders = told.map(({ order }) => order);
  const setup = await readSetup(context, shop.id, orders);
  const { statusMeaning } = setup.settings.orders;
  const read = told.map((one) => ({ ...one, order: orderAsMeant(one.order, statusMeaning) }));
  // Looked at now, as one by hand may have come since the hints were named. The orders are read anew when their turn comes.
  if (setup.deliveryQueued) return 'stopped';

  await noteDestinations(context, shop.id, orders);

  const leaving = new Map<string, ReadOrder>();
  for (const one of read) {
    const { order } = one;
    if (!leaving.has(order.id) && leavesByItself(context, shop, order, setup)) leaving.set(order.id, one);
  }
  const intents = [...leaving.values()].map(({ order, hint, readAt }) => ({
    order: mirrorOrder(order),
    readAt,
    kind: documentKind(order, setup.settings.orders.invoice),
    hint,
  }));
  const leavingOrders = [...leaving.values()].map(({ order }) => order);
  const now = clock.now();
  const first = await prepareNew(context, shop, leavingOrders, setup, turn);
  const taken = await store.deliveries.takeNew(shop.id, intents, {
    companyId: setup.opened?.connection.company?.id ?? null,
    now,
    tasks: buyerTasks(leavingOrders, setup),
    lookBy: new Date(now.getTime() + RECONCILE_STEPS.afterSale * context.reconcileEveryMs),
    begin: first.size === 0 ? null : { sent: sentOf(first), hand: setup, priority: 'automatic' },
  });
  const inHand: TakenOrder[] = [];
  for (const one of read) {
    const { hint, order } = one;
    const own = leaving.get(order.id) === one ? taken.get(order.id) : undefined;
    if (own !== undefined) {
      const { delivery, grant } = own;
      const document = first.get(order.id)?.document;
      const begun = grant === null || document === undefined ? null : { document, since: now, grant };
      inHand.push({ order, hint, delivery, begun });
      continue;
    }
    await inTrail(hint, () =>
      followKnown(context, shop, one, leaving.has(order.id), setup).catch((error: unknown) =>
        // Those that were taken with it are in hand by now.
        putOffPoison(context, hint, error),
      ),
    );
    turn.note('next');
  }
  return sendTaken(context, shop, connectShop, inHand, setup, turn, lookAtRest);
}

/** A webhook may be faster than what the shop answers: an order that cannot be read yet is looked at a few times. */
async function lookAgain({ store, clock, retry, log }: Context, hint: OrderHint): Promise<void> {
  const { shopId, orderId } = hint;
  if (hint.attempts + 1 < LOOKS) {
    const delayMs = retryDelayMs(retry, hint.attempts + 1, Math.random());
    await store.hints.postpone(hint, new Date(clock.now().getTime() + delayMs));
    return;
  }
  log.info(
    { shopId, orderId },
    'hint of an order that the shop does not have, or that cannot be read: given up',
  );
  await store.hints.done(hint);
}

/** An order that does not leave by itself, or has a delivery. One that is accepted again waits for its turn. */
async function followKnown(
  context: Context,
  shop: InstalledShop,
  { hint, order, readAt }: ReadOrder,
  leaves: boolean,
  setup: Setup,
): Promise<void> {
  const { store } = context;
  if (!leaves) await store.orders.save(shop.id, [mirrorOrder(order)], readAt);
  const existing = await store.deliveries.find(shop.id, order.id);
  if (existing?.state === 'failed' && order.cancelled && existing.origin === 'automatic') {
    await store.deliveries.markSkipped(existing, deliveryTexts.cancelled);
  }
  if (existing?.state === 'sent') await noticeChange(context, shop.id, order, existing, setup);
  if (leaves && existing !== null) await acceptAgain(context, shop, order, existing);
  await store.hints.done(hint);
}

/** One that waits for a person is accepted too, so that the list says what it waits for. */
function leavesByItself(context: Context, shop: InstalledShop, order: ShopOrder, setup: Setup): boolean {
  const decision = decideSending(order, setup.settings.orders, setup.activeSince);
  if (!decision.send) {
    context.log.debug({ shopId: shop.id, orderId: order.id, reason: decision.reason }, 'order does not go');
  }
  return decision.send || decision.reason === 'hold';
}

/** Accepts an order that leaves by itself again where it is not on its way. */
async function acceptAgain(
  context: Context,
  shop: InstalledShop,
  order: ShopOrder,
  existing: Delivery,
): Promise<void> {
  if (existing.state === 'skipped' && !existing.withdrawn) {
    const { settings } = await context.store.settings.read(shop.id);
    await acceptAutomatic(context, shop, order.id, documentKind(order, settings.orders.invoice));
  }
  if (existing.state !== 'failed' || existing.origin !== 'automatic') return;
  const mended = { orderIds: [order.id], problemCodes: MENDED_IN_SHOP, states: ['failed'] as const };
  await context.store.deliveries.requeue(shop.id, mended);
}

async function acceptAutomatic(context: Context, shop: InstalledShop, orderId: string, kind: DocumentKind) {
  return context.store.deliveries.accept({
    shopId: shop.id,
    orderId,
    origin: 'automatic',
    kind,
    requeue: false,
  });
}

/**
 * An order that could not be read: tried again while the shop may answer later. Where a person must mend something
 * and orders leave by themselves, the merchant sees it as a failed delivery, so that it is not lost.
 */
async function postponeOrTell(
  context: Context,
  shop: InstalledShop,
  hint: OrderHint,
  error: unknown,
): Promise<SendOutcome> {
  const { store, clock, retry, log } = context;
  if (store.isAway(error)) throw error;
  const values = { shopId: shop.id, orderId: hint.orderId };
  if (error instanceof Problem && error.code === 'shop-order-unreadable') {
    const { settings } = await store.settings.read(shop.id);
    if (settings.orders.automatic && (await store.deliveries.find(shop.id, hint.orderId)) === null) {
      await acceptAutomatic(context, shop, hint.orderId, 'order');
      const claimed = await store.deliveries.claim(shop.id, hint.orderId, clock.now());
      if (claimed !== null) await store.deliveries.markFailed(claimed, error.toText());
    }
    log.warn({ ...values, code: error.code }, 'order unreadable');
    // Once it can be read, what was told is taken back.
    await lookAgain(context, hint);
    return 'next';
  }
  if (error instanceof Problem) log.info({ ...values, code: error.code }, 'order not read');
  else log.error({ ...values, err: error }, 'order not read: internal error');
  const retryAt =
    (error instanceof Problem ? error.retryAt : undefined) ??
    new Date(clock.now().getTime() + retryDelayMs(retry, hint.attempts + 1, Math.random()));
  await store.hints.postpone(hint, retryAt);
  return 'failing';
}
