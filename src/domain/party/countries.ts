/**
 * Countries as documents name them. Names are the Italian ones of the Unicode CLDR (`Intl.DisplayNames`);
 * Fatture in Cloud goes by `country_iso` where its own list spells a name otherwise.
 */
const names = new Intl.DisplayNames(['it'], { type: 'region', fallback: 'none' });

/** ISO 3166-1 alpha-2 in upper case; null for anything else (`ZZ`, `Italia`, an unknown platform uid). */
export function readCountryIso(value: string | null | undefined): string | null {
  const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
  if (code === 'EL') return 'GR';
  // XI is the prefix of Northern Ireland's VAT numbers.
  if (code === 'UK' || code === 'XI') return 'GB';
  return /^[A-Z]{2}$/.test(code) && code !== 'ZZ' && countryName(code) !== null ? code : null;
}

/** Member states beside Italy. Source: European Union, members since 2020. */
const EU_MEMBERS = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** Another member state of the EU; not Italy. ISO 3166-1 alpha-2. */
export function isEuMember(countryIso: string | null): boolean {
  return countryIso !== null && EU_MEMBERS.has(countryIso);
}

/** Names already looked up: each look costs as much as the rest of an address. */
const known = new Map<string, string>();

/** Italian name (`IT` → `Italia`); null where the code is unknown. */
export function countryName(iso: string): string | null {
  const before = known.get(iso);
  if (before !== undefined) return before;
  try {
    const name = names.of(iso) ?? null;
    if (name !== null) known.set(iso, name);
    return name;
  } catch {
    return null;
  }
}

const LANGUAGES: Readonly<Record<string, string>> = {
  IT: 'it',
  SM: 'it',
  VA: 'it',
  DE: 'de',
  AT: 'de',
  FR: 'fr',
  ES: 'es',
};

/** ISO 639-1 of the document by the buyer's country: it, de, fr, es, else en; Italian where it is unknown. */
export function documentLanguage(countryIso: string | null): string {
  if (countryIso === null) return 'it';
  return Object.hasOwn(LANGUAGES, countryIso) ? (LANGUAGES[countryIso] ?? 'en') : 'en';
}
