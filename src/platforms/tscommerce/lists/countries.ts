import { countryName, readCountryIso } from '../../../domain/party/countries.ts';
import type { Spellings } from '../fields/spellings.ts';
import { fold } from '../fields/table.ts';
import { readText } from '../scalars.ts';

/** The platform's countries. */
export interface Countries {
  /** uid → ISO 3166-1 alpha-2. */
  byUid: ReadonlyMap<string, string>;
  /** Folded name, as the shop's list has it, → ISO. */
  byName: ReadonlyMap<string, string>;
}

export const noCountries: Countries = { byUid: new Map(), byName: new Map() };

/** ISO of `it`, `.it`, `uk`; null for anything that is no two letters of a country. */
export function isoCountry(value: string | null): string | null {
  return readCountryIso(value?.trim().replace(/^\./, ''));
}

export function readCountries(rows: readonly Record<string, unknown>[], spellings: Spellings): Countries {
  const byUid = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const row of rows) {
    const country = spellings.read('country', row);
    const iso = country
      .texts('iso')
      .map(({ value }) => isoCountry(value))
      .find((code) => code !== null);
    country.text('iso');
    const [uid, name] = [country.id('id'), country.text('name')];
    if (iso === undefined || iso === null) continue;
    if (uid !== null) byUid.set(uid, iso);
    if (name !== null) byName.set(fold(name), iso);
  }
  return { byUid, byName };
}

/** Names in Italian and English, for a shop that writes them. */
const knownNames = (() => {
  let names: Map<string, string> | null = null;
  return () => {
    if (names !== null) return names;
    names = new Map();
    const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    for (const iso of letters.flatMap((first) => letters.map((second) => first + second))) {
      if (readCountryIso(iso) !== iso) continue;
      for (const name of [countryName(iso), english.of(iso)]) if (name) names.set(fold(name), iso);
    }
    return names;
  };
})();

/** What an address says of its country. `told`: a uid, an ISO code or a name. */
export interface PlaceOfCountry {
  iso: string | null;
  told: string | null;
}

/** The ISO code wins over the uid; a uid or a name that nobody knows is unknown. */
export function countryOf(place: PlaceOfCountry, countries: Countries): string | null {
  const iso = isoCountry(place.iso);
  if (iso !== null || place.told === null) return iso;
  const told = readText(place.told) ?? '';
  return (
    countries.byUid.get(told) ??
    isoCountry(told) ??
    countries.byName.get(fold(told)) ??
    knownNames().get(fold(told)) ??
    null
  );
}

/** Whether the list of countries is needed to know this place's. */
export function needsCountries(place: PlaceOfCountry): boolean {
  return isoCountry(place.iso) === null && place.told !== null && isoCountry(place.told) === null;
}
