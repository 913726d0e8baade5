/** Sentences of the six settings tabs. Names of tabs and choices are the vendor's own. */
export const settingsTexts = {
  title: 'Impostazioni',
  tabsLabel: 'Schede delle impostazioni',
  tabs: {
    orders: 'Ordini',
    customers: 'Clienti',
    products: 'Prodotti',
    template: 'Tipologia template',
    vat: 'Tipologie IVA',
    paymentAccount: 'Conto di saldo',
    eInvoice: 'Fattura elettronica',
  },
  save: 'Salva impostazioni',
  saved: 'Impostazioni salvate',
  discard: 'Annulla',
  dirty: 'Modifiche non ancora salvate',
  required: 'Scelta obbligatoria.',
  more: 'Altre scelte',
  refresh: 'Aggiorna elenchi',
  refreshed: 'Elenchi aggiornati',
  refreshHelp: 'Rilegge da Fatture in Cloud e dal negozio le voci tra cui scegliere.',
  gone: (id: number) => `Voce ${id} (non esiste più)`,
  goneWarning: "La voce scelta non esiste più in Fatture in Cloud: scegline un'altra.",
  setup: {
    title: 'Prima di inviare il primo ordine',
    account: 'Scegli il conto di saldo',
    vat: (missing: number) =>
      missing === 1 ? 'Abbina 1 aliquota IVA che manca' : `Abbina ${missing} aliquote IVA che mancano`,
  },
  orders: {
    help: 'Quali ordini diventano documenti in Fatture in Cloud, e quando.',
    automatic: 'Invio automatico degli ordini',
    automaticHelp:
      "Ogni nuovo ordine che rispetta la scelta qui sotto viene creato da solo in Fatture in Cloud. Gli ordini precedenti all'attivazione e quelli annullati non partono; puoi sempre inviarli a mano.",
    since: 'Invia anche gli ordini precedenti, dal',
    sinceHelp:
      'Facoltativo: vuoto, partono solo gli ordini da adesso in poi. Con una data partono anche quelli ricevuti da quel giorno che rispettano questa scelta e non sono già in Fatture in Cloud.',
    send: 'Ordini da inviare',
    paid: 'Solo ordini pagati',
    paidHelp:
      "Il documento nasce quando l'ordine risulta pagato: una fattura per chi la deve ricevere, altrimenti un ordine.",
    invoiceRequested: 'Solo ordini con richiesta di fattura',
    invoiceRequestedHelp:
      'Il documento nasce come fattura, pagato o no, soltanto se il cliente ha chiesto la fattura. Gli altri ordini restano nel negozio.',
    paidAndRequested: 'Solo ordini pagati con richiesta di fattura',
    paidAndRequestedHelp:
      "Il documento nasce come fattura quando l'ordine risulta pagato, soltanto se il cliente ha chiesto la fattura. Gli altri ordini restano nel negozio.",
    invoice: 'Chi riceve la fattura elettronica',
    invoiceRequestedOnly: 'Chi la chiede',
    invoiceRequestedOnlyHelp: 'Gli altri ordini diventano documenti di tipo ordine. È la scelta più comune.',
    invoiceBusiness: 'Chi la chiede, e chi ha una partita IVA',
    invoiceBusinessHelp:
      'Anche le aziende che nel negozio non hanno spuntato la richiesta ricevono la fattura.',
    whenCancelled: 'Quando un ordine viene annullato',
    whenCancelledAsk: 'Chiedimelo',
    whenCancelledAskHelp:
      "L'ordine compare tra quelli da controllare: decidi tu che cosa fare del documento.",
    whenCancelledWithdraw: 'Ritira il documento',
    whenCancelledWithdrawHelp:
      'Il documento di tipo ordine, o la fattura che non è stata inviata allo SDI, viene eliminato da solo. Le note di credito restano una tua decisione.',
    invoiceAlways: 'Tutti',
    invoiceAlwaysHelp:
      "Ogni ordine diventa una fattura: anche i privati devono allora indicare nome, indirizzo e codice fiscale, altrimenti l'ordine si ferma e te lo dice.",
    statuses: {
      title: 'Stati degli ordini',
      hint: (paid: string) => `Contano come pagati: ${paid}.`,
      hintNone: 'Nessuno stato del negozio conta come pagato.',
      help: "Che cosa significa per l'invio ogni stato del tuo negozio. Cambialo solo se lo usi in un altro modo: per esempio uno stato che hai rinominato o aggiunto.",
      table: 'Stati degli ordini e loro significato',
      status: 'Stato nel negozio',
      meaning: 'Per il plug-in',
      meaningFor: (title: string) => `Significato dello stato «${title}»`,
      read: (meaning: string) => `${meaning} (come lo leggiamo)`,
      meanings: {
        paid: 'Pagato',
        unpaid: 'Non pagato',
        cancelled: 'Annullato',
        hold: 'Decido io, ordine per ordine',
      },
      holdNote: "«Decido io»: l'ordine aspetta nella lista finché non lo invii a mano.",
    },
    manualNote:
      "Queste scelte valgono per l'invio automatico. Dalla sezione Ordini e invii puoi inviare qualsiasi ordine a mano.",
  },
  customers: {
    help: 'I clienti del negozio diventano clienti in Fatture in Cloud.',
    enabled: 'Sincronizza i clienti',
    enabledHelp:
      'Ogni notte i clienti nuovi e quelli modificati vengono creati o aggiornati in Fatture in Cloud. Nessun cliente viene eliminato.',
    overwrite: 'Sovrascrivi i dati in Fatture in Cloud',
    overwriteHelp:
      'Spento, la sincronizzazione completa solo i campi vuoti del cliente in Fatture in Cloud. Acceso, i dati che cambiano nel negozio sostituiscono quelli che trova.',
    sync: {
      cancel: 'Interrompi',
      latestEnd: (at: string) => `finisce al più tardi ${at}`,
      waitingUntil: (at: string, reason: string) => `Riprende da sola ${at}. ${reason}`.trim(),
      title: 'Sincronizzazione',
      text: 'Puoi avviarla adesso senza aspettare la notte. Gli ordini hanno sempre la precedenza.',
      button: 'Sincronizza ora',
      never: 'Nessuna sincronizzazione è ancora stata eseguita.',
      already: 'Una sincronizzazione è già in corso.',
      started: (at: string) => `Iniziata ${at}`,
      finished: (at: string) => `Terminata ${at}`,
      progress: 'Avanzamento della sincronizzazione',
      counting: 'Conteggio dei clienti in corso…',
      doneOf: (done: string, total: string) => `${done} di ${total} clienti`,
      states: {
        running: 'In corso',
        waiting: 'In attesa: riparte da sola appena Fatture in Cloud è di nuovo disponibile',
        done: 'Completata',
        cancelled: 'Interrotta',
        failed: 'Non riuscita',
      },
      counts: { created: 'Creati', updated: 'Aggiornati', unchanged: 'Già a posto', failed: 'Non riusciti' },
      errorsToggle: (count: number) => (count === 1 ? 'Mostra 1 errore' : `Mostra ${count} errori`),
      errorsHide: 'Nascondi gli errori',
    },
  },
  products: {
    report: {
      title: 'Corrispondenza dei prodotti',
      text: "Il codice (SKU) deve essere lo stesso nel negozio e in Fatture in Cloud: solo così l'ordine muove la giacenza.",
      counts: {
        matched: 'Corrispondono',
        missing: 'Mancano in Fatture in Cloud',
        duplicated: 'Codici ripetuti',
      },
      states: { matched: 'Corrisponde', missing: 'Manca', duplicate: 'Codice ripetuto' },
      search: 'Cerca un codice o un prodotto',
      state: 'Stato',
      all: 'Tutti',
      refresh: 'Rileggi i prodotti',
      csv: 'Scarica CSV',
      never: 'I prodotti non sono ancora stati letti.',
      readAt: (at: string) => `Letti ${at}`,
      none: 'Nessun prodotto corrisponde alla ricerca.',
      table: { caption: 'Prodotti del negozio', sku: 'Codice', title: 'Prodotto', state: 'Stato' },
      noSku: '(senza codice)',
    },
    help: 'Cosa succede ai prodotti di Fatture in Cloud quando arriva un ordine.',
    updateStock: 'Aggiorna giacenza',
    updateStockHelp:
      'Quando viene creato un documento di tipo ordine, la giacenza dei prodotti con lo stesso codice (SKU) diminuisce in Fatture in Cloud. Le fatture non la modificano.',
  },
  template: {
    help: 'Come si presentano i documenti creati dal plug-in.',
    template: 'Template del documento',
    templateHelp: 'Il modello di stampa che Fatture in Cloud usa per i documenti degli ordini.',
    companyDefault: 'Predefinito di Fatture in Cloud',
    showPaymentMethod: 'Mostra il metodo di pagamento',
    showPaymentMethodHelp: 'Sul documento compare come ha pagato il cliente, per esempio «Carta di credito».',
    showPaymentDate: 'Mostra la data di pagamento',
    showPaymentDateHelp: "Sul documento compaiono le scadenze e la data in cui l'ordine è stato pagato.",
    numberSuffix: 'Suffisso del numero',
    numberSuffixHelp:
      'I documenti del negozio seguono una numerazione separata con questo suffisso. Lascialo vuoto per usare la numerazione principale.',
    ownInvoiceNumbers: 'Numerazione propria per le fatture',
    ownInvoiceNumbersHelp:
      'Spento, fatture e ordini usano lo stesso suffisso. Acceso, le fatture elettroniche ne hanno uno loro.',
    invoiceNumberSuffix: 'Suffisso delle fatture',
    invoiceNumberSuffixHelp: 'Lascialo vuoto per usare la numerazione principale delle fatture.',
    numberExample: (example: string) => `Esempio: ${example}`,
    inUse: (list: string) => `Numerazioni già in uso in Fatture in Cloud: ${list}`,
    suffixTooLong: 'Usa al massimo 20 caratteri.',
    suffixCharacters: 'Usa soltanto lettere, numeri, spazi e i segni / . _ -',
  },
  vat: {
    help: "A ogni aliquota del negozio corrisponde un'aliquota di Fatture in Cloud: è quella che compare nelle righe dei documenti.",
    table: 'Abbinamento delle aliquote',
    shopColumn: 'Aliquota del negozio',
    ficColumn: 'Aliquota in Fatture in Cloud',
    selectFor: (profile: string) => `Aliquota in Fatture in Cloud per «${profile}»`,
    choose: 'Scegli…',
    missing: 'Da abbinare: gli ordini con questa aliquota non possono partire.',
    suggestion: (label: string) => `Suggerita: ${label}`,
    useSuggestions: 'Usa i suggerimenti',
    suggestionsText: (missing: number, suggested: number) =>
      `${missing === 1 ? '1 aliquota non è abbinata' : `${missing} aliquote non sono abbinate`}; ${
        suggested === 1 ? "per 1 c'è un suggerimento" : `per ${suggested} c'è un suggerimento`
      }. Controllali e premi Salva impostazioni.`,
    missingText: (missing: number) =>
      missing === 1
        ? '1 aliquota non è abbinata: scegli quella corrispondente.'
        : `${missing} aliquote non sono abbinate: scegli quelle corrispondenti.`,
    noNature:
      "Questa aliquota allo 0% non ha la natura: le fatture elettroniche verrebbero scartate. Impostala in Fatture in Cloud o scegline un'altra.",
    differentPercent: (shop: string, fic: string) =>
      `Attenzione: nel negozio è ${shop}, in Fatture in Cloud ${fic}. Il totale del documento non corrisponderebbe.`,
    none: 'Il negozio non ha aliquote configurate.',
    noneFix: 'Configura le imposte in TeamSystem Commerce, poi premi Aggiorna elenchi.',
    mainProfile: 'Profilo IVA principale del negozio',
    mainProfileHelp:
      'In TeamSystem Commerce vale per gli articoli che non indicano un profilo. Senza questa scelta gli ordini che li contengono si fermano e te lo dicono.',
    mainProfileNone: 'Non indicato',
    mainProfileGone: 'Profilo che non esiste più',
    shipping: 'IVA della spedizione',
    shippingHelp:
      "L'aliquota delle spese di spedizione e di pagamento. «Come gli articoli» le divide tra le aliquote dell'ordine, in proporzione: è la regola delle spese accessorie. «Come indicato nell'ordine» prende quella del negozio o, se manca, la più alta tra gli articoli.",
    shippingAsOrder: "Come indicato nell'ordine",
    shippingAsGoods: 'Come gli articoli, in proporzione',
    moreHint:
      'Regime forfettario, vendite all’estero, OSS e imposta di bollo: servono solo ad alcuni negozi.',
    flatRate: 'Regime forfettario',
    flatRateHelp:
      "Se non addebiti l'IVA, ogni riga dei documenti va con questa aliquota allo 0% per quanto il cliente ha pagato, qualunque aliquota mostri il negozio.",
    flatRateNone: "No, addebito l'IVA",
    flatRateRest: 'In regime forfettario le aliquote per destinazione e OSS non servono.',
    destinations: {
      title: 'Vendite allo 0% secondo la destinazione',
      help: "Quando il negozio vende senza IVA a questi clienti, la riga prende la natura giusta invece di quella del profilo. Se la natura non può valere per quel cliente, l'ordine si ferma e te lo dice.",
      asProfile: 'Come il profilo del negozio',
      names: {
        euBusiness: 'Aziende di altri Paesi UE (natura N3.2)',
        extraEu: "Fuori dall'Unione europea (natura N3.1)",
        sanMarino: 'San Marino (natura N3.3)',
      },
    },
    oss: {
      title: 'Vendite a privati UE in regime OSS',
      help: "Per ogni Paese la percentuale che il negozio addebita e l'aliquota uguale in Fatture in Cloud. Gli ordini prendono quell'aliquota.",
      row: (country: string, percent: string) =>
        country === '' ? 'Aliquota OSS nuova' : `Aliquota OSS ${country} ${percent}%`,
      country: 'Paese',
      chooseCountry: 'Scegli il Paese…',
      percent: 'IVA %',
      vatType: 'Aliquota in Fatture in Cloud',
      add: 'Aggiungi un Paese',
      remove: (name: string) => `Togli: ${name}`,
      noInvoices: 'Non scelta: le fatture OSS si fermano',
      invoice: 'Imponibile delle fatture OSS',
      invoiceHelp:
        "Se un privato UE chiede la fattura: l'aliquota allo 0% con natura N7. Nella fattura elettronica l'IVA estera non si può indicare come aliquota.",
      taxLine: 'Riga con l’IVA estera',
      taxLineHelp:
        "Nella stessa fattura l'IVA estera è una riga a parte, con un'aliquota allo 0% di natura N1 o N2.2: così il totale è quello pagato.",
      countryMissing: 'Scegli il Paese.',
      percentWrong: 'Per esempio 19 o 25,5.',
      vatTypeMissing: "Scegli l'aliquota. Se non c'è, creala in Fatture in Cloud e premi Aggiorna elenchi.",
      twice: 'Questa aliquota è già nell’elenco.',
    },
    stampDuty: "Applica l'imposta di bollo",
    stampDutyHelp:
      'Alle fatture con più di 77,47 € esenti o fuori campo IVA (per esempio in regime forfettario) vanno 2 € di bollo. Li paghi tu: il totale del cliente non cambia. Spento, il plug-in non lo indica mai.',
    proposals: {
      title: 'Ci sono scelte che sembrano fare al caso tuo',
      use: 'Usa le proposte',
      flatRate: (type: string) =>
        `La tua azienda è in regime forfettario: ogni riga dei documenti va con «${type}».`,
      destination: {
        euBusiness: (type: string) => `Vendi ad aziende di altri Paesi UE: senza IVA va «${type}».`,
        extraEu: (type: string) => `Vendi fuori dall'Unione europea: senza IVA va «${type}».`,
        sanMarino: (type: string) => `Vendi a San Marino: senza IVA va «${type}».`,
      },
      destinationWithout: {
        euBusiness:
          "Vendi ad aziende di altri Paesi UE, ma in Fatture in Cloud non c'è un'aliquota allo 0% con natura N3.2: creala, poi premi Aggiorna elenchi.",
        extraEu:
          "Vendi fuori dall'Unione europea, ma in Fatture in Cloud non c'è un'aliquota allo 0% con natura N3.1: creala, poi premi Aggiorna elenchi.",
        sanMarino:
          "Vendi a San Marino, ma in Fatture in Cloud non c'è un'aliquota allo 0% con natura N3.3: creala, poi premi Aggiorna elenchi.",
      },
      oss: (country: string, percent: string, type: string) =>
        `Vendi a privati con l'IVA di un altro Paese: ${country} ${percent} va con «${type}».`,
      ossWithout: (country: string, percent: string) =>
        `Vendi a privati con l'IVA di un altro Paese (${country} ${percent}), ma in Fatture in Cloud non c'è quell'aliquota: creala, poi premi Aggiorna elenchi.`,
    },
    percent: (value: string) => `${value}%`,
    label: (percent: string, description: string) =>
      description === '' ? percent : `${percent} – ${description}`,
  },
  paymentAccount: {
    help: 'Il conto di Fatture in Cloud su cui risultano gli incassi del negozio.',
    account: 'Conto di saldo',
    accountHelp: 'Gli ordini pagati risultano saldati su questo conto. Senza un conto nulla viene inviato.',
    choose: 'Scegli un conto…',
    requiredMessage: 'Scegli il conto di saldo: senza, nessun ordine può partire.',
    none: "In Fatture in Cloud non c'è ancora un conto di saldo.",
    noneFix: 'Crea un conto in Fatture in Cloud (Impostazioni › Conti di saldo), poi premi Aggiorna elenchi.',
    methodsTitle: 'Per metodo di pagamento',
    methodsHelp:
      'Facoltativo: un conto diverso per alcuni metodi di pagamento, e il codice da scrivere nella fattura elettronica.',
    noMethods: 'I metodi di pagamento compaiono qui dopo i primi ordini del negozio.',
    methodAccount: 'Conto di saldo',
    methodAccountFor: (method: string) => `Conto di saldo per ${method}`,
    asDefault: 'Come il conto di saldo principale',
    code: 'Codice nella fattura elettronica',
    codeFor: (method: string) => `Codice nella fattura elettronica per ${method}`,
    codeAutomatic: 'Automatico',
    codes: {
      MP01: 'Contanti',
      MP02: 'Assegno',
      MP03: 'Assegno circolare',
      MP04: 'Contanti presso Tesoreria',
      MP05: 'Bonifico',
      MP06: 'Vaglia cambiario',
      MP07: 'Bollettino bancario',
      MP08: 'Carta di pagamento',
      MP09: 'RID',
      MP10: 'RID utenze',
      MP11: 'RID veloce',
      MP12: 'RIBA',
      MP13: 'MAV',
      MP14: 'Quietanza erario',
      MP15: 'Giroconto su conti di contabilità speciale',
      MP16: 'Domiciliazione bancaria',
      MP17: 'Domiciliazione postale',
      MP18: 'Bollettino di c/c postale',
      MP19: 'SEPA Direct Debit',
      MP20: 'SEPA Direct Debit CORE',
      MP21: 'SEPA Direct Debit B2B',
      MP22: 'Trattenuta su somme già riscosse',
      MP23: 'PagoPA',
    },
  },
};
