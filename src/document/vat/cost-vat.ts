import type { VatType } from '../../domain/catalogue.ts';
import { spreadCents } from '../../domain/money.ts';
import { documentTexts } from '../../texts/it/document.ts';
import type { Findings } from '../problems.ts';
import { resolveByPercent } from './line-vat.ts';
import { findType, samePercent, type VatTables } from './tables.ts';

/** What is sold at one VAT type, cents, VAT included. */
export interface TypeCents {
  type: VatType;
  cents: number;
}

/**
 * A cost (shipping, payment method) as shares by VAT type, or null with the problem told. It follows the goods (art. 12
 * DPR 633/1972): by choice in proportion to them, a share for each type; else by the merchant's fixed type, which gives
 * way where no goods are taxable; else by the percentage that the order tells; else at the highest rate of the goods.
 *
 * @param goods What the products come to at each type, in their order.
 */
export function costShares(
  cost: { cents: number; vatPercent: number | null; article: string },
  goods: readonly TypeCents[],
  tables: VatTables,
  findings: Findings,
): TypeCents[] | null {
  const { settings } = tables;
  const { cents, vatPercent, article } = cost;
  const whole = (type: VatType | null) => (type === null ? null : [{ type, cents }]);
  const types = goods.map(({ type }) => type);
  if (settings.flatRateVatTypeId !== null) {
    return whole(findType(settings.flatRateVatTypeId, documentTexts.flatRateVat, article, tables, findings));
  }
  if (settings.shipping === 'as-goods' && goods.some((one) => one.cents > 0)) {
    const shares = spreadCents(
      cents,
      goods.map((one) => one.cents),
    );
    return goods
      .map(({ type }, index) => ({ type, cents: shares[index] ?? 0 }))
      .filter((share) => share.cents !== 0);
  }
  const taxable = types.some(({ value }) => value !== 0);
  if (settings.shippingVatTypeId !== null && (taxable || types.length === 0)) {
    return whole(findType(settings.shippingVatTypeId, documentTexts.shippingVat, article, tables, findings));
  }
  if (vatPercent !== null) {
    // A rate of the goods themselves, which may be another country's, needs no profile.
    const same = [
      ...new Map(
        types.filter(({ value }) => samePercent(value, vatPercent)).map((type) => [type.id, type]),
      ).values(),
    ];
    if (same.length === 1) return whole(same[0] ?? null);
    return whole(resolveByPercent(vatPercent, article, tables, { inUse: types, profile: null }, findings));
  }
  return whole(highestRate(types));
}

/** The type of the highest percentage, the first of several; null among none. */
export function highestRate(types: readonly VatType[]): VatType | null {
  return types.reduce<VatType | null>(
    (best, type) => (best === null || type.value > best.value ? type : best),
    null,
  );
}
