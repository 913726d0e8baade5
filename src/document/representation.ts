import { Decimal } from 'decimal.js';
import type { VatType } from '../domain/catalogue.ts';
import { formatDecimal, grossFactor, roundToCent, toCents, toEuros } from '../domain/money.ts';
import { documentTexts } from '../texts/it/document.ts';
import {
  computeTotals,
  PRICE_DECIMALS,
  type PricedItem,
  type PriceMode,
  type RefusedTotal,
  type RoundingModel,
} from './fic-rounding.ts';
import type { DocumentTotals } from './issued-document.ts';
import { amountPart, fitSum, type Part, type PartCents, shopArithmetic, sum } from './parts.ts';
import { isSafe } from './readings.ts';

/** A part with the quantity and price (euros, gross or net by the mode) that the document will carry. */
export interface PricedPart {
  part: Part;
  quantity: Decimal;
  price: Decimal;
  /** The quantity no longer counts pieces (a fraction folded into one line), so it must not move stock. */
  folded: boolean;
}

export interface Representation {
  mode: PriceMode;
  items: PricedPart[];
  totals: DocumentTotals;
  /** Every reading of Fatture in Cloud's arithmetic gives the total. */
  safe: boolean;
}

export interface RepresentOptions {
  /** What decides where no way is safe; a safe one gives the total by it too. */
  model: RoundingModel;
  /** VAT types that the merchant has mapped, for a rounding line that those in use cannot carry. */
  spareTypes: readonly VatType[];
  /** Ways that Fatture in Cloud refused: none of them is written again. */
  refused?: readonly RefusedTotal[] | undefined;
}

export type RepresentationResult =
  | { state: 'exact'; representation: Representation }
  /** The order's parts do not add up to its total. */
  | { state: 'mismatch'; partsCents: number }
  /** They do, but no way of writing them makes the model arrive at the total. */
  | { state: 'unreachable'; nearestCents: number };

/** An explicit rounding line is the last resort, and never over this. Source: issue 3 (0.05 EUR). */
export const MAX_ROUNDING_CENTS = 5;

/**
 * Finds a way of writing the parts for which Fatture in Cloud's gross is the order's total, to the cent: the first
 * that is safe, else the first for which the model says so.
 *
 * In order of preference: gross prices as the shop has them; gross prices fitted to each line's cents; lines
 * split so that two-decimal prices do; net prices; net amounts fitted per VAT type; and only then one explicit
 * rounding line of at most 0.05, on the way that tells the parts best.
 */
export function represent(
  parts: readonly Part[],
  totalCents: number,
  options: RepresentOptions,
): RepresentationResult {
  const cents = chooseArithmetic(shopArithmetic(parts), totalCents);
  if (Math.abs(cents.total - totalCents) > MAX_ROUNDING_CENTS) {
    return { state: 'mismatch', partsCents: cents.total };
  }
  const refused = new Set(options.refused?.map(({ items, priceMode }) => signature(items, priceMode)));
  const fits = ({ totals, items, mode }: Representation) =>
    totals.grossCents === totalCents &&
    (refused.size === 0 || !refused.has(signature(items.map(priced), mode)));
  const plain: Representation[] = [];
  let unsafe: Representation | null = null;
  for (const write of ways) {
    const way = evaluate(write(parts, cents.lines), totalCents, options.model);
    plain.push(way);
    if (!fits(way)) continue;
    if (way.safe) return { state: 'exact', representation: way };
    unsafe ??= way;
  }
  const distance = (way: Representation) => Math.abs(totalCents - way.totals.grossCents);
  // A way that tells the parts exactly comes first: then the rounding line is the shop's own difference.
  const astray = (way: Representation) => Math.abs(cents.total - way.totals.grossCents);
  plain.sort((a, b) => astray(a) - astray(b) || distance(a) - distance(b));
  for (const way of plain) {
    if (distance(way) > MAX_ROUNDING_CENTS) continue;
    const rounded = withRoundingLine(way, totalCents, options).filter(fits);
    const safe = rounded.find((one) => one.safe);
    if (safe !== undefined) return { state: 'exact', representation: safe };
    unsafe ??= rounded[0] ?? null;
  }
  if (unsafe !== null) return { state: 'exact', representation: unsafe };
  return { state: 'unreachable', nearestCents: plain[0]?.totals.grossCents ?? 0 };
}

/** The parts as the shop prices them, whatever they come to: for a draft that no total binds. */
export function representAsIs(parts: readonly Part[], model: RoundingModel): Representation {
  return evaluate(grossPlain(parts), null, model);
}

/** Two ways of writing with the same signature are the same request. */
function signature(items: readonly PricedItem[], mode: PriceMode): string {
  return [mode, ...items.map((item) => `${item.quantity}×${item.price}@${item.vatTypeId}`)].join(' ');
}

/** The shop's way of rounding that gives its total, else the one that comes nearest. */
function chooseArithmetic(ways: readonly PartCents[], totalCents: number): PartCents {
  const distance = (way: PartCents) => Math.abs(way.total - totalCents);
  return ways.reduce((best, way) => (distance(way) < distance(best) ? way : best));
}

type Written = Pick<Representation, 'mode' | 'items'>;

const ways: readonly ((parts: readonly Part[], cents: readonly number[]) => Written)[] = [
  grossPlain,
  grossFitted,
  grossSplit,
  netPlain,
  netFitted,
];

/** @param totalCents What it should come to; null: nothing binds it. */
function evaluate(written: Written, totalCents: number | null, model: RoundingModel): Representation {
  const items = written.items.map(priced);
  const totals = computeTotals(items, written.mode, model);
  const safe = totals.grossCents === totalCents && isSafe(items, written.mode, totalCents);
  return { ...written, totals, safe };
}

function priced(item: PricedPart): PricedItem {
  const { vat } = item.part;
  return { quantity: item.quantity, price: item.price, vatTypeId: vat.id, vatPercent: vat.value };
}

function toPriceDecimals(price: Decimal): Decimal {
  return price.toDecimalPlaces(PRICE_DECIMALS, Decimal.ROUND_HALF_UP);
}

function whole(part: Part, price: Decimal): PricedPart {
  return { part, quantity: part.quantity, price, folded: false };
}

/** The shop's own unit prices. */
function grossPlain(parts: readonly Part[]): Written {
  return { mode: 'gross', items: parts.map((part) => whole(part, toPriceDecimals(part.unitPrice))) };
}

/** Each line's unit price fitted so that the line comes to its cents; the shop's own where that does. */
function grossFitted(parts: readonly Part[], cents: readonly number[]): Written {
  return {
    mode: 'gross',
    items: parts.flatMap((part, index) => fitLine(part, cents[index] ?? 0, part.unitPrice)),
  };
}

/** Two-decimal prices alone; a line that no such price fits is split in two. */
function grossSplit(parts: readonly Part[], cents: readonly number[]): Written {
  return { mode: 'gross', items: parts.flatMap((part, index) => splitLine(part, cents[index] ?? 0)) };
}

/** Unit prices without VAT, each from the shop's own. */
function netPlain(parts: readonly Part[]): Written {
  const items = parts.map((part) =>
    whole(part, toPriceDecimals(part.unitPrice.div(grossFactor(part.vat.value)))),
  );
  return { mode: 'net', items };
}

/**
 * Net amounts chosen per VAT type, so that net + VAT of the type comes to its gross. VAT skips some cents (at
 * 22 % no net gives 0.03), so what one type misses is handed to the next, the lowest rates last: they skip fewest.
 */
function netFitted(parts: readonly Part[], cents: readonly number[]): Written {
  const indexesByType = new Map<number, number[]>();
  parts.forEach((part, index) => {
    indexesByType.set(part.vat.id, [...(indexesByType.get(part.vat.id) ?? []), index]);
  });
  const groups = [...indexesByType.values()]
    .map((indexes) => ({ indexes, percent: parts[indexes[0] ?? 0]?.vat.value ?? 0 }))
    .sort((a, b) => b.percent - a.percent);

  const netCents = new Array<number>(parts.length).fill(0);
  let carry = 0;
  for (const { indexes, percent } of groups) {
    const factor = grossFactor(percent);
    const target = sum(indexes.map((index) => cents[index] ?? 0)) + carry;
    const net = nearestNet(target, factor);
    carry = target - grossOf(net, factor);
    const exact = indexes.map((index) => toEuros(cents[index] ?? 0).div(factor));
    const fitted = fitSum(exact, net);
    indexes.forEach((index, position) => {
      netCents[index] = fitted[position] ?? 0;
    });
  }
  const items = parts.flatMap((part, index) =>
    fitLine(part, netCents[index] ?? 0, part.unitPrice.div(grossFactor(part.vat.value))),
  );
  return { mode: 'net', items };
}

/** Gross cents of net cents with VAT added and rounded. */
function grossOf(netCents: number, factor: Decimal): number {
  return netCents + toCents(toEuros(netCents).times(factor.minus(1)));
}

function nearestNet(grossCents: number, factor: Decimal): number {
  const middle = toCents(toEuros(grossCents).div(factor));
  const distance = (net: number) => Math.abs(grossOf(net, factor) - grossCents);
  return [middle, middle - 1, middle + 1].reduce((best, net) =>
    distance(net) < distance(best) ? net : best,
  );
}

/** One line whose quantity × price rounds to `cents`: by the preferred price, by a fitted one, else split. */
function fitLine(part: Part, cents: number, preferred: Decimal): PricedPart[] {
  const fitted = toEuros(cents).div(part.quantity);
  for (const price of [toPriceDecimals(preferred), toPriceDecimals(fitted)]) {
    if (toCents(price.times(part.quantity)) === cents) return [whole(part, price)];
  }
  return splitLine(part, cents);
}

/** The line in two-decimal prices that multiply to exactly `cents`: one line, or two whose prices differ by a cent. */
function splitLine(part: Part, cents: number): PricedPart[] {
  const { quantity } = part;
  const even = toEuros(cents).div(quantity);
  const rounded = roundToCent(even);
  if (rounded.times(quantity).equals(toEuros(cents))) return [whole(part, rounded)];
  if (!quantity.isInteger()) {
    const note = documentTexts.foldedQuantity(formatDecimal(quantity), formatDecimal(part.unitPrice));
    const description = part.description === null ? note : `${part.description} - ${note}`;
    return [
      { part: { ...part, description }, quantity: new Decimal(1), price: toEuros(cents), folded: true },
    ];
  }
  const low = even.toDecimalPlaces(2, Decimal.ROUND_FLOOR);
  const dearer = toEuros(cents).minus(low.times(quantity)).times(100);
  return [
    { part, quantity: quantity.minus(dearer), price: low, folded: false },
    { part, quantity: dearer, price: low.plus('0.01'), folded: false },
  ];
}

/**
 * The way with one rounding line that brings the total, on the VAT type that carries most first, then on others. A way
 * that tells the total already takes none.
 */
function withRoundingLine(
  way: Representation,
  totalCents: number,
  { model, spareTypes }: RepresentOptions,
): Representation[] {
  const missing = totalCents - way.totals.grossCents;
  const found: Representation[] = [];
  if (missing === 0) return found;
  for (const vat of roundingTypes(way.items, spareTypes)) {
    const net = toCents(toEuros(missing).div(grossFactor(vat.value)));
    const amounts = new Set([missing, net, missing - 1, missing + 1, net - 1, net + 1]);
    for (const amount of amounts) {
      if (amount === 0 || Math.abs(amount) > MAX_ROUNDING_CENTS) continue;
      const part = amountPart('rounding', documentTexts.rounding, amount, vat);
      const line: PricedPart = { part, quantity: new Decimal(1), price: toEuros(amount), folded: false };
      const rounded = evaluate({ mode: way.mode, items: [...way.items, line] }, totalCents, model);
      if (rounded.totals.grossCents === totalCents) found.push(rounded);
      if (rounded.safe) return found;
    }
  }
  return found;
}

/** VAT types for a rounding line: those in use, the dearest first, then the merchant's others, zero rates first. */
function roundingTypes(items: readonly PricedPart[], spareTypes: readonly VatType[]): VatType[] {
  const amounts = new Map<number, { vat: VatType; amount: Decimal }>();
  for (const { part, quantity, price } of items) {
    const entry = amounts.get(part.vat.id) ?? { vat: part.vat, amount: new Decimal(0) };
    amounts.set(part.vat.id, { ...entry, amount: entry.amount.plus(quantity.times(price)) });
  }
  const inUse = [...amounts.values()].sort((a, b) => b.amount.comparedTo(a.amount)).map((entry) => entry.vat);
  const spare = spareTypes
    .filter((vat) => !amounts.has(vat.id) && (vat.value !== 0 || vat.nature !== null))
    .sort((a, b) => a.value - b.value);
  return [...inUse, ...spare];
}
