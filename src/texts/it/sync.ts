/** What a run of the customer sync reports. */
export const syncTexts = {
  /** A run that waits says for what; until when stands beside it. */
  waiting: {
    orders: 'Prima partono gli ordini in attesa: la sincronizzazione riprende da sola.',
    month:
      'La quota mensile di Fatture in Cloud serve anche agli ordini: i clienti ne usano una parte al giorno, e la sincronizzazione riprende da sola.',
    quota: 'Fatture in Cloud permette un numero limitato di richieste: la sincronizzazione riprende da sola.',
    shopQuota:
      'TeamSystem Commerce permette un numero limitato di richieste: la sincronizzazione riprende da sola.',
    invoicing: 'Fatture in Cloud non risponde: la sincronizzazione riprende da sola.',
    shop: 'TeamSystem Commerce non risponde: la sincronizzazione riprende da sola.',
    uncertain:
      'Fatture in Cloud non ha confermato la creazione di un cliente: prima di riprovare si controlla se esiste già.',
    internal: 'Si è verificato un errore imprevisto: la sincronizzazione riprova da sola.',
  },
  internal: 'Si è verificato un errore imprevisto con questo cliente.',
  companyChanged:
    "L'azienda di Fatture in Cloud è stata cambiata durante la sincronizzazione: premi Sincronizza ora per ricominciare.",
  /** A refused customer, with what to do. */
  refused: (detail: string, fix: string) => `${detail} ${fix}`,
};
