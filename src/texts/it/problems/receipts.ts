/** Problems of recording takings in Fatture in Cloud. */
export const receiptProblems = {
  'receipts-not-allowed': (_: Record<string, never>) => ({
    detail: "Fatture in Cloud non permette all'app di registrare i corrispettivi di questa azienda.",
    fix: 'Premi Autorizza di nuovo; se non basta, verifica che il piano di Fatture in Cloud comprenda i corrispettivi (da Premium in su). Il registro di questa pagina è completo comunque e puoi scaricarlo per il commercialista.',
  }),
  'receipt-other-company': (_: Record<string, never>) => ({
    detail: "Il corrispettivo di questo giorno è stato registrato in un'altra azienda di Fatture in Cloud.",
    fix: "Controlla il giorno nell'altra azienda: qui non viene registrato una seconda volta.",
  }),
  'receipt-closed': (v: { before: string; now: string }) => ({
    detail: `Il giorno appartiene a un mese chiuso: in Fatture in Cloud risultano ${v.before}, le vendite ora danno ${v.now}.`,
    fix: 'Comunica la differenza al commercialista. Se il mese può ancora cambiare, sposta la data di chiusura e premi Registra ora.',
  }),
  'receipt-day-closed': (v: { day: string }) => ({
    detail: `Il ${v.day} appartiene a un mese chiuso.`,
    fix: 'Sposta la data di chiusura, poi registra il giorno.',
  }),
  'receipt-day-ahead': (_: Record<string, never>) => ({
    detail: 'Il giorno non è ancora iniziato.',
    fix: 'Scegli oggi o un giorno passato.',
  }),
};
