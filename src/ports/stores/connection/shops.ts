import type { ReconcilingState } from '../../../domain/reconciling/next-look.ts';
import type { ShopKeys } from '../../shop.ts';

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

/** `keysRefusedAt`: since when; `keysTriedNextAt`: nothing is asked of the platform before. Both null: it takes the keys. */
export interface KeysRefusal {
  keysRefusedAt: Date | null;
  keysTriedNextAt: Date | null;
}

/** The keys, and whether the platform refuses them. */
export type ShopAccess = { keys: ShopKeys } & KeysRefusal;

export interface ShopStore {
  find(id: string): Promise<InstalledShop | null>;
  /** By its instance, or else by its store's `uid`. */
  findByName(name: string): Promise<InstalledShop | null>;
  findByInstance(instance: string): Promise<InstalledShop | null>;
  readKeys(id: string): Promise<ShopKeys>;
  /** @throws Problem `shop-not-installed` (mend): it was erased. */
  readAccess(id: string): Promise<ShopAccess>;
  /** The platform refuses the keys (null: it takes them again). A refusal that is known already goes on from its beginning. */
  markKeysRefused(id: string, refusal: { since: Date; triedNextAt: Date } | null): Promise<void>;
  /** Takes the try that was due then, and puts the next one off; false where another process took it. */
  takeKeysTry(id: string, due: Date, next: Date): Promise<boolean>;
  /**
   * Stores the keys of a store, which its `uid` names; all sessions end and the setup window opens anew. A store that is
   * known under another instance is renamed. Another store that had this instance is erased where it is connected to no
   * company; where it is, the answer is null and nothing changes.
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
  /** True for the first one to say so. */
  markWebhookSeen(id: string, at: Date): Promise<boolean>;
  /** A new token for the webhook address; its hash alone is stored. */
  renewWebhookToken(id: string, token: string): Promise<void>;
  /** Shops whose keys are refused since before then. */
  listRefusedSince(before: Date): Promise<string[]>;
  /** Erases a shop and all that is known of it. */
  erase(id: string): Promise<void>;
  /** What a look for missed orders begins with; null where the shop was erased. */
  readReconciling(id: string): Promise<ReconcilingShop | null>;
  /**
   * Takes shops that are due for a look, the longest due first; unless `noteReconciled` says when the next one is, it is at
   * `leaseUntil`.
   */
  takeReconciling(due: { now: Date; leaseUntil: Date; limit: number }): Promise<ReconcilingShop[]>;
  noteReconciled(id: string, look: ReconciledShop): Promise<void>;
  /** It is looked at by then at the latest. */
  reconcileBy(id: string, at: Date): Promise<void>;
  /** When the next shop is due for a look; null: there is none. */
  nextReconcilingAt(): Promise<Date | null>;
}

/** A shop as it is looked at for orders whose webhook never came. */
export interface ReconcilingShop extends ReconcilingState {
  shopId: string;
  access: ShopAccess;
  /** It is connected to a company, and sends orders by itself since then; null: there is nothing to look for. */
  activeSince: Date | null;
  /** Up to when changed orders were looked for; null: never. */
  seenUntil: Date | null;
  /** The longest span that may be asked for, milliseconds; null: any. */
  spanMs: number | null;
}

/** What a look came to. What is left out stays. */
export interface ReconciledShop extends Partial<ReconcilingState> {
  seenUntil?: Date;
  spanMs?: number | null;
  /** When the shop is looked at next. */
  at?: Date;
}
