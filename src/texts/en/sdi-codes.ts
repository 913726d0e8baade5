import type { sdiCodes as italian } from '../it/sdi-codes.ts';

const mendInOrder = (what: string) => `${what} in the shop's order, then press Correct and send again.`;
const mendVat =
  'Open the VAT types tab, mend what the profiles are matched to and save; then press Correct and send again.';
const ownCompany = "Correct the company's data in Fatture in Cloud, then press Correct and send again.";
const ourRounding = 'Contact support and quote this code: the plug-in must mend a rounding.';
const sentTwice = 'Do not send it again. Open Fatture in Cloud and look what became of the first sending.';

/** Codes with which the SDI discards what we write, in our words. */
export const sdiCodes: typeof italian = {
  '00200': {
    detail: 'The content of the invoice is not in the form that is asked for.',
    fix: mendInOrder("Check the order's and the buyer's data"),
  },
  '00300': { detail: 'The identifier of who transmits the invoice is not valid.', fix: ownCompany },
  '00301': { detail: 'Your VAT number is not valid.', fix: ownCompany },
  '00303': { detail: "The VAT number of the company's tax representative is not valid.", fix: ownCompany },
  '00305': {
    detail: "The buyer's VAT number does not exist in the tax register.",
    fix: mendInOrder('Ask the buyer for the right VAT number and correct it'),
  },
  '00306': {
    detail: "The buyer's tax code does not exist in the tax register.",
    fix: mendInOrder('Ask the buyer for the right tax code and correct it'),
  },
  '00311': {
    detail: "The buyer's SDI code does not exist.",
    fix: mendInOrder('Ask the buyer for the right SDI code, or remove it,'),
  },
  '00312': {
    detail: "The buyer's SDI code is not active.",
    fix: mendInOrder('Ask the buyer for an active SDI code, or remove it,'),
  },
  '00313': {
    detail: 'The certified e-mail or SDI code is that of somebody who cannot receive this invoice.',
    fix: mendInOrder("Check the buyer's certified e-mail and SDI code"),
  },
  '00320': {
    detail: 'Your VAT number belongs to a VAT group, which the invoice does not say.',
    fix: ownCompany,
  },
  '00321': {
    detail: "The buyer's VAT number is a VAT group's, and the tax code is missing.",
    fix: mendInOrder("Add the buyer's tax code"),
  },
  '00324': {
    detail: "The buyer's VAT number and tax code belong to two different subjects.",
    fix: mendInOrder("Correct the buyer's tax code or VAT number, or remove the wrong one,"),
  },
  '00325': {
    detail: "The buyer's VAT number is that of a VAT group without this tax code.",
    fix: mendInOrder("Correct the buyer's tax code"),
  },
  '00326': {
    detail: "The buyer's tax code, given without a VAT number, is a VAT group's.",
    fix: mendInOrder("Add the buyer's VAT number"),
  },
  '00398': {
    detail: 'The buyer is a public body with a code of six characters, which the invoice does not have.',
    fix: mendInOrder("Give the office's code"),
  },
  '00400': { detail: 'A line has VAT of zero and does not say why (its natura is missing).', fix: mendVat },
  '00401': {
    detail: 'A line has a VAT rate and a natura too, which goes with a rate of zero only.',
    fix: mendVat,
  },
  '00403': {
    detail: 'The date of the invoice is later than the day on which it was received.',
    fix: 'Wait for the day on the invoice, then press Correct and send again.',
  },
  '00404': {
    detail: 'The SDI has this invoice already: the same one was transmitted twice.',
    fix: sentTwice,
  },
  '00409': { detail: 'The SDI has an equal invoice of the same transmission already.', fix: sentTwice },
  '00411': {
    detail: 'Data of the order or contract that this buyer wants are missing.',
    fix: 'Ask the buyer for them, add them to the invoice in Fatture in Cloud and send it from there.',
  },
  '00417': {
    detail: "Both the buyer's VAT number and tax code are missing.",
    fix: mendInOrder("Add the buyer's tax code or VAT number"),
  },
  '00421': { detail: "A line's tax does not follow from its taxable amount.", fix: ourRounding },
  '00422': { detail: "A rate's taxable amount does not follow from the lines.", fix: ourRounding },
  '00423': { detail: "A line's total does not follow from price and quantity.", fix: ourRounding },
  '00424': { detail: 'A VAT rate is not written as a percentage.', fix: mendVat },
  '00425': {
    detail: "The invoice's number has no digits.",
    fix: 'Open the Template tab, check the numeration, then ask your accountant.',
  },
  '00427': {
    detail: 'The SDI code has a length that does not suit this kind of buyer.',
    fix: mendInOrder('Check the SDI code (six characters for a public body, seven for others)'),
  },
  '00429': { detail: "A zero rate's summary does not say why (its natura is missing).", fix: mendVat },
  '00430': {
    detail: "A rate's summary has a natura too, which goes with a rate of zero only.",
    fix: mendVat,
  },
  '00443': {
    detail: 'A line has a rate that the summary lacks.',
    fix: 'Contact support and quote this code.',
  },
  '00444': {
    detail: 'A line has a natura that the summary lacks.',
    fix: 'Contact support and quote this code.',
  },
  '00445': { detail: 'The natura is no longer used without its detail (N2 instead of N2.2).', fix: mendVat },
  '00471': {
    detail: 'Who issues the invoice and who receives it are the same subject.',
    fix: mendInOrder("Check the buyer's VAT number and tax code"),
  },
  '00476': {
    detail: 'Neither who issues the invoice nor who receives it is in Italy.',
    fix: "Check the company's country in Fatture in Cloud and the buyer's in the shop, then press Correct and send again.",
  },
};
