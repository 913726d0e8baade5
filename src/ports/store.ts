import type { ConnectionStore } from './connections.ts';
import type { CustomerStore } from './customers.ts';
import type { DeliveryStore } from './deliveries.ts';
import type { HintStore } from './hints.ts';
import type { HomeStore } from './home.ts';
import type { OAuthStore } from './oauth.ts';
import type { OrderStore } from './orders.ts';
import type { PersonalDataStore } from './personal-data.ts';
import type { LinkStore, ProductStore } from './products.ts';
import type { WakeStore } from './queue.ts';
import type { SessionStore } from './sessions.ts';
import type { CatalogueStore, SettingsStore } from './settings.ts';
import type { SetupStore } from './setups.ts';
import type { ShopStore } from './shops.ts';
import type { SyncStore } from './syncs.ts';

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
