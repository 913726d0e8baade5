/** The register of takings as a table for a spreadsheet. */
export const receiptTexts = {
  fileName: (month: string) => `corrispettivi-${month}.csv`,
  columns: [
    'Data',
    'Vendite',
    'Totale',
    'Rimborsi',
    'Aliquota',
    'Paese OSS',
    'Imponibile',
    'IVA',
    'Totale aliquota',
    'Stato',
    'Corrispettivo n.',
  ],
  total: 'Totale',
  states: {
    none: 'Non registrato',
    open: 'Da registrare',
    recorded: 'Registrato',
    waiting: 'In attesa',
    failed: 'Da sistemare',
  },
};
