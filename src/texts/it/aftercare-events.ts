type Values = Record<string, unknown>;
const euros = (v: Values) =>
  (Number(v.cents ?? 0) / 100).toLocaleString('it-IT', { style: 'currency', currency: 'EUR' });
const number = (v: Values) => String(v.number ?? '');
const said = (v: Values) => `${String(v.detail ?? '')} ${String(v.fix ?? '')}`.trim();
const day = (v: Values) =>
  String(v.day ?? '')
    .split('-')
    .reverse()
    .join('/');

const acts: Readonly<Record<string, string>> = {
  withdraw: 'Ritiro del documento',
  update: 'Aggiornamento del documento',
  pay: 'Registrazione del pagamento',
  clear: "Rimozione dell'ordine sostituito dalla fattura",
};
const act = (v: Values) => acts[String(v.act)] ?? 'Operazione';

const stock: Readonly<Record<string, string>> = {
  back: ' Le scorte sono tornate in magazzino.',
  'not-back': ' Le scorte non sono tornate in magazzino: correggile in Fatture in Cloud.',
  unknown: '',
};

/** What happened to a document after it was sent. `when` says the next try. */
export const aftercareEvents = (when: (value: unknown) => string) => ({
  'order-changed': said,
  'order-as-sent': () => "L'ordine corrisponde di nuovo al documento.",
  'act-asked': (v: Values) =>
    `${act(v)} ${v.origin === 'manual' ? 'richiesto a mano.' : 'avviato secondo le impostazioni.'}`,
  'act-waiting': (v: Values) => `${act(v)} in attesa. ${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  'act-failed': (v: Values) => `${act(v)} non riuscito. ${said(v)}`,
  withdrawn: (v: Values) =>
    `Documento n. ${number(v)} eliminato in Fatture in Cloud: l'ordine si può inviare di nuovo.${stock[String(v.stock)] ?? ''}`,
  updated: (v: Values) => `Documento n. ${number(v)} aggiornato all'ordine: stesso numero.`,
  'payment-marked': (v: Values) => `Pagamento del ${day(v)} segnato nel documento.`,
  'invoice-asked': (v: Values) => `Fattura richiesta al posto dell'ordine n. ${number(v)}.`,
  'invoice-given-up': (v: Values) =>
    `La fattura non è stata creata: resta l'ordine n. ${number(v)}. ${said(v)}`,
  'order-replaced': (v: Values): string =>
    v.how === 'deleted'
      ? "L'ordine sostituito dalla fattura è stato eliminato in Fatture in Cloud: controlla le scorte dei suoi prodotti."
      : "L'ordine è diventato la fattura.",
  'credit-note-asked': (v: Values) => `Nota di credito di ${euros(v)} richiesta a mano.`,
  'credit-note-creating': () => 'Creazione della nota di credito in Fatture in Cloud.',
  'credit-note-made': (v: Values) => `Nota di credito n. ${number(v)} creata in Fatture in Cloud.`,
  'credit-note-adopted': (v: Values) =>
    `La nota di credito n. ${number(v)} era già stata creata da un tentativo interrotto: nessun doppione.`,
  'credit-note-waiting': (v: Values) =>
    `Nota di credito in attesa. ${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  'credit-note-uncertain': (v: Values) => `${String(v.detail ?? '')}${when(v.nextTryAt)}`,
  'payment-not-set-off': (v: Values) =>
    `La nota di credito è stata creata, ma il pagamento della fattura n. ${number(v)} non è stato stornato: segnalo in Fatture in Cloud. ${String(v.detail ?? '')}`.trim(),
  'credit-note-failed': (v: Values) => `Nota di credito non creata. ${said(v)}`,
});
