import type { Store } from '../ports/store.ts';
import { createAftercareStore } from './aftercare/aftercare.ts';
import { createConnectionStore } from './connection/connections.ts';
import { createOAuthStore } from './connection/oauth-attempts.ts';
import { createSessionStore } from './connection/sessions.ts';
import { createShopStore } from './connection/shops.ts';
import { createCustomerCallStore } from './customers/customer-calls.ts';
import { createCustomerStore } from './customers/customers.ts';
import { createSyncStore } from './customers/syncs.ts';
import { createDeliveryStore } from './delivery/deliveries.ts';
import { createHintStore } from './delivery/hints.ts';
import { createSetupStore } from './delivery/setups.ts';
import { createWakeStore } from './delivery/wake.ts';
import { createEInvoiceStore } from './e-invoice/e-invoices.ts';
import { createFicSubscriptionStore } from './e-invoice/subscriptions.ts';
import { createInspectionStore } from './inspection/inspections.ts';
import { createRoundStore } from './operators/rounds.ts';
import { createOrderStore } from './orders/orders.ts';
import { createHomeStore } from './panel/home.ts';
import { createPersonalDataStore } from './personal-data/personal-data.ts';
import { type Database, isDatabaseAway } from './postgres/database.ts';
import { createLinkStore } from './products/links.ts';
import { createProductStore } from './products/products.ts';
import type { TakeCallSql } from './quota/take-call.ts';
import type { QuotaLimits } from './quota/windows.ts';
import { createReceiptStore } from './receipts/receipts.ts';
import { createSaleStore } from './receipts/sales.ts';
import type { Sealer } from './sealing/seal.ts';
import { createCatalogueStore } from './settings/catalogues.ts';
import { createSettingsStore } from './settings/settings.ts';

export function createStore(
  { prisma, query, hintPool, locks }: Database,
  sealer: Sealer,
  takeCallSql: TakeCallSql,
  limits: QuotaLimits,
): Store {
  return {
    shops: createShopStore(prisma, query, sealer),
    sessions: createSessionStore(prisma),
    oauth: createOAuthStore(prisma, sealer),
    connections: createConnectionStore(prisma, sealer, locks),
    settings: createSettingsStore(prisma),
    setups: createSetupStore(query, sealer),
    catalogues: createCatalogueStore(prisma),
    orders: createOrderStore(prisma, query),
    deliveries: createDeliveryStore(prisma, query, takeCallSql),
    eInvoices: createEInvoiceStore(query, takeCallSql),
    ficSubscriptions: createFicSubscriptionStore(query),
    home: createHomeStore(prisma),
    aftercare: createAftercareStore(query, takeCallSql),
    hints: createHintStore(prisma, query, hintPool, sealer),
    links: createLinkStore(prisma),
    syncs: createSyncStore(prisma, locks),
    customers: createCustomerStore(prisma),
    customerCalls: createCustomerCallStore(prisma, limits),
    products: createProductStore(prisma),
    personalData: createPersonalDataStore(prisma),
    sales: createSaleStore(query),
    receipts: createReceiptStore(query, locks),
    inspections: createInspectionStore(prisma),
    rounds: createRoundStore(query),
    wake: createWakeStore(query, locks, sealer),
    async ping() {
      await prisma.$queryRaw`select 1 as ok`;
    },
    isAway: isDatabaseAway,
  };
}
