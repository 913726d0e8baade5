/**
 * Codes with which the SDI discards what we write, in our words. Source: Agenzia delle Entrate, "Elenco controlli" of the
 * technical specifications of the electronic invoice.
 */
export const sdiCodes: Readonly<Record<string, { detail: string; fix: string }>> = {
  '00200': {
    detail: 'Il contenuto della fattura non rispetta il formato richiesto.',
    fix: "Controlla i dati dell'ordine e del cliente nel negozio, poi premi Correggi e reinvia.",
  },
  '00300': {
    detail: "L'identificativo di chi trasmette la fattura non è valido.",
    fix: "Controlla i dati dell'azienda in Fatture in Cloud, poi premi Correggi e reinvia.",
  },
  '00301': {
    detail: 'La tua partita IVA non risulta valida.',
    fix: "Correggi la partita IVA dell'azienda in Fatture in Cloud, poi premi Correggi e reinvia.",
  },
  '00303': {
    detail: "La partita IVA del rappresentante fiscale dell'azienda non è valida.",
    fix: "Correggi i dati dell'azienda in Fatture in Cloud, poi premi Correggi e reinvia.",
  },
  '00305': {
    detail: "La partita IVA del cliente non esiste nell'anagrafe tributaria.",
    fix: "Chiedi al cliente la partita IVA giusta, correggila nell'ordine del negozio, poi premi Correggi e reinvia.",
  },
  '00306': {
    detail: "Il codice fiscale del cliente non esiste nell'anagrafe tributaria.",
    fix: "Chiedi al cliente il codice fiscale giusto, correggilo nell'ordine del negozio, poi premi Correggi e reinvia.",
  },
  '00311': {
    detail: 'Il codice destinatario del cliente non esiste.',
    fix: "Chiedi al cliente il codice destinatario giusto, o toglilo dall'ordine del negozio; poi premi Correggi e reinvia.",
  },
  '00312': {
    detail: 'Il codice destinatario del cliente non è attivo.',
    fix: "Chiedi al cliente un codice destinatario attivo, o toglilo dall'ordine del negozio; poi premi Correggi e reinvia.",
  },
  '00313': {
    detail: 'La PEC o il codice destinatario indicati sono di chi non può ricevere questa fattura.',
    fix: "Controlla PEC e codice destinatario del cliente nell'ordine del negozio, poi premi Correggi e reinvia.",
  },
  '00320': {
    detail: "La partita IVA dell'azienda appartiene a un gruppo IVA, e la fattura non lo indica.",
    fix: "Correggi i dati dell'azienda in Fatture in Cloud, poi premi Correggi e reinvia.",
  },
  '00321': {
    detail: 'La partita IVA del cliente è di un gruppo IVA, e il suo codice fiscale manca.',
    fix: "Aggiungi il codice fiscale del cliente nell'ordine del negozio, poi premi Correggi e reinvia.",
  },
  '00324': {
    detail: 'La partita IVA e il codice fiscale del cliente sono di due soggetti diversi.',
    fix: "Correggi nell'ordine del negozio il codice fiscale o la partita IVA del cliente, o togli quello sbagliato; poi premi Correggi e reinvia.",
  },
  '00325': {
    detail: 'La partita IVA del cliente è di un gruppo IVA che non comprende il suo codice fiscale.',
    fix: "Correggi nell'ordine del negozio il codice fiscale del cliente, poi premi Correggi e reinvia.",
  },
  '00326': {
    detail: 'Il codice fiscale del cliente, indicato senza partita IVA, è di un gruppo IVA.',
    fix: "Aggiungi la partita IVA del cliente nell'ordine del negozio, poi premi Correggi e reinvia.",
  },
  '00398': {
    detail:
      'Il destinatario è una pubblica amministrazione che ha un codice di sei caratteri, e la fattura non lo indica.',
    fix: "Indica il codice dell'ufficio nell'ordine del negozio, poi premi Correggi e reinvia.",
  },
  '00400': {
    detail: "Una riga ha l'IVA a zero e non dice perché (manca la natura).",
    fix: 'Apri la scheda Tipologie IVA, abbina a quel profilo una tipologia con la natura e salva; poi premi Correggi e reinvia.',
  },
  '00401': {
    detail: "Una riga ha un'aliquota IVA e anche una natura, che vale solo per l'IVA a zero.",
    fix: 'Apri la scheda Tipologie IVA, correggi gli abbinamenti e salva; poi premi Correggi e reinvia.',
  },
  '00403': {
    detail: 'La data della fattura è successiva a quella in cui è stata ricevuta.',
    fix: 'Aspetta il giorno indicato sulla fattura, poi premi Correggi e reinvia.',
  },
  '00404': {
    detail: 'Lo SDI ha già questa fattura: la stessa è stata trasmessa due volte.',
    fix: "Non reinviarla. Apri Fatture in Cloud e controlla l'esito del primo invio.",
  },
  '00409': {
    detail: 'Lo SDI ha già una fattura uguale nello stesso invio.',
    fix: "Non reinviarla. Apri Fatture in Cloud e controlla l'esito del primo invio.",
  },
  '00411': {
    detail: "Mancano i dati dell'ordine o del contratto che questo destinatario richiede.",
    fix: 'Chiedi al cliente i riferimenti, aggiungili nella fattura in Fatture in Cloud e inviala da lì.',
  },
  '00417': {
    detail: 'Mancano sia la partita IVA sia il codice fiscale del cliente.',
    fix: "Aggiungi nell'ordine del negozio il codice fiscale o la partita IVA del cliente, poi premi Correggi e reinvia.",
  },
  '00421': {
    detail: "L'imposta di una riga non corrisponde al suo imponibile.",
    fix: "Contatta l'assistenza indicando questo codice: il plug-in deve correggere un arrotondamento.",
  },
  '00422': {
    detail: "L'imponibile di un'aliquota non corrisponde alle righe.",
    fix: "Contatta l'assistenza indicando questo codice: il plug-in deve correggere un arrotondamento.",
  },
  '00423': {
    detail: 'Il prezzo totale di una riga non corrisponde a prezzo e quantità.',
    fix: "Contatta l'assistenza indicando questo codice: il plug-in deve correggere un arrotondamento.",
  },
  '00424': {
    detail: "Un'aliquota IVA non è scritta come percentuale.",
    fix: 'Apri la scheda Tipologie IVA, correggi gli abbinamenti e salva; poi premi Correggi e reinvia.',
  },
  '00425': {
    detail: 'Il numero della fattura non contiene cifre.',
    fix: 'Apri la scheda Tipologia template, controlla la numerazione, poi contatta il commercialista.',
  },
  '00427': {
    detail: 'Il codice destinatario ha una lunghezza che non va bene per questo tipo di cliente.',
    fix: "Controlla il codice destinatario nell'ordine del negozio: sei caratteri per una pubblica amministrazione, sette per gli altri. Poi premi Correggi e reinvia.",
  },
  '00429': {
    detail: "Il riepilogo di un'aliquota a zero non dice perché (manca la natura).",
    fix: 'Apri la scheda Tipologie IVA, abbina a quel profilo una tipologia con la natura e salva; poi premi Correggi e reinvia.',
  },
  '00430': {
    detail: "Il riepilogo di un'aliquota porta anche una natura, che vale solo per l'IVA a zero.",
    fix: 'Apri la scheda Tipologie IVA, correggi gli abbinamenti e salva; poi premi Correggi e reinvia.',
  },
  '00443': {
    detail: 'Una riga ha un’aliquota che nel riepilogo manca.',
    fix: "Contatta l'assistenza indicando questo codice.",
  },
  '00444': {
    detail: 'Una riga ha una natura che nel riepilogo manca.',
    fix: "Contatta l'assistenza indicando questo codice.",
  },
  '00445': {
    detail: 'La natura indicata non si usa più senza il suo dettaglio (per esempio N2 invece di N2.2).',
    fix: 'Apri la scheda Tipologie IVA, abbina una tipologia con la natura completa e salva; poi premi Correggi e reinvia.',
  },
  '00471': {
    detail: 'Chi emette e chi riceve la fattura sono lo stesso soggetto.',
    fix: "Controlla la partita IVA e il codice fiscale del cliente nell'ordine del negozio, poi premi Correggi e reinvia.",
  },
  '00476': {
    detail: 'Né chi emette né chi riceve la fattura è in Italia.',
    fix: "Controlla il Paese dell'azienda in Fatture in Cloud e quello del cliente nel negozio, poi premi Correggi e reinvia.",
  },
};
