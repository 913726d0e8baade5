import type { InstalledShop, ShopAccess } from './stores/connection/shops.ts';
import type { OrderHint } from './stores/hints.ts';

/** What is left to do of a shop, at one instant. */
export interface ShopRest {
  /** A delivery may be taken. */
  delivery: boolean;
  /** The oldest that are due; they are followed where no delivery is due. */
  hints: OrderHint[];
  /** Something is due to be done to a document, or a credit note to be made. */
  aftercare: boolean;
  eInvoice: boolean;
  /** The next instant at which something will be due; null: nothing waits for a time. */
  nextAt: Date | null;
}

/** What the holder of a shop's lane finds as it takes it. */
export interface OpenedLane {
  shop: InstalledShop;
  access: ShopAccess;
  /** What a dead worker may have left must be released, and looked for anew, before anything else. */
  orphans: boolean;
  rest: ShopRest;
}

/** What the queue must do for flows; all only wake, what is to do stands in the tables. */
export interface WakeStore {
  /** The shop's worker looks again, now or at `at`. */
  wakeShop(shopId: string, at?: Date): Promise<void>;
  /** The workers of all of these look again. */
  wakeShops(shopIds: readonly string[]): Promise<void>;
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
  /** What is due of a shop and when the next of it is; names so many hints at most. */
  rest(shopId: string, now: Date, limit: number): Promise<ShopRest>;
  /**
   * Runs `work` while nobody else does for this shop, false when somebody does; `lost` aborts when that is no longer sure.
   * `opened`: as `rest` at `now`, with what is known of the shop, in the same look; null: it was erased.
   */
  withShopLane(
    shopId: string,
    look: { now: Date; limit: number },
    work: (lost: AbortSignal, opened: OpenedLane | null) => Promise<void>,
  ): Promise<boolean>;
}
