import { aftercareEvents } from './aftercare-events.ts';

type Values = Record<string, unknown>;

const when = (value: unknown) =>
  typeof value === 'string'
    ? ` Nuovo tentativo: ${new Date(value).toLocaleString('it-IT', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'medium' })}.`
    : '';

/** What a status means, where no problem says it. */
const eInvoiceStateTexts: Readonly<Record<string, string>> = {
  'to-send': 'La fattura è da inviare allo SDI.',
  'in-transit': 'La fattura è in viaggio verso lo SDI.',
  sent: 'Lo SDI ha ricevuto la fattura.',
  delivered: 'La fattura è stata consegnata al cliente.',
};

const sentences = {
  accepted: (v: Values) =>
    v.origin === 'manual' ? 'Invio richiesto a mano.' : 'Invio automatico accettato secondo le impostazioni.',
  requeued: (v: Values) => (v.origin === 'manual' ? 'Nuovo invio richiesto a mano.' : 'Rimesso in coda.'),
  started: (v: Values) => `Preparazione del documento (tentativo ${String(v.attempt ?? '')}).`,
  creating: (v: Values) =>
    v.kind === 'invoice'
      ? 'Creazione della fattura in Fatture in Cloud.'
      : "Creazione dell'ordine in Fatture in Cloud.",
  sent: (v: Values) => `Documento n. ${String(v.number ?? '')} creato in Fatture in Cloud.`,
  adopted: (v: Values) =>
    `Il documento n. ${String(v.number ?? '')} era già stato creato da un tentativo interrotto: nessun doppione.`,
  waiting: (v: Values) => `In attesa. ${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  uncertain: (v: Values) =>
    `Esito incerto: prima di riprovare si controlla se il documento esiste già. ${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  failed: (v: Values) => `Non inviato. ${String(v.detail ?? '')} ${String(v.fix ?? '')}`.trim(),
  skipped: (v: Values) => String(v.reason ?? 'Non inviato.'),
  'document-deleted': () => 'Il documento era stato eliminato in Fatture in Cloud: viene creato di nuovo.',
  'e-invoice-asked': (v: Values) =>
    v.correcting === true
      ? 'Correzione e nuovo invio della fattura allo SDI richiesti a mano.'
      : 'Invio della fattura allo SDI richiesto a mano.',
  'e-invoice-corrected': (v: Values) =>
    `Fattura n. ${String(v.number ?? '')} corretta: stesso numero, stessa data.`,
  'e-invoice-sending': () => 'Invio della fattura allo SDI.',
  'e-invoice-sent': () => 'Fatture in Cloud ha preso in carico la fattura per lo SDI.',
  'e-invoice-waiting': (v: Values) =>
    `Invio allo SDI in attesa. ${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  'e-invoice-uncertain': (v: Values) => `${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  'e-invoice-failed': (v: Values) => `${String(v.detail ?? '')} ${String(v.fix ?? '')}`.trim(),
  'e-invoice-status': (v: Values) =>
    typeof v.detail === 'string'
      ? `${v.detail} ${String(v.fix ?? '')}`.trim()
      : `${eInvoiceStateTexts[String(v.state)] ?? String(v.state)}`,
  'e-invoice-copy-sent': () => 'Copia della fattura inviata al cliente per e-mail.',
  'e-invoice-copy-unknown': () =>
    'Fatture in Cloud non ha confermato di aver inviato la copia al cliente: potrebbe averlo fatto oppure no. Non viene inviata una seconda volta.',
  'e-invoice-copy-failed': (v: Values) =>
    `La copia non è stata inviata al cliente. ${String(v.detail ?? '')} ${String(v.fix ?? '')}`.trim(),
  ...aftercareEvents(when),
};

export type EventType = keyof typeof sentences;

/** What happened to a delivery, as a sentence. A type of another release has none. */
export function deliveryEventText(type: EventType, values: Values): string {
  return sentences[type]?.(values) ?? type;
}
