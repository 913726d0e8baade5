import type { aftercareEvents as italian } from '../it/aftercare-events.ts';

type Values = Record<string, unknown>;
const euros = (v: Values) =>
  (Number(v.cents ?? 0) / 100).toLocaleString('en-IE', { style: 'currency', currency: 'EUR' });
const number = (v: Values) => String(v.number ?? '');
const said = (v: Values) => `${String(v.detail ?? '')} ${String(v.fix ?? '')}`.trim();
const day = (v: Values) =>
  String(v.day ?? '')
    .split('-')
    .reverse()
    .join('/');

const acts: Readonly<Record<string, string>> = {
  withdraw: 'Withdrawing the document',
  update: 'Updating the document',
  pay: 'Marking the payment',
  clear: 'Removing the order that the invoice replaced',
};
const act = (v: Values) => acts[String(v.act)] ?? 'The act';

const stock: Readonly<Record<string, string>> = {
  back: ' Its goods are back in stock.',
  'not-back': ' Its goods did not come back into stock: correct it in Fatture in Cloud.',
  unknown: '',
};

export const aftercareEvents: typeof italian = (when) => ({
  'order-changed': said,
  'order-as-sent': () => 'The order is as its document says again.',
  'act-asked': (v: Values) =>
    `${act(v)} was ${v.origin === 'manual' ? 'asked for by hand.' : 'begun as the settings say.'}`,
  'act-waiting': (v: Values) => `${act(v)} waits. ${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  'act-failed': (v: Values) => `${act(v)} did not work. ${said(v)}`,
  withdrawn: (v: Values) =>
    `Document no. ${number(v)} was deleted in Fatture in Cloud: the order can be sent again.${stock[String(v.stock)] ?? ''}`,
  updated: (v: Values) => `Document no. ${number(v)} was brought up to the order: same number.`,
  'payment-marked': (v: Values) => `The payment of ${day(v)} was marked in the document.`,
  'invoice-asked': (v: Values) => `An invoice was asked for in place of order no. ${number(v)}.`,
  'invoice-given-up': (v: Values) => `The invoice was not made: order no. ${number(v)} stays. ${said(v)}`,
  'order-replaced': (v: Values): string =>
    v.how === 'deleted'
      ? 'The order that the invoice replaced was deleted in Fatture in Cloud: check the stock of its products.'
      : 'The order became the invoice.',
  'credit-note-asked': (v: Values) => `A credit note of ${euros(v)} was asked for by hand.`,
  'credit-note-creating': () => 'Making the credit note in Fatture in Cloud.',
  'credit-note-made': (v: Values) => `Credit note no. ${number(v)} was made in Fatture in Cloud.`,
  'credit-note-adopted': (v: Values) =>
    `Credit note no. ${number(v)} had been made by a try that broke off: there is one.`,
  'credit-note-waiting': (v: Values) =>
    `The credit note waits. ${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  'credit-note-uncertain': (v: Values) => `${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  'payment-not-set-off': (v: Values) =>
    `The credit note was made, but the payment of invoice no. ${number(v)} was not set off: mark it in Fatture in Cloud. ${String(v.detail ?? '')}`.trim(),
  'credit-note-failed': (v: Values) => `The credit note was not made. ${said(v)}`,
});
