/** *Dati personali di un cliente*, in the tab *Clienti*. */
export const personalDataTexts = {
  title: 'Dati personali di un cliente',
  text: 'Se un cliente chiede quali suoi dati conservi, o di cancellarli, qui trovi, scarichi e cancelli ciò che il plug-in sa di lui.',
  query: 'E-mail, codice fiscale, partita IVA o numero di un ordine',
  queryHelp: 'Scritto per intero: la ricerca non mostra altri clienti.',
  queryMissing: 'Scrivi che cosa cercare.',
  search: 'Cerca i dati',
  nothing: 'Il plug-in non conserva dati di questo cliente.',
  nothingLeft:
    'Il plug-in non conserva più dati di questo cliente: restano solo numeri e importi dei suoi ordini.',
  found: (who: string) => `Dati conservati: ${who}`,
  order: (number: string, date: string, customer: string) =>
    customer === '' ? `Ordine ${number} del ${date}` : `Ordine ${number} del ${date}, a nome ${customer}`,
  moreOrders: (count: string) => `Altri ordini: ${count}`,
  customers: (count: number) =>
    count === 1
      ? 'La scheda letta dal negozio per la sincronizzazione'
      : `${count} schede lette dal negozio per la sincronizzazione`,
  clients: (count: number) =>
    count === 1
      ? 'La scheda cliente letta da Fatture in Cloud'
      : `${count} schede cliente lette da Fatture in Cloud`,
  syncErrors: (count: number) =>
    count === 1
      ? '1 riga nei resoconti delle sincronizzazioni'
      : `${count} righe nei resoconti delle sincronizzazioni`,
  download: 'Scarica',
  fileName: 'dati-cliente',
  erase: 'Cancella…',
  erased:
    'Dati cancellati. Restano numeri, date e importi degli ordini e un codice del cliente, che non dicono chi è: servono a non creare due volte un documento o un cliente.',
  elsewhere:
    'Fatture in Cloud e il negozio TeamSystem Commerce conservano dati propri: per una richiesta completa vanno scaricati o cancellati anche lì. I documenti fiscali vanno conservati per legge.',
  confirm: {
    title: 'Cancellare i dati di questo cliente?',
    text: 'Nome, indirizzi e messaggi che lo citano spariscono dal plug-in e non si possono recuperare. Il cliente non viene più sincronizzato. Restano numeri, date e importi degli ordini, per non inviarli due volte. Ciò che è in Fatture in Cloud e nel negozio non cambia.',
    erase: 'Cancella i dati',
  },
};
