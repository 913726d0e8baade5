import { Decimal } from 'decimal.js';
import { grossFactor, roundToCent, toCents } from '../domain/money.ts';
import type { DocumentItem, DocumentTotals } from './issued-document.ts';

/**
 * Our model of how Fatture in Cloud computes a document's totals.
 *
 * Its documentation (API v2.1.8) says it in part; the answer's `amount_net`, `amount_vat` and `amount_gross` are the
 * truth, and each is compared with what this model said. Documents are written so that the model hardly matters
 * (`readings.ts`); where a refusal shows that it does, the variant that explains it is kept for the company.
 *
 * Known: `use_gross_prices` computes from `gross_price`; the API's own examples store a net price of five
 * decimals beside a gross price (`gross_price: 75`, 10 % → `net_price: 68.18182`).
 *
 * - `cents`: prices are cut to two decimals before anything is computed (guide "invoice-totals"), then as `rate`.
 * - `rate`: each line is rounded to the cent; VAT is computed once per VAT type. With gross prices the net is
 *   what is left of the type's gross; with net prices VAT is added to the type's net.
 * - `line`: VAT is computed and rounded on each line.
 * - `whole`: nothing is rounded before the document's sums.
 * - `gross-from-net`: with gross prices each line's net is rounded, and VAT is computed anew on the type's
 *   net, so that a cent of the gross may be lost. Net prices as in `rate`.
 * - `gross-from-unit-net`: with gross prices the net price of one piece is rounded to five decimals, and the
 *   document is then computed from these net prices. Net prices as in `rate`.
 */
export type RoundingModel = (typeof roundingModels)[number];

export const roundingModels = [
  'cents',
  'rate',
  'line',
  'whole',
  'gross-from-net',
  'gross-from-unit-net',
] as const;

/** The variant that documents are computed with until Fatture in Cloud shows that it is another. */
export const FIC_ROUNDING: RoundingModel = 'cents';

/** The model of a stored name; the one in force for none, or one that there no longer is. */
export function roundingModel(name: string | null | undefined): RoundingModel {
  return roundingModels.find((model) => model === name) ?? FIC_ROUNDING;
}

/** A document that Fatture in Cloud refused, with the total that it computed instead, cents. */
export interface RefusedTotal {
  items: readonly PricedItem[];
  priceMode: PriceMode;
  grossCents: number;
}

/** The variant that explains all refusals; null where none does. */
export function explainRefusals(refused: readonly RefusedTotal[]): RoundingModel | null {
  const explains = (model: RoundingModel) =>
    refused.every(
      ({ items, priceMode, grossCents }) => computeTotals(items, priceMode, model).grossCents === grossCents,
    );
  return roundingModels.find(explains) ?? null;
}

/** Decimals of a price that Fatture in Cloud is known to keep. Source: example of `createIssuedDocument`. */
export const PRICE_DECIMALS = 5;

/** What of an item its totals depend on. Price of one piece in euros, gross or net by the mode; percent. */
export type PricedItem = Pick<DocumentItem, 'quantity' | 'price' | 'vatTypeId' | 'vatPercent'>;

export type PriceMode = 'gross' | 'net';

/** Net and VAT of a VAT type, euros. */
interface Amounts {
  net: Decimal;
  vat: Decimal;
}

/** The totals that Fatture in Cloud will compute for these items, in cents, by the given model. */
export function computeTotals(
  items: readonly PricedItem[],
  mode: PriceMode,
  model: RoundingModel = FIC_ROUNDING,
): DocumentTotals {
  const amounts = groupByVatType(items, model).map((group) => typeAmounts(group, mode, model));
  const net = amounts.reduce((sum, amount) => sum.plus(amount.net), new Decimal(0));
  const vat = amounts.reduce((sum, amount) => sum.plus(amount.vat), new Decimal(0));
  if (model === 'whole' && mode === 'gross') {
    const grossCents = toCents(net.plus(vat));
    const netCents = toCents(net);
    return { netCents, vatCents: grossCents - netCents, grossCents };
  }
  const netCents = toCents(net);
  const vatCents = toCents(vat);
  return { netCents, vatCents, grossCents: netCents + vatCents };
}

/** Net and VAT of each VAT type, in cents, as a document's VAT summary prints them; by falling percentage. */
export function summarizeVat(
  items: readonly PricedItem[],
  mode: PriceMode,
  model: RoundingModel = FIC_ROUNDING,
): { vatTypeId: number; vatPercent: number; netCents: number; vatCents: number }[] {
  return groupByVatType(items, model)
    .map((group) => {
      const { net, vat } = typeAmounts(group, mode, model);
      const { vatTypeId = 0, vatPercent = 0 } = group[0] ?? {};
      return { vatTypeId, vatPercent, netCents: toCents(net), vatCents: toCents(vat) };
    })
    .sort((a, b) => b.vatPercent - a.vatPercent);
}

/** Gross of a line in cents as the document prints it: quantity × price, with VAT. */
export function lineGrossCents(item: PricedItem, mode: PriceMode): number {
  const line = item.quantity.times(item.price);
  return toCents(mode === 'gross' ? line : roundToCent(line).times(grossFactor(item.vatPercent)));
}

/** Items by VAT type, since the API names types, of which several may have the same percentage. */
function groupByVatType(items: readonly PricedItem[], model: RoundingModel): PricedItem[][] {
  const groups = new Map<number, PricedItem[]>();
  for (const sent of items) {
    const item = model === 'cents' ? { ...sent, price: roundToCent(sent.price) } : sent;
    const group = groups.get(item.vatTypeId);
    if (group === undefined) groups.set(item.vatTypeId, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function typeAmounts(items: readonly PricedItem[], mode: PriceMode, model: RoundingModel): Amounts {
  const percent = items[0]?.vatPercent ?? 0;
  const factor = grossFactor(percent);
  if (model === 'line') return perLine(items, mode, factor);
  if (model === 'whole') {
    const sum = total(items.map((item) => item.quantity.times(item.price)));
    const net = mode === 'gross' ? sum.div(factor) : sum;
    return { net, vat: mode === 'gross' ? sum.minus(net) : net.times(factor.minus(1)) };
  }
  if (mode === 'gross' && (model === 'rate' || model === 'cents')) {
    const gross = total(items.map((item) => roundToCent(item.quantity.times(item.price))));
    const net = roundToCent(gross.div(factor));
    return { net, vat: gross.minus(net) };
  }
  const net = total(items.map((item) => lineNet(item, mode, model, factor)));
  return { net, vat: roundToCent(net.times(factor.minus(1))) };
}

/** Net of a line where VAT is added to the type's net. */
function lineNet(item: PricedItem, mode: PriceMode, model: RoundingModel, factor: Decimal): Decimal {
  const line = item.quantity.times(item.price);
  if (mode === 'net') return roundToCent(line);
  if (model === 'gross-from-net') return roundToCent(roundToCent(line).div(factor));
  const unitNet = item.price.div(factor).toDecimalPlaces(PRICE_DECIMALS, Decimal.ROUND_HALF_UP);
  return roundToCent(unitNet.times(item.quantity));
}

function perLine(items: readonly PricedItem[], mode: PriceMode, factor: Decimal): Amounts {
  let net = new Decimal(0);
  let vat = new Decimal(0);
  for (const item of items) {
    const line = roundToCent(item.quantity.times(item.price));
    const lineNetAmount = mode === 'gross' ? roundToCent(line.div(factor)) : line;
    net = net.plus(lineNetAmount);
    vat = vat.plus(
      mode === 'gross' ? line.minus(lineNetAmount) : roundToCent(lineNetAmount.times(factor.minus(1))),
    );
  }
  return { net, vat };
}

function total(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0));
}
