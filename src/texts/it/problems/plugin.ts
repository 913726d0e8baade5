/** Problems of the plug-in itself: sessions, sign-in, settings, deliveries. */
export const pluginProblems = {
  'internal-error': (_: Record<string, never>) => ({
    detail: 'Si è verificato un errore imprevisto nel plug-in.',
    fix: "Riprova tra poco; se l'errore si ripete, contatta l'assistenza.",
  }),
  'database-unavailable': (_: Record<string, never>) => ({
    detail: 'Il plug-in non raggiunge il proprio archivio.',
    fix: 'Riprova tra qualche minuto: nessun ordine va perso.',
  }),
  'not-found': (_: Record<string, never>) => ({
    detail: 'La pagina o il dato richiesto non esiste.',
    fix: 'Torna indietro e riprova.',
  }),
  'request-invalid': (_: Record<string, never>) => ({
    detail: 'La richiesta contiene dati non validi.',
    fix: 'Controlla i campi indicati e riprova.',
  }),
  'request-too-large': (_: Record<string, never>) => ({
    detail: 'La richiesta è troppo grande.',
    fix: 'Riduci la quantità di dati e riprova.',
  }),
  'request-forged': (_: Record<string, never>) => ({
    detail: "La richiesta non proviene dal pannello dell'app.",
    fix: "Apri l'app da TeamSystem Commerce e riprova.",
  }),
  'framed-by-others': (_: Record<string, never>) => ({
    detail: 'Un altro sito ha provato a mostrare questa pagina al proprio interno.',
    fix: "Apri l'app da TeamSystem Commerce.",
  }),
  'too-many-requests': (_: Record<string, never>) => ({
    detail: 'Sono arrivate troppe richieste da questo indirizzo.',
    fix: 'Attendi un minuto e riprova.',
  }),

  // ── Who may enter ────────────────────────────────────────────────────────────────────────────────
  'session-missing': (_: Record<string, never>) => ({
    detail: 'La sessione non è attiva o è scaduta.',
    fix: "Apri di nuovo l'app da TeamSystem Commerce; se non basta, consenti i cookie per questa pagina.",
  }),
  'sign-in-required': (_: Record<string, never>) => ({
    detail: "Questo browser non è ancora abilitato a usare l'app di questo negozio.",
    fix: "Accedi con Fatture in Cloud con un utente che può usare l'azienda collegata.",
  }),
  'setup-closed': (_: Record<string, never>) => ({
    detail: "Il tempo per la prima configurazione è scaduto senza che l'app venisse collegata.",
    fix: "Installa di nuovo l'app dal market di TeamSystem Commerce e aprila subito dopo.",
  }),
  'shop-not-installed': (_: Record<string, never>) => ({
    detail: "L'app non risulta installata in questo negozio.",
    fix: "Installa l'app dal market di TeamSystem Commerce, poi aprila da Ordini › Fatture in Cloud.",
  }),
  'install-other-store': (_: Record<string, never>) => ({
    detail: 'Le chiavi ricevute appartengono a un altro negozio: non è stato cambiato nulla.',
    fix: "Installa l'app dal market del negozio giusto; se il problema resta, contatta l'assistenza.",
  }),
  'install-keys-invalid': (_: Record<string, never>) => ({
    detail: "Le chiavi ricevute da TeamSystem Commerce non funzionano: l'app non è stata installata.",
    fix: "Ripeti l'installazione dal market; se il problema resta, contatta l'assistenza di TeamSystem Commerce.",
  }),

  // ── Authorization ────────────────────────────────────────────────────────────────────────────────
  'not-connected': (_: Record<string, never>) => ({
    detail: 'Il negozio non è collegato a Fatture in Cloud.',
    fix: 'Premi Autorizza: gli ordini in attesa partiranno da soli.',
  }),
  'company-not-chosen': (_: Record<string, never>) => ({
    detail: "Non è stata scelta l'azienda di Fatture in Cloud.",
    fix: "Scegli l'azienda nella pagina Connessione: gli ordini in attesa partiranno da soli.",
  }),
  'company-changed': (_: Record<string, never>) => ({
    detail: "Il negozio è appena passato a un'altra azienda di Fatture in Cloud.",
    fix: "Non serve fare nulla: l'ordine riparte da solo nella nuova azienda.",
  }),
  'company-unknown': (_: Record<string, never>) => ({
    detail: "L'azienda scelta non è tra quelle a cui dai accesso.",
    fix: "Scegli un'azienda dall'elenco; se manca, premi Autorizza di nuovo.",
  }),
  'no-company': (_: Record<string, never>) => ({
    detail: "L'utente con cui hai fatto l'accesso non può usare nessuna azienda in Fatture in Cloud.",
    fix: "Accedi con un altro utente, o chiedi all'amministratore dell'azienda di darti accesso.",
  }),
  'sign-in-other-company': (_: Record<string, never>) => ({
    detail: "L'utente con cui hai fatto l'accesso non può usare l'azienda collegata a questo negozio.",
    fix: "Accedi con un utente che può usare l'azienda collegata.",
  }),
  'sign-in-denied': (_: Record<string, never>) => ({
    detail: "L'autorizzazione è stata annullata in Fatture in Cloud.",
    fix: 'Per collegare il negozio premi di nuovo Autorizza e conferma.',
  }),
  'sign-in-failed': (_: Record<string, never>) => ({
    detail: "Fatture in Cloud non ha completato l'autorizzazione.",
    fix: 'Chiudi questa finestra e premi di nuovo Autorizza.',
  }),
  'sign-in-expired': (_: Record<string, never>) => ({
    detail: 'Questa autorizzazione è scaduta, è già stata usata o è stata chiesta da un altro browser.',
    fix: "Chiudi questa finestra, torna nell'app e premi di nuovo Autorizza.",
  }),
  'completion-code-wrong': (_: Record<string, never>) => ({
    detail: 'Il codice non è valido, è scaduto o è già stato usato.',
    fix: 'Controlla il codice mostrato nella finestra di autorizzazione, o premi di nuovo Autorizza.',
  }),

  // ── Settings ─────────────────────────────────────────────────────────────────────────────────────
  'settings-invalid': (_: Record<string, never>) => ({
    detail: 'Le impostazioni non sono valide e non sono state salvate.',
    fix: 'Correggi i campi indicati e premi di nuovo Salva impostazioni.',
  }),
  'settings-changed': (_: Record<string, never>) => ({
    detail:
      'Nel frattempo queste impostazioni sono state salvate da un altro browser: le tue non sono state salvate.',
    fix: 'Ricarica i valori attuali, oppure salva i tuoi al loro posto.',
  }),

  // ── Orders and deliveries ────────────────────────────────────────────────────────────────────────
  'order-not-found': (_: Record<string, never>) => ({
    detail: "L'ordine non esiste nel negozio, o è stato eliminato.",
    fix: "Controlla l'ordine in TeamSystem Commerce.",
  }),
  /** `status`: the shop's title of it; empty where it tells none. */
  'order-on-hold': (v: { status: string }) => ({
    detail: `L'ordine ${v.status === '' ? 'ha uno stato che il plug-in non conosce' : `è nello stato «${v.status}»`}: non parte da solo, decidi tu.`,
    fix: 'Se deve partire, invialo a mano; se questo stato significa altro, dillo nella scheda Ordini e premi Salva impostazioni.',
  }),
  'already-sent': (v: { number: string }) => ({
    detail: `L'ordine è già in Fatture in Cloud con il documento n. ${v.number}.`,
    fix: 'Apri il documento in Fatture in Cloud; se ne serve un altro, usa Invia di nuovo.',
  }),
  'already-sent-uncertain': (_: Record<string, never>) => ({
    detail: 'Un invio di questo ordine è in corso: il suo esito non è ancora noto.',
    fix: 'Attendi qualche istante: il plug-in controlla da solo se il documento esiste.',
  }),
  'delivery-not-found': (_: Record<string, never>) => ({
    detail: 'Questo ordine non è ancora stato inviato.',
    fix: 'Usa Invia ordine a Fatture in Cloud.',
  }),
  'delivery-not-retryable': (_: Record<string, never>) => ({
    detail: "Questo invio è già concluso o è in corso: non c'è nulla da riprovare.",
    fix: "Aggiorna la pagina per vedere lo stato attuale dell'ordine.",
  }),
  'document-not-found': (_: Record<string, never>) => ({
    detail: "Non c'è un documento di Fatture in Cloud per questo ordine, oppure è stato eliminato.",
    fix: "Invia l'ordine, oppure cercalo tra i documenti di Fatture in Cloud.",
  }),
  'total-differs': (v: { expected: string; actual: string }) => ({
    detail: `Il documento è stato creato con un totale di ${v.actual}, ma il cliente ha pagato ${v.expected}.`,
    fix: 'Apri il documento in Fatture in Cloud e correggi il totale.',
  }),
  'total-would-differ': (v: { expected: string; actual: string }) => ({
    detail: `Fatture in Cloud calcolerebbe un totale di ${v.actual}, ma il cliente ha pagato ${v.expected}: il documento non è stato creato.`,
    fix: "Crea il documento a mano in Fatture in Cloud e avvisa l'assistenza, che correggerà il calcolo; poi premi Riprova.",
  }),
  'uncertain-other-company': (_: Record<string, never>) => ({
    detail:
      "Un invio interrotto potrebbe aver creato il documento nell'azienda collegata in precedenza, che ora non si può controllare.",
    fix: "Cerca l'ordine nell'azienda precedente: se il documento non c'è, premi Riprova.",
  }),
  /** `cause` is the problem of the last try, `detail` its sentence. */
  'gave-up': (v: { detail: string; cause?: { code: string; detail: string; fix: string } }) => ({
    detail: `Dopo tre giorni di tentativi l'ordine non è partito. ${v.detail}`,
    fix: 'Quando il problema è risolto, premi Riprova.',
  }),
  /** Stands where a problem quoted data of a customer that were removed. */
  'details-removed': (_: Record<string, never>) => ({
    detail: 'I dettagli di questo problema sono stati rimossi per la protezione dei dati personali.',
    fix: "Premi Riprova: l'ordine viene riletto dal negozio e, se qualcosa non va, il motivo ricompare.",
  }),
  'range-invalid': (_: Record<string, never>) => ({
    detail: "L'intervallo di date non è valido.",
    fix: 'Scegli una data iniziale non successiva a quella finale.',
  }),
  'range-too-long': (v: { most: string }) => ({
    detail: `Nell'intervallo ci sono più di ${v.most} ordini.`,
    fix: 'Scegli un intervallo più breve e ripeti per gli altri giorni.',
  }),

  // ── Customer sync ────────────────────────────────────────────────────────────────────────────────
  'sync-running': (_: Record<string, never>) => ({
    detail: 'Una sincronizzazione dei clienti è già in corso.',
    fix: 'Attendi che finisca.',
  }),
  'sync-not-running': (_: Record<string, never>) => ({
    detail: 'Nessuna sincronizzazione dei clienti è in corso.',
    fix: 'Aggiorna la pagina per vedere come è finita.',
  }),
  'sync-disabled': (_: Record<string, never>) => ({
    detail: 'La sincronizzazione dei clienti è disattivata.',
    fix: 'Attivala nella scheda Clienti e premi Salva impostazioni.',
  }),
};
