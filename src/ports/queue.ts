/** What the queue must do for flows; all only wake, what is to do stands in the tables. */
export interface WakeStore {
  /** The shop's worker looks again, now or at `at`. */
  wakeShop(shopId: string, at?: Date): Promise<void>;
  /**
   * Adds a job of a task; a waiting one with the same key is replaced. Where another process holds the lane and may have
   * looked already, a key of its own makes it look again whatever else waits.
   */
  enqueue(
    task: string,
    payload: object,
    options: { key: string; runAt?: Date; priority?: number },
  ): Promise<void>;
  /** Forgets jobs that were given up before then; what they should have done stands in the tables and is woken anew. */
  forgetDead(before: Date): Promise<void>;
  /** Shops with due work, whose keys are not refused; the scheduler wakes them, since a killed worker cannot. */
  listDueShops(now: Date): Promise<string[]>;
  /** The next instant at which something of this shop is due, null when nothing waits for a time. */
  nextDueAt(shopId: string): Promise<Date | null>;
  /** Runs `work` while nobody else does for this shop, false when somebody does; `lost` aborts when that is no longer sure. */
  withShopLane(shopId: string, work: (lost: AbortSignal) => Promise<void>): Promise<boolean>;
}
