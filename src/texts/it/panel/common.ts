/** Sentences that every screen of the panel may use. */
export const commonTexts = {
  retry: 'Riprova',
  reload: 'Ricarica la pagina',
  cancel: 'Annulla',
  close: 'Chiudi',
  loading: 'Caricamento in corso…',
  opensNewWindow: '(si apre in una nuova finestra)',
  whatToDo: 'Cosa fare:',
  nav: {
    label: 'Sezioni del pannello',
    home: 'Panoramica',
    orders: 'Ordini e invii',
    settings: 'Impostazioni',
    connection: 'Collegamento',
    skip: 'Vai al contenuto',
  },
  company: (name: string) => `Azienda: ${name}`,
  unsaved: {
    title: 'Modifiche non salvate',
    text: 'In questa scheda ci sono modifiche che non hai ancora salvato. Se esci adesso vanno perse.',
    stay: 'Resta qui',
    leave: 'Esci senza salvare',
  },
  quota: {
    monthLow: (remaining: string, limit: string) =>
      `Delle ${limit} chiamate del mese a Fatture in Cloud ne restano ${remaining}: quando finiscono, gli ordini aspettano il mese nuovo.`,
    label: 'Chiamate a Fatture in Cloud ancora disponibili',
    hour: (remaining: string, limit: string) => `${remaining} di ${limit} in quest'ora`,
    month: (remaining: string, limit: string) => `${remaining} di ${limit} in questo mese`,
    exhausted: (until: string) => `Esaurite fino alle ${until}: gli invii ripartono da soli.`,
  },
  errors: {
    title: 'Qualcosa non ha funzionato',
    network: {
      detail: 'Il pannello non riesce a raggiungere il plug-in.',
      fix: 'Controlla la connessione a Internet, poi premi Riprova.',
    },
    unexpected: {
      detail: 'Il plug-in ha dato una risposta che il pannello non riconosce.',
      fix: "Ricarica la pagina; se l'errore si ripete, contatta l'assistenza.",
    },
    /** Where the server names no fix. */
    defaultFix: "Riprova tra poco; se l'errore si ripete, contatta l'assistenza.",
    screen: {
      detail: 'Questa parte del pannello non si è caricata.',
      fix: 'Ricarica la pagina: le impostazioni già salvate restano al loro posto.',
    },
  },
};
