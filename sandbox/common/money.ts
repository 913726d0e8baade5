import { Decimal } from 'decimal.js';

export { Decimal };

/** Half away from zero to two decimals, as amounts in euros are written. */
export function round2(value: Decimal.Value): Decimal {
  return new Decimal(value).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

export function sum(values: Iterable<Decimal.Value>): Decimal {
  let total = new Decimal(0);
  for (const value of values) total = total.plus(value);
  return total;
}

/** `1.234,50 €` for pages. */
export function euros(value: Decimal.Value): string {
  return `${new Intl.NumberFormat('it-IT', { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: true }).format(Number(value))} €`;
}
