import type { SentDocument } from '../../domain/aftercare/sent-document.ts';
import type { Asked } from '../../domain/delivery.ts';
import type { EInvoice, EInvoiceState } from '../../domain/e-invoice.ts';
import type { ProblemText } from '../../domain/problem.ts';
import type { CallPriority, QuotaGrant } from '../quota.ts';

/** An e-invoice in the hands of the lane's holder. */
export interface ClaimedEInvoice extends EInvoice {
  act: 'send' | 'copy';
  origin: 'manual' | 'automatic';
  correcting: boolean;
  /** Of the take: later ones make this worker's notes void. */
  attempts: number;
  /** Part of the document's marker. */
  generation: number;
  /** What a person asked for as the document was made. */
  asked: Asked | null;
  firstTriedAt: Date;
  /** Set while a send call's outcome is not known, or may have been lost with a restored database: look first. */
  sendingSince: Date | null;
}

/** An e-invoice whose status is asked for, as it was then. */
export interface WatchedEInvoice extends EInvoice {
  attempts: number;
  status: string | null;
  sendingSince: Date | null;
}

/** What a look found. */
export interface SeenStatus {
  state: EInvoiceState;
  /** `ei_status` as told. */
  status: string | null;
  date: string | null;
  /** Five days after a discard; null: as it was. */
  dueBy: string | null;
  problem: ProblemText | null;
  nextLookAt: Date | null;
  /** Whether a buyer without SDI code is to get a copy now. */
  copies: boolean;
}

/** How many there are, for the panel's first screen and /metrics. */
export interface EInvoiceCounts {
  states: Record<EInvoiceState, number>;
  /** Of those that the SDI does not have: the first day by which it must; null: none is to be sent. */
  oldestDueBy: string | null;
}

/** What is read of e-invoices. Only of documents that their deliveries still have. */
export interface EInvoiceLists {
  find(shopId: string, orderId: string): Promise<EInvoice | null>;
  /** By order. */
  findMany(shopId: string, orderIds: readonly string[]): Promise<Map<string, EInvoice>>;
  counts(shopId: string): Promise<EInvoiceCounts>;
}

/** What a person wants sent. */
export interface EInvoiceIntents {
  /** Those of these orders, or all, that are to be sent; wakes the worker. Answers how many leave now. */
  request(shopId: string, orderIds: readonly string[] | 'all', now: Date): Promise<number>;
  /**
   * One that is to be corrected is built anew before it is sent; one whose last call was given up in doubt is looked at.
   * False: it is not to be sent.
   */
  requestOne(shopId: string, orderId: string, now: Date): Promise<boolean>;
  /** Automatic sending was switched off: what has not begun waits for a person. */
  stopAutomatic(shopId: string): Promise<void>;
  /** Invoices that were made by a process that knew nothing of e-invoices. */
  adoptMissing(shopId: string, since: Date): Promise<number>;
}

/** The lane's work. A worker that lost its claim changes nothing. */
export interface EInvoiceWork {
  /** What a dead worker left of copies: nobody knows whether they went. Only for the holder of the shop's lane. */
  releaseOrphans(shopId: string): Promise<void>;
  /** Takes the next due one, by hand first. */
  next(shopId: string, now: Date): Promise<ClaimedEInvoice | null>;
  /**
   * Durable before the send call, with its call of the quota. `lost`: another worker took over; `moved`: the shop has
   * another company now. Without a grant nothing is noted.
   */
  beginSend(
    claimed: ClaimedEInvoice,
    call: { priority: CallPriority; now: Date },
  ): Promise<QuotaGrant | 'lost' | 'moved'>;
  markSent(claimed: ClaimedEInvoice, sent: { now: Date; nextLookAt: Date | null }): Promise<void>;
  /** Tried again at `at`; null: woken by a new authorization. `uncertain`: it may have been sent. */
  markWaiting(
    claimed: ClaimedEInvoice,
    why: { problem: ProblemText; at: Date | null; uncertain: boolean; notTried: boolean },
  ): Promise<void>;
  /** A person must mend something. */
  markFailed(claimed: ClaimedEInvoice, problem: ProblemText, uncertain?: boolean): Promise<void>;
  /** The document was changed in its place, now says `sent` (null: a credit note), and may be sent. */
  markCorrected(claimed: ClaimedEInvoice, sent: SentDocument | null): Promise<void>;
  /** A look in the course of sending. */
  markSeen(claimed: ClaimedEInvoice, seen: SeenStatus): Promise<void>;
  /** Durable before the e-mail's call; false: another worker took over. */
  beginCopy(claimed: ClaimedEInvoice): Promise<boolean>;
  /** `not-now`: tried again at `at`. */
  endCopy(
    claimed: ClaimedEInvoice,
    how: 'sent' | 'unknown' | 'failed' | 'not-now',
    why?: { problem?: ProblemText; at?: Date | null },
  ): Promise<void>;
  /** All that is due waits until then (quota), or until it is woken (no connection). */
  postponeAll(shopId: string, until: Date | null, problem: ProblemText): Promise<void>;
  /** What waited for an authorization leaves. */
  wakeWaiting(shopId: string, now: Date): Promise<void>;
}

/** Looks at statuses. */
export interface EInvoiceLooks {
  /** Due ones of the company, the newest first. */
  listDue(shopId: string, companyId: number, now: Date, limit: number): Promise<WatchedEInvoice[]>;
  /** False: it has moved on since it was read, and stays as it is. */
  apply(watched: WatchedEInvoice, seen: SeenStatus): Promise<boolean>;
  /** The document is gone. */
  markGone(watched: WatchedEInvoice | ClaimedEInvoice, problem: ProblemText): Promise<void>;
}

export interface EInvoiceStore extends EInvoiceLists, EInvoiceIntents, EInvoiceWork, EInvoiceLooks {}

/** A shop's subscription to its company's notifications. */
export interface FicSubscription {
  shopId: string;
  companyId: number;
  subscriptionId: string | null;
  verified: boolean;
  problem: ProblemText | null;
}

export interface FicSubscriptionStore {
  find(shopId: string): Promise<FicSubscription | null>;
  /** Whose address this is; the company that notifications must be of. */
  findByToken(token: string): Promise<{ shopId: string; companyId: number } | null>;
  /** Before the address is told to Fatture in Cloud: its challenge comes within that call. */
  expect(shopId: string, companyId: number, token: string): Promise<void>;
  /** Whether the address is the shop's own. */
  isOwn(shopId: string, token: string): Promise<boolean>;
  note(
    shopId: string,
    seen: { subscriptionId: string | null; verified: boolean; problem: ProblemText | null; now: Date },
  ): Promise<void>;
  /**
   * Keeps a notification: its e-invoices are looked at from `lookAt` on. `replayed`: it came before, and changes nothing.
   * One statement: durable when it answers.
   */
  receive(
    shop: { shopId: string; companyId: number },
    notification: { id: string; documentIds: readonly number[] },
    lookAt: Date,
  ): Promise<'kept' | 'replayed'>;
  forgetBefore(instant: Date): Promise<void>;
}
