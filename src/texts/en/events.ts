import type { EventType } from '../it/events.ts';

type Values = Record<string, unknown>;

const when = (value: unknown) =>
  typeof value === 'string'
    ? ` Next try: ${new Date(value).toLocaleString('en-GB', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'medium' })}.`
    : '';

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
};

/** What happened to a delivery, as an English sentence. */
export function deliveryEventText(type: EventType, values: Values): string {
  return sentences[type]?.(values) ?? type;
}
