export interface OrderHint {
  shopId: string;
  orderId: string;
  attempts: number;
  receivedAt: Date;
  /** The request that brought it. */
  requestId: string | null;
}

export interface HintStore {
  /** Keeps the hint and wakes the shop's worker, in one statement; false for an unknown token. */
  receive(webhookToken: string, orderId: string): Promise<boolean>;
  add(shopId: string, orderIds: readonly string[]): Promise<void>;
  /** Forgets the hint, unless a newer one came for the same order meanwhile. */
  done(hint: OrderHint): Promise<void>;
  postpone(hint: OrderHint, nextTryAt: Date): Promise<void>;
}
