import { Decimal } from 'decimal.js';

/**
 * Exact money. Amounts are integer cents between functions and exact decimals inside a sum or a product;
 * no float ever takes part. Half a cent is rounded away from zero, as art. 5 of Reg. (CE) 1103/97 has it and
 * as the shop's own `round` (PHP) does.
 */

/** Euros as an exact decimal, rounded to the cent, half away from zero. */
export function roundToCent(euros: Decimal): Decimal {
  return euros.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

/** Euros (exact decimal) → integer cents, half away from zero. */
export function toCents(euros: Decimal): number {
  // `+ 0` turns the -0 of a tiny negative amount into 0.
  return euros.times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber() + 0;
}

/** Integer cents → euros as an exact decimal. */
export function toEuros(cents: number): Decimal {
  return new Decimal(cents).div(100);
}

/** 1 + rate, for a rate in percent: 22 → 1.22. */
export function grossFactor(percent: number): Decimal {
  return new Decimal(percent).div(100).plus(1);
}

/** Cents as an Italian reader writes them, `1.234,56 €`; another currency's code stands in for the sign. */
export function formatCents(cents: number, currency = 'EUR'): string {
  const [units = '0', decimals = '00'] = toEuros(Math.abs(cents)).toFixed(2).split('.');
  const grouped = units.replace(/\B(?=(\d{3})+$)/g, '.');
  return `${cents < 0 ? '-' : ''}${grouped},${decimals} ${currency === 'EUR' ? '€' : currency}`;
}

/** A decimal as an Italian reader writes it, without trailing zeros: 0.125 → `0,125`. */
export function formatDecimal(value: Decimal | number): string {
  return new Decimal(value).toFixed().replace('.', ',');
}

/**
 * Shares out `total` cents over `weights`, in proportion and to the cent: the shares always sum to `total`
 * (largest remainder first, the earlier one on a tie). Negative weights count as zero; where no weight is
 * positive, the first takes everything. With 0 ≤ total ≤ Σ weights no share exceeds its weight.
 */
export function spreadCents(total: number, weights: readonly number[]): number[] {
  const positive = weights.map((weight) => BigInt(Math.max(0, weight)));
  const sum = positive.reduce((a, b) => a + b, 0n);
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0));

  const sign = total < 0 ? -1 : 1;
  const whole = BigInt(Math.abs(total));
  const shares = positive.map((weight) => Number((whole * weight) / sum));
  const remainders = positive.map((weight, index) => ({ index, rest: (whole * weight) % sum }));
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  let left = Math.abs(total) - shares.reduce((a, b) => a + b, 0);
  for (const { index } of remainders) {
    if (left === 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares.map((share) => (share === 0 ? 0 : share * sign));
}
