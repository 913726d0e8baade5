import { buildDocument } from '../../document/build-document.ts';
import type { IssuedDocument } from '../../document/issued-document.ts';
import type { SentDocument } from '../../domain/aftercare/sent-document.ts';
import type { ShopOrder } from '../../domain/order.ts';
import type { Shop } from '../../ports/shop.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { ClaimedDelivery } from '../../ports/stores/deliveries.ts';
import type { OrderHint } from '../../ports/stores/hints.ts';
import type { Setup } from '../../ports/stores/setups.ts';
import { follow, traced } from '../../trail.ts';
import { snapshot } from '../aftercare/snapshot.ts';
import type { Context } from '../context.ts';
import type { BegunDocument, Hand } from './attempt.ts';
import { isAtHand, loadDocumentInput, readSetup } from './document-input.ts';
import { sendOrder } from './send-order.ts';
import { staysBehind } from './stays-behind.ts';
import type { Turn } from './turn.ts';

/** An order just read, with its delivery as it was taken and the hint that told of it. */
export interface TakenOrder {
  order: ShopOrder;
  delivery: ClaimedDelivery;
  hint: OrderHint;
}

/** Create calls noted down together at most: what is sent by hand meanwhile goes after these. */
const BEGUN_TOGETHER = 4;
/** Only as many as then go within this time: each has its call of the quota. */
const BEGUN_WITHIN_MS = 500;

/**
 * Sends orders that were taken together, one after the other. A few create calls are noted down at once, and that their
 * documents were made as the next ones are, which saves each a look; what is not begun as the turn ends is given back.
 */
export async function sendTaken(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  taken: readonly TakenOrder[],
  read: Setup,
  turn: Turn,
): Promise<void> {
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
  await store.deliveries.markSent(hand.made);
}

async function sendHand(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  left: TakenOrder[],
  hand: Hand,
  turn: Turn,
): Promise<void> {
  let begun: Map<string, BegunDocument> = new Map();
  for (;;) {
    if (turn.isSpent()) await hand.giveBack();
    if (left.length === 0) break;
    await context.giveWay();
    const orders = left.map((each) => each.order);
    const setup = hand.setup ?? (await readSetup(context, shop.id, orders));
    hand.setup = null;
    const isBegun = left[0] !== undefined && begun.has(left[0].delivery.id);
    if (!isBegun) {
      const together = left.slice(0, Math.min(BEGUN_TOGETHER, turn.ordersWithin(BEGUN_WITHIN_MS)));
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
  const connection = setup.opened?.connection;
  const company = connection?.company ?? null;
  if (company === null || connection?.state !== 'connected') return begun;
  const ready: { delivery: ClaimedDelivery; document: IssuedDocument; sent: SentDocument }[] = [];
  for (const { order, delivery } of orders) {
    if (
      delivery.creating !== null ||
      staysBehind(order, delivery, setup) !== null ||
      !isAtHand(order, setup, company)
    )
      break;
    const input = await loadDocumentInput(
      context,
      shop,
      order,
      delivery.generation,
      setup,
      company,
      null,
      delivery,
    );
    const { document } = buildDocument(input);
    // What Fatture in Cloud does of the stamp duty must be asked first.
    const mustAsk = document?.stampDutyCents !== 0 && connection.stampDutyAdded === null;
    if (document === null || mustAsk) break;
    ready.push({ delivery, document, sent: snapshot(order, document, setup.settings.vat) });
  }
  if (ready.length === 0) return begun;
  const since = clock.now();
  const grants = await store.deliveries.beginCreate(
    shop.id,
    ready.map(({ delivery, document: { kind }, sent }) => ({ delivery, kind, sent })),
    { companyId: company.id, priority: 'automatic', now: since, before: hand.made.splice(0), hand: setup },
  );
  if (typeof grants === 'string') {
    await hand.giveBack();
    return begun;
  }
  for (const { delivery, document } of ready) {
    const grant = grants.get(delivery.id);
    if (grant !== undefined) begun.set(delivery.id, { document, since, grant });
  }
  return begun;
}
