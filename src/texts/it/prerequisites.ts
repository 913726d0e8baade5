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
    yes: 'La richiesta di fattura è attiva nel negozio.',
    no: 'La richiesta di fattura non è attiva nel negozio: attivala da TeamSystem Commerce.',
    unknown:
      'Non verificabile da qui: controlla in TeamSystem Commerce che la richiesta di fattura sia attiva.',
  },
  paymentAccounts: (count: number) =>
    count > 0
      ? `Conti di saldo in Fatture in Cloud: ${count}.`
      : 'In Fatture in Cloud non ci sono conti di saldo: creane uno in Impostazioni › Conti di saldo.',
  notConnected: 'Si controlla dopo aver collegato Fatture in Cloud.',
  shopSilent: 'TeamSystem Commerce non risponde: non è stato possibile controllare.',
  invoicingSilent: 'Fatture in Cloud non risponde: non è stato possibile controllare.',
};
