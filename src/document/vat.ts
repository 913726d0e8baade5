import type { TaxProfile, VatType } from '../domain/catalogue.ts';
import { formatDecimal } from '../domain/money.ts';
import type { VatSettings } from '../domain/settings.ts';
import { documentTexts } from '../texts/it/document.ts';
import type { Findings } from './problems.ts';

/** What an order's line says of its VAT. Percent (22). */
export interface TaxClaim {
  taxProfileId: string | null;
  vatPercent: number | null;
}

/** What a line's VAT is looked up in. */
export interface VatTables {
  settings: VatSettings;
  taxProfiles: readonly TaxProfile[];
  vatTypes: readonly VatType[];
}

/** Two percentages are the same when they print the same. */
function samePercent(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.005;
}

/**
 * The VAT type of a line, or null with the problem told.
 *
 * By the shop's tax profile through the merchant's mapping; a line that names only a percentage (or a profile
 * that the shop no longer lists) goes by percentage where the mapped profiles of that percentage lead to one
 * VAT type; a line that names neither goes by the shop's only profile. A type whose percentage is not what the
 * buyer paid is refused. Source: issue "Documents that an accountant would sign".
 */
export function resolveVat(
  claim: TaxClaim,
  article: string,
  tables: VatTables,
  findings: Findings,
): VatType | null {
  const listed = tables.taxProfiles.find((profile) => profile.id === claim.taxProfileId);
  const only = tables.taxProfiles.length === 1 ? tables.taxProfiles[0] : undefined;
  const unnamed = claim.taxProfileId === null && claim.vatPercent === null;
  const profile = listed ?? (unnamed ? only : undefined);
  const profileId = profile?.id ?? claim.taxProfileId;

  if (profileId !== null && Object.hasOwn(tables.settings.mapping, profileId)) {
    const name = profile?.title || profileId;
    const type = findType(tables.settings.mapping[profileId], name, article, tables, findings);
    const paid = claim.vatPercent ?? profile?.value ?? null;
    if (type !== null && paid !== null && !samePercent(type.value, paid)) {
      findings.problem('vat-rate-differs', {
        profile: name,
        article,
        paid: formatDecimal(paid),
        mapped: formatDecimal(type.value),
      });
    }
    return type;
  }
  if (profile !== undefined) {
    const percent = formatDecimal(claim.vatPercent ?? profile.value);
    findings.problem('vat-unmapped', { profile: profile.title || profile.id, percent, article });
    return null;
  }
  if (claim.vatPercent !== null) return resolveByPercent(claim.vatPercent, article, tables, [], findings);
  if (claim.taxProfileId !== null) {
    findings.problem('vat-unmapped', { profile: claim.taxProfileId, percent: null, article });
    return null;
  }
  findings.problem('vat-unknown', { article });
  return null;
}

/**
 * The VAT type of a bare percentage: the one that the mapped profiles of that percentage lead to; where they
 * lead to several, the one of them that the order's products already use, if it is one.
 */
function resolveByPercent(
  percent: number,
  article: string,
  tables: VatTables,
  inUse: readonly VatType[],
  findings: Findings,
): VatType | null {
  const { mapping } = tables.settings;
  const mapped = tables.taxProfiles
    .filter((profile) => samePercent(profile.value, percent) && Object.hasOwn(mapping, profile.id))
    .map((profile) => mapping[profile.id])
    .filter((id) => id !== undefined);
  let ids = [...new Set(mapped)];
  if (ids.length > 1) {
    const used = ids.filter((id) => inUse.some((type) => type.id === id));
    if (used.length === 1) ids = used;
  }
  const profile = documentTexts.percentProfile(formatDecimal(percent));
  if (ids.length === 0) {
    findings.problem('vat-unmapped', { profile, percent: null, article });
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

/**
 * The VAT type of shipping and of the payment method's cost: the merchant's choice where there is one, else
 * the order's shipping percentage, else the highest rate among the products. Source: contract.
 *
 * @param products VAT types of the order's products, in their order.
 */
export function resolveCostVat(
  shippingPercent: number | null,
  article: string,
  products: readonly VatType[],
  tables: VatTables,
  findings: Findings,
): VatType | null {
  const chosen = tables.settings.shippingVatTypeId;
  if (chosen !== null) return findType(chosen, documentTexts.shippingVat, article, tables, findings);
  if (shippingPercent !== null) {
    return resolveByPercent(shippingPercent, article, tables, products, findings);
  }
  return highestRate(products);
}

/** The type of the highest percentage, the first of several; null among none. */
export function highestRate(types: readonly VatType[]): VatType | null {
  return types.reduce<VatType | null>(
    (best, type) => (best === null || type.value > best.value ? type : best),
    null,
  );
}

function findType(
  id: number | undefined,
  profile: string,
  article: string,
  tables: VatTables,
  findings: Findings,
): VatType | null {
  const type = tables.vatTypes.find((candidate) => candidate.id === id);
  if (type === undefined) findings.problem('vat-type-gone', { profile, article });
  else if (type.isDisabled) findings.problem('vat-type-disabled', { profile, article });
  return type ?? null;
}

/**
 * Zero-rate types need their *natura* (N1…N7) on an e-invoice, which SDI refuses without one (error 00400,
 * FatturaPA 2.2.1.14), and a type that Fatture in Cloud keeps off e-invoices cannot stand there; on an order the
 * first is only a warning, and the second nothing.
 */
export function checkNature(types: readonly VatType[], eInvoice: boolean, findings: Findings): void {
  for (const type of types) {
    const values = { type: vatTypeName(type) };
    if (type.value === 0 && type.nature === null) {
      if (eInvoice) findings.problem('nature-missing', values);
      else findings.warning('nature-missing', values);
    } else if (eInvoice && !type.forEInvoices) findings.problem('vat-type-not-electronic', values);
  }
}

/** A VAT type as a merchant knows it: its description, else its percentage. */
export function vatTypeName(type: VatType): string {
  return type.description.trim() || documentTexts.percentProfile(formatDecimal(type.value));
}
