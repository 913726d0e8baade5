import type { aftercareProblems as italian } from '../../it/problems/aftercare.ts';

const parts: Readonly<Record<string, string>> = {
  lines: 'its lines',
  total: 'its total',
  buyer: "the customer's data",
};
const listed = (changed: readonly string[]) =>
  Array.isArray(changed) ? changed.map((part) => parts[part] ?? part).join(', ') : String(changed);

export const aftercareProblems: typeof italian = {
  'order-cancelled-after': (v) => ({
    detail: `The order was cancelled in the shop after it was sent: document no. ${v.number} is still in Fatture in Cloud.`,
    fix: 'Withdraw the document; if the SDI has the invoice already, issue a credit note.',
  }),
  'order-changed-after': (v) => ({
    detail: `The order changed in the shop after document no. ${v.number} was sent: ${listed(v.changed)}. It was sent for ${v.was}, and is now ${v.now}.`,
    fix: 'Update the document; if the SDI has the invoice already, issue a credit note for what was returned.',
  }),
  'withdraw-not-possible': () => ({
    detail: 'This order has no document that could be withdrawn.',
    fix: "Check the order's state in the list.",
  }),
  'withdraw-issued': (v) => ({
    detail: `Invoice no. ${v.number} was sent to the SDI: it can no longer be withdrawn.`,
    fix: 'Issue a credit note.',
  }),
  'update-not-possible': () => ({
    detail: 'This order has no document that could be updated.',
    fix: "Check the order's state in the list.",
  }),
  'update-issued': (v) => ({
    detail: `Invoice no. ${v.number} was sent to the SDI: it can no longer be changed.`,
    fix: 'Issue a credit note for what is no longer due; make another order for what was added.',
  }),
  'credit-not-possible': () => ({
    detail: 'This order has no invoice that was sent to the SDI: no credit note is needed.',
    fix: 'Withdraw or update the document.',
  }),
  'credit-exceeds-invoice': (v) => ({
    detail: `The credit note exceeds what is left of the invoice: ${v.left} can still be credited.`,
    fix: 'Lower the quantities or the amount.',
  }),
  'credit-several-types': () => ({
    detail: 'The invoice has several VAT rates: an amount alone does not say which of them it is about.',
    fix: 'Choose the lines and quantities to be credited.',
  }),
  'credit-lines-invalid': () => ({
    detail: 'The lines that were named cannot be credited.',
    fix: 'Choose products or costs of the invoice, with quantities above zero.',
  }),
  'credit-unknown': () => ({
    detail: 'The plug-in does not know what this invoice says: an earlier release made it.',
    fix: 'Make the credit note in Fatture in Cloud.',
  }),
  'credit-note-uncertain': () => ({
    detail: 'Fatture in Cloud did not confirm that it made the credit note: it may have, or not.',
    fix: 'Nothing needs to be done: the plug-in looks whether it exists before it tries again.',
  }),
  'credit-awaits-sdi': (v) => ({
    detail: `Invoice no. ${v.number} is still on its way, and the SDI may still discard it: the credit note waits for its word.`,
    fix: 'There is nothing to do: the credit note is made once the SDI has accepted the invoice.',
  }),
  'credit-invoice-returned': (v) => ({
    detail: `The SDI did not accept invoice no. ${v.number}: it was not issued, and there is nothing to credit.`,
    fix: 'Withdraw the document, or correct it and send it again.',
  }),
  'document-busy': () => ({
    detail: 'Something else is being done to this document already.',
    fix: 'Wait until it has ended, then try again.',
  }),
  'document-gone': () => ({
    detail: 'The document is no longer in Fatture in Cloud: somebody deleted it.',
    fix: 'If it is still needed, open the order and send it again.',
  }),
  'document-other-company': () => ({
    detail: 'The document belongs to another company, which is not connected now.',
    fix: 'Do it in Fatture in Cloud, or connect that company again.',
  }),
  'document-number-changed': (v) => ({
    detail: `As the document was updated, Fatture in Cloud gave it another number: it was ${v.before}, now it is ${v.now}.`,
    fix: 'Open the document in Fatture in Cloud and check its number.',
  }),
  'payment-not-marked': (v) => ({
    detail: `The order was paid, but Fatture in Cloud did not let the payment be marked${v.messages === '' ? '.' : `: “${v.messages}”`}`,
    fix: 'Mark the payment in the document, in Fatture in Cloud.',
  }),
  'aftercare-gave-up': (v) => ({
    detail: `It was tried for three days and could not be done. ${v.detail}`,
    fix: 'Once the problem is solved, try again.',
  }),
  'order-looks-like': (v) => ({
    detail: `It looks like order ${v.order}, which was cancelled: same customer, same lines, less than a day apart.`,
    fix: "If it was made again in its place, check that the cancelled order's document was withdrawn or credited.",
  }),
};
