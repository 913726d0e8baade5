import type { CatalogueDto } from '../../../../src/contract/settings/catalogue.ts';
import type { SettingsDto, SettingsInput } from '../../../../src/contract/settings/settings.ts';
import { fromId, toId } from '../options.ts';

type VatSettings = SettingsDto['vat'];
type TaxProfile = CatalogueDto['taxProfiles'][number];
type VatType = CatalogueDto['vatTypes'][number];

export const destinations = [
  'euBusiness',
  'extraEu',
  'sanMarino',
] as const satisfies readonly (keyof VatSettings['byDestination'])[];
/** Of the select for the shipping, beside the VAT types: the order's own, or in proportion to the goods. */
export const AS_GOODS = 'as-goods';

/** A row a tax profile, since a profile's id as a field's name could contain dots. */
export interface VatValues {
  rows: { profileId: string; vatTypeId: string }[];
  mainProfile: string;
  shipping: string;
  flatRate: string;
  byDestination: Record<(typeof destinations)[number], string>;
  /** `percent` as typed, `25,5`. */
  oss: {
    rates: { country: string; percent: string; vatTypeId: string }[];
    invoice: string;
    taxLine: string;
  };
  stampDuty: boolean;
}

export function toVatValues(saved: VatSettings, profiles: readonly TaxProfile[]): VatValues {
  const { byDestination, oss } = saved;
  return {
    rows: profiles.map(({ id }) => ({ profileId: id, vatTypeId: fromId(saved.mapping[id]) })),
    mainProfile: saved.mainTaxProfileId ?? '',
    shipping: saved.shipping === 'as-goods' ? AS_GOODS : fromId(saved.shippingVatTypeId),
    flatRate: fromId(saved.flatRateVatTypeId),
    byDestination: {
      euBusiness: fromId(byDestination.euBusiness),
      extraEu: fromId(byDestination.extraEu),
      sanMarino: fromId(byDestination.sanMarino),
    },
    oss: {
      rates: Object.keys(oss.rates)
        .sort()
        .map((rate) => ({ ...readRate(rate), vatTypeId: fromId(oss.rates[rate]) })),
      invoice: fromId(oss.invoiceVatTypeId),
      taxLine: fromId(oss.taxLineVatTypeId),
    },
    stampDuty: saved.stampDuty === 'automatic',
  };
}

/** `FI:25.5` → Finland, 25,5. */
export function readRate(rate: string): { country: string; percent: string } {
  const [country = '', percent = ''] = rate.split(':');
  return { country, percent: percent.replace('.', ',') };
}

/** `25,50` → 25.5; null for what is no percentage of at most two decimals. */
export function readPercent(typed: string): number | null {
  const text = typed.trim().replace(',', '.').replace(/\s*%$/, '');
  return /^\d{1,2}(\.\d{1,2})?$/.test(text) && Number(text) > 0 ? Number(text) : null;
}

/** The contract's `DE:19`. */
export const rateKey = ({ country, percent }: { country: string; percent: string }): string =>
  `${country}:${readPercent(percent) ?? percent}`;

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
  const asGoods = values.shipping === AS_GOODS;
  const { oss, byDestination } = values;
  return {
    mapping,
    mainTaxProfileId: values.mainProfile === '' ? null : values.mainProfile,
    // What was fixed before comes back where the choice does.
    shippingVatTypeId: asGoods ? saved.shippingVatTypeId : toId(values.shipping),
    shipping: asGoods ? 'as-goods' : 'as-told',
    byDestination: {
      euBusiness: toId(byDestination.euBusiness),
      extraEu: toId(byDestination.extraEu),
      sanMarino: toId(byDestination.sanMarino),
    },
    oss: {
      rates: Object.fromEntries(
        oss.rates.flatMap((row) => {
          const id = toId(row.vatTypeId);
          return id === null ? [] : [[rateKey(row), id]];
        }),
      ),
      invoiceVatTypeId: toId(oss.invoice),
      taxLineVatTypeId: toId(oss.taxLine),
    },
    flatRateVatTypeId: toId(values.flatRate),
    stampDuty: values.stampDuty ? 'automatic' : 'never',
  };
}

/** The form's field for a path of the server's `errors`. */
export function vatFieldOf(path: string, values: VatValues) {
  const fixed = {
    shippingVatTypeId: 'shipping',
    mainTaxProfileId: 'mainProfile',
    flatRateVatTypeId: 'flatRate',
    'oss.invoiceVatTypeId': 'oss.invoice',
    'oss.taxLineVatTypeId': 'oss.taxLine',
  } as const;
  if (path in fixed) return fixed[path as keyof typeof fixed];
  const destination = destinations.find((name) => path === `byDestination.${name}`);
  if (destination !== undefined) return `byDestination.${destination}` as const;
  const row = values.rows.findIndex(({ profileId }) => path === `mapping.${profileId}`);
  if (row >= 0) return `rows.${row}.vatTypeId` as const;
  const rate = values.oss.rates.findIndex((entry) => path === `oss.rates.${rateKey(entry)}`);
  return rate < 0 ? undefined : (`oss.rates.${rate}.vatTypeId` as const);
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
