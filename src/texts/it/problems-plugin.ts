/** Problems of the plug-in itself: sessions, settings, deliveries. */
export const pluginProblems = {
  'internal-error': (_: Record<string, never>) => ({
    detail: 'Si è verificato un errore imprevisto nel plug-in.',
    fix: "Riprova tra poco; se l'errore si ripete, contatta l'assistenza.",
  }),
};
