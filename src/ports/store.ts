import type { WakeStore } from './queue.ts';
import type { ConnectionStore } from './stores/connections.ts';
import type { CustomerStore } from './stores/customers.ts';
import type { DeliveryStore } from './stores/deliveries.ts';
import type { HintStore } from './stores/hints.ts';
import type { HomeStore } from './stores/home.ts';
import type { InspectionStore } from './stores/inspections.ts';
import type { OAuthStore } from './stores/oauth.ts';
import type { OrderStore } from './stores/orders.ts';
import type { PersonalDataStore } from './stores/personal-data.ts';
import type { LinkStore, ProductStore } from './stores/products.ts';
import type { SessionStore } from './stores/sessions.ts';
import type { CatalogueStore, SettingsStore } from './stores/settings.ts';
import type { SetupStore } from './stores/setups.ts';
import type { ShopStore } from './stores/shops.ts';
import type { SyncStore } from './stores/syncs.ts';

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
  inspections: InspectionStore;
  wake: WakeStore;
  ping(): Promise<void>;
  isAway(error: unknown): boolean;
}
