import * as deliveryEn from './en/delivery.ts';
import * as eventsEn from './en/events.ts';
import * as httpEn from './en/http.ts';
import * as inspectionEn from './en/inspection.ts';
import * as prerequisitesEn from './en/prerequisites.ts';
import * as pressingEn from './en/pressing.ts';
import * as problemsEn from './en/problems.ts';
import * as productsEn from './en/products.ts';
import * as receiptsEn from './en/receipts.ts';
import * as settingsEn from './en/settings.ts';
import * as syncEn from './en/sync.ts';
import * as delivery from './it/delivery.ts';
import * as events from './it/events.ts';
import * as http from './it/http.ts';
import * as inspection from './it/inspection.ts';
import * as prerequisites from './it/prerequisites.ts';
import * as pressing from './it/pressing.ts';
import * as problems from './it/problems.ts';
import * as products from './it/products.ts';
import * as receipts from './it/receipts.ts';
import * as settings from './it/settings.ts';
import * as sync from './it/sync.ts';
import type { Language } from './language.ts';

const italian = {
  delivery: delivery.deliveryTexts,
  deliveryEvent: events.deliveryEventText,
  http: http.httpTexts,
  inspection: inspection.inspectionTexts,
  prerequisites: prerequisites.prerequisiteTexts,
  pressing: pressing.pressing,
  problems: problems.problemTexts,
  products: products.productTexts,
  receipts: receipts.receiptTexts,
  settings: settings.settingsTexts,
  sync: sync.syncTexts,
};

/** The sentences that the server itself says. Italian, unless the reader's browser asks for another language. */
export const serverTexts: Record<Language, typeof italian> = {
  it: italian,
  en: {
    delivery: deliveryEn.deliveryTexts,
    deliveryEvent: eventsEn.deliveryEventText,
    http: httpEn.httpTexts,
    inspection: inspectionEn.inspectionTexts,
    prerequisites: prerequisitesEn.prerequisiteTexts,
    pressing: pressingEn.pressing,
    problems: problemsEn.problemTexts,
    products: productsEn.productTexts,
    receipts: receiptsEn.receiptTexts,
    settings: settingsEn.settingsTexts,
    sync: syncEn.syncTexts,
  },
};
