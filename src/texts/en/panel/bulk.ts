import type { bulkTexts as italian } from '../../it/panel/bulk.ts';

const orders = (count: string, one: boolean) => (one ? '1 order' : `${count} orders`);

export const bulkTexts: typeof italian = {
  select: (number) => `Select order ${number}`,
  selectShown: 'Select the orders shown',
  bar: {
    label: 'Selected orders',
    selected: (count, one) => `${orders(count, one)} selected`,
    all: 'Select all that were found',
    limit: (most) => `At most ${most} can be selected: to send more use Send a period.`,
    clear: 'Deselect',
    send: 'Send selected',
  },
  confirm: {
    title: 'Send the selected orders',
    will: (count, one) => `${orders(count, one)} will be sent.`,
    none: 'None of the selected orders can be sent.',
    sent: (count, one) =>
      one
        ? '1 is already in Fatture in Cloud and is not sent again.'
        : `${count} are already in Fatture in Cloud and are not sent again.`,
    cancelled: (count, one) =>
      one ? '1 is cancelled and stays in the shop.' : `${count} are cancelled and stay in the shop.`,
    kinds: 'Who asked for an invoice gets an invoice, the others an order.',
    button: (count, one) => `Send ${orders(count, one)}`,
  },
  period: {
    open: 'Send a period',
    title: 'Send all orders of a period',
    text: 'All orders received on these days are sent, first and last included. Those already in Fatture in Cloud and cancelled ones stay as they are.',
    from: 'From',
    to: 'To',
    required: 'Choose the day.',
    wrong: 'The first day comes after the last one.',
    button: 'Send the orders of the period',
    reading: "Reading the shop's orders…",
  },
  queued: (count, one) => (one ? '1 order is queued for sending' : `${count} orders are queued for sending`),
  nothing: 'No order to send: all are already in Fatture in Cloud or cancelled.',
  progress: {
    label: 'Sending many orders',
    title: (count, one) => `Sending ${orders(count, one)}`,
    done: (done, total) => `${done} of ${total}`,
    sent: (count) => `${count} sent`,
    failed: (count) => `${count} to be mended`,
    skipped: (count) => `${count} excluded`,
    notSent: (count) => `${count} not sent`,
    waiting: (count) => `${count} waiting for Fatture in Cloud`,
    waitingUntil: (at) => `goes on by itself: ${at}`,
    keepsGoing: 'You may close this page: sending goes on by itself.',
    stop: 'Stop',
    stopTitle: 'Stop sending?',
    stopText: 'Orders that have not left yet stay to be sent. Those on their way arrive in Fatture in Cloud.',
    stopConfirm: 'Stop sending',
    stopCancel: 'Go on sending',
  },
  summary: {
    done: 'Sending finished',
    stopped: 'Sending stopped',
    showFailed: 'Show those to be mended',
    close: 'Close the summary',
  },
};
