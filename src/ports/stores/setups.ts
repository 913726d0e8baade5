import type { Catalogue } from '../../domain/catalogue.ts';
import type { ClientKeys } from '../../domain/customers/client-match.ts';
import type { Settings } from '../../domain/settings.ts';
import type { TokenPair } from '../authorization.ts';
import type { Connection } from './connection/connections.ts';

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
    /** `account`: the keys of the customer as last synced, `client`: of the client as last seen; null where not known. */
    clientByCustomer: ReadonlyMap<
      string,
      { clientId: number; account: ClientKeys | null; client: ClientKeys | null }
    >;
    productIdBySku: ReadonlyMap<string, number>;
    /** SKUs that were looked for within a day and are not there. */
    missingSkus: ReadonlySet<string>;
    /** When orders whose shop does not tell it were first read as paid. */
    paidSeenByOrder: ReadonlyMap<string, Date>;
  };
  /** A delivery waits for its turn, which comes before any hint. */
  deliveryQueued: boolean;
}

export interface SetupStore {
  /** In one look, since each look costs an order as much as all that is done with it. */
  read(
    shopId: string,
    orders: { customerIds: readonly string[]; skus: readonly string[]; paidOrderIds?: readonly string[] },
  ): Promise<Setup>;
}
