import { documentTexts } from '../../it/document.ts';
import {
  type documentProblems as italian,
  addressFieldNames as italianFields,
} from '../../it/problems/document.ts';
import { amount, decimal } from '../figures.ts';

/** Words of ours that a sentence carries as a value; those of the shop stay as they are. */
const words: Record<string, string> = {
  [italianFields.street]: 'street',
  [italianFields.postalCode]: 'postal code (CAP, 5 digits)',
  [italianFields.city]: 'town',
  [documentTexts.wholeOrder]: 'totals of the order',
  [documentTexts.shippingVat]: 'VAT of shipping',
  [documentTexts.shipping]: 'shipping',
  [documentTexts.paymentCost]: 'payment costs',
  [documentTexts.untitledArticle]: 'article',
  [documentTexts.flatRateVat]: 'flat-rate scheme',
  [documentTexts.ossInvoiceVat]: 'OSS invoices',
  [documentTexts.destinationVat.euBusiness]: 'Sales to businesses of other member states',
  [documentTexts.destinationVat.extraEu]: 'Sales outside the European Union',
  [documentTexts.destinationVat.sanMarino]: 'Sales to San Marino',
};
/** What a natura asks of the buyer, in English. */
const { natureWants } = documentTexts;
const wanted: Record<string, string> = {
  [natureWants.export]: 'the goods must leave the European Union',
  [natureWants.euBusiness]: 'a valid VAT number of another member state is needed, where the goods go',
  [natureWants.sanMarino]: 'the buyer must be of San Marino',
  [natureWants.italianBusiness]: 'an Italian VAT number is needed',
  [natureWants.euPrivate]: 'the buyer must be a private person of another member state',
};
const wants = (value: string) => wanted[value] ?? value;
const word = (value: string) => words[value] ?? value;
const list = (values: string) => values.split(', ').map(word).join(', ');

export const documentProblems: typeof italian = {
  'vat-unmapped': (v) => ({
    detail: `The rate “${word(v.profile)}”${v.percent === null ? '' : ` (${decimal(v.percent)}%)`} of “${word(v.article)}” is not matched to a VAT rate of Fatture in Cloud.`,
    fix: 'Open the VAT types tab, match the rate and press Save settings: the order will go by itself.',
  }),
  'vat-ambiguous': (v) => ({
    detail: `“${word(v.article)}” only names the rate ${decimal(v.percent)}%, which the VAT types tab matches to several different rates of Fatture in Cloud.`,
    fix: 'Open the VAT types tab and match the profiles of this percentage to the same rate; for shipping you can choose there which rate to use. Then press Save settings: the order will go by itself.',
  }),
  'vat-unknown': (v) => ({
    detail: `The order does not say which VAT rate applies to “${word(v.article)}”.`,
    fix: 'Choose the shop’s main tax profile in the VAT types tab and press Save settings: the order will go by itself. Or give the article a VAT profile in TeamSystem Commerce, then send the order again from the “…” menu.',
  }),
  'vat-type-gone': (v) => ({
    detail: `The Fatture in Cloud rate matched to “${word(v.profile)}” (used for “${word(v.article)}”) no longer exists.`,
    fix: 'Open the VAT types tab, choose another rate and press Save settings: the order will go by itself.',
  }),
  'vat-type-disabled': (v) => ({
    detail: `The rate matched to “${word(v.profile)}” (used for “${word(v.article)}”) is disabled in Fatture in Cloud.`,
    fix: 'Enable it again in Fatture in Cloud and refresh the list, or choose another rate in the VAT types tab and press Save settings: the order will go by itself.',
  }),
  'vat-rate-differs': (v) => ({
    detail: `“${word(v.article)}” was sold with ${decimal(v.paid)}% VAT, but “${word(v.profile)}” is matched to a Fatture in Cloud rate of ${decimal(v.mapped)}%.`,
    fix: 'Open the VAT types tab, match the profile to a rate of the same percentage and press Save settings.',
  }),
  'vat-rate-unmapped': (v) => ({
    detail: `“${word(v.article)}” was sold with ${decimal(v.paid)}% VAT, other than that of its profile “${v.profile}” (${decimal(v.own)}%), and no profile of ${decimal(v.paid)}% is matched.`,
    fix: `Open the VAT types tab and match a profile of ${decimal(v.paid)}% (where there is none, add one in TeamSystem Commerce and refresh the list); leave the match of “${v.profile}” as it is, since other orders go by it. Then press Save settings: the order will go by itself.`,
  }),
  'destination-vat-unset': (v) => ({
    detail: `“${word(v.article)}” was sold without VAT, but no rate is chosen for “${word(v.destination)}”.`,
    fix: 'Open the VAT types tab, choose the rate for this destination under Other choices and press Save settings: the order will go by itself.',
  }),
  'oss-rate-unset': (v) => ({
    detail: `“${word(v.article)}” was sold to a private person (${v.country}) with ${decimal(v.percent)}% VAT, but this rate is not among those of OSS.`,
    fix: "Open the VAT types tab, add the country's OSS rate under Other choices and press Save settings: the order will go by itself.",
  }),
  'oss-invoice-unset': (v) => ({
    detail: `For an invoice to a private person (${v.country}) under OSS the rates of the taxable amount and of the tax line are missing.`,
    fix: 'Open the VAT types tab, choose both rates of OSS invoices under Other choices (taxable amount N7, tax N1 or N2.2) and press Save settings.',
  }),
  'nature-missing': (v) => ({
    detail: `The zero rate “${v.type}” of Fatture in Cloud has no “natura” (N1-N7), which electronic invoices require.`,
    fix: 'Add the “natura” to the rate in Fatture in Cloud, or choose another rate in the VAT types tab.',
  }),
  'nature-buyer-mismatch': (v) => ({
    detail: `The rate “${v.type}” (${v.nature}) does not hold for this buyer: ${wants(v.wanted)}.`,
    fix: 'Check the VAT number and country of the buyer in the order of TeamSystem Commerce. If they are right, choose another rate in the VAT types tab (under Other choices there is one for each destination) and press Save settings; if VAT was due, create the document by hand.',
  }),
  'outside-vat-area': (v) => ({
    detail: `The goods go to ${v.town}, which is outside the area of Italian VAT, but the order has VAT.`,
    fix: 'Ask your accountant whether the sale is an export; for further orders take the VAT off in TeamSystem Commerce and choose the rate of sales outside the European Union in VAT types, Other choices.',
  }),
  'invoice-late': (v) => ({
    detail: `The invoice has the date of the payment (${v.date}), ${v.days} days ago: invoices are to be transmitted within 12 days.`,
    fix: 'Send it to the Sistema di Interscambio at once, and ask your accountant whether a correction is due.',
  }),
  'vat-type-not-electronic': (v) => ({
    detail: `The rate “${v.type}” of Fatture in Cloud cannot be used on electronic invoices.`,
    fix: 'Allow the rate on electronic invoices in Fatture in Cloud and refresh the list, or choose another one in the VAT types tab and press Save settings: the order will go by itself.',
  }),
  'total-mismatch': (v) => ({
    detail: `The sum of the order's parts (${amount(v.parts)}) differs from the total that the customer paid (${amount(v.total)}).`,
    fix: 'Check prices, discounts and costs of the order in TeamSystem Commerce, then send it again.',
  }),
  'total-unreachable': (v) => ({
    detail: `Because of the way Fatture in Cloud rounds, the document would come to ${amount(v.nearest)} and not to ${amount(v.total)}, the total that the customer paid.`,
    fix: 'In the VAT types tab, match a zero profile with its “natura” too: the rounding will use it. Otherwise create the document by hand in Fatture in Cloud.',
  }),
  'rounding-line': (v) => ({
    detail: `The order's parts do not come to the total that the customer paid: the document has a line “Arrotondamento” of ${amount(v.amount)}.`,
    fix: 'If the difference comes back, check prices, discounts and costs of the order in TeamSystem Commerce.',
  }),
  'total-negative': (v) => ({
    detail: `The total of the order is negative (${amount(v.total)}).`,
    fix: 'A refund is not an order: create a credit note in Fatture in Cloud, or correct the order in TeamSystem Commerce.',
  }),
  'amount-invalid': (v) => ({
    detail: `An amount or a quantity cannot be read (${word(v.article)}).`,
    fix: 'Check prices and quantities of the order in TeamSystem Commerce, then send it again.',
  }),
  'payment-account-missing': () => ({
    detail: 'No payment account of Fatture in Cloud has been chosen.',
    fix: 'Open the Payment account tab, choose the account and press Save settings.',
  }),
  'payment-code-unknown': (v) => ({
    detail: `The electronic invoice's code for the payment method “${v.method}” is not known: ${v.code} is used.`,
    fix: 'If it is not the right one, open the Payment account tab and choose the code for this payment method.',
  }),
  'order-empty': () => ({
    detail: 'The order contains no articles.',
    fix: 'Add the articles to the order in TeamSystem Commerce, then send it again.',
  }),
  'order-cancelled': () => ({
    detail: 'The order is cancelled in TeamSystem Commerce.',
    fix: 'If the order is valid, change its status in TeamSystem Commerce and send it again.',
  }),
  'currency-unsupported': (v) => ({
    detail: `The order is in a currency (${v.currency}) other than the euro.`,
    fix: "Create the document by hand in Fatture in Cloud with the day's exchange rate.",
  }),
  'tax-code-invalid': (v) => ({
    detail: `The customer's codice fiscale (“${v.taxCode}”) is not valid and is not written on the document.`,
    fix: 'Ask the customer for the right codice fiscale, write it in the order in TeamSystem Commerce and send it again.',
  }),
  'vat-number-invalid': (v) => ({
    detail: `The customer's VAT number (“${v.vatNumber}”) does not pass the check.`,
    fix: 'Ask the customer for the right VAT number, write it in the order in TeamSystem Commerce and send it again.',
  }),
  'fiscal-data-missing': () => ({
    detail: 'For the invoice, a valid codice fiscale or VAT number of the customer is missing.',
    fix: 'Ask the customer for the codice fiscale or the VAT number, write it in the order in TeamSystem Commerce and send it again.',
  }),
  'foreign-id-missing': () => ({
    detail: 'The customer is a foreign business and gave no VAT number.',
    fix: 'Ask the customer for the number, write it in the order in TeamSystem Commerce and send it again.',
  }),
  'tax-code-of-person': (v) => ({
    detail: `The codice fiscale “${v.taxCode}” is a person's and not that of “${v.name}”: it is not written on the document.`,
    fix: 'If needed, ask the customer for the codice fiscale of the company or body and update it in Fatture in Cloud.',
  }),
  'public-body-code-missing': () => ({
    detail: 'The customer seems to be a public body, but its office code (6 characters) is missing.',
    fix: 'If it is one, look the code up at indicepa.gov.it, write it in the order in TeamSystem Commerce and send it again.',
  }),
  'public-body-data-missing': () => ({
    detail: 'The customer is a public body: the invoice may need CIG, CUP and split payment.',
    fix: 'Open the sending of the order, enter CIG and CUP (where there are any) and split payment, then confirm. If the customer is no public body, correct the SDI code in the order.',
  }),
  'name-missing': () => ({
    detail: "The customer's name is missing.",
    fix: 'Write the name or the company name in the order in TeamSystem Commerce and send it again.',
  }),
  'name-not-printable': (v) => ({
    detail: `“${v.text}” contains letters that electronic invoices do not allow: they were taken out.`,
    fix: "If the result is not right, write the customer's data in Latin characters in the order in TeamSystem Commerce and send it again.",
  }),
  'address-incomplete': (v) => ({
    detail: `The billing address is incomplete. Missing or not valid: ${list(v.missing)}.`,
    fix: 'Complete the address in the order in TeamSystem Commerce and send it again.',
  }),
  'country-unknown': () => ({
    detail: "The customer's country is not known.",
    fix: "Choose the country in the order's billing address in TeamSystem Commerce and send it again.",
  }),
  'sdi-code-invalid': (v) => ({
    detail: `The SDI recipient code “${v.sdiCode}” is not valid: ${v.used} is used.`,
    fix: 'If needed, ask the customer for the right code (7 characters, 6 for public bodies) and update it in Fatture in Cloud.',
  }),
  'certified-email-invalid': (v) => ({
    detail: `The PEC address “${v.certifiedEmail}” is not valid and is not written on the document.`,
    fix: 'Ask the customer for the right PEC address and update it in Fatture in Cloud.',
  }),
};
