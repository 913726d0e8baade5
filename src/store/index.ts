import type { Store } from '../flows/store.ts';
import { createCatalogueStore } from './catalogues.ts';
import { createConnectionStore } from './connections.ts';
import { createCustomerStore } from './customers.ts';
import { type Database, isDatabaseAway } from './database.ts';
import { createDeliveryStore } from './deliveries.ts';
import { createHintStore } from './hints.ts';
import { createHomeStore } from './home.ts';
import { createLinkStore } from './links.ts';
import { createOAuthStore } from './oauth-attempts.ts';
import { createOrderStore } from './orders.ts';
import { createPersonalDataStore } from './personal-data.ts';
import { createProductStore } from './products.ts';
import { createTakeCallSql, type QuotaLimits } from './quota.ts';
import type { Sealer } from './seal.ts';
import { createSessionStore } from './sessions.ts';
import { createSettingsStore } from './settings.ts';
import { createSetupStore } from './setups.ts';
import { createShopStore } from './shops.ts';
import { createSyncStore } from './syncs.ts';
import { createWakeStore } from './wake.ts';

export function createStore(
  { prisma, query, pool, hintPool }: Database,
  sealer: Sealer,
  limits: QuotaLimits,
): Store {
  return {
    shops: createShopStore(prisma, sealer),
    sessions: createSessionStore(prisma),
    oauth: createOAuthStore(prisma, sealer),
    connections: createConnectionStore(prisma, sealer),
    settings: createSettingsStore(prisma),
    setups: createSetupStore(query, sealer),
    catalogues: createCatalogueStore(prisma),
    orders: createOrderStore(prisma, query),
    deliveries: createDeliveryStore(prisma, query, createTakeCallSql(limits)),
    home: createHomeStore(prisma),
    hints: createHintStore(prisma, query, hintPool),
    links: createLinkStore(prisma),
    syncs: createSyncStore(prisma, pool),
    customers: createCustomerStore(prisma),
    products: createProductStore(prisma),
    personalData: createPersonalDataStore(prisma),
    wake: createWakeStore(query, pool),
    async ping() {
      await prisma.$queryRaw`select 1 as ok`;
    },
    isAway: isDatabaseAway,
  };
}
