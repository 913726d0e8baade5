import { readCountryIso } from '../../domain/party/countries.ts';
import { readItalianIds } from '../../domain/party/italian-ids.ts';
import type { Party } from '../../domain/party/party.ts';
import { readItalianPostalCode } from '../../domain/party/postal-code.ts';
import { provinceOfPostalCode } from '../../domain/party/province-of-cap.ts';
import { provinceOfCapital, readProvince } from '../../domain/party/provinces.ts';
import { countryOfVatNumber, normalizeTaxId } from '../../domain/party/tax-ids.ts';
import { cleanText } from '../../domain/text.ts';
import type { DocumentEntity } from '../issued-document.ts';

/** Longest texts of an address. Source: FatturaPA 1.4.2: Indirizzo 60, Comune 60. */
const STREET_MAX = 60;
export const CITY_MAX = 60;
const EXTRA_MAX = 120;
const POSTAL_CODE_MAX = 40;

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
  const italianIds = [...readItalianIds(party.vatNumber), ...readItalianIds(party.taxCode)];
  const italianPlace =
    /(?<!\d)\d{5}(?!\d)/.test(cleanText(party.postalCode, POSTAL_CODE_MAX)) &&
    readProvince(party.province) !== null;
  return italianIds.length > 0 || italianPlace
    ? 'IT'
    : readCountryIso(countryOfVatNumber(normalizeTaxId(party.vatNumber)));
}

/**
 * The billing address as a document has it: in Italy five digits of CAP and two letters of province; abroad
 * CAP `00000` and no province, the real postal code and state being told in the extra line.
 */
export function buyerAddress(party: Party, countryIso: string | null): ReadAddress {
  const foreign = countryIso !== null && countryIso !== 'IT';
  const lines = readStreet(party);
  const street = cleanText(lines.street, STREET_MAX);
  const whole = lines.street === street ? '' : lines.street;
  const place = foreign
    ? [cleanText(party.postalCode, POSTAL_CODE_MAX), cleanText(party.province, CITY_MAX)]
    : [];
  const extra = [whole, lines.second, ...place].filter((text) => text !== '').join(', ');
  const town = foreign
    ? { city: cleanText(party.city, CITY_MAX) || null, postalCode: FOREIGN_POSTAL_CODE, province: null }
    : italianTown(party);
  return { street: street || null, addressExtra: cleanText(extra, EXTRA_MAX) || null, ...town };
}

/** `12`, `12/B`, `n. 12 bis`, `civico 12`, `snc` (a house without number), and what comes after it. */
const HOUSE_NUMBER =
  /^((?:(?:n|nr|num|no|civ|civico|numero)\b\s*[.°º]*|n[°º])?\s*\d{1,5}(?:\s*[/-]?\s*[a-z0-9]{1,2}\b)?(?:\s+(?:bis|ter|quater))?|s\.?n\.?c\.?)(?:\s*[,;-]\s*(.+))?$/i;
const ENDS_IN_NUMBER = /\d+(?:\s*[/-]?\s*[a-z0-9]{1,2})?(?:\s+(?:bis|ter|quater))?\W*$|\bs\.?n\.?c\.?\W*$/i;

/**
 * Street and second line. A house number that stands in the second line belongs to the street, where that has none
 * of its own at its end (`Via 4 Novembre` has none).
 */
function readStreet(party: Party): { street: string; second: string } {
  const first = cleanText(party.address1, EXTRA_MAX);
  const second = cleanText(party.address2, EXTRA_MAX);
  if (first === '') return { street: second, second: '' };
  const [, number, rest] = HOUSE_NUMBER.exec(second) ?? [];
  if (number === undefined || ENDS_IN_NUMBER.test(first)) return { street: first, second };
  return { street: `${first.replace(/[\s,;]+$/, '')} ${number}`, second: rest ?? '' };
}

/** `00187 Roma`, `Roma (RM)`, `Roma, RM`: what stands around a town's name, where its own field does not tell it. */
const TOWN = /^(?:(?:I|IT)?-?(\d{5})\s+)?(.*?)(?:\s*\(\s*([a-z]{2})\s*\)|\s*[,-]\s*([A-Z]{2}))?$/i;

function italianTown(party: Party): Pick<ReadAddress, 'city' | 'postalCode' | 'province'> {
  const typed = cleanText(party.city, CITY_MAX);
  const [, code, name = '', bracketed, sign] = TOWN.exec(typed) ?? [];
  const own = readProvince(bracketed ?? sign);
  const city = own === null && (bracketed ?? sign) !== undefined ? typed : name;
  const postalCode = readItalianPostalCode(cleanText(party.postalCode, POSTAL_CODE_MAX)) ?? code ?? null;
  return {
    city: city || null,
    postalCode,
    province:
      readProvince(party.province) ??
      own ??
      provinceOfCapital(city) ??
      provinceOfPostalCode(postalCode ?? ''),
  };
}
