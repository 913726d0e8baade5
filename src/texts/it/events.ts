type Values = Record<string, unknown>;

const when = (value: unknown) =>
  typeof value === 'string'
    ? ` Nuovo tentativo: ${new Date(value).toLocaleString('it-IT', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'medium' })}.`
    : '';

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
};

export type EventType = keyof typeof sentences;

/** What happened to a delivery, as a sentence. A type of another release has none. */
export function deliveryEventText(type: EventType, values: Values): string {
  return sentences[type]?.(values) ?? type;
}
