import type { EventType } from '../it/events.ts';
import { aftercareEvents } from './aftercare-events.ts';

type Values = Record<string, unknown>;

const when = (value: unknown) =>
  typeof value === 'string'
    ? ` Next try: ${new Date(value).toLocaleString('en-GB', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'medium' })}.`
    : '';

const noun = (v: Values) => (v.of === 'credit-note' ? 'credit note' : 'invoice');
const Noun = (v: Values) => (v.of === 'credit-note' ? 'Credit note' : 'Invoice');

/** What a status means, where no problem says it. */
const eInvoiceStateTexts: Readonly<Record<string, (noun: string) => string>> = {
  'to-send': (noun) => `The ${noun} is to be sent to the SDI.`,
  'in-transit': (noun) => `The ${noun} is on its way to the SDI.`,
  sent: (noun) => `The SDI has received the ${noun}.`,
  delivered: (noun) => `The ${noun} was delivered to the buyer.`,
};

const sentences: Record<EventType, (v: Values) => string> = {
  accepted: (v) =>
    v.origin === 'manual' ? 'Sending asked for by hand.' : 'Automatic sending accepted as the settings say.',
  requeued: (v) => (v.origin === 'manual' ? 'Sending asked for again by hand.' : 'Put in the queue again.'),
  started: (v) => `Preparing the document (attempt ${String(v.attempt ?? '')}).`,
  creating: (v) =>
    v.kind === 'invoice'
      ? 'Creating the invoice in Fatture in Cloud.'
      : 'Creating the order in Fatture in Cloud.',
  sent: (v) => `Document no. ${String(v.number ?? '')} created in Fatture in Cloud.`,
  adopted: (v) =>
    `Document no. ${String(v.number ?? '')} had already been created by an interrupted attempt: no duplicate.`,
  waiting: (v) => `Waiting. ${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  uncertain: (v) =>
    `Outcome uncertain: before trying again, it is checked whether the document exists already. ${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  failed: (v) => `Not sent. ${String(v.detail ?? '')} ${String(v.fix ?? '')}`.trim(),
  skipped: (v) => String(v.reason ?? 'Not sent.'),
  'document-deleted': () => 'The document had been deleted in Fatture in Cloud: it is created again.',
  'e-invoice-asked': (v: Values) =>
    v.correcting === true
      ? `Correcting the ${noun(v)} and sending it to the SDI again asked for by hand.`
      : `Sending the ${noun(v)} to the SDI asked for by hand.`,
  'e-invoice-corrected': (v: Values) =>
    `${Noun(v)} no. ${String(v.number ?? '')} corrected: same number, same date.`,
  'e-invoice-sending': (v: Values) => `Sending the ${noun(v)} to the SDI.`,
  'e-invoice-sent': (v: Values) => `Fatture in Cloud took the ${noun(v)} for the SDI.`,
  'e-invoice-waiting': (v: Values) =>
    `Sending to the SDI waits. ${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  'e-invoice-uncertain': (v: Values) => `${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  'e-invoice-failed': (v: Values) => `${String(v.detail ?? '')} ${String(v.fix ?? '')}`.trim(),
  'e-invoice-status': (v: Values) =>
    typeof v.detail === 'string'
      ? `${v.detail} ${String(v.fix ?? '')}`.trim()
      : `${eInvoiceStateTexts[String(v.state)]?.(noun(v)) ?? String(v.state)}`,
  'e-invoice-copy-sent': (v: Values) => `Copy of the ${noun(v)} sent to the buyer by e-mail.`,
  'e-invoice-copy-unknown': () =>
    'Fatture in Cloud has not confirmed that it sent the copy to the buyer: it may have, or not. It is not sent a second time.',
  'e-invoice-copy-failed': (v: Values) =>
    `The copy was not sent to the buyer. ${String(v.detail ?? '')} ${String(v.fix ?? '')}`.trim(),
  ...aftercareEvents(when),
};

/** What happened to a delivery, as an English sentence. */
export function deliveryEventText(type: EventType, values: Values): string {
  return sentences[type]?.(values) ?? type;
}
