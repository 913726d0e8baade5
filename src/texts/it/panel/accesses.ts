/** Who may use the panel, and how to end it. */
export const accessesTexts = {
  title: 'Accessi',
  intro: 'I browser che possono usare il pannello di questo negozio, e gli accessi registrati.',
  back: 'Torna al collegamento',
  entry: {
    title: 'Accessi al pannello',
    text: 'Vedi da quali browser si può usare il pannello, chi è entrato e quando. Puoi chiudere gli accessi che non riconosci.',
    link: 'Vedi gli accessi',
  },
  open: {
    title: 'Browser con accesso',
    current: 'Questo browser',
    signedIn: 'Accesso',
    lastSeen: 'Ultimo uso',
    address: 'Indirizzo',
    user: 'Utente di Fatture in Cloud',
  },
  browser: (name: string | null, system: string | null) =>
    name === null ? `Browser su ${system}` : system === null ? name : `${name} su ${system}`,
  unknownBrowser: 'Browser non riconosciuto',
  unknown: 'Non noto',
  origins: {
    claim: "Primo accesso dopo l'installazione",
    'sign-in': 'Accesso con Fatture in Cloud',
  },
  end: {
    button: 'Chiudi accesso',
    label: (browser: string, at: string) => `Chiudi accesso: ${browser}, ${at}`,
    title: "Chiudere l'accesso?",
    text: (browser: string) =>
      `${browser} non potrà più usare il pannello finché qualcuno non accede di nuovo con Fatture in Cloud. Gli invii proseguono.`,
    confirm: "Sì, chiudi l'accesso",
    done: "L'accesso è stato chiuso",
  },
  leave: {
    button: 'Esci da questo browser',
    title: 'Uscire da questo browser?',
    text: 'Per rientrare dovrai accedere con un utente di Fatture in Cloud che può usare l’azienda collegata. Gli invii proseguono.',
    confirm: 'Sì, esci',
  },
  others: {
    button: 'Chiudi tutti gli altri accessi',
    title: 'Chiudere tutti gli altri accessi?',
    text: 'Solo questo browser potrà usare il pannello; gli altri dovranno accedere di nuovo con Fatture in Cloud.',
    confirm: 'Sì, chiudi gli altri',
    done: (ended: number) => (ended === 1 ? '1 accesso chiuso' : `${ended} accessi chiusi`),
  },
  log: {
    title: 'Accessi registrati',
    text: 'Gli ultimi 50, anche di browser il cui accesso è stato chiuso. Si conservano per un anno al massimo.',
    table: 'Accessi registrati',
    at: 'Quando',
    how: 'Come',
    who: 'Utente',
    from: 'Da dove',
    none: 'Nessun accesso è stato ancora registrato.',
  },
};
