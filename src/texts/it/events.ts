import type { DeliveryEventType } from '../../domain/delivery.ts';

type Values = Record<string, unknown>;

const when = (value: unknown) =>
  typeof value === 'string'
    ? ` Nuovo tentativo: ${new Date(value).toLocaleString('it-IT', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'medium' })}.`
    : '';

const sentences: Record<DeliveryEventType, (v: Values) => string> = {
  accepted: (v) =>
    v.origin === 'manual' ? 'Invio richiesto a mano.' : 'Invio automatico accettato secondo le impostazioni.',
  requeued: (v) => (v.origin === 'manual' ? 'Nuovo invio richiesto a mano.' : 'Rimesso in coda.'),
  started: (v) => `Preparazione del documento (tentativo ${String(v.attempt ?? '')}).`,
  creating: (v) =>
    v.kind === 'invoice'
      ? 'Creazione della fattura in Fatture in Cloud.'
      : "Creazione dell'ordine in Fatture in Cloud.",
  sent: (v) => `Documento n. ${String(v.number ?? '')} creato in Fatture in Cloud.`,
  adopted: (v) =>
    `Il documento n. ${String(v.number ?? '')} era già stato creato da un tentativo interrotto: nessun doppione.`,
  waiting: (v) => `In attesa. ${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  uncertain: (v) =>
    `Esito incerto: prima di riprovare si controlla se il documento esiste già. ${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  failed: (v) => `Non inviato. ${String(v.detail ?? '')} ${String(v.fix ?? '')}`.trim(),
  skipped: (v) => String(v.reason ?? 'Non inviato.'),
  'document-deleted': () => 'Il documento era stato eliminato in Fatture in Cloud: viene creato di nuovo.',
};

/** What happened to a delivery, as a sentence. */
export function deliveryEventText(type: DeliveryEventType, values: Values): string {
  return sentences[type]?.(values) ?? type;
}
