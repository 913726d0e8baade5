/** Titles of problem answers by HTTP status, and the pages that the server writes itself. */
export const httpTexts = {
  title: 'Richiesta non riuscita',
  titles: {
    400: 'Richiesta non valida',
    401: 'Accesso necessario',
    403: 'Richiesta rifiutata',
    404: 'Non trovato',
    409: 'Non possibile in questo momento',
    412: 'Modificato nel frattempo',
    413: 'Richiesta troppo grande',
    422: 'Dati non validi',
    429: 'Troppe richieste',
    500: 'Errore del plug-in',
    503: 'Servizio non disponibile',
  } as Record<number, string | undefined>,
  signedIn: {
    title: 'Autorizzazione completata',
    text: 'Puoi chiudere questa finestra e tornare al pannello.',
  },
  handOver: {
    title: 'Quasi fatto',
    text: 'Torna al pannello: la finestra si chiude da sola. Se non succede, inserisci lì questo codice:',
  },
  signInFailed: { title: 'Autorizzazione non riuscita' },
};
