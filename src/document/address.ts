import { countryName, readCountryIso } from '../domain/party/countries.ts';
import type { Party } from '../domain/party/party.ts';
import { readProvince } from '../domain/party/provinces.ts';
import {
  countryOfVatNumber,
  isItalianTaxCode,
  isItalianVatNumber,
  normalizeTaxId,
} from '../domain/party/tax-ids.ts';
import { cleanText } from '../domain/text.ts';
import type { DocumentEntity } from './issued-document.ts';

/** Longest texts of an address. Source: FatturaPA 1.4.2: Indirizzo 60, Comune 60. */
const STREET_MAX = 60;
const CITY_MAX = 60;
const EXTRA_MAX = 120;
const LINE_MAX = 120;

/** Postal code of every foreign buyer. Source: FatturaPA 1.4.2.3 CAP, which takes five digits alone. */
const FOREIGN_POSTAL_CODE = '00000';

export type ReadAddress = Pick<
  DocumentEntity,
  'street' | 'postalCode' | 'city' | 'province' | 'addressExtra'
>;

/**
 * The party's country. Where the shop's country uid is unknown, a party with a valid Italian tax number, or
 * with five digits of CAP and an Italian province, is in Italy; one with a valid foreign VAT number that names
 * its country is there; else null.
 */
export function readCountry(party: Party): string | null {
  const iso = readCountryIso(party.countryIso);
  if (iso !== null) return iso;
  const vatNumber = normalizeTaxId(party.vatNumber).replace(/^IT/, '');
  const italianIds = isItalianVatNumber(vatNumber) || isItalianTaxCode(normalizeTaxId(party.taxCode));
  const italianPlace =
    /^\d{5}$/.test(cleanText(party.postalCode, 20)) && readProvince(party.province) !== null;
  return italianIds || italianPlace
    ? 'IT'
    : readCountryIso(countryOfVatNumber(normalizeTaxId(party.vatNumber)));
}

/**
 * The billing address as a document has it: in Italy five digits of CAP and two letters of province; abroad
 * CAP `00000` and no province, the real postal code and state being told in the extra line.
 */
export function buyerAddress(party: Party, countryIso: string | null): ReadAddress {
  const fullStreet = cleanText(party.address1, EXTRA_MAX) || cleanText(party.address2, EXTRA_MAX);
  const second = cleanText(party.address1, EXTRA_MAX) === '' ? '' : cleanText(party.address2, EXTRA_MAX);
  const street = cleanText(fullStreet, STREET_MAX);
  const whole = fullStreet === street ? '' : fullStreet;
  const foreign = countryIso !== null && countryIso !== 'IT';
  const place = foreign ? [cleanText(party.postalCode, 20), cleanText(party.province, CITY_MAX)] : [];
  const extra = [whole, second, ...place].filter((text) => text !== '').join(', ');
  return {
    street: street || null,
    addressExtra: cleanText(extra, EXTRA_MAX) || null,
    city: cleanText(party.city, CITY_MAX) || null,
    postalCode: foreign ? FOREIGN_POSTAL_CODE : readItalianPostalCode(party.postalCode),
    province: foreign ? null : readProvince(party.province),
  };
}

/** Five digits; leading zeros that a number cast lost (`187` for 00187 Roma) are put back. */
function readItalianPostalCode(value: string | null): string | null {
  const digits = cleanText(value, 20)
    .replace(/^(IT?|I)[- ]?/i, '')
    .replace(/\s/g, '');
  return /^\d{3,5}$/.test(digits) ? digits.padStart(5, '0') : null;
}

/** Where the goods go, several lines; null where it is the billing address or is not told. */
export function shippingAddress(billing: Party, delivery: Party | null): string | null {
  if (delivery === null) return null;
  const lines = addressLines(delivery);
  if (lines.length === 0) return null;
  const place = (party: Party) =>
    [party.address1, party.address2, party.city, party.postalCode]
      .map((text) =>
        cleanText(text, LINE_MAX)
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]/gu, ''),
      )
      .join('|');
  const hasPlace = lines.length > (nameLine(delivery) === '' ? 0 : 1);
  const sameName = nameLine(delivery) === '' || fold(nameLine(delivery)) === fold(nameLine(billing));
  if (!hasPlace || (place(billing) === place(delivery) && sameName)) return null;
  return lines.join('\n');
}

function addressLines(party: Party): string[] {
  const iso = readCountryIso(party.countryIso);
  const province = iso === 'IT' || iso === null ? readProvince(party.province) : null;
  const state = province ?? cleanText(party.province, CITY_MAX);
  const town = [cleanText(party.postalCode, 20), cleanText(party.city, CITY_MAX)].filter((t) => t !== '');
  const lines = [
    nameLine(party),
    cleanText(party.address1, LINE_MAX),
    cleanText(party.address2, LINE_MAX),
    `${town.join(' ')}${state === '' || town.length === 0 ? '' : ` (${state})`}`,
    iso === null || iso === 'IT' ? '' : (countryName(iso) ?? ''),
  ];
  return lines.filter((line) => line !== '');
}

function nameLine(party: Party): string {
  const company = cleanText(party.company, LINE_MAX);
  const person = cleanText(party.name, LINE_MAX);
  return company !== '' && person !== '' && fold(company) !== fold(person)
    ? `${company} - ${person}`
    : company || person;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
