import type { Party } from '../../domain/party/party.ts';
import type { AnswerReader, Candidate } from './fields/read.ts';
import { type Countries, countryOf, type PlaceOfCountry } from './lists/countries.ts';

/** What forms are filled with where there is nothing: not a value that could be at odds with another. */
const none =
  /^(0+|-+|o+|x+|n\.?\s?[ad]\.?|nd|no|none|null|nessun[oa]?|privat[oa]|non (presente|disponibile)|assente)$/i;

/** Letters and digits in upper case, without Italy's prefix: `IT 0421…` and `0421…` are one number. */
const bare = (id: string) =>
  id
    .toUpperCase()
    .replace(/[^A-Z0-9@]/g, '')
    .replace(/^IT(?=\d{11}$)/, '');
const isPersonalShape = (id: string) => /^[A-Z]{6}\w{9}[A-Z]$/.test(bare(id));

/**
 * A number or code of a buyer that several places may tell: the first that says something. Others that say something else
 * are at odds with it, but for a codice fiscale in a VAT number's field, which is another thing.
 */
function fiscal(reader: AnswerReader, field: string): string | null {
  const told = reader.texts(field);
  const said = told.filter(({ value }) => !none.test(value.trim()));
  const [first] = said.length > 0 ? said : told;
  const isOdd = ({ value }: Candidate<string>) =>
    first !== undefined &&
    bare(value) !== bare(first.value) &&
    isPersonalShape(value) === isPersonalShape(first.value);
  reader.note(
    field,
    first?.path ?? null,
    [],
    said.filter(isOdd).map(({ path }) => path),
  );
  return first?.value ?? null;
}

/** `billing` or `delivery` of an order; null where nothing of it is told. */
export function readAddress(
  reader: AnswerReader,
  place: 'billing' | 'delivery',
): { party: (countries: Countries) => Party; country: PlaceOfCountry } | null {
  const text = (name: string) => reader.text(`${place}.${name}`);
  const country = { iso: text('country-iso'), told: reader.id(`${place}.country`) };
  const state = reader.texts(`${place}.state`).find(({ value }) => !/^\d+$/.test(value));
  const both = [text('first-name'), text('last-name')].filter((part) => part !== null).join(' ');
  text('state');
  const party: Omit<Party, 'countryIso'> = {
    name: text('name') ?? (both === '' ? null : both),
    company: text('company'),
    address1: text('address1'),
    address2: text('address2'),
    city: text('city'),
    postalCode: text('zip'),
    province: state?.value ?? null,
    email: text('email'),
    phone: text('phone'),
    vatNumber: fiscal(reader, `${place}.vat`),
    taxCode: fiscal(reader, `${place}.tax-code`),
    certifiedEmail: fiscal(reader, `${place}.pec`),
    sdiCode: fiscal(reader, `${place}.sdi`),
  };
  const isEmpty = [...Object.values(party), country.iso, country.told].every((value) => value === null);
  if (isEmpty) return null;
  return { party: (countries) => ({ ...party, countryIso: countryOf(country, countries) }), country };
}

const personalTaxCode = /^[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$/i;

/** Whether a client's `code` has the form of a codice fiscale: 16 characters, or a body's 11 digits as its VAT number. */
export function isTaxCode(code: string, vatNumber: string | null): boolean {
  if (personalTaxCode.test(code)) return true;
  return /^\d{11}$/.test(code) && vatNumber !== null && vatNumber.replace(/^IT/i, '') === code;
}

export function clientCountry(client: AnswerReader): PlaceOfCountry {
  return { iso: client.text('country-iso'), told: client.id('country') };
}

export function clientParty(client: AnswerReader, countries: Countries): Party {
  const both = [client.text('first-name'), client.text('last-name')]
    .filter((part) => part !== null)
    .join(' ');
  const [code, vatNumber] = [client.text('code'), client.text('vat')];
  const state = client.texts('state').find(({ value }) => !/^\d+$/.test(value));
  return {
    name: client.text('name') ?? (both === '' ? null : both),
    company: client.text('company'),
    address1: client.text('address1'),
    address2: client.text('address2'),
    city: client.text('city'),
    postalCode: client.text('zip'),
    province: state?.value ?? null,
    countryIso: countryOf(clientCountry(client), countries),
    email: client.text('email'),
    phone: client.text('phone'),
    vatNumber,
    taxCode: code !== null && isTaxCode(code, vatNumber) ? code : client.text('tax-code'),
    certifiedEmail: client.text('pec'),
    sdiCode: client.text('sdi'),
  };
}
