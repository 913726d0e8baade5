import { buildDocument } from '../../document/build-document.ts';
import type { IssuedDocument } from '../../document/issued-document.ts';
import type { SentDocument } from '../../domain/aftercare/sent-document.ts';
import { documentKind } from '../../domain/document-kind.ts';
import type { ShopOrder } from '../../domain/order.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { ClaimedDelivery } from '../../ports/stores/deliveries.ts';
import type { Setup } from '../../ports/stores/setups.ts';
import { snapshot } from '../aftercare/snapshot.ts';
import type { Context } from '../context.ts';
import { isAtHand, loadDocumentInput } from './document-input.ts';
import { staysBehind } from './stays-behind.ts';
import type { Turn } from './turn.ts';

/** Create calls noted down together at most: what is sent by hand meanwhile goes after these. */
const BEGUN_TOGETHER = 4;
/** Only as many as then go within this time: each has its call of the quota. */
const BEGUN_WITHIN_MS = 500;

/** How many create calls are noted down together. */
export const begunTogether = (turn: Turn) => Math.min(BEGUN_TOGETHER, turn.ordersWithin(BEGUN_WITHIN_MS));

type Of = Pick<ClaimedDelivery, 'creating' | 'origin' | 'generation' | 'asked'>;

/** A document that is built, and what it will say. */
export interface Prepared<T> {
  of: T;
  document: IssuedDocument;
  sent: SentDocument;
}

/** Builds the documents of the first orders for which nothing stands in the way; another one goes by itself. */
export async function prepare<T extends { order: ShopOrder; delivery: Of }>(
  context: Context,
  shop: InstalledShop,
  orders: readonly T[],
  setup: Setup,
): Promise<Prepared<T>[]> {
  const connection = setup.opened?.connection;
  const company = connection?.company ?? null;
  if (company === null || connection?.state !== 'connected') return [];
  const ready: Prepared<T>[] = [];
  for (const of of orders) {
    const { order, delivery } = of;
    if (
      delivery.creating !== null ||
      staysBehind(order, delivery, setup) !== null ||
      !isAtHand(order, setup, company)
    )
      break;
    const { generation } = delivery;
    const input = await loadDocumentInput(context, shop, order, generation, setup, company, null, delivery);
    const { document } = buildDocument(input);
    // What Fatture in Cloud does of the stamp duty must be asked first.
    const mustAsk = document?.stampDutyCents !== 0 && connection.stampDutyAdded === null;
    if (document === null || mustAsk) break;
    ready.push({ of, document, sent: snapshot(order, document, setup.settings.vat) });
  }
  return ready;
}

const NEW: Of = { creating: null, origin: 'automatic', generation: 0, asked: null };

/**
 * The same of orders that have no delivery yet and are about to be taken, by order: as many as begin together.
 *
 * @param orders In their sequence.
 */
export async function prepareNew(
  context: Context,
  shop: InstalledShop,
  orders: readonly ShopOrder[],
  setup: Setup,
  turn: Turn,
): Promise<Map<string, Prepared<unknown>>> {
  const first = orders.slice(0, begunTogether(turn)).map((order) => ({ order, delivery: NEW }));
  const prepared = await prepare(context, shop, first, setup);
  const asMeant = prepared.filter(
    ({ of: { order }, document }) => document.kind === documentKind(order, setup.settings.orders.invoice),
  );
  return new Map(asMeant.map((one) => [one.of.order.id, one]));
}

export const sentOf = (prepared: ReadonlyMap<string, Prepared<unknown>>) =>
  new Map([...prepared].map(([orderId, { sent }]) => [orderId, sent]));
