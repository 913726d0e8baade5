/** Sentences of the guided path from the installation to the first order. */
export const firstRunTexts = {
  title: 'Configurazione guidata',
  stepsLabel: 'Passi della configurazione',
  progress: (step: number, of: number) => `Passo ${step} di ${of}`,
  done: 'Fatto',
  current: 'In corso',
  todo: 'Da fare',
  skipped: 'Da rivedere',
  steps: {
    authorize: {
      name: 'Autorizza',
      title: 'Autorizza Fatture in Cloud',
      why: 'Il plug-in crea i documenti al posto tuo: per farlo gli serve il tuo consenso.',
    },
    company: {
      name: 'Azienda',
      title: "Scegli l'azienda",
      why: 'È quella in cui finiranno i documenti di questo negozio.',
    },
    prerequisites: {
      name: 'Prerequisiti',
      title: 'Controlla i prerequisiti',
      why: 'Se manca qualcosa qui, gli ordini non arrivano o arrivano incompleti.',
    },
    account: {
      name: 'Conto di saldo',
      title: 'Scegli il conto di saldo',
      why: 'È il conto di Fatture in Cloud su cui risultano gli incassi: senza, nessun ordine può partire.',
    },
    vat: {
      name: 'Aliquote',
      title: 'Conferma le aliquote IVA',
      why: "Ogni aliquota del negozio deve avere la sua in Fatture in Cloud, così l'IVA del documento è quella pagata dal cliente.",
    },
    eInvoice: {
      name: 'Invio allo SDI',
      title: 'Chi invia le fatture allo SDI?',
      why: 'Una fattura che lo SDI non ha non è emessa: scegli se parte da sola o se la invii tu entro dodici giorni.',
    },
    automatic: {
      name: 'Invio automatico',
      title: "Accendi l'invio automatico",
      why: 'Da qui in poi ogni nuovo ordine pagato arriva da solo in Fatture in Cloud; puoi spegnerlo quando vuoi.',
    },
  },
  prerequisites: {
    go: 'Continua lo stesso',
    check: 'Controlla di nuovo',
  },
  account: {
    save: 'Conferma il conto',
    only: "È l'unico conto della tua azienda: l'abbiamo già scelto.",
    later: 'Un conto diverso per ogni metodo di pagamento si sceglie in Impostazioni › Conto di saldo.',
  },
  vat: {
    save: 'Conferma le aliquote',
    suggested: (count: number) =>
      count === 1
        ? 'Abbiamo abbinato 1 aliquota in base alla percentuale: controllala e conferma.'
        : `Abbiamo abbinato ${count} aliquote in base alla percentuale: controllale e conferma.`,
    skip: 'Più tardi',
  },
  automatic: {
    save: "Accendi l'invio automatico",
    skip: 'Per ora invio a mano',
  },
  back: 'Indietro',
};
