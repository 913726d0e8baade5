const orders = (count: string, one: boolean) => (one ? '1 ordine' : `${count} ordini`);

/** Sentences of sending many orders at once. Counts come formatted; `one` chooses the singular. */
export const bulkTexts = {
  select: (number: string) => `Seleziona l'ordine ${number}`,
  selectShown: 'Seleziona gli ordini mostrati',
  bar: {
    label: 'Ordini selezionati',
    selected: (count: string, one: boolean) => (one ? '1 ordine selezionato' : `${count} ordini selezionati`),
    all: 'Seleziona tutti quelli trovati',
    limit: (most: string) =>
      `Se ne possono selezionare al massimo ${most}: per inviarne di più usa Invia un periodo.`,
    clear: 'Deseleziona',
    send: 'Invia selezionati',
  },
  confirm: {
    title: 'Invia gli ordini selezionati',
    will: (count: string, one: boolean) =>
      one ? 'Verrà inviato 1 ordine.' : `Verranno inviati ${count} ordini.`,
    none: "Tra gli ordini selezionati non ce n'è nessuno da inviare.",
    sent: (count: string, one: boolean) =>
      one
        ? '1 è già in Fatture in Cloud e non viene inviato di nuovo.'
        : `${count} sono già in Fatture in Cloud e non vengono inviati di nuovo.`,
    cancelled: (count: string, one: boolean) =>
      one ? '1 è annullato e resta nel negozio.' : `${count} sono annullati e restano nel negozio.`,
    kinds: 'Chi ha chiesto la fattura riceve una fattura, gli altri un ordine.',
    button: (count: string, one: boolean) => `Invia ${orders(count, one)}`,
  },
  period: {
    open: 'Invia un periodo',
    title: 'Invia tutti gli ordini di un periodo',
    text: 'Vengono inviati tutti gli ordini ricevuti in questi giorni, primo e ultimo compresi. Quelli già in Fatture in Cloud e quelli annullati restano come sono.',
    from: 'Dal',
    to: 'Al',
    required: 'Scegli il giorno.',
    wrong: 'La data di inizio viene dopo quella di fine.',
    button: 'Invia gli ordini del periodo',
    reading: 'Lettura degli ordini del negozio…',
  },
  queued: (count: string, one: boolean) =>
    one ? "1 ordine è in coda per l'invio" : `${count} ordini sono in coda per l'invio`,
  nothing: 'Nessun ordine da inviare: sono già tutti in Fatture in Cloud o annullati.',
  progress: {
    label: 'Invio di più ordini',
    title: (count: string, one: boolean) => `Invio di ${orders(count, one)} in corso`,
    done: (done: string, total: string) => `${done} di ${total}`,
    sent: (count: string, one: boolean) => (one ? '1 inviato' : `${count} inviati`),
    failed: (count: string) => `${count} da correggere`,
    skipped: (count: string, one: boolean) => (one ? '1 escluso' : `${count} esclusi`),
    notSent: (count: string, one: boolean) => (one ? '1 non inviato' : `${count} non inviati`),
    waiting: (count: string, one: boolean) =>
      one ? '1 in attesa di Fatture in Cloud' : `${count} in attesa di Fatture in Cloud`,
    waitingUntil: (at: string) => `riparte da solo: ${at}`,
    keepsGoing: "Puoi chiudere questa pagina: l'invio continua da solo.",
    stop: 'Interrompi',
    stopTitle: "Interrompere l'invio?",
    stopText:
      'Gli ordini non ancora partiti restano da inviare. Quelli già in viaggio arrivano in Fatture in Cloud.',
    stopConfirm: "Interrompi l'invio",
    stopCancel: 'Continua a inviare',
  },
  summary: {
    done: 'Invio completato',
    stopped: 'Invio interrotto',
    showFailed: 'Mostra quelli da correggere',
    close: 'Chiudi il riepilogo',
  },
};
