/** Sentences of signing in, authorizing, choosing the company, and the connection's own screen. */
export const connectionTexts = {
  session: {
    missing: {
      title: 'La sessione non è arrivata',
      text: 'Il browser non ha passato al pannello il cookie di accesso: succede quando i cookie sono bloccati o quando il pannello viene aperto fuori dal back office di TeamSystem Commerce.',
      steps: [
        'Torna nel back office di TeamSystem Commerce e apri di nuovo ORDINI › FATTURE IN CLOUD.',
        'Se il messaggio resta, consenti i cookie per questo sito nelle impostazioni del browser e ricarica la pagina.',
      ],
    },
    closed: {
      title: 'Il tempo per la prima configurazione è scaduto',
      text: "Dopo l'installazione nessuno ha aperto il pannello in tempo, perciò per sicurezza l'accesso è stato chiuso.",
      steps: [
        'Nel back office di TeamSystem Commerce apri il market delle app e installa di nuovo Fatture in Cloud.',
        'Poi apri subito ORDINI › FATTURE IN CLOUD.',
      ],
    },
    signIn: {
      title: 'Accedi per aprire il pannello',
      text: "Questo browser non ha ancora dimostrato di poter gestire il negozio. Accedi con un utente di Fatture in Cloud che lavora con l'azienda collegata: le impostazioni e gli invii non cambiano.",
      button: 'Accedi con Fatture in Cloud',
    },
  },
  authorize: {
    button: 'Autorizza',
    again: 'Autorizza di nuovo',
    opening: 'Apertura della finestra di Fatture in Cloud…',
    waiting:
      "Completa l'autorizzazione nella finestra di Fatture in Cloud. Questa pagina si aggiorna da sola.",
    completing: 'Conferma in corso…',
    closed: {
      detail: "La finestra di Fatture in Cloud è stata chiusa prima di completare l'autorizzazione.",
      fix: 'Premi di nuovo il pulsante e completa i passaggi nella finestra che si apre.',
    },
    blocked: {
      detail: 'Il browser ha bloccato la finestra di Fatture in Cloud.',
      fix: 'Aprila con il collegamento qui sotto, oppure consenti le finestre popup per questo sito.',
    },
    openByHand: 'Apri Fatture in Cloud',
    code: {
      toggle: 'Hai ricevuto un codice?',
      label: 'Codice di 8 caratteri',
      help: "Se la finestra di Fatture in Cloud mostra un codice, scrivilo qui per completare l'autorizzazione.",
      submit: 'Conferma il codice',
      wrongLength: 'Il codice è di 8 caratteri: controlla di averlo copiato per intero.',
    },
  },
  welcome: {
    title: 'Collega Fatture in Cloud',
    text: 'Collega il tuo account di Fatture in Cloud per creare lì i documenti degli ordini del negozio, senza ricopiarli a mano.',
    safe: 'Il plug-in non vede mai la tua password e puoi scollegarlo quando vuoi.',
  },
  companies: {
    title: "Scegli l'azienda",
    text: 'Il tuo account di Fatture in Cloud gestisce più aziende. In quale devono finire i documenti di questo negozio?',
    label: 'Azienda di Fatture in Cloud',
    search: "Cerca un'azienda",
    submit: 'Usa questa azienda',
    none: {
      detail: 'Con questo account di Fatture in Cloud non si può usare nessuna azienda.',
      fix: "Chiedi all'amministratore dell'azienda di darti accesso, poi autorizza di nuovo.",
    },
    noMatch: 'Nessuna azienda corrisponde alla ricerca.',
    required: "Scegli un'azienda.",
    chosen: (name: string) => `Negozio collegato a ${name}`,
  },
  change: {
    link: 'Cambia',
    linkMore: 'azienda',
    title: 'Cambia azienda',
    text: 'I documenti dei prossimi ordini finiranno nella nuova azienda. Quelli già creati restano dove sono.',
    now: (name: string) => `Azienda attuale: ${name}`,
    submit: 'Cambia azienda',
    onlyOne: "L'utente con cui hai autorizzato il plug-in può usare solo questa azienda.",
    onlyOneFix: "Per usarne un'altra autorizza di nuovo con un utente che può accedervi.",
    other: 'Autorizza con un altro utente',
    back: 'Torna alla panoramica',
    confirmTitle: (name: string) => `Passare a ${name}?`,
    confirmText:
      "Conto di saldo, aliquote e template appartengono all'azienda: per la nuova li scegli di nuovo (quelli attuali tornano se torni indietro). Finché non li hai scelti nessun ordine parte; poi partono da soli, anche quelli in coda, verso la nuova azienda.",
    confirm: 'Sì, cambia azienda',
  },
  expired: {
    detail: "L'autorizzazione di Fatture in Cloud non è più valida: gli ordini restano in attesa.",
    fix: 'Premi Autorizza di nuovo: gli ordini in attesa partiranno da soli.',
  },
  screen: {
    title: 'Collegamento',
    intro: "Il negozio, l'azienda di Fatture in Cloud a cui è collegato e ciò che serve per inviare.",
    shop: 'Negozio',
    company: 'Azienda di Fatture in Cloud',
    state: 'Stato',
    quota: 'Chiamate disponibili',
    states: {
      disconnected: 'Non collegato',
      'choose-company': 'Azienda da scegliere',
      connected: 'Collegato',
      expired: 'Autorizzazione scaduta',
    },
  },
  prerequisites: {
    title: 'Cosa serve per inviare gli ordini',
    check: 'Controlla di nuovo',
    names: {
      'site-online': 'Il sito è online',
      taxes: 'Le imposte sono configurate',
      invoicing: 'La fatturazione è attiva nel negozio',
      'payment-account': "In Fatture in Cloud c'è un conto di saldo",
    },
    ok: 'A posto',
    notOk: 'Da sistemare',
    unknown: 'Non verificabile',
  },
  inspection: {
    title: 'Una parte delle risposte del negozio non si capisce',
    text: 'Il plug-in non tira a indovinare: gli ordini che ne dipendono restano qui finché non si capiscono, poi partono da soli.',
    fix: 'Passa questo elenco a chi gestisce il plug-in. «npm run doctor -- shop» ne scrive un rapporto senza dati personali.',
  },
  disconnect: {
    title: 'Scollega Fatture in Cloud',
    text: "Il plug-in dimentica l'autorizzazione e non invia più nulla. I documenti già creati restano in Fatture in Cloud e le impostazioni restano salvate.",
    button: 'Scollega',
    confirmTitle: 'Scollegare Fatture in Cloud?',
    confirmText:
      'Da questo momento nessun ordine e nessun cliente viene più inviato. Per riprendere dovrai autorizzare di nuovo.',
    confirm: 'Sì, scollega',
    done: 'Fatture in Cloud è stato scollegato',
  },
};
