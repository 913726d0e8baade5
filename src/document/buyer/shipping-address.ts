import { countryName, readCountryIso } from '../../domain/party/countries.ts';
import type { Party } from '../../domain/party/party.ts';
import { readProvince } from '../../domain/party/provinces.ts';
import { cleanText } from '../../domain/text.ts';
import { CITY_MAX } from './address.ts';

const LINE_MAX = 120;

/** Where the goods go, several lines; null where it is the billing address or is not told. */
export function shippingAddress(billing: Party, delivery: Party | null): string | null {
  if (delivery === null) return null;
  const lines = addressLines(delivery);
  if (lines.length === 0) return null;
  const place = (party: Party) => {
    const street = `${party.address1 ?? ''} ${party.address2 ?? ''}`;
    return [street, party.city, party.postalCode]
      .map((text) => fold(cleanText(text, 2 * LINE_MAX)))
      .join('|');
  };
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
