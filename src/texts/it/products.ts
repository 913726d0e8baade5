/** The product report as a table for a spreadsheet. */
export const productTexts = {
  columns: ['SKU', 'Titolo', 'Stato', 'Id prodotto in Fatture in Cloud'],
  states: {
    matched: 'Presente in Fatture in Cloud',
    missing: 'Manca in Fatture in Cloud',
    duplicate: 'Codice doppio in Fatture in Cloud',
  },
  fileName: 'prodotti-fatture-in-cloud.csv',
};
