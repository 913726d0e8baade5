import { leftInPeace } from '../flows/connection/removed-app.ts';
import type { Context, Lanes } from '../flows/context.ts';
import { type NextLook, type Woken, workShop } from '../flows/delivery/work-shop.ts';
import { follow, traced } from '../trail.ts';

/** Shops worked on at once by one process. */
const AT_ONCE = 8;
/** With so many in line others may be faster: what comes then goes to the queue. */
const LINE = 1000;
/** After a shop's work failed, or while another process works on it; doubles with each time in a row. */
const LOOK_AGAIN_MS = 1000;
const LOOK_AGAIN_AT_LATEST_MS = 30_000;

/** Somebody who waits for the end of a shop's work. */
interface Waiter {
  done(): void;
  failed(error: unknown): void;
}

/** A pause before a shop is looked at again. */
interface Pause {
  timer: NodeJS.Timeout;
  endsAtMs: number;
}

export interface ProcessLanes extends Lanes {
  /** Whether the shop is worked on, in line, or looked at again soon. */
  isKnown(shopId: string): boolean;
  /**
   * Works on a shop as its turn comes, for a job: resolves when it was worked on. Where that is done already, that work
   * looks once more before it ends.
   */
  work(shopId: string): Promise<void>;
  /** Begins nothing more, ends what is in hand, and leaves the rest to the queue. */
  stop(): Promise<void>;
}

/**
 * The shops that this process works on, each once, the one that waited longest first: beside the queue, which brings what
 * other processes woke and what waited for its time. Nothing stands here that the tables do not hold: of a process that
 * dies another one finds its shops.
 *
 * A shop is in line until a hand is free, then in hand; from there it goes to the end of the line (woken meanwhile, or cut
 * short), into a pause (its lane is another's, or its work failed), or is forgotten until it is woken.
 */
export function createLanes(
  context: Context,
  work: (shopId: string, signal: AbortSignal, woken: Woken) => Promise<NextLook> = (...told) =>
    workShop(context, ...told),
): ProcessLanes {
  const { store, log } = context;
  const stopping = new AbortController();
  const line = new Map<string, Waiter[]>();
  const inHand = new Map<string, { since: boolean; work: Promise<void> }>();
  const pauses = new Map<string, Pause>();
  /** Times in a row that a shop was busy or failed. */
  const inRow = new Map<string, number>();

  function pause(shopId: string, delayMs: number): void {
    clearTimeout(pauses.get(shopId)?.timer);
    const timer = setTimeout(() => {
      pauses.delete(shopId);
      enter(shopId);
    }, delayMs);
    timer.unref();
    pauses.set(shopId, { timer, endsAtMs: performance.now() + delayMs });
  }

  function pauseLonger(shopId: string): void {
    const times = inRow.get(shopId) ?? 0;
    inRow.set(shopId, times + 1);
    pause(shopId, Math.min(LOOK_AGAIN_MS * 2 ** times, LOOK_AGAIN_AT_LATEST_MS));
  }

  function enter(shopId: string, waiter?: Waiter): void {
    const waiters = line.get(shopId) ?? [];
    if (waiter !== undefined) waiters.push(waiter);
    line.set(shopId, waiters);
    begin();
  }

  function begin(): void {
    while (!stopping.signal.aborted && inHand.size < AT_ONCE) {
      const [first] = line;
      if (first === undefined) return;
      const [shopId, waiters] = first;
      line.delete(shopId);
      const hand = { since: false, work: Promise.resolve() };
      inHand.set(shopId, hand);
      hand.work = follow(undefined, null, () =>
        traced('job shop', () => take(shopId, hand, waiters)),
      ).finally(begin);
    }
  }

  async function take(shopId: string, hand: { since: boolean }, waiters: readonly Waiter[]): Promise<void> {
    const woken = () => {
      const { since } = hand;
      hand.since = false;
      return since;
    };
    try {
      const next = await workInPeace(shopId, woken);
      if (next instanceof Date) await store.wake.wakeShop(shopId, next);
      inHand.delete(shopId);
      if (next !== 'busy') inRow.delete(shopId);
      if (stopping.signal.aborted) {
        if (next === 'now' || next === 'busy' || hand.since) await handOver([shopId]);
      } else if (next === 'busy') pauseLonger(shopId);
      else if (next === 'now' || hand.since) enter(shopId);
      for (const { done } of waiters) done();
    } catch (error) {
      inHand.delete(shopId);
      // The queue tries its job again; what woke the shop meanwhile, or without the queue, has nobody else.
      if (waiters.length === 0 || hand.since) pauseLonger(shopId);
      if (waiters.length === 0) log.warn({ shopId, reason: String(error) }, 'a shop could not be worked on');
      for (const { failed } of waiters) failed(error);
    }
  }

  async function workInPeace(shopId: string, woken: Woken): Promise<NextLook> {
    try {
      return await work(shopId, stopping.signal, woken);
    } catch (error) {
      const peace = leftInPeace(error);
      if (peace === null) throw error;
      log.debug({ shopId, ...peace }, 'keys refused, or shop erased: not asked');
      return null;
    }
  }

  /** What is lost here is found by the look at all that is due. */
  const handOver = (shopIds: readonly string[]) => store.wake.wakeShops(shopIds).catch(() => undefined);

  return {
    isFree: () => !stopping.signal.aborted && line.size < LINE,

    isKnown: (shopId) => inHand.has(shopId) || line.has(shopId) || pauses.has(shopId),

    wake(shopId) {
      if (stopping.signal.aborted) {
        void handOver([shopId]);
        return;
      }
      const hand = inHand.get(shopId);
      if (hand !== undefined) hand.since = true;
      else if (!pauses.has(shopId)) enter(shopId);
      else if ((pauses.get(shopId)?.endsAtMs ?? 0) - performance.now() > LOOK_AGAIN_MS)
        pause(shopId, LOOK_AGAIN_MS);
    },

    async work(shopId) {
      const hand = inHand.get(shopId);
      if (hand !== undefined) {
        hand.since = true;
        return;
      }
      clearTimeout(pauses.get(shopId)?.timer);
      pauses.delete(shopId);
      await new Promise<void>((done, failed) => enter(shopId, { done, failed }));
    },

    async stop() {
      stopping.abort();
      const left = [...line.keys(), ...pauses.keys()];
      for (const { timer } of pauses.values()) clearTimeout(timer);
      const waiters = [...line.values()].flat();
      line.clear();
      pauses.clear();
      if (left.length > 0) await handOver(left);
      for (const { done } of waiters) done();
      await Promise.all([...inHand.values()].map((hand) => hand.work));
    },
  };
}
