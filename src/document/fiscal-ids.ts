import type { Party } from '../domain/party/party.ts';
import {
  isItalianTaxCode,
  isItalianVatNumber,
  isPersonalTaxCode,
  normalizeTaxId,
  readForeignVatNumber,
} from '../domain/party/tax-ids.ts';
import { cleanText, readEmail } from '../domain/text.ts';
import type { Findings } from './problems.ts';

/** Codes of the e-invoice's delivery. Source: SDI, "Specifiche tecniche", 1.1.4 CodiceDestinatario. */
const NO_CODE = '0000000';
const FOREIGN_CODE = 'XXXXXXX';

export interface FiscalIds {
  vatNumber: string | null;
  taxCode: string | null;
  certifiedEmail: string | null;
  eInvoiceCode: string;
  /** A public body, told by its code of six characters. */
  publicBody: boolean;
}

/**
 * The buyer's tax numbers, PEC and SDI code. An Italian number that cannot be right is left out, a problem on
 * an invoice and a warning else; a foreign one is only ever a warning (SDI does not check it) and is kept as
 * typed. Numbers typed in each other's field are put where they belong.
 */
export function readFiscalIds(
  party: Party,
  countryIso: string | null,
  invoice: boolean,
  findings: Findings,
): FiscalIds {
  const foreign = countryIso !== null && countryIso !== 'IT';
  const numbers = foreign
    ? foreignNumbers(party, countryIso, invoice, findings)
    : italianNumbers(party, invoice, findings);
  const isBody =
    numbers.vatNumber !== null ||
    cleanText(party.company, 80) !== '' ||
    /^\d{11}$/.test(numbers.taxCode ?? '');
  return { ...numbers, ...delivery(party, { countryIso, foreign, isBody }, findings) };
}

function italianNumbers(party: Party, invoice: boolean, findings: Findings) {
  const tell = invoice ? findings.problem : findings.warning;
  const typedVat = normalizeTaxId(party.vatNumber);
  const typedCode = normalizeTaxId(party.taxCode);
  let vatNumber: string | null = null;
  let taxCode: string | null = null;

  const digits = typedVat.replace(/^IT(?=\d)/, '');
  if (isItalianVatNumber(digits)) vatNumber = digits;
  else if (isPersonalTaxCode(typedVat)) taxCode = typedVat;
  else if (typedVat !== '') tell('vat-number-invalid', { vatNumber: cleanText(party.vatNumber, 40) });

  const code = typedCode.replace(/^IT(?=\d{11}$)/, '');
  if (isItalianTaxCode(code)) taxCode = code;
  else if (code !== '') tell('tax-code-invalid', { taxCode: cleanText(party.taxCode, 40) });

  if (invoice && vatNumber === null && taxCode === null) findings.problem('fiscal-data-missing', {});
  return { vatNumber, taxCode };
}

/**
 * A foreign buyer's numbers. A codice fiscale is kept on an e-invoice only where it is an Italian one, since
 * the XML's `CodiceFiscale` takes no other (Assosoftware FAQ, May 2019).
 */
function foreignNumbers(party: Party, countryIso: string, invoice: boolean, findings: Findings) {
  const typedVat = normalizeTaxId(party.vatNumber);
  const typedCode = normalizeTaxId(party.taxCode);
  let vatNumber: string | null = null;
  if (/\d/.test(typedVat)) {
    const { number, valid } = readForeignVatNumber(typedVat, countryIso);
    vatNumber = number.slice(0, 28);
    if (valid === false) {
      findings.warning('vat-number-invalid', { vatNumber: cleanText(party.vatNumber, 40) });
    }
  }
  if (invoice && vatNumber === null) findings.warning('foreign-id-missing', {});
  const keep = typedCode !== '' && (!invoice || isItalianTaxCode(typedCode));
  return { vatNumber, taxCode: keep ? typedCode.slice(0, 28) : null };
}

/**
 * PEC and SDI code. 7 characters, or 6 for public bodies (never for a private person), as typed; else `0000000` in Italy (a private person,
 * a PEC, or the buyer's tax drawer) and `XXXXXXX` abroad, San Marino's businesses (`2R4GTO8`) keeping theirs.
 */
function delivery(
  party: Party,
  buyer: { countryIso: string | null; foreign: boolean; isBody: boolean },
  findings: Findings,
) {
  const typed = cleanText(party.sdiCode, 100);
  const code = normalizeTaxId(party.sdiCode);
  const pecInCode = readEmail(typed);
  const pec = cleanText(party.certifiedEmail, 300);
  const certifiedEmail = readEmail(pec) ?? pecInCode;
  if (pec !== '' && readEmail(pec) === null) {
    findings.warning('certified-email-invalid', { certifiedEmail: cleanText(pec, 100) });
  }
  if (buyer.foreign) {
    const kept = buyer.countryIso === 'SM' && code.length === 7 && code !== NO_CODE ? code : FOREIGN_CODE;
    return { certifiedEmail, eInvoiceCode: kept, publicBody: false };
  }
  if (code.length === 6 && pecInCode === null && buyer.isBody && !/^0+$/.test(code)) {
    return { certifiedEmail, eInvoiceCode: code, publicBody: true };
  }
  const usable = code.length === 7 && pecInCode === null && code !== FOREIGN_CODE;
  if (!usable && code !== '' && pecInCode === null && !/^0+$/.test(code)) {
    findings.warning('sdi-code-invalid', { sdiCode: cleanText(typed, 40), used: NO_CODE });
  }
  return { certifiedEmail, eInvoiceCode: usable ? code : NO_CODE, publicBody: false };
}
