const parts: Readonly<Record<string, string>> = {
  lines: 'le righe',
  total: 'il totale',
  buyer: 'i dati del cliente',
};
const listed = (changed: readonly string[]) =>
  Array.isArray(changed) ? changed.map((part) => parts[part] ?? part).join(', ') : String(changed);

/** Problems of what happens to a document after it was sent. Amounts as an Italian reader writes them. */
export const aftercareProblems = {
  'order-cancelled-after': (v: { number: string }) => ({
    detail: `L'ordine è stato annullato nel negozio dopo l'invio: il documento n. ${v.number} è ancora in Fatture in Cloud.`,
    fix: 'Ritira il documento; se la fattura è già arrivata allo SDI, emetti una nota di credito.',
  }),
  /** `changed`: lines, total, buyer. */
  'order-changed-after': (v: { number: string; changed: readonly string[]; was: string; now: string }) => ({
    detail: `L'ordine è cambiato nel negozio dopo l'invio del documento n. ${v.number}: ${listed(v.changed)}. Inviato per ${v.was}, ora vale ${v.now}.`,
    fix: 'Aggiorna il documento; se la fattura è già arrivata allo SDI, emetti una nota di credito per ciò che è stato reso.',
  }),
  'withdraw-not-possible': (_: Record<string, never>) => ({
    detail: 'Per questo ordine non c’è nessun documento da ritirare.',
    fix: "Controlla lo stato dell'ordine nell'elenco.",
  }),
  'withdraw-issued': (v: { number: string }) => ({
    detail: `La fattura n. ${v.number} è stata inviata allo SDI: non si può più ritirare.`,
    fix: 'Emetti una nota di credito.',
  }),
  'update-not-possible': (_: Record<string, never>) => ({
    detail: "Per questo ordine non c'è nessun documento da aggiornare.",
    fix: "Controlla lo stato dell'ordine nell'elenco.",
  }),
  'update-issued': (v: { number: string }) => ({
    detail: `La fattura n. ${v.number} è stata inviata allo SDI: non si può più cambiare.`,
    fix: 'Emetti una nota di credito per ciò che non è più dovuto; per ciò che è stato aggiunto crea un altro ordine.',
  }),
  'credit-not-possible': (_: Record<string, never>) => ({
    detail: 'Per questo ordine non c’è una fattura inviata allo SDI: non serve una nota di credito.',
    fix: 'Ritira o aggiorna il documento.',
  }),
  'credit-exceeds-invoice': (v: { left: string }) => ({
    detail: `La nota di credito supera ciò che resta della fattura: si possono ancora accreditare ${v.left}.`,
    fix: 'Riduci le quantità o l’importo.',
  }),
  'credit-several-types': (_: Record<string, never>) => ({
    detail: 'La fattura ha più aliquote IVA: un importo da solo non dice a quale si riferisce.',
    fix: 'Scegli le righe e le quantità da accreditare.',
  }),
  'credit-lines-invalid': (_: Record<string, never>) => ({
    detail: 'Le righe indicate non si possono accreditare.',
    fix: 'Scegli prodotti o spese della fattura, con quantità maggiori di zero.',
  }),
  'credit-unknown': (_: Record<string, never>) => ({
    detail:
      'Il contenuto di questa fattura non è noto al plug-in: è stata creata da una versione precedente.',
    fix: 'Crea la nota di credito in Fatture in Cloud.',
  }),
  'credit-note-uncertain': (_: Record<string, never>) => ({
    detail:
      'Fatture in Cloud non ha confermato di aver creato la nota di credito: potrebbe averlo fatto oppure no.',
    fix: 'Non serve fare nulla: il plug-in controlla se esiste prima di riprovare.',
  }),
  'credit-awaits-sdi': (v: { number: string }) => ({
    detail: `La fattura n. ${v.number} è ancora in viaggio e lo SDI può ancora scartarla: la nota di credito aspetta il suo esito.`,
    fix: 'Non serve fare nulla: la nota di credito viene creata quando lo SDI ha accettato la fattura.',
  }),
  'credit-invoice-returned': (v: { number: string }) => ({
    detail: `Lo SDI non ha accettato la fattura n. ${v.number}: non è stata emessa, e non c'è nulla da accreditare.`,
    fix: 'Ritira il documento, oppure correggilo e reinvialo.',
  }),
  'document-busy': (_: Record<string, never>) => ({
    detail: 'Su questo documento è già in corso un’altra operazione.',
    fix: 'Attendi che finisca, poi riprova.',
  }),
  'document-gone': (_: Record<string, never>) => ({
    detail: 'Il documento non è più in Fatture in Cloud: qualcuno l’ha eliminato.',
    fix: "Se serve ancora, apri l'ordine e invialo di nuovo.",
  }),
  'document-other-company': (_: Record<string, never>) => ({
    detail: "Il documento è di un'altra azienda, che ora non è collegata.",
    fix: "Fallo in Fatture in Cloud, oppure collega di nuovo quell'azienda.",
  }),
  'document-number-changed': (v: { before: string; now: string }) => ({
    detail: `Aggiornando il documento Fatture in Cloud gli ha dato un altro numero: era ${v.before}, ora è ${v.now}.`,
    fix: 'Apri il documento in Fatture in Cloud e controlla il numero.',
  }),
  'payment-not-marked': (v: { messages: string }) => ({
    detail: `L'ordine è stato pagato, ma Fatture in Cloud non ha accettato di segnare il pagamento${v.messages === '' ? '.' : `: «${v.messages}»`}`,
    fix: 'Segna il pagamento nel documento, in Fatture in Cloud.',
  }),
  'aftercare-gave-up': (v: { detail: string; cause?: { code: string; detail: string; fix: string } }) => ({
    detail: `Dopo tre giorni di tentativi non è stato possibile. ${v.detail}`,
    fix: 'Quando il problema è risolto, riprova.',
  }),
  'order-looks-like': (v: { order: string }) => ({
    detail: `Assomiglia all'ordine ${v.order}, annullato: stesso cliente, stesse righe, a meno di un giorno di distanza.`,
    fix: "Se è stato rifatto al posto di quello, controlla che il documento dell'ordine annullato sia stato ritirato o accreditato.",
  }),
};
