import { sdiCodes } from '../sdi-codes.ts';

const quoted = (who: string, text: string) => (text === '' ? '' : ` ${who}: «${text}».`);
const day = (isoDay: string) => isoDay.split('-').reverse().join('/');

/** What in an objection to the XML leads to which mend; the first that fits. */
const mends: readonly [RegExp, string][] = [
  [
    /natura|aliquot/i,
    'Apri la scheda Tipologie IVA, correggi gli abbinamenti e salva; poi premi Correggi e reinvia.',
  ],
  [
    /modalit[aà] di pagamento|MP\d\d/i,
    'Apri la scheda Conto di saldo, indica il codice di pagamento (MP01…) e salva; poi premi Correggi e reinvia.',
  ],
  [
    /partita iva|codice fiscale|destinatario|PEC|CAP|comune|provincia|indirizzo|cliente/i,
    "Correggi i dati del cliente nell'ordine del negozio, poi premi Correggi e reinvia.",
  ],
];
const correct = "Correggi nell'ordine o nelle impostazioni il dato indicato, poi premi Correggi e reinvia.";
const mendOf = (text: string) => mends.find(([pattern]) => pattern.test(text))?.[1] ?? correct;

/** Said of a credit note; absent: of an invoice. */
type Of = { of?: 'credit-note' };
const noun = (v: Of) => (v.of === 'credit-note' ? 'nota di credito' : 'fattura');

/** Problems of an invoice's way to the SDI. `dueBy`: `YYYY-MM-DD`. */
export const eInvoiceProblems = {
  'e-invoice-not-due': (_: Record<string, never>) => ({
    detail: "Per questo ordine non c'è nessuna fattura da inviare allo SDI.",
    fix: "Controlla lo stato della fattura nell'elenco degli ordini.",
  }),
  /** `errors`: Fatture in Cloud's own sentences, in Italian; `messages`: the same in one. */
  'e-invoice-invalid': (v: { messages: string; errors: readonly string[] } & Of) => ({
    detail: `La ${noun(v)} non può essere inviata allo SDI.${quoted('Fatture in Cloud risponde', v.messages)}`,
    fix: mendOf(v.messages),
  }),
  /** One of several objections. */
  'e-invoice-invalid-part': (v: { error: string }) => ({ detail: v.error, fix: mendOf(v.error) }),
  'e-invoice-refused': (v: { messages: string } & Of) => ({
    detail: `Fatture in Cloud non ha inviato la ${noun(v)} allo SDI.${quoted('Risponde', v.messages)}`,
    fix: `Controlla in Fatture in Cloud che la fatturazione elettronica sia attiva e che la ${noun(v)} sia completa, poi premi Correggi e reinvia.`,
  }),
  'e-invoice-not-enabled': (_: Record<string, never>) => ({
    detail: "Fatture in Cloud non permette di inviare fatture elettroniche per quest'azienda.",
    fix: 'Attiva la fatturazione elettronica nelle impostazioni di Fatture in Cloud (serve un piano che la comprende) e controlla i permessi di chi ha autorizzato il plug-in; poi premi Correggi e reinvia.',
  }),
  'e-invoice-uncertain': (v: Of) => ({
    detail: `Fatture in Cloud non ha confermato di aver inviato la ${noun(v)} allo SDI: potrebbe averlo fatto oppure no.`,
    fix: `Non serve fare nulla: il plug-in legge lo stato della ${noun(v)} prima di riprovare.`,
  }),
  'e-invoice-gave-up': (
    v: { detail: string; cause?: { code: string; detail: string; fix: string } } & Of,
  ) => ({
    detail: `Dopo tre giorni di tentativi la ${noun(v)} non è arrivata allo SDI. ${v.detail}`,
    fix: 'Quando il problema è risolto, premi Correggi e reinvia.',
  }),
  'e-invoice-gone': (v: Of) => ({
    detail: `La ${noun(v)} non è più in Fatture in Cloud: qualcuno l’ha eliminata.`,
    fix:
      v.of === 'credit-note'
        ? 'Se serve ancora, creala in Fatture in Cloud.'
        : "Se serve ancora, apri l'ordine e premi Invia ordine a Fatture in Cloud: la fattura viene creata di nuovo.",
  }),
  'e-invoice-other-company': (v: Of) => ({
    detail: `La ${noun(v)} è di un'altra azienda, che ora non è collegata.`,
    fix: "Inviala da Fatture in Cloud, oppure collega di nuovo quell'azienda.",
  }),
  'e-invoice-discarded': (v: { sdi: string; reason: string; solution: string } & Of) => {
    const known = sdiCodes[v.sdi];
    return {
      detail:
        `Lo SDI ha scartato la ${noun(v)}${v.sdi === '' ? '' : ` (codice ${v.sdi})`}: non è stata emessa. ${known?.detail ?? v.reason}`.trim(),
      fix: known?.fix ?? (v.solution === '' ? correct : `${v.solution} Poi premi Correggi e reinvia.`),
    };
  },
  'e-invoice-error': (v: { reason: string; solution: string } & Of) => ({
    detail: `L'invio della ${noun(v)} allo SDI non è riuscito: non è stata emessa. ${v.reason}`.trim(),
    fix: v.solution === '' ? 'Premi Correggi e reinvia.' : `${v.solution} Poi premi Correggi e reinvia.`,
  }),
  'e-invoice-rejected': (v: { reason: string } & Of) => ({
    detail: `Il destinatario ha rifiutato la ${noun(v)}. ${v.reason}`.trim(),
    fix:
      v.of === 'credit-note'
        ? 'Senti il cliente: se serve ancora, fai una nota di credito nuova in Fatture in Cloud.'
        : 'Fai una nota di credito per questa fattura, correggi i dati e fai una fattura nuova.',
  }),
  'e-invoice-not-delivered': (v: Of) => ({
    detail: `La ${noun(v)} è emessa, ma lo SDI non ha potuto consegnarla.`,
    fix: "Avvisa il cliente: la trova nel suo cassetto fiscale, nell'area riservata dell'Agenzia delle Entrate.",
  }),
  'e-invoice-near': (v: { dueBy: string } & Of) => ({
    detail: `La ${noun(v)} non è ancora stata inviata allo SDI: va inviata entro il ${day(v.dueBy)}.`,
    fix: 'Premi Invia allo SDI.',
  }),
  'e-invoice-over': (v: { dueBy: string } & Of) => ({
    detail: `La ${noun(v)} andava inviata allo SDI entro il ${day(v.dueBy)}: il termine è passato.`,
    fix: 'Inviala subito, e chiedi al commercialista come regolarizzare il ritardo.',
  }),
  'e-invoice-number-changed': (v: { before: string; now: string } & Of) => ({
    detail: `Fatture in Cloud ha dato alla ${noun(v)} corretta il numero ${v.now} al posto di ${v.before}. Non è stata inviata.`,
    fix: `Controlla la ${noun(v)} in Fatture in Cloud e inviala da lì.`,
  }),
  'copy-without-address': (v: Of) => ({
    detail: `Il cliente non ha un indirizzo e-mail: la copia della ${noun(v)} non è stata inviata.`,
    fix: `Fai avere al cliente una copia della ${noun(v)} in un altro modo.`,
  }),
  'notification-refused': (_: Record<string, never>) => ({
    detail: 'La notifica non è di Fatture in Cloud, oppure non è per questo indirizzo.',
    fix: 'Non serve fare nulla: lo stato delle fatture viene letto comunque.',
  }),
  'notifications-scope-missing': (_: Record<string, never>) => ({
    detail:
      "L'autorizzazione data a suo tempo non comprende le note di credito: Fatture in Cloud non avvisa il plug-in degli esiti, che vengono letti ogni mezz'ora.",
    fix: 'Premi Autorizza di nuovo quando vuoi: tutto il resto continua a funzionare.',
  }),
};
