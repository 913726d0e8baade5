import type { Party } from '../../domain/party/party.ts';
import type { WireAddress, WireClient } from './wire.ts';

/** Country uid of the platform → ISO 3166-1 alpha-2. */
export type Countries = ReadonlyMap<string, string>;

/** ISO code in upper case; null for anything that is not two letters. */
export function isoCountry(value: string | null): string | null {
  return value !== null && /^[a-z]{2}$/i.test(value) ? value.toUpperCase() : null;
}

/** `country_iso` wins over the uid; a uid that the list does not name is unknown. */
export function countryOf(
  place: { country: string | null; country_iso: string | null },
  countries: Countries,
): string | null {
  const told = isoCountry(place.country_iso);
  if (told !== null || place.country === null) return told;
  return countries.get(place.country) ?? isoCountry(place.country);
}

/** Whether the list of countries is needed to know this place's. */
export function needsCountries(place: { country: string | null; country_iso: string | null }): boolean {
  return (
    isoCountry(place.country_iso) === null && place.country !== null && isoCountry(place.country) === null
  );
}

/** `state` is a uid in the documentation; a uid is no province, so only letters are taken. */
function provinceOf(place: { state: string | null; state_iso: string | null }): string | null {
  if (place.state_iso !== null) return place.state_iso;
  return place.state !== null && !/\d/.test(place.state) ? place.state : null;
}

export function addressParty(address: WireAddress, countries: Countries): Party {
  return {
    name: address.fullname,
    company: address.company,
    address1: address.addr1,
    address2: address.addr2,
    city: address.city,
    postalCode: address.zip,
    province: provinceOf(address),
    countryIso: countryOf(address, countries),
    email: address.email,
    phone: address.phone,
    vatNumber: address.vat,
    taxCode: address.tax_code,
    certifiedEmail: address.pec,
    sdiCode: address.sdi,
  };
}

const personalTaxCode = /^[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$/i;

/** Whether a client's `code` has the form of a codice fiscale: 16 characters, or a body's 11 digits as its VAT number. */
export function isTaxCode(code: string, vatNumber: string | null): boolean {
  if (personalTaxCode.test(code)) return true;
  return /^\d{11}$/.test(code) && vatNumber !== null && vatNumber.replace(/^IT/i, '') === code;
}

export function clientParty(client: WireClient, countries: Countries): Party {
  const { metadata } = client;
  const place = {
    country: client.country,
    country_iso: client.country_iso ?? metadata.country_iso,
    state: client.state,
    state_iso: client.state_iso ?? metadata.state_iso,
  };
  const both = [client.first_name, client.last_name].filter((part) => part !== null).join(' ');
  const ownCode = client.code !== null && isTaxCode(client.code, client.tax_number) ? client.code : null;
  return {
    name: client.fullname ?? (both === '' ? null : both),
    company: client.company ?? metadata.company,
    address1: client.address,
    address2: null,
    city: client.city,
    postalCode: client.zip,
    province: provinceOf(place),
    countryIso: countryOf(place, countries),
    email: client.email,
    phone: client.phone ?? client.mobile,
    vatNumber: client.tax_number,
    taxCode: ownCode ?? client.tax_code ?? metadata.tax_code,
    certifiedEmail: client.pec ?? metadata.pec,
    sdiCode: client.sdi ?? metadata.sdi,
  };
}
