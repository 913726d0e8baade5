import type { Clock } from '../../../ports/clock.ts';

const dayMs = 24 * 3_600_000;
/** After a failure, the list is not asked for again with every order. */
const pauseMs = 10 * 60_000;

interface Kept<T> {
  value: T;
  /** Milliseconds since the epoch. */
  untilMs: number;
}

/** Keeps values for a day (or another time), by key. A failed renewal keeps the old one for a while. */
export class DayCache<T> {
  private readonly kept = new Map<string, Kept<T>>();
  /** Readings under way: orders that arrive together share one. */
  private readonly pending = new Map<string, Promise<T>>();
  private readonly clock: Clock;
  private readonly max: number;
  private readonly ttlMs: number;

  /**
   * @param max Entries that are kept; the one read longest ago makes room.
   * @param ttlMs Where it is not a day.
   */
  constructor(clock: Clock, max: number, ttlMs = dayMs) {
    this.clock = clock;
    this.max = max;
    this.ttlMs = ttlMs;
  }

  /** The next reading asks anew; what was read stands in where that fails. */
  expire(key: string): void {
    const old = this.kept.get(key);
    if (old !== undefined) old.untilMs = Number.NEGATIVE_INFINITY;
  }

  /** `fallback` decides what a failed reading gives: a value, or the error again. */
  async read(
    key: string,
    read: () => Promise<T>,
    fallback: (old: T | null, error: unknown) => T,
  ): Promise<T> {
    const old = this.kept.get(key) ?? null;
    if (old !== null && old.untilMs > this.clock.now().getTime()) return old.value;
    const pending = this.pending.get(key) ?? this.renew(key, old?.value ?? null, read, fallback);
    this.pending.set(key, pending);
    return pending;
  }

  private async renew(
    key: string,
    old: T | null,
    read: () => Promise<T>,
    fallback: (old: T | null, error: unknown) => T,
  ): Promise<T> {
    try {
      return this.keep(key, await read(), this.ttlMs);
    } catch (error) {
      return this.keep(key, fallback(old, error), pauseMs);
    } finally {
      this.pending.delete(key);
    }
  }

  private keep(key: string, value: T, ms: number): T {
    this.kept.delete(key);
    const [oldest] = this.kept.keys();
    if (this.kept.size >= this.max && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(key, { value, untilMs: this.clock.now().getTime() + ms });
    return value;
  }
}
