import type { aftercareTexts as italian } from '../../it/panel/aftercare.ts';

export const aftercareTexts: typeof italian = {
  toCheck: 'To check',
  filter: 'After sending',
  filterAll: 'All',
  acts: {
    withdraw: 'Being withdrawn',
    update: 'Being updated',
    pay: 'Payment to be marked',
  },
  menu: {
    withdraw: 'Withdraw the document',
    update: 'Update to the order',
    credit: 'Credit note',
  },
  asked: (name) => `${name}: request received.`,
  withdraw: {
    title: (name) => `Withdraw the document of order ${name}`,
    text: (document) =>
      `The document (${document}) will be deleted in Fatture in Cloud, where it goes to the bin. The order can be sent again.`,
    confirm: 'Withdraw',
  },
  update: {
    title: (name) => `Update the document of order ${name}`,
    text: (document) =>
      `The document (${document}) will be written anew in Fatture in Cloud as the order now is, with the same number and date.`,
    confirm: 'Update',
  },
  credit: {
    title: (name) => `Credit note for order ${name}`,
    intro: (number, gross) => `Invoice no. ${number} of ${gross}.`,
    left: (left) => `${left} can still be credited.`,
    nothingLeft: 'The whole invoice has been credited already.',
    what: 'What to credit',
    whole: 'All that is left',
    lines: 'Some lines',
    amount: 'An amount',
    amountLabel: 'Amount, VAT included',
    table: "The invoice's lines",
    line: 'Line',
    remaining: 'Left',
    quantity: 'Quantity',
    quantityFor: (name) => `Quantity of ${name}`,
    before: 'Credited already',
    note: (number, gross) => `Credit note no. ${number}: ${gross}`,
    noteUnderWay: (gross) => `Credit note under way: ${gross}`,
    paper: 'Preview',
    paperTitle: (number, date) => `Credit note for invoice no. ${number} of ${date}`,
    vat: (percent) => `at VAT ${percent}%`,
    total: 'Total',
    after: (left) => `${left} of the invoice remain.`,
    choose: 'Choose at least one quantity.',
    confirm: 'Make the credit note',
    hint: 'It is made in Fatture in Cloud, and then goes to the SDI as the invoice did.',
  },
  home: {
    title: (count, one) =>
      one ? '1 order changed after it was sent' : `${count} orders changed after they were sent`,
    open: 'See the orders to check',
  },
};
