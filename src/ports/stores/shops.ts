import type { ShopKeys } from '../shop.ts';

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
  /** Up to when changed orders were looked for, null: never; the longest span that may be asked for, null: any. */
  ordersSeen(id: string): Promise<{ seenUntil: Date | null; spanMs: number | null }>;
  markOrdersSeen(id: string, until: Date): Promise<void>;
  limitOrdersSpan(id: string, spanMs: number | null): Promise<void>;
}
