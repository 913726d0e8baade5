import type { TaxProfile, VatType } from '../../domain/catalogue.ts';
import { formatDecimal } from '../../domain/money.ts';
import { countryName } from '../../domain/party/countries.ts';
import { documentTexts } from '../../texts/it/document.ts';
import type { Findings } from '../problems.ts';
import { destinationOf, findType, isPrivateOfEu, ossRate, samePercent, type VatTables } from './tables.ts';

/** What an order's line says of its VAT. Percent (22). */
export interface TaxClaim {
  taxProfileId: string | null;
  vatPercent: number | null;
  /** It follows the shop's main profile. */
  usesMainProfile: boolean;
}

/**
 * The VAT type of a line, or null with the problem told. In this order:
 *
 * 1. A seller in the flat-rate scheme has one type for everything.
 * 2. By where the goods go, for a line at 0 %; by the rate of the buyer's country, where that is set (OSS).
 * 3. By the shop's tax profile through the merchant's mapping, where its percentage is what the buyer paid.
 * 4. By what the buyer paid: the one type that the mapped profiles of that percentage lead to.
 *
 * What none of these has stops, with a mend that touches no other orders. Source: issue "Documents that the tax office
 * accepts"; the taxable amount is what was agreed (art. 13 DPR 633/1972), so another rate is never put on a line.
 */
export function resolveVat(
  claim: TaxClaim,
  article: string,
  tables: VatTables,
  findings: Findings,
): VatType | null {
  const { settings } = tables;
  if (settings.flatRateVatTypeId !== null) {
    return findType(settings.flatRateVatTypeId, documentTexts.flatRateVat, article, tables, findings);
  }
  const profile = profileOf(claim, tables);
  const profileId = profile?.id ?? claim.taxProfileId;
  const paid = claim.vatPercent ?? profile?.value ?? null;
  const special = paid === null ? null : bySale(paid, tables);
  if (special !== null) return findType(special.id, special.name, article, tables, findings);

  if (profileId !== null && Object.hasOwn(settings.mapping, profileId)) {
    const name = profile?.title || profileId;
    const type = findType(settings.mapping[profileId], name, article, tables, findings);
    if (type === null || paid === null || samePercent(type.value, paid)) return type;
    if (profile === null || samePercent(profile.value, paid)) {
      const values = { profile: name, article, paid: formatDecimal(paid), mapped: formatDecimal(type.value) };
      findings.problem('vat-rate-differs', values);
      return type;
    }
    return resolveByPercent(paid, article, tables, { inUse: [], profile }, findings);
  }
  if (profile !== null && paid !== null && !samePercent(profile.value, paid)) {
    return resolveByPercent(paid, article, tables, { inUse: [], profile }, findings);
  }
  if (profile !== null) {
    const percent = formatDecimal(paid ?? profile.value);
    findings.problem('vat-unmapped', { profile: profile.title || profile.id, percent, article });
    return null;
  }
  if (paid !== null) return resolveByPercent(paid, article, tables, { inUse: [], profile: null }, findings);
  if (claim.taxProfileId !== null) {
    findings.problem('vat-unmapped', { profile: claim.taxProfileId, percent: null, article });
    return null;
  }
  findings.problem('vat-unknown', { article });
  return null;
}

/** The line's profile: its own, the shop's main one where it follows that, or where it names nothing; null for none. */
function profileOf(claim: TaxClaim, { settings, taxProfiles }: VatTables): TaxProfile | null {
  const listed = taxProfiles.find(({ id }) => id === claim.taxProfileId);
  if (listed !== undefined) return listed;
  const unnamed = claim.taxProfileId === null && claim.vatPercent === null;
  if (!claim.usesMainProfile && !unnamed) return null;
  const main = taxProfiles.find(({ id }) => id === settings.mainTaxProfileId);
  return main ?? (taxProfiles.length === 1 ? (taxProfiles[0] ?? null) : null);
}

/** The type of a sale to another country, whatever the goods are; null where none is set for it. */
function bySale(paid: number, tables: VatTables): { id: number; name: string } | null {
  const { byDestination, oss } = tables.settings;
  const destination = destinationOf(tables.buyer);
  if (samePercent(paid, 0) && destination !== null) {
    const id = byDestination[destination];
    return id === null ? null : { id, name: documentTexts.destinationVat[destination] };
  }
  const rate = ossRate(paid, tables);
  const id = rate === null ? undefined : oss.rates[rate];
  return rate === null || id === undefined ? null : { id, name: documentTexts.ossVat(rate) };
}

/**
 * The VAT type of a bare percentage: the one that the mapped profiles of that percentage lead to; where they
 * lead to several, the one of them that the order's products already use, if it is one.
 *
 * @param seen `inUse`: types of the order's products. `profile`: the line's own, which has another percentage.
 */
export function resolveByPercent(
  percent: number,
  article: string,
  tables: VatTables,
  seen: { inUse: readonly VatType[]; profile: TaxProfile | null },
  findings: Findings,
): VatType | null {
  const { mapping } = tables.settings;
  const mapped = tables.taxProfiles
    .filter(({ id, value }) => samePercent(value, percent) && Object.hasOwn(mapping, id))
    .map(({ id }) => mapping[id])
    .filter((id) => id !== undefined);
  let ids = [...new Set(mapped)];
  if (ids.length > 1) {
    const used = ids.filter((id) => seen.inUse.some((type) => type.id === id));
    if (used.length === 1) ids = used;
  }
  const profile = documentTexts.percentProfile(formatDecimal(percent));
  if (ids.length === 0) {
    tellUnset(percent, article, tables, seen.profile, findings);
    return null;
  }
  if (ids.length > 1) {
    findings.problem('vat-ambiguous', { percent: formatDecimal(percent), article });
    return null;
  }
  const type = findType(ids[0], profile, article, tables, findings);
  if (type !== null && !samePercent(type.value, percent)) {
    const paid = formatDecimal(percent);
    findings.problem('vat-rate-differs', { profile, article, paid, mapped: formatDecimal(type.value) });
  }
  return type;
}

/** What has to be set so that a line at this percentage finds its type, by who bought it and where it goes. */
function tellUnset(
  percent: number,
  article: string,
  { buyer }: VatTables,
  profile: TaxProfile | null,
  findings: Findings,
): void {
  const destination = destinationOf(buyer);
  const paid = formatDecimal(percent);
  const country = countryName(buyer.countryIso ?? '') ?? buyer.countryIso ?? '';
  if (samePercent(percent, 0) && destination !== null) {
    findings.problem('destination-vat-unset', {
      article,
      destination: documentTexts.destinationVat[destination],
    });
  } else if (!samePercent(percent, 0) && isPrivateOfEu(buyer)) {
    findings.problem('oss-rate-unset', { article, country, percent: paid });
  } else if (profile !== null) {
    findings.problem('vat-rate-unmapped', {
      article,
      paid,
      profile: profile.title || profile.id,
      own: formatDecimal(profile.value),
    });
  } else {
    findings.problem('vat-unmapped', { profile: documentTexts.percentProfile(paid), percent: null, article });
  }
}
