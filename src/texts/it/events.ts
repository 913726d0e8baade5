import { aftercareEvents } from './aftercare-events.ts';

type Values = Record<string, unknown>;

const when = (value: unknown) =>
  typeof value === 'string'
    ? ` Nuovo tentativo: ${new Date(value).toLocaleString('it-IT', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'medium' })}.`
    : '';

/** An invoice, or a credit note. */
const noun = (v: Values) => (v.of === 'credit-note' ? 'nota di credito' : 'fattura');
const Noun = (v: Values) => (v.of === 'credit-note' ? 'Nota di credito' : 'Fattura');

/** What a status means, where no problem says it. */
const eInvoiceStateTexts: Readonly<Record<string, (noun: string) => string>> = {
  'to-send': (noun) => `La ${noun} è da inviare allo SDI.`,
  'in-transit': (noun) => `La ${noun} è in viaggio verso lo SDI.`,
  sent: (noun) => `Lo SDI ha ricevuto la ${noun}.`,
  delivered: (noun) => `La ${noun} è stata consegnata al cliente.`,
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
      ? `Correzione e nuovo invio della ${noun(v)} allo SDI richiesti a mano.`
      : `Invio della ${noun(v)} allo SDI richiesto a mano.`,
  'e-invoice-corrected': (v: Values) =>
    `${Noun(v)} n. ${String(v.number ?? '')} corretta: stesso numero, stessa data.`,
  'e-invoice-sending': (v: Values) => `Invio della ${noun(v)} allo SDI.`,
  'e-invoice-sent': (v: Values) => `Fatture in Cloud ha preso in carico la ${noun(v)} per lo SDI.`,
  'e-invoice-waiting': (v: Values) =>
    `Invio allo SDI in attesa. ${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  'e-invoice-uncertain': (v: Values) => `${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  'e-invoice-failed': (v: Values) => `${String(v.detail ?? '')} ${String(v.fix ?? '')}`.trim(),
  'e-invoice-status': (v: Values) =>
    typeof v.detail === 'string'
      ? `${v.detail} ${String(v.fix ?? '')}`.trim()
      : `${eInvoiceStateTexts[String(v.state)]?.(noun(v)) ?? String(v.state)}`,
  'e-invoice-copy-sent': (v: Values) => `Copia della ${noun(v)} inviata al cliente per e-mail.`,
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
