import type { OrderSummary, ShopOrder } from '../../domain/order.ts';
import { orderAsMeant } from '../../domain/order-status.ts';
import { Problem, problem } from '../../domain/problem.ts';
import type { OrderListQuery, Shop } from '../../ports/shop.ts';
import type { OrderListFilter } from '../../ports/stores/orders.ts';
import { openShop } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { withEInvoices } from '../e-invoice/read.ts';
import { mirrorOrder } from './mirror-order.ts';
import { noteDestinations } from './note-destinations.ts';

/** Rows asked of the shop at a time; more than a page of the panel. */
const SHOP_PAGE = 50;
const READS_AT_ONCE = 5;
/** The panel lists often while something moves; the shop is asked once in this time for the same page. */
const FRESH_MS = 5000;
const lastRead = new WeakMap<Context, Map<string, number>>();

/**
 * The shop's orders with their deliveries. They are listed from our table, which this brings up to date first, for
 * the page asked for: the shop's list names what is new or changed, and only those orders are read whole. When the
 * shop does not answer, what is known is listed.
 */
export async function listOrders(context: Context, shopId: string, filter: OrderListFilter) {
  const before = context.store.orders.placeOf(filter.cursor);
  const queries: Omit<OrderListQuery, 'limit' | 'skip'>[] = [
    { from: filter.from, to: earliest(filter.to, before) },
  ];
  if (filter.text) {
    queries.push(filter.text.includes('@') ? { billingEmail: filter.text } : { billingName: filter.text });
  }
  const updated = await Promise.allSettled(queries.map((query) => refresh(context, shopId, query)));
  const page = await context.store.orders.list(shopId, filter);
  const failed = updated.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    if (context.store.isAway(failed.reason) || page.rows.length === 0) throw failed.reason;
    context.log.info({ shopId, err: failed.reason }, 'order list served without asking the shop');
  }
  const deliveries = page.rows.flatMap(({ delivery }) => delivery ?? []);
  const told = new Map(
    (await withEInvoices(context, shopId, deliveries)).map((delivery) => [delivery.orderId, delivery]),
  );
  return {
    ...page,
    rows: page.rows.map(({ order, delivery }) => ({ order, delivery: told.get(order.id) ?? delivery })),
  };
}

function earliest(a: Date | undefined, b: Date | null): Date | undefined {
  if (b === null) return a;
  return a === undefined || b < a ? b : a;
}

/** Reads the latest orders into our table, where their payment methods and their buyers can be chosen from. */
export async function refreshLatestOrders(context: Context, shopId: string): Promise<void> {
  await refresh(context, shopId, {});
}

async function refresh(
  context: Context,
  shopId: string,
  query: Omit<OrderListQuery, 'limit' | 'skip'>,
): Promise<void> {
  const seen = lastRead.get(context) ?? new Map<string, number>();
  lastRead.set(context, seen);
  const now = context.clock.now().getTime();
  for (const [key, at] of seen) if (now - at >= FRESH_MS) seen.delete(key);
  const key = JSON.stringify([shopId, query]);
  if (seen.has(key)) return;
  seen.set(key, now);
  try {
    await refreshFrom(context, shopId, await openShop(context, shopId), query);
  } catch (error) {
    seen.delete(key);
    throw error;
  }
}

async function refreshFrom(
  context: Context,
  shopId: string,
  shop: Shop,
  query: Omit<OrderListQuery, 'limit' | 'skip'>,
): Promise<void> {
  const { store, clock, log } = context;
  const readAt = clock.now();
  const rows = await shop.listOrders({ ...query, limit: SHOP_PAGE, skip: 0 });
  const known = await store.orders.findMany(
    shopId,
    rows.map((row) => row.id),
  );
  const changed = rows.filter((row) => {
    const order = known.get(row.id);
    return order === undefined || order.status !== row.status || order.totalCents !== row.totalCents;
  });
  const fresh: ShopOrder[] = [];
  const { settings } = await store.settings.read(shopId);
  for (let start = 0; start < changed.length; start += READS_AT_ONCE) {
    const batch = changed.slice(start, start + READS_AT_ONCE);
    const read = await Promise.allSettled(batch.map((row) => shop.readOrder(row.id)));
    for (const result of read) {
      // One order that cannot be read must not hide the others.
      if (result.status === 'rejected') log.info({ shopId, err: result.reason }, 'listed order not read');
      else if (result.value !== null) {
        fresh.push(orderAsMeant(result.value, settings.orders.statusMeaning));
      }
    }
  }
  const keep = (orders: readonly ShopOrder[]) => store.orders.save(shopId, orders.map(mirrorOrder), readAt);
  await keep(fresh).catch(async (refusal: unknown) => {
    if (store.isAway(refusal)) throw refusal;
    // Neither must one that the database refuses.
    for (const order of fresh) {
      await keep([order]).catch((error: unknown) => {
        if (store.isAway(error)) throw error;
        log.error({ shopId, orderId: order.id, err: error }, 'a listed order could not be kept');
      });
    }
  });
  await noteDestinations(context, shopId, fresh);
}

/** One order with its delivery and what happened to it; read from the shop now, or as known while it does not answer. */
export async function readOrder(context: Context, shopId: string, orderId: string) {
  const [summary, told] = await Promise.all([
    readSummary(context, shopId, orderId),
    readDelivery(context, shopId, orderId),
  ]);
  return { summary, ...told };
}

async function readSummary(context: Context, shopId: string, orderId: string): Promise<OrderSummary> {
  const { store, clock } = context;
  const readAt = clock.now();
  try {
    const order = await (await openShop(context, shopId)).readOrder(orderId);
    if (order === null) throw problem('order-not-found', 'mend', {});
    const { settings } = await store.settings.read(shopId);
    const mirrored = mirrorOrder(orderAsMeant(order, settings.orders.statusMeaning));
    await store.orders.save(shopId, [mirrored], readAt);
    return mirrored;
  } catch (error) {
    if (!(error instanceof Problem) || error.outcome === 'mend') throw error;
    const known = (await store.orders.findMany(shopId, [orderId])).get(orderId);
    if (known === undefined) throw error;
    return known;
  }
}

export async function readDelivery(context: Context, shopId: string, orderId: string) {
  const { store } = context;
  // One after the other: a state that is told has its event beside it.
  const found = await store.deliveries.find(shopId, orderId);
  const [delivery = null] = found === null ? [] : await withEInvoices(context, shopId, [found]);
  return { delivery, events: await store.deliveries.events(shopId, orderId) };
}
