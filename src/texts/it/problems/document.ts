/** Problems of turning an order into a document. */
export const documentProblems = {
  'vat-unmapped': (v: { profile: string; percent: string | null; article: string }) => ({
    detail: `L'aliquota «${v.profile}»${v.percent === null ? '' : ` (${v.percent}%)`} di «${v.article}» non è abbinata a un'aliquota di Fatture in Cloud.`,
    fix: "Apri la scheda Tipologie IVA, abbina l'aliquota e premi Salva impostazioni: l'ordine partirà da solo.",
  }),
  'vat-ambiguous': (v: { percent: string; article: string }) => ({
    detail: `«${v.article}» indica solo l'aliquota ${v.percent}%, che nella scheda Tipologie IVA è abbinata a più aliquote diverse di Fatture in Cloud.`,
    fix: "Apri la scheda Tipologie IVA e abbina i profili con questa percentuale alla stessa aliquota; per la spedizione puoi scegliere lì l'aliquota da usare. Poi premi Salva impostazioni: l'ordine partirà da solo.",
  }),
  'vat-unknown': (v: { article: string }) => ({
    detail: `L'ordine non dice quale aliquota IVA si applica a «${v.article}».`,
    fix: "Scegli nella scheda Tipologie IVA il profilo principale del negozio e premi Salva impostazioni: l'ordine partirà da solo. Oppure assegna un profilo IVA all'articolo in TeamSystem Commerce, poi invia di nuovo l'ordine dal menu «…».",
  }),
  'vat-type-gone': (v: { profile: string; article: string }) => ({
    detail: `L'aliquota di Fatture in Cloud abbinata a «${v.profile}» (usata per «${v.article}») non esiste più.`,
    fix: "Apri la scheda Tipologie IVA, scegli un'altra aliquota e premi Salva impostazioni: l'ordine partirà da solo.",
  }),
  'vat-type-disabled': (v: { profile: string; article: string }) => ({
    detail: `L'aliquota abbinata a «${v.profile}» (usata per «${v.article}») è disattivata in Fatture in Cloud.`,
    fix: "Attivala di nuovo in Fatture in Cloud e aggiorna l'elenco, oppure scegli un'altra aliquota nella scheda Tipologie IVA e premi Salva impostazioni: l'ordine partirà da solo.",
  }),
  'vat-rate-differs': (v: { profile: string; article: string; paid: string; mapped: string }) => ({
    detail: `«${v.article}» è stato venduto con IVA ${v.paid}%, ma «${v.profile}» è abbinato a un'aliquota di Fatture in Cloud del ${v.mapped}%.`,
    fix: "Apri la scheda Tipologie IVA, abbina il profilo a un'aliquota con la stessa percentuale e premi Salva impostazioni.",
  }),
  'vat-rate-unmapped': (v: { article: string; paid: string; profile: string; own: string }) => ({
    detail: `«${v.article}» è stato venduto con IVA ${v.paid}%, diversa da quella del suo profilo «${v.profile}» (${v.own}%), e nessun profilo del ${v.paid}% è abbinato.`,
    fix: `Apri la scheda Tipologie IVA e abbina un profilo del ${v.paid}% (se manca, aggiungilo in TeamSystem Commerce e aggiorna l'elenco); non cambiare l'abbinamento di «${v.profile}», che vale per gli altri ordini. Poi premi Salva impostazioni: l'ordine partirà da solo.`,
  }),
  'destination-vat-unset': (v: { article: string; destination: string }) => ({
    detail: `«${v.article}» è stato venduto senza IVA, ma non è stata scelta l'aliquota per «${v.destination}».`,
    fix: "Apri la scheda Tipologie IVA, scegli in Altre scelte l'aliquota per questa destinazione e premi Salva impostazioni: l'ordine partirà da solo.",
  }),
  'oss-rate-unset': (v: { article: string; country: string; percent: string }) => ({
    detail: `«${v.article}» è stato venduto a un privato (${v.country}) con IVA ${v.percent}%, ma questa aliquota non è tra quelle OSS.`,
    fix: "Apri la scheda Tipologie IVA, aggiungi in Altre scelte l'aliquota OSS di questo Paese e premi Salva impostazioni: l'ordine partirà da solo.",
  }),
  'oss-invoice-unset': (v: { country: string }) => ({
    detail: `Per una fattura a un privato (${v.country}) in regime OSS mancano le aliquote dell'imponibile e della riga dell'imposta.`,
    fix: 'Apri la scheda Tipologie IVA, scegli in Altre scelte le due aliquote delle fatture OSS (imponibile N7, imposta N1 o N2.2) e premi Salva impostazioni.',
  }),
  'nature-missing': (v: { type: string }) => ({
    detail: `L'aliquota a zero «${v.type}» di Fatture in Cloud non ha la natura (N1-N7), obbligatoria nelle fatture elettroniche.`,
    fix: "In Fatture in Cloud aggiungi la natura all'aliquota, oppure scegline un'altra nella scheda Tipologie IVA.",
  }),
  'nature-buyer-mismatch': (v: { type: string; nature: string; wanted: string }) => ({
    detail: `L'aliquota «${v.type}» (${v.nature}) non vale per questo cliente: ${v.wanted}.`,
    fix: "Controlla nell'ordine di TeamSystem Commerce la partita IVA e il Paese del cliente. Se sono giusti, scegli un'altra aliquota nella scheda Tipologie IVA (in Altre scelte c'è quella di ogni destinazione) e premi Salva impostazioni; se andava applicata l'IVA, crea il documento a mano.",
  }),
  'outside-vat-area': (v: { town: string }) => ({
    detail: `La merce va a ${v.town}, che è fuori dal territorio dell'IVA italiana, ma l'ordine ha l'IVA.`,
    fix: "Chiedi al commercialista se la vendita è un'esportazione; per i prossimi ordini togli l'IVA in TeamSystem Commerce e scegli in Tipologie IVA, Altre scelte, l'aliquota delle vendite fuori dall'Unione europea.",
  }),
  'invoice-late': (v: { date: string; days: number }) => ({
    detail: `La fattura porta la data dell'incasso (${v.date}), di ${v.days} giorni fa: le fatture vanno trasmesse entro 12 giorni.`,
    fix: 'Inviala subito al Sistema di Interscambio e chiedi al commercialista se serve il ravvedimento.',
  }),
  'vat-type-not-electronic': (v: { type: string }) => ({
    detail: `L'aliquota «${v.type}» di Fatture in Cloud non è utilizzabile nelle fatture elettroniche.`,
    fix: "Attiva in Fatture in Cloud l'uso dell'aliquota nelle fatture elettroniche e aggiorna l'elenco, oppure scegline un'altra nella scheda Tipologie IVA e premi Salva impostazioni: l'ordine partirà da solo.",
  }),
  'total-mismatch': (v: { parts: string; total: string }) => ({
    detail: `La somma delle voci dell'ordine (${v.parts}) è diversa dal totale pagato dal cliente (${v.total}).`,
    fix: "Controlla prezzi, sconti e spese nell'ordine di TeamSystem Commerce, poi invialo di nuovo.",
  }),
  'total-unreachable': (v: { nearest: string; total: string }) => ({
    detail: `Per gli arrotondamenti di Fatture in Cloud il documento arriverebbe a ${v.nearest} e non a ${v.total}, il totale pagato dal cliente.`,
    fix: "Nella scheda Tipologie IVA abbina anche un profilo a zero con la sua natura: l'arrotondamento userà quello. Altrimenti crea il documento a mano in Fatture in Cloud.",
  }),
  'rounding-line': (v: { amount: string }) => ({
    detail: `Le voci dell'ordine non danno il totale pagato dal cliente: il documento ha una riga «Arrotondamento» di ${v.amount}.`,
    fix: "Se la differenza si ripete, controlla in TeamSystem Commerce prezzi, sconti e spese dell'ordine.",
  }),
  'total-negative': (v: { total: string }) => ({
    detail: `Il totale dell'ordine è negativo (${v.total}).`,
    fix: "Un rimborso non è un ordine: crea una nota di credito in Fatture in Cloud, oppure correggi l'ordine in TeamSystem Commerce.",
  }),
  'amount-invalid': (v: { article: string }) => ({
    detail: `Un importo o una quantità non è leggibile (${v.article}).`,
    fix: "Controlla prezzi e quantità nell'ordine di TeamSystem Commerce, poi invialo di nuovo.",
  }),
  'payment-account-missing': (_: Record<string, never>) => ({
    detail: 'Non è stato scelto il conto di saldo di Fatture in Cloud.',
    fix: 'Apri la scheda Conto di saldo, scegli il conto e premi Salva impostazioni.',
  }),
  'payment-code-unknown': (v: { method: string; code: string }) => ({
    detail: `Non è noto il codice del metodo di pagamento «${v.method}» per la fattura elettronica: viene usato ${v.code}.`,
    fix: 'Se non è quello giusto, apri la scheda Conto di saldo e scegli il codice per questo metodo di pagamento.',
  }),
  'order-empty': (_: Record<string, never>) => ({
    detail: "L'ordine non contiene articoli.",
    fix: "Aggiungi gli articoli all'ordine in TeamSystem Commerce, poi invialo di nuovo.",
  }),
  'order-cancelled': (_: Record<string, never>) => ({
    detail: "L'ordine è annullato in TeamSystem Commerce.",
    fix: "Se l'ordine è valido, cambiane lo stato in TeamSystem Commerce e invialo di nuovo.",
  }),
  'currency-unsupported': (v: { currency: string }) => ({
    detail: `L'ordine è in una valuta (${v.currency}) diversa dall'euro.`,
    fix: 'Crea il documento a mano in Fatture in Cloud indicando il cambio del giorno.',
  }),
  'tax-code-invalid': (v: { taxCode: string }) => ({
    detail: `Il codice fiscale del cliente («${v.taxCode}») non è valido e non viene riportato sul documento.`,
    fix: "Chiedi al cliente il codice fiscale corretto, scrivilo nell'ordine di TeamSystem Commerce e invialo di nuovo.",
  }),
  'vat-number-invalid': (v: { vatNumber: string }) => ({
    detail: `La partita IVA del cliente («${v.vatNumber}») non supera il controllo.`,
    fix: "Chiedi al cliente la partita IVA corretta, scrivila nell'ordine di TeamSystem Commerce e invialo di nuovo.",
  }),
  'fiscal-data-missing': (_: Record<string, never>) => ({
    detail: 'Per la fattura manca un codice fiscale o una partita IVA valida del cliente.',
    fix: "Chiedi al cliente il codice fiscale o la partita IVA, scrivili nell'ordine di TeamSystem Commerce e invialo di nuovo.",
  }),
  'foreign-id-missing': (_: Record<string, never>) => ({
    detail: "Il cliente è un'impresa estera e non ha indicato un numero di partita IVA.",
    fix: "Chiedi al cliente il numero, scrivilo nell'ordine di TeamSystem Commerce e invialo di nuovo.",
  }),
  'tax-code-of-person': (v: { taxCode: string; name: string }) => ({
    detail: `Il codice fiscale «${v.taxCode}» è di una persona e non di «${v.name}»: non viene riportato sul documento.`,
    fix: "Se serve, chiedi al cliente il codice fiscale dell'impresa o dell'ente e aggiornalo in Fatture in Cloud.",
  }),
  'public-body-code-missing': (_: Record<string, never>) => ({
    detail:
      'Il cliente sembra una pubblica amministrazione, ma manca il suo codice univoco ufficio (6 caratteri).',
    fix: "Se lo è, cerca il codice su indicepa.gov.it, scrivilo nell'ordine di TeamSystem Commerce e invialo di nuovo.",
  }),
  'public-body-data-missing': (_: Record<string, never>) => ({
    detail:
      'Il cliente è una pubblica amministrazione: la fattura può richiedere CIG, CUP e scissione dei pagamenti.',
    fix: "Apri l'invio dell'ordine, indica CIG e CUP (se ci sono) e la scissione dei pagamenti, poi conferma. Se il cliente non è una pubblica amministrazione, correggi il codice SDI nell'ordine.",
  }),
  'name-missing': (_: Record<string, never>) => ({
    detail: 'Manca il nome del cliente.',
    fix: "Scrivi il nome o la ragione sociale nell'ordine di TeamSystem Commerce e invialo di nuovo.",
  }),
  'name-not-printable': (v: { text: string }) => ({
    detail: `«${v.text}» contiene lettere che la fattura elettronica non ammette: sono state tolte.`,
    fix: "Se il risultato non è corretto, scrivi i dati del cliente in caratteri latini nell'ordine di TeamSystem Commerce e invialo di nuovo.",
  }),
  'address-incomplete': (v: { missing: string }) => ({
    detail: `L'indirizzo di fatturazione è incompleto. Manca o non è valido: ${v.missing}.`,
    fix: "Completa l'indirizzo nell'ordine di TeamSystem Commerce e invialo di nuovo.",
  }),
  'country-unknown': (_: Record<string, never>) => ({
    detail: 'Non è noto il Paese del cliente.',
    fix: "Scegli il Paese nell'indirizzo di fatturazione dell'ordine di TeamSystem Commerce e invialo di nuovo.",
  }),
  'sdi-code-invalid': (v: { sdiCode: string; used: string }) => ({
    detail: `Il codice destinatario SDI «${v.sdiCode}» non è valido: viene usato ${v.used}.`,
    fix: 'Se serve, chiedi al cliente il codice corretto (7 caratteri, 6 per le pubbliche amministrazioni) e aggiornalo in Fatture in Cloud.',
  }),
  'certified-email-invalid': (v: { certifiedEmail: string }) => ({
    detail: `L'indirizzo PEC «${v.certifiedEmail}» non è valido e non viene riportato sul documento.`,
    fix: "Chiedi al cliente l'indirizzo PEC corretto e aggiornalo in Fatture in Cloud.",
  }),
};

/** Names of an address's fields, in `address-incomplete`. */
export const addressFieldNames = {
  street: 'via',
  postalCode: 'CAP (5 cifre)',
  city: 'comune',
};
