/** The shop's own PDFs have numbers of their own; merchants take them for invoices. */
const whichCounts =
  'Le fatture PDF che il negozio stampa da sé non sono fatture elettroniche: conta il numero di quella in Fatture in Cloud. Se usi Cassa in Cloud o le app di eBay e Amazon, controlla che non fatturino le stesse vendite.';

/** The vendor's list of what must be in place before orders are sent. */
export const prerequisiteTexts = {
  siteOnline: {
    yes: 'Il sito è online.',
    no: 'Il sito non è online: pubblicalo da TeamSystem Commerce.',
    unknown: 'Non verificabile da qui: controlla in TeamSystem Commerce che il sito sia online.',
  },
  taxes: (count: number) =>
    count > 0
      ? `Imposte configurate nel negozio: ${count} ${count === 1 ? 'profilo' : 'profili'} IVA.`
      : 'Nel negozio non ci sono profili IVA: creali da TeamSystem Commerce › Impostazioni › Tasse.',
  invoicing: {
    yes: `La richiesta di fattura è attiva nel negozio. ${whichCounts}`,
    no: 'La richiesta di fattura non è attiva nel negozio: attivala da TeamSystem Commerce.',
    unknown: `Non verificabile da qui: controlla in TeamSystem Commerce che la richiesta di fattura sia attiva. ${whichCounts}`,
  },
  paymentAccounts: (count: number) =>
    count > 0
      ? `Conti di saldo in Fatture in Cloud: ${count}.`
      : 'In Fatture in Cloud non ci sono conti di saldo: creane uno in Impostazioni › Conti di saldo.',
  notConnected: 'Si controlla dopo aver collegato Fatture in Cloud.',
  shopSilent: 'TeamSystem Commerce non risponde: non è stato possibile controllare.',
  invoicingSilent: 'Fatture in Cloud non risponde: non è stato possibile controllare.',
};
