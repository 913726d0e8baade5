/** Why a field of the settings was refused. */
export const settingsTexts = {
  templateGone: "Questo modello non c'è più in Fatture in Cloud: aggiorna gli elenchi e scegline un altro.",
  vatTypeGone: "Questa aliquota non c'è più in Fatture in Cloud: aggiorna gli elenchi e scegline un'altra.",
  accountGone: "Questo conto non c'è più in Fatture in Cloud: aggiorna gli elenchi e scegline un altro.",
  vatTypeNotZero: "Qui serve un'aliquota allo 0%: scegline una con la sua natura.",
  vatTypeOtherRate: "Questa aliquota ha un'altra percentuale: scegline una uguale a quella del Paese.",
  taxProfileGone: "Questo profilo IVA non c'è più nel negozio: aggiorna gli elenchi e scegline un altro.",
  numeration: 'Al massimo 20 caratteri: lettere, cifre, spazi e i segni / . _ -',
  ossRate: 'Scrivi il Paese e la percentuale, per esempio DE:19.',
  delay: 'Scrivi i minuti, da 0 a 14400 (dieci giorni): la fattura va trasmessa entro dodici giorni.',
  paymentCode: 'Scegli un codice tra MP01 e MP23.',
  required: 'Campo obbligatorio.',
  invalid: 'Valore non valido.',
  unknownField: 'Campo sconosciuto.',
};
