/** An invoice's way to the SDI: nothing is called sent before the SDI has it. */
export const eInvoiceTexts = {
  states: {
    'to-send': 'Da inviare allo SDI',
    sending: 'Invio allo SDI in corso',
    'in-transit': 'In transito verso lo SDI',
    sent: 'Inviata allo SDI',
    delivered: 'Consegnata',
    'not-delivered': 'Non consegnata',
    discarded: 'Scartata dallo SDI',
    rejected: 'Rifiutata',
    error: 'Errore nell’invio allo SDI',
  },
  filter: 'Fattura elettronica',
  filterAll: 'Tutte',
  dueBy: (day: string) => `Allo SDI entro il ${day}`,
  leavesAt: (at: string) => `Parte da sola: ${at}`,
  copy: {
    due: 'La copia per il cliente parte dopo lo SDI',
    sent: 'Copia inviata al cliente',
    unknown: 'Non è certo che la copia al cliente sia partita: non viene ripetuta',
    failed: 'La copia al cliente non è partita',
  },
  /** What follows a document that is about to be made. */
  next: {
    atOnce: 'Poi parte da sola allo SDI, subito.',
    after: (time: string) => `Poi parte da sola allo SDI, fra ${time}.`,
    byHand: (day: string) =>
      `Poi la invii tu allo SDI entro il ${day}: dal menu dell’ordine o dalla panoramica.`,
    minutes: (count: string, one: boolean) => (one ? '1 minuto' : `${count} minuti`),
    hours: (count: string, one: boolean) => (one ? '1 ora' : `${count} ore`),
    days: (count: string, one: boolean) => (one ? '1 giorno' : `${count} giorni`),
  },
  send: 'Invia allo SDI',
  resend: 'Correggi e reinvia',
  queued: (order: string) => `La fattura dell’ordine ${order} va allo SDI`,
  queuedMany: (count: number) =>
    count === 0
      ? 'Nessuna fattura da inviare'
      : count === 1
        ? '1 fattura va allo SDI'
        : `${count} fatture vanno allo SDI`,
  home: {
    title: 'Fatture elettroniche',
    toSend: (count: string, one: boolean) => (one ? '1 da inviare allo SDI' : `${count} da inviare allo SDI`),
    oldest: (day: string) => `La prima entro il ${day}`,
    near: (day: string) =>
      `Una fattura deve essere allo SDI entro il ${day}: dopo quel giorno può esserci una sanzione.`,
    over: (day: string) =>
      `Una fattura doveva essere allo SDI entro il ${day}. Inviala subito e avvisa il commercialista.`,
    inTransit: (count: string) => `In transito: ${count}`,
    discarded: (count: string, one: boolean) =>
      one ? '1 scartata dallo SDI' : `${count} scartate dallo SDI`,
    error: (count: string, one: boolean) => (one ? '1 con errore' : `${count} con errore`),
    notDelivered: (count: string) => `Non consegnate: ${count}`,
    rejected: (count: string) => `Rifiutate: ${count}`,
    none: 'Nessuna fattura aspetta: lo SDI le ha tutte.',
    sendAll: 'Invia tutte allo SDI',
    see: 'Vedi',
    seeDiscarded: 'Vedi le fatture scartate',
    seeError: 'Vedi le fatture con errore',
    seeToSend: 'Vedi le fatture da inviare',
    settings: 'Invio allo SDI: impostazioni',
  },
  bulk: 'Invia allo SDI',
  tab: {
    help: 'Le fatture nascono in Fatture in Cloud; finché lo SDI non le ha non sono emesse. Qui decidi chi le invia, e quando.',
    send: 'Invio allo SDI',
    automatic: 'Automatico',
    automaticHelp: 'Ogni fattura va allo SDI da sola, dopo il tempo che scegli per correggerla.',
    manual: 'A mano',
    manualHelp:
      'Le invii tu dalla panoramica o dall’elenco degli ordini, entro dodici giorni dalla data della fattura: il pannello ti avvisa in tempo.',
    delay: 'Dopo quanti minuti',
    delayHelp:
      'Il tempo per correggere l’ordine prima che la fattura parta. 0: subito; 60: un’ora; 1440: un giorno.',
    delayWrong: 'Un numero di minuti da 0 a 14400 (dieci giorni).',
    copy: 'Manda una copia al cliente',
    copyHelp:
      'Quando lo SDI ha la fattura, chi compra da privato ne riceve una copia per e-mail da Fatture in Cloud, con il testo impostato lì.',
  },
  step: {
    save: 'Conferma',
  },
};
