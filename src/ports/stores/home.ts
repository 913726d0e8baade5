import type { ProblemText } from '../../domain/problem.ts';

/** A delivery that a person must mend, with what is known of its order. */
export interface FailedDelivery {
  orderId: string;
  problem: ProblemText | null;
  /** When it failed. */
  at: Date;
  shortId: string | null;
  customer: string | null;
  totalCents: number | null;
  currency: string | null;
}

/** What the panel's first screen counts; days are those of Europe/Rome, `YYYY-MM-DD`. */
export interface HomeStore {
  /** Documents that came to be from a day on, with their gross total in euro cents; days without any are left out. */
  sentDays(shopId: string, from: string): Promise<{ day: string; documents: number; grossCents: number }[]>;
  /** All that is not sent but should be, by the day on which it was accepted. What is being sent counts as queued. */
  unsentDays(
    shopId: string,
  ): Promise<{ day: string; state: 'queued' | 'waiting' | 'failed'; count: number }[]>;
  /** Of those that wait the one that goes first; null: none waits. */
  firstWaiting(shopId: string): Promise<{ nextTryAt: Date | null; problem: ProblemText | null } | null>;
  latestFailed(shopId: string, limit: number): Promise<FailedDelivery[]>;
  hasDeliveries(shopId: string): Promise<boolean>;
}
