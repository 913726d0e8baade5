import type { Catalogue, InvoicingCatalogue, TaxProfile } from '../domain/catalogue.ts';
import type { ClientData, InvoicingClient } from '../domain/customers/client.ts';
import type { ClientKeys, KeyedClient } from '../domain/customers/client-match.ts';
import type {
  Delivery,
  DeliveryEvent,
  DeliveryOrigin,
  DeliveryState,
  DocumentKind,
  DocumentReference,
} from '../domain/delivery.ts';
import type { OrderSummary } from '../domain/order.ts';
import type { ProblemText } from '../domain/problem.ts';
import type { Settings, SettingsSection } from '../domain/settings.ts';
import type { PersonalDataStore } from './personal-data.ts';
import type {
  CallPriority,
  Company,
  CreatedDocument,
  PlatformUser,
  QuotaGrant,
  ShopKeys,
  TokenPair,
} from './ports.ts';

/** A shop in which the plug-in is installed, without its keys. */
export interface InstalledShop {
  id: string;
  instance: string;
  uid: string;
  name: string;
  url: string;
  installedAt: Date;
  setupEndsAt: Date;
  claimedAt: Date | null;
  webhooksAt: Date | null;
}

export interface ShopStore {
  find(id: string): Promise<InstalledShop | null>;
  findByInstance(instance: string): Promise<InstalledShop | null>;
  readKeys(id: string): Promise<ShopKeys>;
  /**
   * Stores the keys of an instance, or replaces them when its `uid` is the same; then all its sessions end and the
   * setup window opens anew. Null, and nothing changes, when the instance belongs to another store.
   */
  install(install: {
    instance: string;
    uid: string;
    name: string;
    url: string;
    keys: ShopKeys;
    webhookToken: string;
    now: Date;
    setupEndsAt: Date;
  }): Promise<InstalledShop | null>;
  markWebhooksRegistered(id: string, at: Date): Promise<void>;
  /** A new token for the webhook address; its hash alone is stored. */
  renewWebhookToken(id: string, token: string): Promise<void>;
  /** Shops that are connected to a company. */
  listConnected(): Promise<string[]>;
  /** Up to when changed orders were looked for; null: never. */
  ordersSeenUntil(id: string): Promise<Date | null>;
  markOrdersSeen(id: string, until: Date): Promise<void>;
}

export interface Session {
  id: string;
  shopId: string;
  level: 'guest' | 'full';
  expiresAt: Date;
}

/** What a browser tells of itself. */
export interface Visitor {
  /** The `user-agent`; 300 characters are kept. */
  userAgent: string | null;
  address: string | null;
}

/** How a browser came to hold the shop: as the first one after an install, or with Fatture in Cloud. */
export type SignInOrigin = 'claim' | 'sign-in';

/** A browser that holds the shop. */
export interface OpenSession extends Visitor {
  id: string;
  origin: SignInOrigin;
  user: PlatformUser | null;
  signedInAt: Date;
  /** To a few minutes. */
  lastSeenAt: Date;
  expiresAt: Date;
}

/** That a browser came to hold the shop; kept when its session is gone. */
export interface SignIn extends Visitor {
  at: Date;
  origin: SignInOrigin;
  user: PlatformUser | null;
}

export interface SessionStore {
  create(session: { shopId: string; expiresAt: Date } & Visitor): Promise<Session>;
  /** The session while it is neither ended nor expired; notes, to a few minutes, that it was seen. */
  find(id: string, now: Date): Promise<Session | null>;
  /** The panel was opened with it. False when it has ended meanwhile. */
  extend(id: string, expiresAt: Date, now: Date, visitor: Visitor): Promise<boolean>;
  /**
   * Makes the session hold the shop if nobody does and the setup window is open, and records it. `taken`: somebody
   * holds it, or the window is closed. `ended`: an install ended the session meanwhile; nothing changed.
   */
  claim(session: Session, now: Date): Promise<'claimed' | 'taken' | 'ended'>;
  /**
   * Makes a guest hold the shop under a new id, and records it: whoever planted the guest's cookie, or knows it, is left
   * with one that opens nothing. Null, and nothing changes, when its session has ended or the shop is no longer
   * connected to this company.
   */
  promote(
    session: Session,
    by: { companyId: number; user: PlatformUser | null; now: Date },
  ): Promise<Session | null>;
  /** Who authorized with a session that held the shop before. */
  noteUser(session: Session, user: PlatformUser): Promise<void>;
  /** Those that hold the shop, last seen first. */
  listOpen(shopId: string, now: Date): Promise<OpenSession[]>;
  /** Latest first. */
  listSignIns(shopId: string, limit: number): Promise<SignIn[]>;
  /** Ends a session and the sign-ins that it began; false when the shop has no such open one. */
  end(shopId: string, id: string, now: Date): Promise<boolean>;
  /** Ends all of the shop but one, guests included; how many held the shop. */
  endOthers(shopId: string, keepId: string, now: Date): Promise<number>;
  /** Forgets expired sessions, and sign-ins of more than a year ago. */
  deleteExpired(now: Date): Promise<number>;
}

export interface SignInResult {
  tokens: TokenPair;
  companies: Company[];
  /** Who signed in, where Fatture in Cloud tells. */
  user: PlatformUser | null;
}

/** Holds while its session has not ended and the shop was not disconnected since it began. */
export interface OAuthAttempt {
  id: string;
  shopId: string;
  sessionId: string;
}

export interface OAuthStore {
  createWithTicket(attempt: {
    shopId: string;
    sessionId: string;
    ticket: string;
    expiresAt: Date;
  }): Promise<void>;
  /** Uses a ticket up; null when unknown, used or expired. */
  takeTicket(ticket: string, now: Date): Promise<OAuthAttempt | null>;
  create(attempt: { shopId: string; sessionId: string; expiresAt: Date }): Promise<OAuthAttempt>;
  /** `codeVerifier` (PKCE) is kept sealed. False when the attempt no longer holds. */
  setState(id: string, walk: { state: string; codeVerifier: string; expiresAt: Date }): Promise<boolean>;
  /** Uses a state up; null when unknown, used or expired. `codeVerifier` is null where the walk began without. */
  takeState(state: string, now: Date): Promise<(OAuthAttempt & { codeVerifier: string | null }) | null>;
  /** Keeps the result, sealed, for the browser that asked. False when the attempt no longer holds. */
  keepResult(id: string, completionCode: string, result: SignInResult, expiresAt: Date): Promise<boolean>;
  /** The result, once, for the session that asked; null for any other. */
  takeResult(
    completionCode: string,
    sessionId: string,
    now: Date,
  ): Promise<{ attempt: OAuthAttempt; result: SignInResult } | null>;
  deleteExpired(now: Date): Promise<number>;
}

export interface Connection {
  shopId: string;
  state: 'choose-company' | 'connected' | 'expired';
  company: Company | null;
  companies: Company[];
  /** The merchant pressed Autorizza; tells this connection from a later one. */
  connectedAt: Date;
  accessExpiresAt: Date;
  productsReadAt: Date | null;
  /** Name of the rounding model whose totals Fatture in Cloud did not confirm; null: none. */
  roundingDoubted: string | null;
}

export interface ConnectionStore {
  find(shopId: string): Promise<Connection | null>;
  /**
   * What an attempt brought. False, and nothing is stored, when the attempt no longer holds: its session was ended or
   * the shop disconnected meanwhile.
   */
  save(connection: {
    attempt: OAuthAttempt;
    state: 'choose-company' | 'connected';
    company: Company | null;
    companies: Company[];
    tokens: TokenPair;
    now: Date;
  }): Promise<boolean>;
  /** The settings that hold ids of another company are put aside, and those of this one taken up again. */
  chooseCompany(shopId: string, company: Company): Promise<void>;
  /** The connection with its tokens, in one look. */
  open(shopId: string): Promise<{ connection: Connection; tokens: TokenPair } | null>;
  /**
   * Runs `refresh` on the pair while no other process does, and stores what it answers. When another process
   * refreshed meanwhile, answers that pair and does not call `refresh`.
   */
  refreshTokens(
    shopId: string,
    staleAccessToken: string,
    refresh: (tokens: TokenPair) => Promise<TokenPair>,
  ): Promise<TokenPair | null>;
  /** Unless the merchant authorized anew meanwhile. */
  markExpired(connection: Pick<Connection, 'shopId' | 'connectedAt'>): Promise<void>;
  markProductsRead(shopId: string, at: Date): Promise<void>;
  /** For every shop on this company. */
  doubtRounding(companyId: number, model: string): Promise<void>;
  /** Forgets the tokens, those too that a sign-in holds which is not completed. Waits for a refresh that runs. */
  delete(shopId: string): Promise<void>;
}

export type SettingsVersions = Record<SettingsSection, number>;

export interface StoredSettings {
  settings: Settings;
  activeSince: Date | null;
  /** How often each section was saved; 0 while it has its defaults. */
  versions: SettingsVersions;
  /** The company that is connected as this is read, whose ids these are; null: none. */
  companyId: number | null;
}

export interface SettingsStore {
  read(shopId: string): Promise<StoredSettings>;
  /**
   * @param change `basedOn`: the version that was edited; where another has been saved since, nothing changes.
   * `companyId`: whose ids the value holds.
   * @returns the section's new version, or null where `basedOn` is no longer the latest.
   */
  save<S extends SettingsSection>(
    shopId: string,
    section: S,
    value: Settings[S],
    change?: {
      activeSince?: Date | null | undefined;
      basedOn?: number | undefined;
      companyId?: number | undefined;
    },
  ): Promise<number | null>;
}

/** What a shop's orders are sent by, all as of one instant. */
export interface Setup {
  settings: Settings;
  activeSince: Date | null;
  /** Of the six sections together: another one once any of them was saved. */
  settingsVersion: number;
  /** The connection with its tokens; null: none. */
  opened: { connection: Connection; tokens: TokenPair } | null;
  /** As last read, perhaps for another company; null where nothing was read yet. */
  catalogue: Catalogue | null;
  /** What the orders' customers and products are in the connected company, where known. */
  links: {
    clientIdByCustomer: ReadonlyMap<string, number>;
    productIdBySku: ReadonlyMap<string, number>;
  };
  /** A delivery waits for its turn, which comes before any hint. */
  deliveryQueued: boolean;
}

export interface SetupStore {
  /** In one look, since each look costs an order as much as all that is done with it. */
  read(shopId: string, orders: { customerIds: readonly string[]; skus: readonly string[] }): Promise<Setup>;
}

export interface CatalogueStore {
  /** What was read last, without the payment methods, which are the orders'; null where nothing was read yet. */
  read(shopId: string): Promise<Catalogue | null>;
  saveInvoicing(shopId: string, companyId: number, catalogue: InvoicingCatalogue, at: Date): Promise<void>;
  saveTaxProfiles(shopId: string, profiles: TaxProfile[], at: Date): Promise<void>;
}

export interface OrderListFilter {
  /** A delivery state, `none`, or a shop status as a number in text. */
  status?: string | undefined;
  text?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  cursor?: string | undefined;
  limit: number;
}

export interface OrderStore {
  save(shopId: string, orders: readonly MirroredOrder[], readAt: Date): Promise<void>;
  /** What is stored of these orders, to see which changed. */
  findMany(shopId: string, orderIds: readonly string[]): Promise<Map<string, OrderSummary>>;
  /** Newest first, with their deliveries. */
  list(
    shopId: string,
    filter: OrderListFilter,
  ): Promise<{ rows: { order: OrderSummary; delivery: Delivery | null }[]; nextCursor: string | null }>;
  /** The instant at which a page after this cursor begins; null for none or one that is not ours. */
  placeOf(cursor: string | undefined): Date | null;
  listPaymentMethods(shopId: string): Promise<string[]>;
}

export interface MirroredOrder extends OrderSummary {
  email: string | null;
  paymentMethod: string | null;
}

/** A delivery in the hands of a worker. */
export interface ClaimedDelivery extends Delivery {
  generation: number;
  /**
   * Set while a create call's outcome is unknown: look before repeating. After a restore from a copy of the database
   * neither kind nor company of what may have been made is known.
   */
  creating: { since: Date; kind: DocumentKind | null; companyId: number | null } | null;
  firstTriedAt: Date;
  /** The request that asked for it last. */
  requestId: string | null;
  /** When the webhook or click that it answers came; null where many were asked for at once. */
  requestedAt: Date | null;
}

/** A document that is in Fatture in Cloud, of a delivery that does not say so yet. */
export interface MadeDocument {
  delivery: ClaimedDelivery;
  document: CreatedDocument & { kind?: DocumentKind };
  how: 'sent' | 'adopted';
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

export interface DeliveryStore {
  find(shopId: string, orderId: string): Promise<Delivery | null>;
  events(shopId: string, orderId: string): Promise<DeliveryEvent[]>;
  /** Which of these orders are sent or on their way: whatever changes in the shop is read when they go. */
  findSettled(shopId: string, orderIds: readonly string[]): Promise<Set<string>>;
  list(
    shopId: string,
    filter: { state?: DeliveryState | undefined; cursor?: string | undefined; limit: number },
  ): Promise<{ deliveries: Delivery[]; nextCursor: string | null }>;
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
  latestBatch(shopId: string): Promise<SendBatch | null>;
  /**
   * What of a batch was not begun stays here, except what leaves by itself, which only loses its place at the front;
   * false when the shop has no such batch.
   */
  cancelBatch(shopId: string, batchId: string, reason: string, now: Date): Promise<boolean>;
  /**
   * Lets a sent delivery be made anew, as another document. A failed one too: the person who insists has looked, so a
   * doubt about an earlier try ends here. Null, and nothing changes, when it is no longer the delivery that was `seen`:
   * somebody else was faster.
   */
  acceptAgain(seen: Delivery, reason: 'asked' | 'document-deleted'): Promise<Delivery | null>;
  /** Queues anew what a person may have mended; wakes the worker. */
  requeue(
    shopId: string,
    what: { orderIds?: string[]; problemCodes?: readonly string[]; states: readonly DeliveryState[] },
  ): Promise<number>;

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
   * @param companyId Where the documents will be made; null: not known.
   */
  takeNew(
    shopId: string,
    companyId: number | null,
    intents: readonly { order: MirroredOrder; readAt: Date; kind: DocumentKind; hint: OrderHint }[],
    now: Date,
  ): Promise<Map<string, ClaimedDelivery>>;
  /** What was taken and never begun waits for its turn again, as if it had not been taken. */
  giveBack(deliveries: readonly ClaimedDelivery[]): Promise<void>;
  /** Takes one delivery if it is due. */
  claim(shopId: string, orderId: string, now: Date): Promise<ClaimedDelivery | null>;
  /**
   * Durable before the create calls: from here on the documents may exist; takes the calls from the company's quota in
   * the same look. Answers the grants by delivery: one without was lost to another worker. Without a grant, make nothing;
   * nor when the shop was `moved` to another company, or to none. In a hand also: something `changed` since the hand was
   * taken (company, settings, what is known of the rounding), or one sent by hand waits, which goes `first`.
   *
   * @param create `before`: marked as sent whatever the answer. `hand`: what the hand was taken by.
   */
  beginCreate(
    shopId: string,
    deliveries: readonly { delivery: ClaimedDelivery; kind: DocumentKind }[],
    create: {
      companyId: number;
      priority: CallPriority;
      now: Date;
      before?: readonly MadeDocument[];
      hand?: Setup;
    },
  ): Promise<ReadonlyMap<string, QuotaGrant> | 'moved' | 'changed' | 'first'>;
  markSent(made: readonly MadeDocument[]): Promise<void>;
  markWaiting(
    delivery: ClaimedDelivery,
    why: {
      problem: ProblemText;
      nextTryAt: Date | null;
      uncertain: boolean;
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

export type SyncState = 'running' | 'waiting' | 'done' | 'cancelled' | 'failed';

/** `clients`: the company's are read; `list`: which customers to look at is read; `customers`: one after the other. */
export type SyncPhase = 'clients' | 'list' | 'customers';

export interface SyncError {
  /** Name of the customer; empty for what concerns the run. */
  customer: string;
  /** Italian sentence. */
  detail: string;
}

export interface SyncRun {
  id: string;
  shopId: string;
  companyId: number | null;
  state: SyncState;
  origin: 'manual' | 'automatic';
  phase: SyncPhase;
  /** All customers are read, and the company's clients with them. */
  full: boolean;
  started: Date;
  finished: Date | null;
  /** Null until it is known which customers to look at. */
  total: number | null;
  done: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Of the unchanged ones: found in Fatture in Cloud and linked by this run. */
  linked: number;
  failed: number;
  errors: SyncError[];
  /** Failures of a platform in a row. */
  attempts: number;
  /** While `waiting`: until when, and the Italian sentence that says for what. */
  waitingUntil: Date | null;
  waitingReason: string | null;
}

/** What became of some customers of a run; stored in one transaction with what it rests on. */
export interface SyncStep {
  /** Customers that are done, by the id they were queued under. */
  taskIds: string[];
  links: CustomerLink[];
  clients: InvoicingClient[];
  created: number;
  updated: number;
  unchanged: number;
  linked: number;
  failed: number;
  errors: SyncError[];
}

export interface SyncStore {
  latest(shopId: string): Promise<SyncRun | null>;
  /** The run that is running or waiting. */
  current(shopId: string): Promise<SyncRun | null>;
  /** The last thirty, latest first. */
  list(shopId: string): Promise<SyncRun[]>;
  /** Starts a run and its job, in one transaction; null when one runs. Forgets all but the last thirty. */
  start(start: {
    shopId: string;
    companyId: number;
    origin: SyncRun['origin'];
    full: boolean;
    now: Date;
  }): Promise<SyncRun | null>;
  /** Ends the run that runs, and forgets what it had left to do; null when none does. */
  end(
    shopId: string,
    end: { state: 'done' | 'cancelled' | 'failed'; now: Date; error?: SyncError },
  ): Promise<SyncRun | null>;
  /** Puts a run off; its job is enqueued for then. */
  wait(run: SyncRun, why: { until: Date; reason: string; attempts: number }): Promise<void>;
  /** The time to wait is over. */
  resume(runId: string): Promise<void>;
  /** Takes a run on to its next phase. */
  advance(runId: string, to: { phase: SyncPhase; total?: number }): Promise<void>;
  /** Stores a step, exactly once with its counts. False when the run was ended meanwhile: take no further one. */
  commit(run: SyncRun, step: SyncStep, now: Date): Promise<boolean>;
  /** The sync's job, now. */
  enqueue(shopId: string): Promise<void>;
  /** Shops whose run is due; the scheduler enqueues their jobs, since a killed worker cannot. */
  listDue(now: Date): Promise<string[]>;
  /** Runs `work` while no other process syncs this shop's customers; false when one does. */
  withLane(shopId: string, work: () => Promise<void>): Promise<boolean>;
}

/** A customer of the shop and its client. */
export interface CustomerLink {
  customerId: string;
  /** Id under which the shop reads the customer. */
  readId: string;
  /** Null: not made yet, or deleted in Fatture in Cloud. */
  clientId: number | null;
  /** Hash and data of the mapped client as of the last sync. */
  hash: string | null;
  base: ClientData | null;
  /** Set while a create call's outcome is unknown: look before repeating. */
  creatingSince: Date | null;
  /** Why it was refused (Italian), and the hash of what was. */
  refusal: { detail: string; hash: string } | null;
  /** The customer's data were erased on a person's word: the sync passes them over. */
  erased?: boolean;
}

/** Up to where a shop's customers and a company's clients were read. */
export interface CustomerWatermark {
  changedUntil: Date | null;
  fullAt: Date | null;
  clientsBegunAt: Date | null;
  /** The page that comes next in a reading of all clients. */
  clientsPage: number;
  clientsAt: Date | null;
  clientsSeenAt: Date | null;
}

export interface CustomerStore {
  watermark(shopId: string, companyId: number): Promise<CustomerWatermark>;
  saveWatermark(shopId: string, companyId: number, change: Partial<CustomerWatermark>): Promise<void>;
  /** Adds customers to a run, or (null) to the next one; one that is in the queue already is not added twice. */
  addTasks(shopId: string, customerIds: readonly string[], runId: string | null): Promise<void>;
  /** Adds to a run what waited for the next one and what an earlier one left in doubt; with `refused` also those. */
  adoptTasks(run: SyncRun, refused: boolean): Promise<void>;
  /** Leaves a customer of a run to the next run. */
  releaseTask(shopId: string, customerId: string): Promise<void>;
  countTasks(runId: string): Promise<number>;
  nextTasks(runId: string, limit: number): Promise<string[]>;
  links(
    shopId: string,
    companyId: number,
    customerIds: readonly string[],
  ): Promise<Map<string, CustomerLink>>;
  /** Durable before a create call: from here on the client may exist. */
  beginCreate(
    shopId: string,
    companyId: number,
    customer: { customerId: string; readId: string },
    now: Date,
  ): Promise<void>;
  /** The create call made nothing for sure. */
  clearCreate(shopId: string, companyId: number, customerId: string): Promise<void>;
  /** Clients as last seen. */
  clients(shopId: string, companyId: number, ids: readonly number[]): Promise<Map<number, InvoicingClient>>;
  /** Clients that share a key with one of these. */
  candidates(shopId: string, companyId: number, keys: readonly ClientKeys[]): Promise<KeyedClient[]>;
  saveClients(
    shopId: string,
    companyId: number,
    clients: readonly InvoicingClient[],
    seenAt: Date,
  ): Promise<void>;
  /** Forgets a client that is gone, and unlinks it. */
  forgetClient(shopId: string, companyId: number, clientId: number): Promise<void>;
  /** Forgets the clients that a whole reading begun then did not see, and unlinks them. */
  forgetUnseen(shopId: string, companyId: number, begunAt: Date): Promise<void>;
}

export type ProductState = 'matched' | 'missing' | 'duplicate';

export interface ProductRow {
  sku: string;
  title: string;
  state: ProductState;
  productId: number | null;
}

export interface ProductStore {
  /** Replaces the SKUs of the shop. */
  replaceShopProducts(
    shopId: string,
    products: readonly { sku: string; title: string }[],
    at: Date,
  ): Promise<void>;
  /** When the shop's SKUs were read; null: never, or it had none. */
  shopReadAt(shopId: string): Promise<Date | null>;
  counts(shopId: string, companyId: number, text?: string): Promise<Record<ProductState, number>>;
  /** By SKU. */
  list(
    shopId: string,
    companyId: number,
    filter: {
      text?: string | undefined;
      state?: ProductState | undefined;
      cursor?: string | undefined;
      limit: number;
    },
  ): Promise<{ rows: ProductRow[]; nextCursor: string | null }>;
}

export interface LinkStore {
  productIds(shopId: string, companyId: number, skus: readonly string[]): Promise<Map<string, number>>;
  replaceProducts(
    shopId: string,
    companyId: number,
    products: readonly { sku: string; productId: number; copies: number }[],
    at: Date,
  ): Promise<void>;
}

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
  /** Shops with due work; the scheduler wakes them, since a killed worker cannot. */
  listDueShops(now: Date): Promise<string[]>;
  /** The next instant at which something of this shop is due, null when nothing waits for a time. */
  nextDueAt(shopId: string): Promise<Date | null>;
  /** Runs `work` while no other process does for this shop; false when one does. */
  withShopLane(shopId: string, work: () => Promise<void>): Promise<boolean>;
}

export interface Store {
  shops: ShopStore;
  sessions: SessionStore;
  oauth: OAuthStore;
  connections: ConnectionStore;
  settings: SettingsStore;
  setups: SetupStore;
  catalogues: CatalogueStore;
  orders: OrderStore;
  deliveries: DeliveryStore;
  home: HomeStore;
  hints: HintStore;
  links: LinkStore;
  syncs: SyncStore;
  customers: CustomerStore;
  products: ProductStore;
  personalData: PersonalDataStore;
  wake: WakeStore;
  ping(): Promise<void>;
  isAway(error: unknown): boolean;
}

export type { DocumentReference };
