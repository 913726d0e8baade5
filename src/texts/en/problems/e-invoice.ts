import type { eInvoiceProblems as italian } from '../../it/problems/e-invoice.ts';
import { sdiCodes } from '../sdi-codes.ts';

const quoted = (who: string, text: string) => (text === '' ? '' : ` ${who}: “${text}”.`);

const mends: readonly [RegExp, string][] = [
  [
    /natura|aliquot/i,
    'Open the VAT types tab, mend what the profiles are matched to and save; then press Correct and send again.',
  ],
  [
    /modalit[aà] di pagamento|MP\d\d/i,
    'Open the Payment account tab, give the payment code (MP01…) and save; then press Correct and send again.',
  ],
  [
    /partita iva|codice fiscale|destinatario|PEC|CAP|comune|provincia|indirizzo|cliente/i,
    "Correct the buyer's data in the shop's order, then press Correct and send again.",
  ],
];
const correct = 'Correct what is named in the order or the settings, then press Correct and send again.';
const mendOf = (text: string) => mends.find(([pattern]) => pattern.test(text))?.[1] ?? correct;

const noun = (v: { of?: 'credit-note' }) => (v.of === 'credit-note' ? 'credit note' : 'invoice');

export const eInvoiceProblems: typeof italian = {
  'e-invoice-not-due': () => ({
    detail: 'This order has no invoice that is to be sent to the SDI.',
    fix: "Look at the invoice's state in the list of orders.",
  }),
  'e-invoice-invalid': (v) => ({
    detail: `The ${noun(v)} cannot be sent to the SDI.${quoted('Fatture in Cloud answers', v.messages)}`,
    fix: mendOf(v.messages),
  }),
  'e-invoice-invalid-part': (v) => ({ detail: v.error, fix: mendOf(v.error) }),
  'e-invoice-refused': (v) => ({
    detail: `Fatture in Cloud did not send the ${noun(v)} to the SDI.${quoted('It answers', v.messages)}`,
    fix: `Check in Fatture in Cloud that electronic invoicing is switched on and that the ${noun(v)} is complete, then press Correct and send again.`,
  }),
  'e-invoice-not-enabled': () => ({
    detail: 'Fatture in Cloud does not let this company send electronic invoices.',
    fix: 'Switch electronic invoicing on in the settings of Fatture in Cloud (a plan that has it is needed) and check the rights of who authorized the plug-in; then press Correct and send again.',
  }),
  'e-invoice-uncertain': (v) => ({
    detail: `Fatture in Cloud has not confirmed that it sent the ${noun(v)} to the SDI: it may have, or not.`,
    fix: `Nothing to do: the plug-in reads the ${noun(v)}'s status before trying again.`,
  }),
  'e-invoice-gave-up': (v) => ({
    detail: `After three days of trying the ${noun(v)} did not reach the SDI. ${v.detail}`,
    fix: 'Once the problem is solved, press Correct and send again.',
  }),
  'e-invoice-gone': (v) => ({
    detail: `The ${noun(v)} is not in Fatture in Cloud any more: somebody deleted it.`,
    fix:
      v.of === 'credit-note'
        ? 'If it is still needed, make it in Fatture in Cloud.'
        : 'If it is still needed, open the order and press Send order to Fatture in Cloud: the invoice is made anew.',
  }),
  'e-invoice-other-company': (v) => ({
    detail: `The ${noun(v)} belongs to another company, which is not connected now.`,
    fix: 'Send it from Fatture in Cloud, or connect that company again.',
  }),
  'e-invoice-discarded': (v) => {
    const known = sdiCodes[v.sdi];
    return {
      detail:
        `The SDI discarded the ${noun(v)}${v.sdi === '' ? '' : ` (code ${v.sdi})`}: it was not issued. ${known?.detail ?? v.reason}`.trim(),
      fix: known?.fix ?? (v.solution === '' ? correct : `${v.solution} Then press Correct and send again.`),
    };
  },
  'e-invoice-error': (v) => ({
    detail: `Sending the ${noun(v)} to the SDI did not succeed: it was not issued. ${v.reason}`.trim(),
    fix:
      v.solution === ''
        ? 'Press Correct and send again.'
        : `${v.solution} Then press Correct and send again.`,
  }),
  'e-invoice-rejected': (v) => ({
    detail: `The buyer rejected the ${noun(v)}. ${v.reason}`.trim(),
    fix:
      v.of === 'credit-note'
        ? 'Ask the buyer: if it is still needed, make a new credit note in Fatture in Cloud.'
        : 'Make a credit note for this invoice, correct the data and make a new invoice.',
  }),
  'e-invoice-not-delivered': (v) => ({
    detail: `The ${noun(v)} is issued, but the SDI could not deliver it.`,
    fix: 'Tell the buyer: it lies in the tax drawer, in the reserved area of the Agenzia delle Entrate.',
  }),
  'e-invoice-near': (v) => ({
    detail: `The ${noun(v)} has not been sent to the SDI yet: it must be by ${v.dueBy}.`,
    fix: 'Press Send to the SDI.',
  }),
  'e-invoice-over': (v) => ({
    detail: `The ${noun(v)} had to be sent to the SDI by ${v.dueBy}: that day has passed.`,
    fix: 'Send it at once, and ask your accountant how to put the delay right.',
  }),
  'e-invoice-number-changed': (v) => ({
    detail: `Fatture in Cloud gave the corrected ${noun(v)} the number ${v.now} instead of ${v.before}. It was not sent.`,
    fix: `Check the ${noun(v)} in Fatture in Cloud and send it from there.`,
  }),
  'copy-without-address': (v) => ({
    detail: `The buyer has no e-mail address: the copy of the ${noun(v)} was not sent.`,
    fix: `Let the buyer have a copy of the ${noun(v)} in another way.`,
  }),
  'notification-refused': () => ({
    detail: 'The notification is not from Fatture in Cloud, or not for this address.',
    fix: 'Nothing to do: the state of invoices is read all the same.',
  }),
  'notifications-scope-missing': () => ({
    detail:
      'The authorization given earlier does not comprise credit notes: Fatture in Cloud does not tell the plug-in what becomes of invoices, which is read every half hour.',
    fix: 'Press Authorize again when you like: all else goes on.',
  }),
};
