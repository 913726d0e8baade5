/** Two browsers edit one settings tab. */
export const conflictTexts = {
  title: 'Questa scheda è stata salvata da un altro browser',
  text: 'Mentre la modificavi qualcuno ha salvato altri valori. Le tue modifiche sono ancora qui, ma non sono salvate: scegli quali valori tenere.',
  takeTheirs: "Carica i valori dell'altro",
  keepMine: 'Salva comunque i miei',
};
