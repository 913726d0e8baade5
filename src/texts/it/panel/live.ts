/** Whether the panel reaches the plug-in. */
export const liveTexts = {
  lost: 'Connessione persa, riprovo…',
  now: 'Riprova ora',
  back: 'Connessione ristabilita: i dati sono aggiornati.',
  ended: {
    title: 'La sessione è terminata',
    text: "L'accesso di questo browser è scaduto o è stato chiuso. Ciò che avevi salvato è al suo posto e gli invii proseguono da soli.",
    reopen: 'Riapri il pannello',
  },
};
