import type { prerequisiteTexts as italian } from '../it/prerequisites.ts';

const whichCounts =
  'PDF invoices that the shop prints by itself are no e-invoices: the number of the one in Fatture in Cloud counts. If you use Cassa in Cloud or the eBay and Amazon apps, make sure that they do not invoice the same sales.';

export const prerequisiteTexts: typeof italian = {
  siteOnline: {
    yes: 'The site is online.',
    no: 'The site is not online: publish it from TeamSystem Commerce.',
    unknown: 'Cannot be checked from here: see in TeamSystem Commerce that the site is online.',
  },
  taxes: (count) =>
    count > 0
      ? `Taxes set up in the shop: ${count} VAT ${count === 1 ? 'profile' : 'profiles'}.`
      : 'The shop has no VAT profiles: create them in TeamSystem Commerce › Impostazioni › Tasse.',
  invoicing: {
    yes: `Invoice requests are active in the shop. ${whichCounts}`,
    no: 'Invoice requests are not active in the shop: activate them in TeamSystem Commerce.',
    unknown: `Cannot be checked from here: see in TeamSystem Commerce that invoice requests are active. ${whichCounts}`,
  },
  paymentAccounts: (count) =>
    count > 0
      ? `Payment accounts in Fatture in Cloud: ${count}.`
      : 'Fatture in Cloud has no payment accounts: create one in Impostazioni › Conti di saldo.',
  notConnected: 'Checked once Fatture in Cloud is connected.',
  shopSilent: 'TeamSystem Commerce does not answer: it could not be checked.',
  invoicingSilent: 'Fatture in Cloud does not answer: it could not be checked.',
};
