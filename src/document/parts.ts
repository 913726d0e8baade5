import { Decimal } from 'decimal.js';
import type { SentLineKind } from '../domain/aftercare/sent-document.ts';
import type { VatType } from '../domain/catalogue.ts';
import { formatDecimal, roundToCent, spreadCents, toCents, toEuros } from '../domain/money.ts';
import type { OrderLine, ShopOrder } from '../domain/order.ts';
import { cleanText } from '../domain/text.ts';
import { documentTexts } from '../texts/it/document.ts';
import type { Findings } from './problems.ts';
import { costShares, highestRate, type TypeCents } from './vat/cost-vat.ts';
import { resolveVat } from './vat/line-vat.ts';
import type { VatTables } from './vat/tables.ts';

/** A line of the document before its prices are put in gross or net form. */
export interface Part {
  kind: SentLineKind;
  name: string;
  description: string | null;
  code: string | null;
  /** SKU as the shop has it, by which the catalogue's product is found; null for anything but products. */
  sku: string | null;
  /** Positive; a negative quantity of the shop becomes a negative price. */
  quantity: Decimal;
  /** Price of one piece as the shop has it, euros, VAT included. */
  unitPrice: Decimal;
  vat: VatType;
}

/** Longest texts that a document carries. Source: FatturaPA 2.2.1.4 Descrizione 1000, 2.2.1.3.2 CodiceValore 35. */
const NAME_MAX = 255;
const DESCRIPTION_MAX = 1000;
const CODE_MAX = 35;

/** Why an order has no usable lines, or the lines that carry something. Lines of quantity zero say nothing. */
export function readableLines(order: ShopOrder, findings: Findings): OrderLine[] {
  for (const line of order.lines) {
    if (!line.quantity.isFinite() || !line.unitPrice.isFinite()) {
      findings.problem('amount-invalid', { article: lineName(line).name });
    }
  }
  const amounts = [order.totalCents, order.shipping.cents, order.payment.costCents, order.discount.cents];
  if (!amounts.every(Number.isSafeInteger) || order.discount.cents < 0) {
    findings.problem('amount-invalid', { article: documentTexts.wholeOrder });
  }
  const lines = order.lines.filter((line) => !line.quantity.isZero());
  if (lines.length === 0) findings.problem('order-empty', {});
  return lines;
}

/**
 * The order as lines with their VAT: products, discount per VAT type, shipping, payment cost. null where a
 * line's VAT could not be told (its problem is among the findings).
 */
export function orderParts(
  order: ShopOrder,
  lines: readonly OrderLine[],
  tables: VatTables,
  findings: Findings,
): Part[] | null {
  const products = lines.map((line) => productPart(line, tables, findings));
  const known = products.filter((part) => part !== null);
  const costs = costParts(order, [...centsByType(known).values()], tables, findings);
  if (costs === null || products.includes(null)) return null;
  return [...known, ...discountParts(order, known, costs), ...costs];
}

function productPart(line: OrderLine, tables: VatTables, findings: Findings): Part | null {
  const { name, overflow } = lineName(line);
  const vat = resolveVat(line, name, tables, findings);
  if (vat === null) return null;
  const sku = cleanText(line.sku, DESCRIPTION_MAX) || null;
  const longSku = sku !== null && sku.length > CODE_MAX;
  const description = [
    overflow,
    ...line.options.map((option) => cleanText(option, NAME_MAX)),
    longSku ? documentTexts.sku(sku) : '',
  ].filter((text) => text !== '');
  const sign = line.quantity.isNegative() ? -1 : 1;
  return {
    kind: 'product',
    name,
    description: cleanText(description.join(' - '), DESCRIPTION_MAX) || null,
    code: longSku ? null : sku,
    sku: line.sku,
    quantity: line.quantity.abs(),
    unitPrice: line.unitPrice.times(sign),
    vat,
  };
}

/** The title, bounded; a longer one is told in full in the description. */
function lineName(line: OrderLine): { name: string; overflow: string } {
  const title = cleanText(line.title, DESCRIPTION_MAX);
  const name = cleanText(title || (line.sku ?? '') || documentTexts.untitledArticle, NAME_MAX);
  return { name, overflow: title.length > NAME_MAX ? title : '' };
}

function costParts(
  order: ShopOrder,
  goods: readonly TypeCents[],
  tables: VatTables,
  findings: Findings,
): Part[] | null {
  const method = cleanText(order.payment.method, 100);
  const costs = [
    {
      cents: order.shipping.cents,
      name: documentTexts.shipping,
      detail: cleanText(order.shipping.title, NAME_MAX),
    },
    {
      cents: order.payment.costCents,
      name: order.payment.costCents < 0 ? documentTexts.paymentDiscount : documentTexts.paymentCost,
      detail: method,
    },
  ].filter(({ cents }) => cents !== 0);
  const parts = costs.map(({ cents, name, detail }): Part[] | null => {
    const cost = { cents, vatPercent: order.shipping.vatPercent, article: name };
    const shares = costShares(cost, goods, tables, findings);
    if (shares === null) return null;
    return shares.map((share) => ({
      ...amountPart('cost', name, share.cents, share.type),
      description: detail === '' ? null : detail,
    }));
  });
  return parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
}

/**
 * The discount as negative lines, one per VAT type, in proportion to what the products cost at each, to the
 * cent; what exceeds the products is taken off shipping and costs. Naming the rate only where there are several.
 * Source: art. 13 DPR 633/1972 (the taxable amount is net of discounts, each rate of its own).
 */
function discountParts(order: ShopOrder, products: readonly Part[], costs: readonly Part[]): Part[] {
  if (order.discount.cents === 0 || !Number.isSafeInteger(order.discount.cents)) return [];
  const productsByType = centsByType(products);
  // A coupon worth more than the order takes off what there is, however the shop rounds that.
  const there = Math.max(...shopArithmetic([...products, ...costs]).map(({ total }) => total));
  const cents = Math.min(order.discount.cents, Math.max(0, there));
  const productCents = sum([...productsByType.values()].map((entry) => Math.max(0, entry.cents)));
  const offProducts = productCents > 0 ? Math.min(cents, productCents) : 0;
  const shares = new Map<VatType, number>();
  share(offProducts, [...productsByType.values()], shares);
  if (cents > offProducts) {
    const rest = costs.length > 0 ? [...centsByType(costs).values()] : [];
    const fallback = highestRate(products.map((part) => part.vat));
    if (rest.length === 0 && fallback !== null) rest.push({ type: fallback, cents: 0 });
    share(cents - offProducts, rest, shares);
  }
  const charged = [...shares].filter(([, amount]) => amount !== 0);
  const coupon = cleanText(order.discount.couponCode, 60) || null;
  return charged.map(([type, amount]) => {
    const rate = charged.length > 1 ? formatDecimal(type.value) : null;
    return amountPart('discount', documentTexts.discount(coupon, rate), -amount, type);
  });
}

function share(cents: number, entries: readonly TypeCents[], shares: Map<VatType, number>): void {
  const spread = spreadCents(
    cents,
    entries.map((entry) => entry.cents),
  );
  entries.forEach(({ type }, index) => {
    shares.set(type, (shares.get(type) ?? 0) + (spread[index] ?? 0));
  });
}

/** Gross cents by VAT type, as the shop rounds each line. */
function centsByType(parts: readonly Part[]): Map<number, TypeCents> {
  const byType = new Map<number, TypeCents>();
  for (const part of parts) {
    const entry = byType.get(part.vat.id) ?? { type: part.vat, cents: 0 };
    entry.cents += toCents(part.quantity.times(part.unitPrice));
    byType.set(part.vat.id, entry);
  }
  return byType;
}

/** A line of one piece that costs a plain amount (cents, VAT included). */
export function amountPart(kind: Part['kind'], name: string, cents: number, vat: VatType): Part {
  return {
    kind,
    name,
    description: null,
    code: null,
    sku: null,
    quantity: new Decimal(1),
    unitPrice: toEuros(cents),
    vat,
  };
}

/** What the parts come to, line by line in cents; several where shops are known to round differently. */
export interface PartCents {
  lines: number[];
  total: number;
}

/**
 * The ways in which a shop may have rounded its lines, the most usual first: each line to the cent; the unit
 * price to the cent before it is multiplied; nothing before the sum (then the sum's cents are shared out so
 * that each line stays within a cent of its own).
 */
export function shopArithmetic(parts: readonly Part[]): PartCents[] {
  const exact = parts.map((part) => part.quantity.times(part.unitPrice));
  const perLine = exact.map(toCents);
  const perUnit = parts.map((part) => toCents(roundToCent(part.unitPrice).times(part.quantity)));
  const target = toCents(exact.reduce((a, b) => a.plus(b), new Decimal(0)));
  return [perLine, perUnit, fitSum(exact, target)].map((lines) => ({ lines, total: sum(lines) }));
}

/** Integers that sum to `target`, each within one of its exact value (`exact` in euros, results in cents). */
export function fitSum(exact: readonly Decimal[], target: number): number[] {
  const scaled = exact.map((value) => value.times(100));
  const cents = scaled.map((value) => value.floor().toNumber());
  const byRemainder = scaled
    .map((value, index) => ({ index, rest: value.minus(cents[index] ?? 0) }))
    .sort((a, b) => b.rest.comparedTo(a.rest) || a.index - b.index);
  let left = target - sum(cents);
  const step = left < 0 ? -1 : 1;
  // More to place than lines happens only where `target` is not the rounded sum; it goes round again then.
  while (left !== 0 && byRemainder.length > 0) {
    const order = step > 0 ? byRemainder : [...byRemainder].reverse();
    for (const { index } of order) {
      if (left === 0) break;
      cents[index] = (cents[index] ?? 0) + step;
      left -= step;
    }
  }
  return cents;
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
