import type { ShopKeys } from '../shop.ts';

export interface OrderHint {
  shopId: string;
  orderId: string;
  attempts: number;
  receivedAt: Date;
  /** The request that brought it. */
  requestId: string | null;
}

/** A webhook whose hint is durable. */
export interface ReceivedHint {
  shopId: string;
  /** One of the shop's webhooks was noticed before. */
  isSeen: boolean;
  readKeys(): ShopKeys;
}

export interface HintStore {
  /**
   * Keeps the hint; null for an unknown token.
   *
   * @param byJob In the same statement a job wakes the shop's worker; else the caller does, in this process.
   */
  receive(webhookToken: string, orderId: string, byJob: boolean): Promise<ReceivedHint | null>;
  add(shopId: string, orderIds: readonly string[]): Promise<void>;
  /** Forgets the hint, unless a newer one came for the same order meanwhile. */
  done(hint: OrderHint): Promise<void>;
  postpone(hint: OrderHint, nextTryAt: Date): Promise<void>;
}
