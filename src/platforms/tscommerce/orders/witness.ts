import { Decimal } from 'decimal.js';
import { formatCents, toCents } from '../../../domain/money.ts';
import type { ShopOrder } from '../../../domain/order.ts';
import type { UnknownEntry } from '../fields/unknown-keys.ts';

/** Shops round each line or the whole; up to this the document carries the difference. Source: issued documents' rule. */
const toleranceCents = 5;
/** Unknown amounts that are tried together, and at most how many of them. */
const together = 3;
const maxAmounts = 40;

type Parts = Pick<ShopOrder, 'lines' | 'shipping' | 'payment' | 'discount' | 'totalCents'>;

/** What the total lacks after all known parts, cents, by both ways of rounding. */
function differences(order: Parts): [number, number] {
  const exact = order.lines.map((line) => line.quantity.times(line.unitPrice));
  const costs = order.shipping.cents + order.payment.costCents - order.discount.cents;
  const byLine = exact.reduce((sum, euros) => sum + toCents(euros), costs);
  const whole = toCents(exact.reduce((sum, euros) => sum.plus(euros), new Decimal(0))) + costs;
  return [order.totalCents - byLine, order.totalCents - whole];
}

/** Whether the parts come to the total. */
export function addsUp(order: Parts): boolean {
  return differences(order).some((difference) => Math.abs(difference) <= toleranceCents);
}

/**
 * The unknown amounts that explain, to the cent, why the parts do not come to the total: as few as do, added or taken
 * off. Empty where the parts do come to it, or nothing explains it. Arithmetic is the witness here: a key that nobody
 * knows is no part of the order until the total says so.
 */
export function explainingAmounts(order: Parts, unknown: readonly UnknownEntry[]): UnknownEntry[] {
  if (addsUp(order)) return [];
  const amounts = unknown
    .filter(({ cents }) => cents !== null && cents !== order.totalCents)
    .slice(0, maxAmounts);
  for (let count = 1; count <= together; count += 1) {
    for (const difference of differences(order)) {
      const found = choose(amounts, count, difference, 0);
      if (found !== null) return found;
    }
  }
  return [];
}

/** `count` of the amounts from `from` on, each with either sign, that come to `target`; null where none do. */
function choose(
  amounts: readonly UnknownEntry[],
  count: number,
  target: number,
  from: number,
): UnknownEntry[] | null {
  if (count === 0) return target === 0 ? [] : null;
  for (let index = from; index <= amounts.length - count; index += 1) {
    const entry = amounts[index];
    if (entry === undefined || entry.cents === null) continue;
    for (const signed of [entry.cents, -entry.cents]) {
      const rest = choose(amounts, count - 1, target - signed, index + 1);
      if (rest !== null) return [entry, ...rest];
    }
  }
  return null;
}

/** `cart.shippin_fee 7,50`: as the merchant reads it. */
export const describeAmounts = (entries: readonly UnknownEntry[]): string =>
  entries.map(({ path, cents }) => `${path} ${formatCents(cents ?? 0).replace(/\s*€$/, '')}`).join(', ');
