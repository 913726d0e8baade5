import { isEuMember } from '../../domain/party/countries.ts';
import { type ItalianIds, readItalianIds, saysNoId, sortItalianIds } from '../../domain/party/italian-ids.ts';
import { isOrganisation } from '../../domain/party/organisations.ts';
import type { Party } from '../../domain/party/party.ts';
import { normalizeTaxId, readForeignVatNumber } from '../../domain/party/tax-ids.ts';
import { cleanText } from '../../domain/text.ts';
import type { Findings } from '../problems.ts';

/** Identifiers of a foreign buyer who has none. Source: Fatture in Cloud, help article 305; SDI check 00313. */
const PRIVATE_ABROAD = '0000000';
const BUSINESS_OUTSIDE_EU = 'OO99999999999';
/** Longest number. Source: FatturaPA 1.4.1.1.2 IdCodice 28. */
const NUMBER_MAX = 28;

export interface FiscalIds {
  /** Italy: eleven digits. Abroad with its country's letters where it is a valid one. */
  vatNumber: string | null;
  taxCode: string | null;
  /** The buyer is known by an Italian number, wherever the address is. */
  italian: boolean;
}

/** Who the numbers belong to, as far as it decides between them. */
export interface Bearer {
  /** Company's or person's name. */
  name: string;
  /** A company's name was given, or the name is one. */
  isCompany: boolean;
  countryIso: string | null;
  invoice: boolean;
}

/**
 * The buyer's tax numbers, each where it belongs. An Italian number that cannot be right is left out, a problem on
 * an invoice and a warning else; a foreign one is only ever a warning (SDI does not check it) and is kept as typed.
 */
export function readFiscalIds(party: Party, bearer: Bearer, findings: Findings): FiscalIds {
  const foreign = bearer.countryIso !== null && bearer.countryIso !== 'IT';
  return foreign
    ? foreignNumbers(party, bearer.countryIso ?? '', bearer, findings)
    : italianNumbers(party, bearer, findings);
}

function italianNumbers(party: Party, bearer: Bearer, findings: Findings): FiscalIds {
  const tell = bearer.invoice ? findings.problem : findings.warning;
  const sorted = sortItalianIds(party.vatNumber, party.taxCode);
  const isRead = (field: string | null) => saysNoId(field) || readItalianIds(field).length > 0;
  if (!isRead(party.vatNumber)) {
    const typed = cleanText(party.vatNumber, 40);
    // The platform's one field may hold either; what looks like a person's code is told as one.
    if (looksPersonal(party.vatNumber)) tell('tax-code-invalid', { taxCode: typed });
    else tell('vat-number-invalid', { vatNumber: typed });
  }
  if (!isRead(party.taxCode)) tell('tax-code-invalid', { taxCode: cleanText(party.taxCode, 40) });
  const taxCode = chooseTaxCode(sorted, bearer.name, findings);
  if (bearer.invoice && sorted.vatNumber === null && taxCode === null) {
    findings.problem('fiscal-data-missing', {});
  }
  return { vatNumber: sorted.vatNumber, taxCode, italian: true };
}

const looksPersonal = (typed: string | null) => /^[A-Z]{6}.{8,}$/.test(normalizeTaxId(typed));

/**
 * Of a person's and a body's code the one that is the buyer's. An organisation never has a person's: beside its
 * partita IVA the SDI discards it (00324); a sole trader has one.
 */
function chooseTaxCode(ids: ItalianIds, name: string, findings: Findings): string | null {
  const { personalCode, bodyCode } = ids;
  if (personalCode === null || !isOrganisation(name)) return personalCode ?? bodyCode;
  findings.warning('tax-code-of-person', { taxCode: personalCode, name });
  return bodyCode;
}

/**
 * A foreign buyer's numbers. An Italian one makes the buyer Italian for the SDI, wherever the address is: an Italian
 * codice fiscale goes with an Italian buyer's code alone, beside `XXXXXXX` it is discarded (00313). Another country's
 * tax code is kept on an order only, since the XML's `CodiceFiscale` takes none (Assosoftware FAQ, May 2019).
 */
function foreignNumbers(party: Party, countryIso: string, bearer: Bearer, findings: Findings): FiscalIds {
  const typed = saysNoId(party.vatNumber) ? '' : normalizeTaxId(party.vatNumber);
  const northern = party.countryIso?.trim().toUpperCase() === 'XI';
  const own = readForeignVatNumber(northern ? `XI${typed.replace(/^XI/, '')}` : typed, countryIso);
  const italianInVat = mayBeItalian(typed, own.valid) ? readItalianIds(party.vatNumber) : [];
  const hasOwn = /\d/.test(typed) && italianInVat.length === 0;
  if (hasOwn && own.valid === false) {
    findings.warning('vat-number-invalid', { vatNumber: cleanText(party.vatNumber, 40) });
  }
  const sorted = sortItalianIds(italianInVat.length > 0 ? party.vatNumber : null, party.taxCode);
  if (!hasOwn || own.valid === false) {
    const italianCode = chooseTaxCode(sorted, bearer.name, findings);
    if (sorted.vatNumber !== null || italianCode !== null) {
      const vatNumber = sorted.vatNumber === null ? null : `IT${sorted.vatNumber}`;
      return { vatNumber, taxCode: italianCode, italian: true };
    }
  }
  const code = saysNoId(party.taxCode) ? '' : normalizeTaxId(party.taxCode);
  const taxCode = bearer.invoice || code === '' ? null : code.slice(0, NUMBER_MAX);
  const vatNumber = hasOwn ? own.number.slice(0, NUMBER_MAX) : placeholder(bearer, findings);
  return { vatNumber, taxCode, italian: false };
}

/**
 * Whether the field of a foreign VAT number may hold an Italian one: eleven digits without `IT` are of the buyer's own
 * country, unless that country's numbers are known to be made otherwise.
 */
function mayBeItalian(typed: string, valid: boolean | null): boolean {
  return valid === false || (valid === null && /^IT|^[A-Z]{6}/.test(typed));
}

/** What stands for the number that a foreign buyer has not: only an e-invoice needs it. */
function placeholder(bearer: Bearer, findings: Findings): string | null {
  if (!bearer.invoice) return null;
  if (!bearer.isCompany) return PRIVATE_ABROAD;
  const inEu = isEuMember(bearer.countryIso);
  if (inEu || bearer.countryIso === 'SM') findings.warning('foreign-id-missing', {});
  return inEu ? PRIVATE_ABROAD : BUSINESS_OUTSIDE_EU;
}
