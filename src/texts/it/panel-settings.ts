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
  },
  save: 'Salva impostazioni',
  saved: 'Impostazioni salvate',
  discard: 'Annulla',
  dirty: 'Modifiche non ancora salvate',
  required: 'Scelta obbligatoria.',
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
      'Facoltativo: vuoto, partono solo gli ordini da adesso in poi. Con una data partono anche quelli ricevuti da quel giorno che rispettano la scelta qui sotto e non sono già in Fatture in Cloud.',
    send: 'Ordini da inviare',
    paid: 'Solo ordini pagati',
    paidHelp:
      "Il documento nasce quando l'ordine risulta pagato: una fattura se il cliente l'ha richiesta, altrimenti un ordine.",
    invoiceRequested: 'Solo ordini con richiesta di fattura',
    invoiceRequestedHelp:
      'Il documento nasce come fattura, pagato o no, soltanto se il cliente ha chiesto la fattura. Gli altri ordini restano nel negozio.',
    manualNote:
      "Queste scelte valgono per l'invio automatico. Dalla sezione Ordini e invii puoi inviare qualsiasi ordine a mano.",
  },
  customers: {
    help: 'I clienti del negozio diventano clienti in Fatture in Cloud.',
    enabled: 'Sincronizza i clienti',
    enabledHelp:
      'Ogni notte i clienti nuovi e quelli modificati vengono creati o aggiornati in Fatture in Cloud. Nessun cliente viene eliminato.',
    sync: {
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
    shipping: 'IVA della spedizione',
    shippingHelp:
      "L'aliquota della riga di spedizione. Senza una scelta vale quella dell'ordine o, se manca, la più alta tra i prodotti.",
    shippingAsOrder: "Come indicato nell'ordine",
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
