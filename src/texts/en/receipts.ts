import type { receiptTexts as italian } from '../it/receipts.ts';

export const receiptTexts: typeof italian = {
  fileName: (month) => `takings-${month}.csv`,
  columns: [
    'Date',
    'Sales',
    'Total',
    'Refunds',
    'Rate',
    'OSS country',
    'Net',
    'VAT',
    'Total of the rate',
    'State',
    'Receipt no.',
  ],
  total: 'Total',
  states: {
    none: 'Not recorded',
    open: 'To be recorded',
    recorded: 'Recorded',
    waiting: 'Waiting',
    failed: 'To be mended',
  },
};
