/** Why a field of the settings was refused. */
export const settingsTexts = {
  templateGone: "Questo modello non c'è più in Fatture in Cloud: aggiorna gli elenchi e scegline un altro.",
  vatTypeGone: "Questa aliquota non c'è più in Fatture in Cloud: aggiorna gli elenchi e scegline un'altra.",
  accountGone: "Questo conto non c'è più in Fatture in Cloud: aggiorna gli elenchi e scegline un altro.",
  required: 'Campo obbligatorio.',
  invalid: 'Valore non valido.',
  unknownField: 'Campo sconosciuto.',
};
