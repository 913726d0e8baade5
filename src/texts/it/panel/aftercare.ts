/** What happens to a document after it was sent. */
export const aftercareTexts = {
  toCheck: 'Da controllare',
  filter: 'Dopo l’invio',
  filterAll: 'Tutti',
  acts: {
    withdraw: 'Ritiro in corso',
    update: 'Aggiornamento in corso',
    pay: 'Pagamento da segnare',
  },
  menu: {
    withdraw: 'Ritira il documento',
    update: "Aggiorna all'ordine",
    credit: 'Nota di credito',
  },
  asked: (name: string) => `${name}: richiesta ricevuta.`,
  withdraw: {
    title: (name: string) => `Ritira il documento dell'ordine ${name}`,
    text: (document: string) =>
      `Il documento (${document}) verrà eliminato in Fatture in Cloud e finirà nel cestino. L'ordine si potrà inviare di nuovo.`,
    confirm: 'Ritira',
  },
  update: {
    title: (name: string) => `Aggiorna il documento dell'ordine ${name}`,
    text: (document: string) =>
      `Il documento (${document}) verrà riscritto in Fatture in Cloud come l'ordine è adesso, con lo stesso numero e la stessa data.`,
    confirm: 'Aggiorna',
  },
  credit: {
    title: (name: string) => `Nota di credito per l'ordine ${name}`,
    intro: (number: string, gross: string) => `Fattura n. ${number} di ${gross}.`,
    left: (left: string) => `Si possono ancora accreditare ${left}.`,
    nothingLeft: 'La fattura è già stata accreditata per intero.',
    what: 'Che cosa accreditare',
    whole: 'Tutto ciò che resta',
    lines: 'Alcune righe',
    amount: 'Un importo',
    amountLabel: 'Importo IVA inclusa',
    table: 'Righe della fattura',
    line: 'Riga',
    remaining: 'Da accreditare',
    quantity: 'Quantità',
    quantityFor: (name: string) => `Quantità di ${name}`,
    before: 'Già accreditato',
    note: (number: string, gross: string) => `Nota di credito n. ${number}: ${gross}`,
    noteUnderWay: (gross: string) => `Nota di credito in corso: ${gross}`,
    paper: 'Anteprima',
    paperTitle: (number: string, date: string) => `Nota di credito per la fattura n. ${number} del ${date}`,
    vat: (percent: string) => `di cui IVA ${percent}%`,
    total: 'Totale',
    after: (left: string) => `Della fattura restano ${left}.`,
    choose: 'Scegli almeno una quantità.',
    confirm: 'Crea la nota di credito',
    hint: 'Viene creata in Fatture in Cloud e poi si invia allo SDI come la fattura.',
  },
  home: {
    title: (count: string, one: boolean) =>
      one ? '1 ordine è cambiato dopo l’invio' : `${count} ordini sono cambiati dopo l’invio`,
    open: 'Guarda gli ordini da controllare',
  },
};
