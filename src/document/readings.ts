import { Decimal } from 'decimal.js';
import { grossFactor, roundToCent, toCents } from '../domain/money.ts';
import type { PricedItem, PriceMode } from './fic-rounding.ts';
import type { DocumentTotals } from './issued-document.ts';

/**
 * A way in which Fatture in Cloud may compute a document: its documentation leaves open what this names. A document
 * that comes to the same total under every one of them is safe, whichever it is.
 *
 * Known: with gross prices the total is the rows' own (guide "invoice-totals": `use_gross_prices` computes from
 * `gross_price`); amounts of more than two decimals are cut to two "before anything is computed", of which it does
 * not say whether prices are among them.
 */
export interface Reading {
  prices: 'as-sent' | 'cents';
  rows: 'rounded' | 'exact';
  /** What VAT is computed and rounded on. */
  vatBy: 'row' | 'type' | 'rate' | 'document';
  /** Which of a sum's two halves is computed and rounded; the other one is what is left. */
  first: 'net' | 'gross';
}

/** Every reading, all of their combinations. */
export const readings: readonly Reading[] = (['as-sent', 'cents'] as const).flatMap((prices) =>
  (['rounded', 'exact'] as const).flatMap((rows) =>
    (['row', 'type', 'rate', 'document'] as const).flatMap((vatBy) =>
      (['net', 'gross'] as const).map((first) => ({ prices, rows, vatBy, first })),
    ),
  ),
);

/** Net and gross of the rows that VAT is computed on together, euros. */
interface Sum {
  net: Decimal;
  gross: Decimal;
}

/** The totals that a reading gives, cents. */
export function readTotals(items: readonly PricedItem[], mode: PriceMode, reading: Reading): DocumentTotals {
  const sums = new Map<number, Sum>();
  items.forEach(({ quantity, price, vatTypeId, vatPercent }, index) => {
    const amount = quantity.times(reading.prices === 'cents' ? roundToCent(price) : price);
    const row = reading.rows === 'rounded' ? roundToCent(amount) : amount;
    const factor = grossFactor(vatPercent);
    const key = { row: index, type: vatTypeId, rate: vatPercent, document: 0 }[reading.vatBy];
    const before = sums.get(key);
    const net = mode === 'gross' ? row.div(factor) : row;
    const gross = mode === 'gross' ? row : row.times(factor);
    sums.set(
      key,
      before === undefined ? { net, gross } : { net: before.net.plus(net), gross: before.gross.plus(gross) },
    );
  });
  let netCents = 0;
  let grossCents = 0;
  for (const { net, gross } of sums.values()) {
    const vatCents = toCents(gross.minus(net));
    // What the mode's prices say is kept; the other half, or its VAT, is what is rounded.
    const sumGross = mode === 'gross' || reading.first === 'gross' ? toCents(gross) : toCents(net) + vatCents;
    grossCents += sumGross;
    netCents += mode === 'net' || reading.first === 'net' ? toCents(net) : sumGross - vatCents;
  }
  return { netCents, vatCents: grossCents - netCents, grossCents };
}

/** Whether every reading arrives at this total. */
export function isSafe(items: readonly PricedItem[], mode: PriceMode, totalCents: number): boolean {
  // Nothing is left to be rounded: each reading adds the rows up.
  if (mode === 'gross' && items.every(isWholeCents)) {
    const sum = items.reduce((all, { quantity, price }) => all.plus(quantity.times(price)), new Decimal(0));
    return toCents(sum) === totalCents;
  }
  return readings.every((reading) => readTotals(items, mode, reading).grossCents === totalCents);
}

function isWholeCents({ quantity, price }: PricedItem): boolean {
  return price.decimalPlaces() <= 2 && quantity.times(price).decimalPlaces() <= 2;
}
