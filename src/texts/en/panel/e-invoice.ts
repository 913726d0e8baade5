import type { eInvoiceTexts as italian } from '../../it/panel/e-invoice.ts';

export const eInvoiceTexts: typeof italian = {
  states: {
    'to-send': 'To be sent to the SDI',
    sending: 'Being sent to the SDI',
    'in-transit': 'On its way to the SDI',
    sent: 'Sent to the SDI',
    delivered: 'Delivered',
    'not-delivered': 'Not delivered',
    discarded: 'Discarded by the SDI',
    rejected: 'Rejected',
    error: 'Error on the way to the SDI',
  },
  filter: 'E-invoice',
  filterAll: 'All',
  dueBy: (day) => `To the SDI by ${day}`,
  leavesAt: (at) => `Leaves by itself: ${at}`,
  copy: {
    due: "The buyer's copy goes after the SDI has it",
    sent: 'Copy sent to the buyer',
    unknown: "It is not certain that the buyer's copy went: it is not repeated",
    failed: "The buyer's copy did not go",
  },
  next: {
    atOnce: 'Then it goes to the SDI by itself, at once.',
    after: (time) => `Then it goes to the SDI by itself, in ${time}.`,
    byHand: (day) => `Then you send it to the SDI by ${day}: from the order’s menu or the overview.`,
    minutes: (count, one) => (one ? '1 minute' : `${count} minutes`),
    hours: (count, one) => (one ? '1 hour' : `${count} hours`),
    days: (count, one) => (one ? '1 day' : `${count} days`),
  },
  send: 'Send to the SDI',
  resend: 'Correct and send again',
  queued: (order) => `The invoice of order ${order} goes to the SDI`,
  queuedMany: (count) =>
    count === 0
      ? 'No invoice to send'
      : count === 1
        ? '1 invoice goes to the SDI'
        : `${count} invoices go to the SDI`,
  home: {
    title: 'E-invoices',
    toSend: (count, one) => (one ? '1 to be sent to the SDI' : `${count} to be sent to the SDI`),
    oldest: (day) => `The first by ${day}`,
    near: (day) => `An invoice must be with the SDI by ${day}: after that day there may be a fine.`,
    over: (day) =>
      `An invoice should have been with the SDI by ${day}. Send it now and tell your accountant.`,
    inTransit: (count) => `On their way: ${count}`,
    discarded: (count, one) => (one ? '1 discarded by the SDI' : `${count} discarded by the SDI`),
    error: (count, one) => (one ? '1 with an error' : `${count} with an error`),
    notDelivered: (count) => `Not delivered: ${count}`,
    rejected: (count) => `Rejected: ${count}`,
    none: 'No invoice is waiting: the SDI has them all.',
    sendAll: 'Send all to the SDI',
    see: 'See',
    seeDiscarded: 'See the discarded invoices',
    seeError: 'See the invoices with an error',
    seeToSend: 'See the invoices to be sent',
    settings: 'Sending to the SDI: settings',
  },
  bulk: 'Send to the SDI',
  tab: {
    help: 'Invoices are made in Fatture in Cloud; until the SDI has them they are not issued. Here you decide who sends them, and when.',
    send: 'Sending to the SDI',
    automatic: 'Automatic',
    automaticHelp: 'Each invoice goes to the SDI by itself, after the time you choose for corrections.',
    manual: 'By hand',
    manualHelp:
      "You send them from the overview or the list of orders, within twelve days of the invoice's date: the panel warns you in time.",
    delay: 'After how many minutes',
    delayHelp:
      'The time to correct the order before its invoice leaves. 0: at once; 60: an hour; 1440: a day.',
    delayWrong: 'A number of minutes from 0 to 14400 (ten days).',
    copy: 'Send the buyer a copy',
    copyHelp:
      'Once the SDI has the invoice, private buyers get a copy by e-mail from Fatture in Cloud, with the text set there.',
  },
  step: {
    save: 'Confirm',
  },
};
