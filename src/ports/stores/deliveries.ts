import type { SentDocument } from '../../domain/aftercare/sent-document.ts';
import type {
  Asked,
  Delivery,
  DeliveryEvent,
  DeliveryOrigin,
  DeliveryState,
  DocumentKind,
  DocumentReference,
} from '../../domain/delivery.ts';
import type { ProblemText } from '../../domain/problem.ts';
import type { CreatedDocument } from '../invoicing.ts';
import type { ShopRest } from '../queue.ts';
import type { CallPriority, QuotaGrant } from '../quota.ts';
import type { OrderHint } from './hints.ts';
import type { MirroredOrder } from './orders.ts';
import type { Setup } from './setups.ts';

/** A delivery in the hands of a worker. */
export interface ClaimedDelivery extends Delivery {
  generation: number;
  /** The document of type order whose place its invoice is to take; null: none. */
  replaces: (DocumentReference & { companyId: number | null }) | null;
  /**
   * Set while a create call's outcome is unknown: look before repeating. After a restore from a copy of the database
   * neither kind nor company of what may have been made is known.
   */
  creating: {
    since: Date;
    /** Since then, milliseconds, by the clock that noted it. */
    ageMs: number;
    /** An answer came, though not one that tells: the call is over. */
    answered: boolean;
    kind: DocumentKind | null;
    companyId: number | null;
  } | null;
  firstTriedAt: Date;
  /** The request that asked for it last. */
  requestId: string | null;
  /** When the webhook or click that it answers came; null where many were asked for at once. */
  requestedAt: Date | null;
}

/** How a new invoice goes on its way to the SDI. */
export interface NewEInvoice {
  /** Day of the invoice, `YYYY-MM-DD`. */
  date: string;
  /** By when the SDI must have it, `YYYY-MM-DD`. */
  dueBy: string;
  /** When it leaves by itself; null: on a person's word. */
  sendAt: Date | null;
  /** The buyer gets it by a copy alone. */
  wantsCopy: boolean;
}

/** A document that is in Fatture in Cloud, of a delivery that does not say so yet. */
export interface MadeDocument {
  delivery: ClaimedDelivery;
  document: CreatedDocument & { kind?: DocumentKind };
  how: 'sent' | 'adopted';
  /** Absent where it is none. */
  eInvoice?: NewEInvoice | null;
  /** What the merchant should know of a document that was made all the same. */
  problem: ProblemText | null;
}

/** How far a batch is: its deliveries by state. */
export interface SendBatch {
  id: string;
  startedAt: Date;
  total: number;
  cancelledAt: Date | null;
  states: Record<DeliveryState, number>;
  /** When the first of those that wait goes on; null where none waits for a time. */
  nextTryAt: Date | null;
}

/** What is read of deliveries. */
export interface DeliveryLists {
  find(shopId: string, orderId: string): Promise<Delivery | null>;
  events(shopId: string, orderId: string): Promise<DeliveryEvent[]>;
  /** What the order's document says; null where none was begun, or by a release that did not keep it. */
  findSent(shopId: string, orderId: string): Promise<SentDocument | null>;
  /** Part of the order's marker; 0 where it has no delivery. */
  findGeneration(shopId: string, orderId: string): Promise<number>;
  /**
   * Which of these orders are not on their way (whatever changes of those that are is read when they go), and of how many
   * nothing was known, no hint either.
   */
  findOpen(shopId: string, orderIds: readonly string[]): Promise<{ open: string[]; unknown: number }>;
  list(
    shopId: string,
    filter: { state?: DeliveryState | undefined; cursor?: string | undefined; limit: number },
  ): Promise<{ deliveries: Delivery[]; nextCursor: string | null }>;
}

/** What is to be sent, durable before anybody is told. */
export interface DeliveryIntents {
  /**
   * Records the intent to send an order and wakes the shop's worker, in one transaction. An existing delivery stays
   * as it is, except that a manual origin makes it manual and moves it to the front, and one that is `failed` or
   * `skipped` is queued anew.
   */
  accept(intent: {
    shopId: string;
    orderId: string;
    origin: DeliveryOrigin;
    kind: DocumentKind;
    /** What a person asked for; what was asked before stays where nothing is told. */
    asked?: Asked | undefined;
    /** Requeue even a failed one (a person asked). */
    requeue: boolean;
  }): Promise<Delivery>;
  /**
   * Records the intent to send many orders by hand as one batch, and wakes the worker, in one statement. What is in
   * Fatture in Cloud or on its way there stays as it is; what would leave by itself keeps its origin. Answers how many
   * are queued now.
   */
  acceptMany(
    shopId: string,
    orders: readonly { orderId: string; kind: DocumentKind }[],
    now: Date,
  ): Promise<number>;
  /**
   * Lets a sent delivery be made anew, as another document. A failed one too: the person who insists has looked, so a
   * doubt about an earlier try ends here. Null, and nothing changes, when it is no longer the delivery that was `seen`:
   * somebody else was faster.
   */
  acceptAgain(seen: Delivery, reason: 'asked' | 'document-deleted', asked?: Asked): Promise<Delivery | null>;
  /**
   * Lets the document of type order of a sent delivery become an invoice: it is queued, and if no invoice can be made it is
   * again as it was. Null, and nothing changes, when it is no longer the delivery that was `seen`, or something is being
   * done to its document.
   */
  acceptInvoice(seen: Delivery, asked: Asked): Promise<Delivery | null>;
  /** Queues anew what a person may have mended; wakes the worker. */
  requeue(
    shopId: string,
    what: { orderIds?: string[]; problemCodes?: readonly string[]; states: readonly DeliveryState[] },
  ): Promise<number>;
  /**
   * Queues anew, in every shop, what failed since the shop's answer was not understood by another table of spellings than
   * this one; wakes the workers. Answers how many.
   */
  requeueUnderSpellings(fingerprint: string): Promise<number>;
}

/** What was sent by hand together. */
export interface SendBatches {
  latestBatch(shopId: string): Promise<SendBatch | null>;
  /**
   * What of a batch was not begun stays here, except what leaves by itself, which only loses its place at the front;
   * false when the shop has no such batch.
   */
  cancelBatch(shopId: string, batchId: string, reason: string, now: Date): Promise<boolean>;
}

/** Create calls that begin as their orders are taken. */
export interface BeginNew {
  /** What the documents will say, by order: of those that are built. */
  sent: ReadonlyMap<string, SentDocument>;
  /** What they are built by. */
  hand: Setup;
  priority: CallPriority;
}

/** Who works on a delivery. Only for the holder of the shop's lane. */
export interface DeliveryClaims {
  /** What a dead worker left in `sending` becomes claimable. Only for the holder of the shop's lane. */
  releaseOrphans(shopId: string): Promise<number>;
  /**
   * Takes the next due delivery, manual ones first, then the oldest; where none is due, names the oldest due hints, at
   * most `limit`. Null: nothing is due.
   */
  next(
    shopId: string,
    now: Date,
    limit: number,
  ): Promise<{ delivery: ClaimedDelivery } | { hints: OrderHint[] } | null>;
  /**
   * Of orders just read, each of another one: stores those that have no delivery, records the intent to send them by
   * themselves, takes them at once and forgets their hints, all or nothing. From here on each document may exist, for
   * whoever finds them after this worker's death; `giveBack` or any other outcome ends that. Answers them by order; one
   * that has a delivery already stays as it is.
   *
   * @param take `companyId`: where the documents will be made; null: not known. `tasks`: by order, what is left to the
   * next customer sync of those that are taken. `lookBy`: by then the shop is looked at for orders whose webhook never came. `begin`: with this, create calls begin in the same statement where all is as it says; their grants are
   * answered beside, null for what was not begun.
   */
  takeNew(
    shopId: string,
    intents: readonly { order: MirroredOrder; readAt: Date; kind: DocumentKind; hint: OrderHint }[],
    take: {
      companyId: number | null;
      now: Date;
      tasks?: ReadonlyMap<string, string>;
      lookBy?: Date;
      begin?: BeginNew | null;
    },
  ): Promise<Map<string, { delivery: ClaimedDelivery; grant: QuotaGrant | null }>>;
  /** What was taken and never begun waits for its turn again, as if it had not been taken. */
  giveBack(deliveries: readonly ClaimedDelivery[]): Promise<void>;
  /** Takes one delivery if it is due. */
  claim(shopId: string, orderId: string, now: Date): Promise<ClaimedDelivery | null>;
}

/** The call that may make a document. */
export interface CreateCalls {
  /**
   * Durable before the create calls: from here on the documents may exist; takes the calls from the company's quota in
   * the same look. Answers the grants by delivery: one without was lost to another worker. Without a grant, make nothing;
   * nor when the shop was `moved` to another company, or to none. In a hand also: something `changed` since the hand was
   * taken (company, settings, what is known of the rounding), or one sent by hand waits, which goes `first`.
   *
   * @param deliveries `sent`: what the document will say, kept for what comes after it.
   * @param create `before`: marked as sent whatever the answer. `hand`: what the hand was taken by.
   */
  beginCreate(
    shopId: string,
    deliveries: readonly { delivery: ClaimedDelivery; kind: DocumentKind; sent: SentDocument }[],
    create: {
      companyId: number;
      priority: CallPriority;
      now: Date;
      before?: readonly MadeDocument[];
      hand?: Setup;
    },
  ): Promise<ReadonlyMap<string, QuotaGrant> | 'moved' | 'changed' | 'first'>;
}

/** Whose rest is looked at, and when; names so many hints at most. */
export interface RestLook {
  shopId: string;
  now: Date;
  limit: number;
}

/** What became of a try. A worker that lost its claim changes nothing, except that a document was made. */
export interface DeliveryOutcomes {
  /**
   * @param look What is left of this shop is looked at in the same statement. Null, without it too: nothing was made, or
   * what was made is due already, so that it must be looked at anew.
   */
  markSent(made: readonly MadeDocument[], look?: RestLook): Promise<ShopRest | null>;
  markWaiting(
    delivery: ClaimedDelivery,
    why: {
      problem: ProblemText;
      nextTryAt: Date | null;
      uncertain: boolean;
      /** Of what is uncertain: the create call had an answer. */
      answered: boolean;
      /** The other side was not even asked: the time after which a person must look begins anew. */
      notTried: boolean;
    },
  ): Promise<void>;
  /** `uncertain`: the outcome of a create call stays unknown, so that a later try looks first. */
  markFailed(delivery: ClaimedDelivery, problem: ProblemText, uncertain?: boolean): Promise<void>;
  /** `looked`: a doubt about an earlier try was settled, there is no document. */
  markSkipped(delivery: { id: string }, reason: string, looked?: boolean): Promise<void>;
  /**
   * All that waits for its turn waits until then (quota), or until it is requeued (no connection).
   *
   * @param origin `automatic`: what is sent by hand keeps its turn, since calls are kept back for it.
   */
  postponeAll(
    shopId: string,
    until: Date | null,
    problem: ProblemText,
    origin: DeliveryOrigin,
  ): Promise<void>;
}

export interface DeliveryStore
  extends DeliveryLists,
    DeliveryIntents,
    SendBatches,
    DeliveryClaims,
    CreateCalls,
    DeliveryOutcomes {}
