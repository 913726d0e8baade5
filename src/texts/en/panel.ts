import type { PanelTexts } from '../it/panel.ts';
import { accessesTexts } from './panel/accesses.ts';
import { aftercareTexts } from './panel/aftercare.ts';
import { bulkTexts } from './panel/bulk.ts';
import { commonTexts } from './panel/common.ts';
import { conflictTexts } from './panel/conflict.ts';
import { connectionTexts } from './panel/connection.ts';
import { eInvoiceTexts } from './panel/e-invoice.ts';
import { firstRunTexts } from './panel/first-run.ts';
import { homeTexts } from './panel/home.ts';
import { liveTexts } from './panel/live.ts';
import { ordersTexts } from './panel/orders.ts';
import { personalDataTexts } from './panel/personal-data.ts';
import { previewTexts } from './panel/preview.ts';
import { receiptsTexts } from './panel/receipts.ts';
import { settingsTexts } from './panel/settings.ts';

/** Every sentence of the merchant's panel, in English. */
export const panelTexts: PanelTexts = {
  common: commonTexts,
  connection: connectionTexts,
  settings: settingsTexts,
  personalData: personalDataTexts,
  orders: ordersTexts,
  conflict: conflictTexts,
  live: liveTexts,
  bulk: bulkTexts,
  preview: previewTexts,
  home: homeTexts,
  firstRun: firstRunTexts,
  accesses: accessesTexts,
  receipts: receiptsTexts,
  eInvoice: eInvoiceTexts,
  aftercare: aftercareTexts,
};
