import type { VatType } from '../../domain/catalogue.ts';
import type { VatBuyer } from '../../domain/party/vat-area.ts';
import { documentTexts } from '../../texts/it/document.ts';
import type { Findings } from '../problems.ts';
import { destinationOf, isPrivateOfEu, vatTypeName } from './tables.ts';

/**
 * Zero-rate types need their *natura* (N1…N7) on an e-invoice, which SDI refuses without one (error 00400,
 * FatturaPA 2.2.1.14), and a type that Fatture in Cloud keeps off e-invoices cannot stand there; on an order the
 * first is only a warning, and the second nothing.
 */
export function checkNature(types: readonly VatType[], eInvoice: boolean, findings: Findings): void {
  for (const type of types) {
    const values = { type: vatTypeName(type) };
    if (type.value === 0 && type.nature === null) {
      if (eInvoice) findings.problem('nature-missing', values);
      else findings.warning('nature-missing', values);
    } else if (eInvoice && !type.forEInvoices) findings.problem('vat-type-not-electronic', values);
  }
}

/** What a natura asks of the buyer or of where the goods go; those that are not here ask nothing that we can tell. */
const CONDITIONS: readonly {
  natures: RegExp;
  holds: (buyer: VatBuyer) => boolean;
  wanted: string;
}[] = [
  // Art. 8 DPR 633/1972: the goods leave the EU.
  {
    natures: /^N3\.1$/,
    holds: (buyer) => destinationOf(buyer) === 'extraEu',
    wanted: documentTexts.natureWants.export,
  },
  // Art. 41 and 50 DL 331/1993: a VAT number of another member state, in VIES.
  {
    natures: /^N3\.2$/,
    holds: (buyer) => destinationOf(buyer) === 'euBusiness',
    wanted: documentTexts.natureWants.euBusiness,
  },
  // Art. 71 DPR 633/1972.
  {
    natures: /^N3\.3$/,
    holds: ({ area }) => area === 'san-marino',
    wanted: documentTexts.natureWants.sanMarino,
  },
  // Art. 17 DPR 633/1972: the buyer, a taxable person in Italy, owes the VAT.
  {
    natures: /^N6(\.|$)/,
    holds: (buyer) => buyer.italianVatNumber,
    wanted: documentTexts.natureWants.italianBusiness,
  },
  // Art. 41 DL 331/1993, OSS: distance sales to private persons of other member states.
  { natures: /^N7$/, holds: isPrivateOfEu, wanted: documentTexts.natureWants.euPrivate },
];

function brokenCondition(type: VatType, buyer: VatBuyer) {
  // Nothing can be said of a place that is not known.
  if (type.value !== 0 || type.nature === null || buyer.area === 'unknown') return undefined;
  const nature = type.nature;
  return CONDITIONS.find(({ natures, holds }) => natures.test(nature) && !holds(buyer));
}

/** Whether the natura of a type can be for this buyer. */
export function suitsBuyer(type: VatType, buyer: VatBuyer): boolean {
  return brokenCondition(type, buyer) === undefined;
}

/** A natura that cannot be for this buyer: a problem on an invoice, on an order a warning. */
export function checkNatureOfBuyer(
  types: readonly VatType[],
  buyer: VatBuyer,
  invoice: boolean,
  findings: Findings,
): void {
  for (const type of types) {
    const broken = brokenCondition(type, buyer);
    if (broken === undefined) continue;
    const values = { type: vatTypeName(type), nature: type.nature ?? '', wanted: broken.wanted };
    if (invoice) findings.problem('nature-buyer-mismatch', values);
    else findings.warning('nature-buyer-mismatch', values);
  }
}
