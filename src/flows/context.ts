import type { Authorization } from '../ports/authorization.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectInvoicing } from '../ports/invoicing.ts';
import type { NotificationCheck } from '../ports/notifications.ts';
import type { Quota } from '../ports/quota.ts';
import type { ConnectShop } from '../ports/shop.ts';
import type { LookAtSite } from '../ports/site.ts';
import type { Store } from '../ports/store.ts';

/** Structured log; nothing secret may enter it. */
export interface Log {
  debug(values: object, message: string): void;
  info(values: object, message: string): void;
  warn(values: object, message: string): void;
  error(values: object, message: string): void;
}

export interface Metrics {
  deliveryEnded(
    state: 'sent' | 'adopted' | 'waiting' | 'failed' | 'skipped',
    kind: 'order' | 'invoice',
    /** From the webhook or click to the document. */
    afterMs?: number,
  ): void;
  /** Fatture in Cloud's gross total differed from the modelled one. */
  totalDiffered(): void;
  /** Fatture in Cloud refused a document since it computed another total; `explained`: by one of our models. */
  totalRefused(explained: boolean): void;
  syncEnded(state: 'done' | 'cancelled' | 'failed'): void;
  /** A try to send an e-invoice. `adopted`: its status told that it had been sent. */
  eInvoiceEnded(state: 'sent' | 'adopted' | 'waiting' | 'failed'): void;
  copyEnded(state: 'sent' | 'unknown' | 'failed'): void;
  notified(outcome: 'kept' | 'replayed'): void;
  /** A webhook's header `key`, beside the shop's own. */
  webhookKey(state: 'equal' | 'different' | 'absent'): void;
}

export interface RetryPolicy {
  /** Delay after the first failed try; doubles with each, with jitter. */
  firstMs: number;
  capMs: number;
  /** After this long without success a person must look. */
  giveUpAfterMs: number;
  /**
   * Between the start of a create call and the first look for a document that it may have made, where no answer came or
   * its worker died: longer than a network goes on repeating what was sent.
   */
  uncertainMs: number;
  /** The same where an answer came, though not one that tells: longer than the call can have lasted. */
  answeredMs: number;
  /**
   * A create call that does not leave within this time after it was noted down is not made: a process that stood still
   * must not create what another one has looked for meanwhile. With the longest call it is shorter than `answeredMs`.
   */
  createWithinMs: number;
}

/** The shops that this process works on. */
export interface Lanes {
  /** Whether what is woken here begins soon. Never where this process does not work. */
  isFree(): boolean;
  /** Works on a shop as its turn comes; one that is being worked on is looked at once more. */
  wake(shopId: string): void;
}

/** What flows work with; made once, in the composition root. */
export interface Context {
  store: Store;
  connectShop: ConnectShop;
  lookAtSite: LookAtSite;
  connectInvoicing: ConnectInvoicing;
  authorization: Authorization;
  quota: Quota;
  notifications: NotificationCheck;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  /** The plug-in's address as browsers and the platforms see it, without a closing slash. */
  publicUrl: string;
  setupWindowMs: number;
  /** Between an install and the first look at what the shop answers. */
  inspectAfterMs: number;
  /** Personal data of customers older than this are removed; 0: they are kept. */
  retentionDays: number;
  lanes: Lanes;
  /** Waited for before each order: work gives way to requests where one process does both. */
  giveWay: () => Promise<void>;
  /** Shortest time between two looks at a shop for orders whose webhook never came, milliseconds. */
  reconcileEveryMs: number;
  /** When a shop's customers are next synced by themselves, if they are. */
  nextCustomerSync: (shopId: string) => Date | null;
  retry: RetryPolicy;
  /** Random token for an address or a cookie: 256 bits, base64url. */
  randomToken: () => string;
}
