/** Problems of turning an order into a document. */
export const documentProblems = {
  'vat-unmapped': (v: { profile: string; percent: string | null; article: string }) => ({
    detail: `L'aliquota «${v.profile}»${v.percent === null ? '' : ` (${v.percent}%)`} di «${v.article}» non è abbinata a un'aliquota di Fatture in Cloud.`,
    fix: "Apri la scheda Tipologie IVA, abbina l'aliquota e premi Salva impostazioni: l'ordine partirà da solo.",
  }),
  'total-mismatch': (v: { parts: string; total: string }) => ({
    detail: `La somma delle voci dell'ordine (${v.parts}) è diversa dal totale pagato dal cliente (${v.total}).`,
    fix: "Controlla prezzi, sconti e spese nell'ordine di TeamSystem Commerce, poi invialo di nuovo.",
  }),
  'payment-account-missing': (_: Record<string, never>) => ({
    detail: 'Non è stato scelto il conto di saldo di Fatture in Cloud.',
    fix: 'Apri la scheda Conto di saldo, scegli il conto e premi Salva impostazioni.',
  }),
};
