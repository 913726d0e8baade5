/** *Personal data of a customer*, in the tab *Customers*. */
export const personalDataTexts = {
  title: 'Personal data of a customer',
  text: 'Where a customer asks which of their data you keep, or to have them erased: here you find, download and erase what the app knows of them.',
  query: 'E-mail, codice fiscale, VAT number or an order number',
  queryHelp: 'Written in full: the search shows no other customers.',
  queryMissing: 'Write what to search for.',
  search: 'Search the data',
  nothing: 'The app holds no data of this customer.',
  nothingLeft:
    'The app holds no more data of this customer: only numbers and amounts of their orders are left.',
  found: (who: string) => `Data held: ${who}`,
  order: (number: string, date: string, customer: string) =>
    customer === '' ? `Order ${number} of ${date}` : `Order ${number} of ${date}, in the name of ${customer}`,
  moreOrders: (count: string) => `More orders: ${count}`,
  customers: (count: number) =>
    count === 1
      ? 'The record read from the shop to synchronize'
      : `${count} records read from the shop to synchronize`,
  clients: (count: number) =>
    count === 1
      ? 'The client record read from Fatture in Cloud'
      : `${count} client records read from Fatture in Cloud`,
  syncErrors: (count: number) =>
    count === 1
      ? '1 line in the reports of synchronizations'
      : `${count} lines in the reports of synchronizations`,
  download: 'Download',
  fileName: 'customer-data',
  erase: 'Erase…',
  erased:
    'Data erased. Numbers, dates and amounts of the orders and a code of the customer are left, which do not say who it is: they keep a document or a client from being made twice.',
  elsewhere:
    'Fatture in Cloud and the TeamSystem Commerce shop hold data of their own: for a complete request they must be downloaded or erased there too. Fiscal documents must be kept by law.',
  confirm: {
    title: 'Erase the data of this customer?',
    text: 'Name, addresses and messages that quote them vanish from the app and cannot be recovered. The customer is not synchronized any more. Numbers, dates and amounts of the orders are left, so that they are not sent twice. What is in Fatture in Cloud and in the shop does not change.',
    erase: 'Erase the data',
  },
};
