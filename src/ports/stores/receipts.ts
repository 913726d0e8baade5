import type { DayReceipt } from '../../document/day-receipt.ts';
import type { ProblemText } from '../../domain/problem.ts';
import type { WrittenReceipt } from '../receipts.ts';

/** What is known of a day's receipt in Fatture in Cloud. Days are those of Europe/Rome, `YYYY-MM-DD`. */
export interface StoredReceipt {
  day: string;
  companyId: number;
  receipt: WrittenReceipt | null;
  /** What it says; null: not known (it was found again after an answer was lost). */
  items: DayReceipt['items'] | null;
  /**
   * Set while a create call's outcome is unknown: look before repeating. `since` names the doubt, `ageMs` is its age, both
   * by the database's clock.
   */
  creating: { since: Date; ageMs: number } | null;
  attempts: number;
  /** While set, the day waits for it. */
  nextTryAt: Date | null;
  /** A person must mend it where no next try is set. */
  problem: ProblemText | null;
}

/** How far a shop's register is recorded in Fatture in Cloud. */
export interface ReceiptBook {
  /** The first day that is recorded by itself; null: none. */
  recordedFrom: string | null;
  /** Up to and with this day nothing is touched any more: the accountant has it. */
  closedUntil: string | null;
}

export interface ReceiptStore {
  book(shopId: string): Promise<ReceiptBook>;
  /** From this day on takings are recorded by themselves. */
  recordFrom(shopId: string, day: string): Promise<void>;
  close(shopId: string, until: string | null): Promise<void>;
  list(shopId: string, from: string, to: string): Promise<StoredReceipt[]>;
  /**
   * Durable before a create call: from here on the receipt may exist. Null when it exists, or may, or belongs to another
   * company: nothing is to be made then. Else what names the doubt.
   */
  begin(shopId: string, companyId: number, day: string): Promise<Date | null>;
  /** A doubtful create call made nothing. A doubt that another worker began meanwhile stays. */
  clear(shopId: string, day: string, since: Date): Promise<void>;
  /** It stands in Fatture in Cloud and says this (null: not known what). */
  written(
    shopId: string,
    day: string,
    receipt: WrittenReceipt,
    items: DayReceipt['items'] | null,
  ): Promise<void>;
  /** The receipt with that id is gone from Fatture in Cloud. */
  gone(shopId: string, day: string, receiptId: number): Promise<void>;
  /**
   * `since`: the doubt that the caller knows of, or null; nothing is stored where the day has another one meanwhile.
   * `uncertain`: the create call's outcome stays unknown. `nextTryAt` null: a person must mend it.
   */
  failed(
    shopId: string,
    companyId: number,
    day: string,
    why: { problem: ProblemText; nextTryAt: Date | null; since: Date | null; uncertain: boolean },
  ): Promise<void>;
  /** Runs `work` while nobody else records this shop's takings; false when somebody does. */
  withLane(shopId: string, work: (lost: AbortSignal) => Promise<void>): Promise<boolean>;
}
