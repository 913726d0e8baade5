import { Problem } from '../../domain/problem.ts';
import { nextLook } from '../../domain/reconciling/next-look.ts';
import type { Shop } from '../../ports/shop.ts';
import type { ReconciledShop, ReconcilingShop } from '../../ports/stores/connection/shops.ts';
import { follow } from '../../trail.ts';
import { openShop } from '../connection/access.ts';
import { leftInPeace } from '../connection/removed-app.ts';
import type { Context } from '../context.ts';

/** Looked at again each time: the shop's clock and ours may differ, and lists may lag. */
const OVERLAP_MS = 10 * 60 * 1000;
/** The longest span that is asked for at once; a longer silence is caught up with span by span. */
const LONGEST_MS = 7 * 24 * 60 * 60 * 1000;
/** The shop's spans are of seconds: a shorter one could not be halved. */
const SHORTEST_MS = 2000;
/** Asked for in one answer. */
const PAGE = 100;
/** Pages of one look: the list answers five times a minute. */
const PAGES = 4;

/** What a look came to. */
interface Looked extends Pick<ReconciledShop, 'seenUntil' | 'spanMs'> {
  /** There is no more to catch up with. */
  done: boolean;
  /** It found an order of which nothing was known. */
  missed: boolean;
}

/**
 * Looks for orders whose webhook never came: hints for all that changed since the last look, with overlap, and are
 * not on their way: what was sent is compared with its document. What we know of an order does not count: the panel's list may have seen it first. One call
 * of the shop as a rule; the watermark moves only when the hints are durable, and not past orders that the list did not
 * tell: then the span is halved.
 *
 * @returns false while there is more to catch up with: call it again.
 */
export async function reconcileShop(context: Context, shopId: string): Promise<boolean> {
  const state = await context.store.shops.readReconciling(shopId);
  if (state === null) return true;
  const { done, seenUntil, spanMs } = await lookForMissed(context, state);
  await context.store.shops.noteReconciled(shopId, {
    ...(seenUntil && { seenUntil }),
    ...(spanMs === undefined ? {} : { spanMs }),
  });
  return done;
}

/** Looked at by one process at a time, so many at once. */
const AT_ONCE = 4;
const TAKEN_TOGETHER = 20;
/** A process that dies leaves what it took for so long; a look lasts no longer. */
const LEASE_MS = 5 * 60 * 1000;
/** After this long others have their turn. */
const SLICE_MS = 60_000;
/** Between two spans of a long silence: the shop's list of changed orders answers five times a minute. */
const CATCH_UP_MS = 15_000;

/**
 * Looks at the shops that are due, and notes of each when it is due again.
 *
 * @returns when the next one is due; null: there is none.
 */
export async function reconcileDue(context: Context, signal: AbortSignal): Promise<Date | null> {
  const { store, clock } = context;
  const endsAt = clock.now().getTime() + SLICE_MS;
  for (;;) {
    const now = clock.now();
    const leaseUntil = new Date(now.getTime() + LEASE_MS);
    const taken = await store.shops.takeReconciling({ now, leaseUntil, limit: TAKEN_TOGETHER });
    const left = [...taken];
    const hand = async () => {
      for (let shop = left.shift(); shop !== undefined; shop = left.shift()) {
        if (signal.aborted) await store.shops.noteReconciled(shop.shopId, { at: now });
        else await follow(undefined, null, () => reconcileTaken(context, shop));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, hand));
    const isOver = signal.aborted || clock.now().getTime() >= endsAt;
    if (taken.length < TAKEN_TOGETHER || isOver) return store.shops.nextReconcilingAt();
  }
}

/** Notes when the shop is looked at again whatever became of this look. */
async function reconcileTaken(context: Context, state: ReconcilingShop): Promise<void> {
  const { store, clock, log, reconcileEveryMs: stepMs } = context;
  const { shopId } = state;
  const after = (ms: number) => new Date(clock.now().getTime() + ms);
  try {
    const { done, missed, ...seen } = await lookForMissed(context, state);
    const next = nextLook(state, { missed, stepMs, now: clock.now(), random: Math.random() });
    await store.shops.noteReconciled(shopId, {
      ...seen,
      ...next,
      ...(done ? {} : { at: after(CATCH_UP_MS) }),
    });
  } catch (error) {
    if (store.isAway(error)) throw error;
    const peace = leftInPeace(error);
    const isQuota = error instanceof Problem && error.outcome === 'quota';
    // The shop's list was asked too often: no failure, it goes on then.
    const at = isQuota ? (error.retryAt ?? after(CATCH_UP_MS)) : (peace?.until ?? after(stepMs));
    if (error instanceof Problem) log.info({ shopId, code: error.code, at }, 'missed orders not looked for');
    else log.error({ shopId, err: error, at }, 'missed orders not looked for: internal error');
    await store.shops.noteReconciled(shopId, { at });
  }
}

async function lookForMissed(context: Context, state: ReconcilingShop): Promise<Looked> {
  const { store, clock, log } = context;
  const { shopId, activeSince, seenUntil, spanMs, access } = state;
  if (activeSince === null) return { done: true, missed: false };
  const now = clock.now();
  const longestMs = spanMs ?? LONGEST_MS;
  // A span that was cut short still comes farther than the last one.
  const overlapMs = Math.min(OVERLAP_MS, longestMs / 2);
  const from = new Date((seenUntil ?? activeSince).getTime() - overlapMs);
  const to = new Date(Math.min(now.getTime(), from.getTime() + longestMs));
  const { orderIds, isWhole } = await listChanged(await openShop(context, shopId, access), { from, to });
  const { open, unknown } =
    orderIds.length === 0 ? { open: [], unknown: 0 } : await store.deliveries.findOpen(shopId, orderIds);
  await store.hints.add(shopId, open);
  if (open.length > 0) log.info({ shopId, orders: open.length, unknown }, 'changed orders looked at again');
  // What changed before the first look has had no webhook to miss.
  const missed = unknown > 0 && seenUntil !== null;

  const askedMs = to.getTime() - from.getTime();
  if (!isWhole && askedMs > SHORTEST_MS) {
    return { done: false, missed, spanMs: Math.max(SHORTEST_MS, Math.floor(askedMs / 2)) };
  }
  if (!isWhole)
    log.warn({ shopId, from, to }, 'more orders changed at once than the shop lists: some may be missed');
  const longer = spanMs === null ? {} : { spanMs: spanMs * 2 < LONGEST_MS ? spanMs * 2 : null };
  return { done: to >= now, missed, seenUntil: to, ...longer };
}

/**
 * Ids of the orders changed in the span, page by page until nothing new comes. Whether the platform honours `limit` and
 * `skip` here is unknown: a page that may have been cut, after which no other comes, leaves it open whether these are all.
 */
async function listChanged(
  shop: Shop,
  span: { from: Date; to: Date },
): Promise<{ orderIds: string[]; isWhole: boolean }> {
  const seen = new Set<string>();
  for (let page = 0, skip = 0; page < PAGES; page += 1) {
    const rows = await shop.listUpdatedOrders({ ...span, limit: PAGE, skip });
    const known = seen.size;
    for (const { id } of rows) seen.add(id);
    if (rows.length === 0 || (seen.size > known && !mayBeCut(rows.length))) {
      return { orderIds: [...seen], isWhole: true };
    }
    // The same rows again: it does not page.
    if (seen.size === known) break;
    skip += rows.length;
  }
  return { orderIds: [...seen], isWhole: false };
}

/** As many rows as an answer holds that is cut: a full page, or what a platform gives by itself (ten, as its other lists). */
const mayBeCut = (rows: number) => rows % PAGE === 0 || [10, 20, 25, 50].includes(rows);
