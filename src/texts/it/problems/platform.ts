const waitsByItself = 'Non serve fare nulla: il plug-in riprova da solo.';
const quotedByFattureInCloud = (messages: string) =>
  messages === '' ? '' : ` Fatture in Cloud risponde: «${messages}».`;

/** Problems of talking to the two platforms. */
export const platformProblems = {
  // ── TeamSystem Commerce ──────────────────────────────────────────────────────────────────────────
  'shop-unreachable': (_: Record<string, never>) => ({
    detail: 'TeamSystem Commerce non risponde.',
    fix: 'Non serve fare nulla: il plug-in riprova da solo tra poco.',
  }),
  'shop-answer-unreadable': (_: Record<string, never>) => ({
    detail: 'TeamSystem Commerce ha risposto in un modo che il plug-in non sa leggere.',
    fix: `${waitsByItself} Se il messaggio resta per più di un'ora, contatta l'assistenza.`,
  }),
  'shop-keys-refused': (_: Record<string, never>) => ({
    detail: 'TeamSystem Commerce non accetta più le chiavi di questa app.',
    fix: "Apri il market delle app di TeamSystem Commerce, disinstalla l'app Fatture in Cloud e installala di nuovo.",
  }),
  'shop-quota': (_: Record<string, never>) => ({
    detail: 'Il negozio ha esaurito le richieste che TeamSystem Commerce permette in questo momento.',
    fix: waitsByItself,
  }),
  'shop-refused': (v: { status: number }) => ({
    detail: `TeamSystem Commerce ha rifiutato la richiesta (errore ${v.status}).`,
    fix: "Riprova; se l'errore si ripete, contatta l'assistenza indicando questo numero di errore.",
  }),
  /**
   * `field` is the platform's own name of the field, e.g. `cart.total`. `spellings`, here and below: of which table of
   * spellings it was told; under another one the order is tried again.
   */
  'shop-order-unreadable': (v: { field: string; spellings?: string | undefined }) => ({
    detail: `Nei dati dell'ordine ricevuti da TeamSystem Commerce il campo «${v.field}» manca o non si può leggere.`,
    fix: "Apri l'ordine in TeamSystem Commerce, controlla che sia completo, salvalo e invialo di nuovo.",
  }),
  /** Two places of the order that should say the same, e.g. `cart.shipping` and `shipping_cost`. */
  'shop-field-conflict': (v: { first: string; second: string; spellings: string }) => ({
    detail: `Nei dati dell'ordine ricevuti da TeamSystem Commerce «${v.first}» e «${v.second}» dicono cose diverse.`,
    fix: "Contatta l'assistenza indicando questi due nomi: appena il plug-in sa quale vale, l'ordine parte da solo.",
  }),
  /** `amounts`: names and euros of what the plug-in does not know, `cart.shippin_fee 7,50`. */
  'shop-field-unknown': (v: { amounts: string; spellings: string }) => ({
    detail: `Le voci dell'ordine non arrivano al totale pagato dal cliente, e la differenza sta in un dato che il plug-in non conosce: ${v.amounts}.`,
    fix: "Contatta l'assistenza indicando questo nome: appena il plug-in lo conosce, l'ordine parte da solo.",
  }),
  /** `billing`, `delivery`: names of countries, for only one of which the shop's tax profile charges VAT. */
  'shop-vat-unclear': (v: { article: string; billing: string; delivery: string }) => ({
    detail: `Il negozio non dice se «${v.article}» è stato venduto con IVA: il suo profilo IVA vale solo per uno dei due Paesi dell'ordine (${v.billing}, ${v.delivery}).`,
    fix: "Controlla l'ordine in TeamSystem Commerce e crea il documento a mano in Fatture in Cloud.",
  }),

  // ── Fatture in Cloud ─────────────────────────────────────────────────────────────────────────────
  'fic-unreachable': (_: Record<string, never>) => ({
    detail: 'Fatture in Cloud non risponde.',
    fix: 'Non serve fare nulla: il plug-in riprova da solo tra poco.',
  }),
  'fic-answer-unreadable': (_: Record<string, never>) => ({
    detail: 'Fatture in Cloud ha risposto in un modo che il plug-in non sa leggere.',
    fix: `${waitsByItself} Se il messaggio resta per più di un'ora, contatta l'assistenza.`,
  }),
  'fic-unauthorized': (_: Record<string, never>) => ({
    detail: "L'autorizzazione di Fatture in Cloud è scaduta o è stata revocata.",
    fix: 'Premi Autorizza di nuovo: gli ordini in attesa partiranno da soli.',
  }),
  'fic-quota': (_: Record<string, never>) => ({
    detail: "L'azienda ha esaurito le richieste che Fatture in Cloud permette in questo periodo.",
    fix: `${waitsByItself} L'invio riprende appena il limite si azzera.`,
  }),
  'fic-permission': (_: Record<string, never>) => ({
    detail: "L'utente che ha autorizzato il plug-in non ha in Fatture in Cloud i permessi necessari.",
    fix: "Chiedi a chi amministra l'azienda in Fatture in Cloud di darti i permessi su clienti, ordini, fatture e impostazioni, poi premi Autorizza di nuovo.",
  }),
  'fic-licence-expired': (_: Record<string, never>) => ({
    detail: "La licenza di Fatture in Cloud dell'azienda è scaduta.",
    fix: 'Rinnova la licenza in Fatture in Cloud, poi riprova.',
  }),
  'fic-not-found': (_: Record<string, never>) => ({
    detail: "Fatture in Cloud non trova l'azienda o il documento richiesto.",
    fix: "Controlla nella pagina Connessione che l'azienda scelta esista ancora, poi riprova.",
  }),
  'fic-conflict': (v: { messages: string }) => ({
    detail: `Fatture in Cloud non ha creato il documento perché un'altra operazione era in corso.${quotedByFattureInCloud(v.messages)}`,
    fix: waitsByItself,
  }),
  /** `messages` are Fatture in Cloud's own, in Italian, cleaned; empty when it gave none. */
  'fic-refused': (v: { messages: string }) => ({
    detail: `Fatture in Cloud non ha accettato il documento.${quotedByFattureInCloud(v.messages)}`,
    fix: "Correggi nell'ordine o nelle impostazioni il dato indicato, poi invia di nuovo.",
  }),
  'client-refused': (v: { messages: string }) => ({
    detail: `Fatture in Cloud non ha accettato i dati del cliente.${quotedByFattureInCloud(v.messages)}`,
    fix: 'Correggi il dato indicato nella scheda del cliente in TeamSystem Commerce, poi premi Sincronizza ora.',
  }),
  /** `grossCents`, `dueCents`: the totals that Fatture in Cloud computed instead of ours. */
  'fic-refused-total': (v: { grossCents: number; dueCents: number; messages: string }) => ({
    detail: `Fatture in Cloud calcola un totale diverso da quello pagato dal cliente: il documento non è stato creato.${quotedByFattureInCloud(v.messages)}`,
    fix: "Crea il documento a mano in Fatture in Cloud e avvisa l'assistenza; poi premi Riprova.",
  }),
  'fic-refused-client': (v: { messages: string }) => ({
    detail: `Il cliente collegato non esiste più in Fatture in Cloud.${quotedByFattureInCloud(v.messages)}`,
    fix: "Il collegamento è stato tolto: invia di nuovo l'ordine.",
  }),
  'fic-refused-product': (v: { messages: string }) => ({
    detail: `Un prodotto collegato non esiste più in Fatture in Cloud.${quotedByFattureInCloud(v.messages)}`,
    fix: "L'elenco dei prodotti è stato aggiornato: invia di nuovo l'ordine.",
  }),
  'fic-refused-vat': (v: { messages: string }) => ({
    detail: `Fatture in Cloud non ha accettato un'aliquota IVA del documento: forse è stata eliminata o disattivata.${quotedByFattureInCloud(v.messages)}`,
    fix: "Apri la scheda Tipologie IVA, aggiorna l'elenco, abbina di nuovo le aliquote e premi Salva impostazioni; poi invia di nuovo.",
  }),
  'fic-refused-template': (v: { messages: string }) => ({
    detail: `Fatture in Cloud non ha accettato il modello del documento: forse è stato eliminato.${quotedByFattureInCloud(v.messages)}`,
    fix: "Apri la scheda Tipologia template, aggiorna l'elenco, scegli un modello e premi Salva impostazioni; poi invia di nuovo.",
  }),
  'fic-refused-payment-account': (v: { messages: string }) => ({
    detail: `Fatture in Cloud non ha accettato il conto di saldo: forse è stato eliminato.${quotedByFattureInCloud(v.messages)}`,
    fix: "Apri la scheda Conto di saldo, aggiorna l'elenco, scegli un conto e premi Salva impostazioni; poi invia di nuovo.",
  }),
  'fic-uncertain': (_: Record<string, never>) => ({
    detail:
      'Fatture in Cloud non ha confermato la creazione del documento: potrebbe averlo creato oppure no.',
    fix: 'Non serve fare nulla: il plug-in cerca il documento in Fatture in Cloud prima di riprovare.',
  }),
  'fic-search-too-long': (v: { documents: number }) => ({
    detail: `Il plug-in ha guardato gli ultimi ${v.documents} documenti di Fatture in Cloud senza poter dire se quello dell'ordine esiste già.`,
    fix: "Cerca l'ordine tra i documenti di Fatture in Cloud: se non c'è, invialo di nuovo.",
  }),
  'fic-authorization-refused': (_: Record<string, never>) => ({
    detail: "Fatture in Cloud non ha accettato l'autorizzazione: il codice o l'accesso non è più valido.",
    fix: 'Premi Autorizza di nuovo e completa la procedura senza chiudere la finestra.',
  }),
  'fic-app-refused': (_: Record<string, never>) => ({
    detail: 'Fatture in Cloud non riconosce questo plug-in.',
    fix: 'Contatta chi gestisce il plug-in: deve controllare FIC_CLIENT_ID e FIC_CLIENT_SECRET.',
  }),
};
