import { type Delivery, type DocumentKind, documentKind } from '../domain/delivery.ts';
import type { ShopOrder } from '../domain/order.ts';
import { Problem, type ProblemCode } from '../domain/problem.ts';
import { decideSending } from '../domain/send-decision.ts';
import { deliveryTexts } from '../texts/it/delivery.ts';
import type { Context } from './context.ts';
import { readSetup } from './document-input.ts';
import { mirrorOrder } from './mirror-order.ts';
import type { Shop } from './ports.ts';
import { retryDelayMs } from './retry.ts';
import { type SendOutcome, sendOrder } from './send-order.ts';
import type { InstalledShop, OrderHint, Setup } from './store.ts';

/** Problems of the order's own data: when the order has changed in the shop they may be gone. */
const MENDED_IN_SHOP: readonly ProblemCode[] = [
  'shop-order-unreadable',
  'order-not-found',
  'order-empty',
  'vat-unknown',
  'total-mismatch',
  'total-negative',
  'amount-invalid',
  'currency-unsupported',
  'tax-code-invalid',
  'vat-number-invalid',
  'fiscal-data-missing',
  'name-missing',
  'address-incomplete',
  'country-unknown',
];

/**
 * Follows one hint: reads the order, keeps what lists need of it, and where the settings say so accepts it for
 * sending and sends it with the order just read. The hint is forgotten only when that is durable. `delivery-first`: it
 * was not followed, since a delivery waits.
 */
export async function followHint(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  hint: OrderHint,
): Promise<SendOutcome | 'delivery-first'> {
  const { store, clock } = context;
  let order: ShopOrder | null;
  try {
    order = await connectShop.readOrder(hint.orderId);
  } catch (error) {
    return postponeOrTell(context, shop, hint, error);
  }
  if (order === null) {
    context.log.info(
      { shopId: shop.id, orderId: hint.orderId },
      'hint of an order that the shop does not have',
    );
    await store.hints.done(hint);
    return 'next';
  }
  const setup = await readSetup(context, shop.id, order);
  // Looked at now, as one by hand may have come since the hint was named. The order is read anew when its turn comes.
  if (setup.deliveryQueued) return 'delivery-first';
  const leaves = leavesByItself(context, shop, order, setup);
  const mirrored = mirrorOrder(order);
  if (leaves) {
    const intent = { shopId: shop.id, order: mirrored, kind: documentKind(order) };
    const taken = await store.deliveries.takeNew(intent, hint, clock.now());
    if (taken !== null) return sendOrder(context, shop, connectShop, taken, { order, setup });
  } else {
    await store.orders.save(shop.id, [mirrored], clock.now());
  }

  const existing = await store.deliveries.find(shop.id, order.id);
  if (existing?.state === 'failed' && order.cancelled && existing.origin === 'automatic') {
    await store.deliveries.markSkipped(existing, deliveryTexts.cancelled);
  }
  const accepted = leaves && existing !== null && (await acceptAgain(context, shop, order, existing));
  await store.hints.done(hint);
  if (!accepted) return 'next';
  const claimed = await store.deliveries.claim(shop.id, order.id, clock.now());
  return claimed === null ? 'next' : sendOrder(context, shop, connectShop, claimed, { order, setup });
}

function leavesByItself(context: Context, shop: InstalledShop, order: ShopOrder, setup: Setup): boolean {
  const decision = decideSending(order, setup.settings.orders, setup.activeSince);
  if (!decision.send) {
    context.log.debug({ shopId: shop.id, orderId: order.id, reason: decision.reason }, 'order does not go');
  }
  return decision.send;
}

/** Accepts an order that leaves by itself again where it is not on its way; true when it now is. */
async function acceptAgain(
  context: Context,
  shop: InstalledShop,
  order: ShopOrder,
  existing: Delivery,
): Promise<boolean> {
  const mayBeMended = existing.state === 'failed' && existing.origin === 'automatic';
  if (existing.state !== 'skipped' && !mayBeMended) return false;
  if (mayBeMended) {
    const mended = { orderIds: [order.id], problemCodes: MENDED_IN_SHOP, states: ['failed'] as const };
    return (await context.store.deliveries.requeue(shop.id, mended)) > 0;
  }
  await acceptAutomatic(context, shop, order.id, documentKind(order));
  return true;
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
    await store.hints.done(hint);
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
