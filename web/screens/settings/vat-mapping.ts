import type { CatalogueDto } from '../../../src/contract/settings/catalogue.ts';
import type { SettingsDto, SettingsInput } from '../../../src/contract/settings/settings.ts';
import { fromId, toId } from './options.ts';

type VatSettings = SettingsDto['vat'];
type TaxProfile = CatalogueDto['taxProfiles'][number];
type VatType = CatalogueDto['vatTypes'][number];

/** A row a tax profile, since a profile's id as a field's name could contain dots. */
export interface VatValues {
  rows: { profileId: string; vatTypeId: string }[];
  shipping: string;
}

export function toVatValues(saved: VatSettings, profiles: readonly TaxProfile[]): VatValues {
  return {
    rows: profiles.map(({ id }) => ({ profileId: id, vatTypeId: fromId(saved.mapping[id]) })),
    shipping: fromId(saved.shippingVatTypeId),
  };
}

/** Fills what is not mapped with what is suggested; how many rows that were is answered too. */
export function withSuggestions(
  values: VatValues,
  profiles: readonly TaxProfile[],
  types: readonly VatType[],
): { values: VatValues; suggested: number } {
  let suggested = 0;
  const rows = values.rows.map((row) => {
    const id = profiles.find((profile) => profile.id === row.profileId)?.suggestedVatTypeId ?? null;
    if (row.vatTypeId !== '' || !types.some((type) => type.id === id)) return row;
    suggested += 1;
    return { ...row, vatTypeId: fromId(id) };
  });
  return { values: { ...values, rows }, suggested };
}

/** Mappings of profiles that the shop no longer lists are kept: older orders may still name them. */
export function toVatSettings(values: VatValues, saved: VatSettings): SettingsInput['vat'] {
  const mapping = { ...saved.mapping };
  for (const { profileId, vatTypeId } of values.rows) {
    const id = toId(vatTypeId);
    if (id === null) delete mapping[profileId];
    else mapping[profileId] = id;
  }
  return { mapping, shippingVatTypeId: toId(values.shipping) };
}

/** How many of the shop's tax profiles have no VAT type. */
export function countUnmapped(saved: VatSettings, profiles: readonly TaxProfile[]): number {
  return profiles.filter(({ id }) => saved.mapping[id] === undefined).length;
}

export type VatTrouble =
  | { kind: 'missing' }
  | { kind: 'gone' }
  | { kind: 'no-nature' }
  | { kind: 'different-percent'; shop: number; fic: number };

/** What is wrong with a choice. A type whose nature is not told is not complained about. */
export function vatTrouble(
  profile: { value: number } | null,
  chosen: string,
  types: readonly VatType[],
): VatTrouble | null {
  const id = toId(chosen);
  if (id === null) return profile === null ? null : { kind: 'missing' };
  const type = types.find((candidate) => candidate.id === id);
  if (type === undefined) return { kind: 'gone' };
  if (profile !== null && type.value !== profile.value) {
    return { kind: 'different-percent', shop: profile.value, fic: type.value };
  }
  return type.value === 0 && type.nature === null ? { kind: 'no-nature' } : null;
}
