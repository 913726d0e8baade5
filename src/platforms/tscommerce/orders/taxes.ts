import type { TaxProfile } from '../../../domain/catalogue.ts';
import type { OrderLine } from '../../../domain/order.ts';
import { readId } from '../fields/readers.ts';
import type { Spellings } from '../fields/spellings.ts';
import { fold } from '../fields/table.ts';
import type { Countries } from '../lists/countries.ts';

/** What a product says of its VAT; `gone`: the shop does not have it any more. */
export type ProductTax = { gone: true } | { gone: false; profileId: string | null };

/** Countries of a profile: those of whose uids the list of countries knows the code, and whether it knows all. */
export interface ProfileCountries {
  isos: ReadonlySet<string>;
  complete: boolean;
}

export interface ShopTaxProfile extends TaxProfile {
  /** For whose buyers VAT is calculated; null: the shop limits it to none. */
  charged: ProfileCountries | null;
}

/** `countriesUID` of a row: a list, or text of uids with commas. */
function uidsOf(row: Record<string, unknown>): string[] {
  const [, told] =
    Object.entries(row).find(([key]) => ['countriesuid', 'countries'].includes(fold(key))) ?? [];
  const list =
    typeof told === 'string'
      ? told.split(/[\s,;]+/)
      : typeof told === 'object'
        ? Object.values(told ?? {})
        : [];
  return list.flatMap((uid) => readId(uid) ?? []);
}

export function readTaxProfiles(
  rows: readonly Record<string, unknown>[],
  spellings: Spellings,
  countries: Countries,
): ShopTaxProfile[] {
  return rows.flatMap((row) => {
    const profile = spellings.read('tax', row);
    const [id, value, title] = [profile.id('id'), profile.rate('rate'), profile.text('title')];
    if (id === null || value === null) return [];
    const uids = uidsOf(row);
    const isos = uids.map((uid) => countries.byUid.get(uid) ?? null);
    const charged =
      uids.length === 0
        ? null
        : { isos: new Set(isos.filter((iso) => iso !== null)), complete: !isos.includes(null) };
    return [{ id, title: title ?? `${value}%`, value, charged }];
  });
}

/** Whether the shop calculates VAT by this profile for a country; null where it cannot be told. */
export function chargesIn(profile: ShopTaxProfile, iso: string | null): boolean | null {
  if (profile.charged === null) return true;
  if (iso === null) return null;
  if (profile.charged.isos.has(iso)) return true;
  return profile.charged.complete ? false : null;
}

/** Countries of an order: of the bill and of the goods. */
export interface OrderCountries {
  billing: string | null;
  delivery: string | null;
}

/**
 * Whether VAT was calculated for the order; `unclear` where the two countries say different things. Source: platforms.md:
 * for a buyer in a country that is not among the profile's, none. Which of the two addresses counts is not told.
 */
export function wasCharged(profile: ShopTaxProfile, to: OrderCountries): boolean | null | 'unclear' {
  const billing = chargesIn(profile, to.billing);
  const delivery = to.delivery === null ? billing : chargesIn(profile, to.delivery);
  if (billing === null || delivery === null) return billing ?? delivery;
  return billing === delivery ? billing : 'unclear';
}

export type LineTax = Pick<OrderLine, 'taxProfileId' | 'vatPercent' | 'usesMainProfile' | 'vatCharged'>;

/**
 * The VAT of a line of which the order does not tell the rate: by its profile (its own, its product's, or the shop's only
 * one), and by where it went. Null: its two countries say different things.
 *
 * @param product Where the order does not tell the profile either.
 */
export function lineTax(
  told: string | null,
  product: ProductTax | null,
  profiles: readonly ShopTaxProfile[],
  to: OrderCountries,
): LineTax | null {
  const own = told ?? (product?.gone === false ? product.profileId : null);
  const usesMainProfile = own === null && product?.gone === false;
  const only = profiles.length === 1 ? profiles[0] : undefined;
  const profile = own === null ? (usesMainProfile ? only : undefined) : profiles.find(({ id }) => id === own);
  if (profile === undefined) {
    // Which profile is the main one the merchant says; where none of them reaches, no VAT was calculated all the same.
    const nowhere =
      usesMainProfile && profiles.length > 0 && profiles.every((one) => wasCharged(one, to) === false);
    return {
      taxProfileId: own,
      vatPercent: nowhere ? 0 : null,
      usesMainProfile,
      vatCharged: nowhere ? false : null,
    };
  }
  const charged = wasCharged(profile, to);
  if (charged === 'unclear') return null;
  const vatPercent = charged === null ? null : charged ? profile.value : 0;
  return { taxProfileId: profile.id, vatPercent, usesMainProfile, vatCharged: charged };
}
