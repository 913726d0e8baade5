/** A sliding window of calls per account. */
export class Throttle {
  limit: number;
  windowSeconds: number;
  private readonly now: () => Date;
  private readonly taken = new Map<string, number[]>();

  constructor(limit: number, windowSeconds: number, now: () => Date) {
    this.limit = limit;
    this.windowSeconds = windowSeconds;
    this.now = now;
  }

  /** Takes one call; a refused one costs nothing. */
  take(account: string): boolean {
    const recent = this.recent(account);
    if (recent.length >= this.limit) return false;
    recent.push(this.now().getTime());
    return true;
  }

  left(account: string): number {
    return Math.max(0, this.limit - this.recent(account).length);
  }

  private recent(account: string): number[] {
    const since = this.now().getTime() - this.windowSeconds * 1000;
    const calls = this.taken.get(account) ?? [];
    // Calls are in the order of time, so the stale ones are at the head.
    let stale = 0;
    while (stale < calls.length && (calls[stale] ?? 0) <= since) stale += 1;
    if (stale > 0) calls.splice(0, stale);
    this.taken.set(account, calls);
    return calls;
  }
}
