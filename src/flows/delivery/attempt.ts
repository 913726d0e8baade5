import type { IssuedDocument } from '../../document/issued-document.ts';
import type { ShopOrder } from '../../domain/order.ts';
import type { Company } from '../../ports/authorization.ts';
import type { TransformOptions } from '../../ports/document-acts.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { CallPriority, QuotaGrant } from '../../ports/quota.ts';
import type { Connection } from '../../ports/stores/connection/connections.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { ClaimedDelivery, MadeDocument } from '../../ports/stores/deliveries.ts';
import type { Setup } from '../../ports/stores/setups.ts';
import type { Context } from '../context.ts';

/**
 * What the worker of the shop does next: go on; stop, since nothing of this shop can go before it is woken; or
 * count a passing failure, of which several in a row end the slice.
 */
export type SendOutcome = 'next' | 'stop' | 'failing';

/** Orders of one shop that were taken together, to be sent one after the other. */
export interface Hand {
  /** What the next one is sent by; null: read it anew, since something may have changed it. */
  setup: Setup | null;
  /** The documents made last, while that is not stored yet: the next beginning does it, or the hand's end. */
  made: MadeDocument[];
  /** Gives back what was not begun, and with it the one that was to begin. */
  giveBack(begun?: ClaimedDelivery): Promise<void>;
}

/** A document whose create call was noted down then, and what the quota said to it. */
export interface BegunDocument {
  document: IssuedDocument;
  since: Date;
  grant: QuotaGrant;
}

/** What was just read for an order. */
export interface Read {
  order: ShopOrder;
  setup: Setup;
  hand: Hand;
  /** Where its create call was noted down together with others. */
  begun: BegunDocument | null;
}

/** One try. `doubt`: a document may exist whose creation nobody confirmed. */
export interface Attempt {
  delivery: ClaimedDelivery;
  doubt: boolean;
  /** The create call had an answer, though not one that tells. */
  answered: boolean;
  hand: Hand | null;
  begun: BegunDocument | null;
  /** What it is sent by; absent: it did not get as far. */
  settingsVersion?: number;
  /** What lets the invoice take the place of a document of type order. */
  transform?: TransformOptions | undefined;
  /** It is too early to look for what may have been made: nobody was asked, and nothing failed. */
  early?: boolean;
}

/** What one try sends, by what, and where to. */
export interface Sending {
  context: Context;
  shop: InstalledShop;
  attempt: Attempt;
  order: ShopOrder;
  setup: Setup;
  invoicing: Invoicing;
  company: Company;
  connection: Connection;
}

export const priorityOf = ({ origin }: ClaimedDelivery): CallPriority =>
  origin === 'manual' ? 'manual' : 'automatic';
