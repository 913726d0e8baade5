import type { receiptProblems as italian } from '../../it/problems/receipts.ts';

export const receiptProblems: typeof italian = {
  'receipts-not-allowed': () => ({
    detail: "Fatture in Cloud does not let the app record this company's takings.",
    fix: 'Press Autorizza again; if that does not help, check that the Fatture in Cloud plan includes takings (Premium or more). The register on this page is complete all the same, and you can download it for your accountant.',
  }),
  'receipt-other-company': () => ({
    detail: "This day's takings were recorded in another company of Fatture in Cloud.",
    fix: 'Check the day in the other company: it is not recorded a second time here.',
  }),
  'receipt-closed': (v) => ({
    detail: `The day is in a closed month: Fatture in Cloud has ${v.before}, the sales now come to ${v.now}.`,
    fix: 'Tell your accountant of the difference. If the month may still change, move the closing date and press Record now.',
  }),
  'receipt-day-closed': (v) => ({
    detail: `${v.day} is in a closed month.`,
    fix: 'Move the closing date, then record the day.',
  }),
  'receipt-day-ahead': () => ({
    detail: 'The day has not begun yet.',
    fix: 'Choose today or a day before.',
  }),
};
