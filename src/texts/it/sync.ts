/** What a run of the customer sync reports. */
export const syncTexts = {
  notYet:
    "Questa versione non scrive ancora l'anagrafica clienti: i dati di ogni cliente vengono comunque inseriti nei suoi documenti.",
  unreadable: 'Non è stato possibile leggere i clienti da TeamSystem Commerce: riprova più tardi.',
};
