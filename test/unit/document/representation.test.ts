import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { explainRefusals, type RoundingModel } from '../../../src/document/fic-rounding.ts';
import type { Part } from '../../../src/document/parts.ts';
import { represent as representBy } from '../../../src/document/representation.ts';
import type { VatType } from '../../../src/domain/catalogue.ts';
import { exampleVatType } from '../../support/orders.ts';

const vat22 = exampleVatType(0, 22);
const vat0 = exampleVatType(21, 0, { description: 'Escluso art. 15', nature: 'N1' });
const bareZero = exampleVatType(6, 0);

const part = (quantity: string, unitPrice: string, vat = vat22): Part => ({
  kind: 'product',
  name: 'Articolo',
  description: null,
  code: null,
  sku: null,
  quantity: new Decimal(quantity),
  unitPrice: new Decimal(unitPrice),
  vat,
});

const represent = (parts: Part[], totalCents: number, model: RoundingModel, spareTypes: VatType[]) =>
  representBy(parts, totalCents, { model, spareTypes });

/** `2 × 3.33` per item, for reading. */
function written(result: ReturnType<typeof represent>): string[] {
  if (result.state !== 'exact') return [result.state];
  const { mode, items } = result.representation;
  return [mode, ...items.map((item) => `${item.quantity} × ${item.price}`)];
}

describe('the first way that gives the total whatever is rounded when is taken', () => {
  test.each<[string, Part[], number, RoundingModel, string[]]>([
    ['the shop’s own prices', [part('3', '9.99')], 2997, 'rate', ['gross', '3 × 9.99']],
    [
      'a price of three decimals: two of two',
      [part('3', '3.333')],
      1000,
      'rate',
      ['gross', '2 × 3.33', '1 × 3.34'],
    ],
    [
      'a price of six decimals',
      [part('500', '8.196721')],
      409_836,
      'rate',
      ['gross', '164 × 8.19', '336 × 8.2'],
    ],
    [
      'a shop that rounds the whole alone: lines fitted to share its cents',
      [part('1', '0.125'), part('1', '0.125'), part('1', '0.125'), part('1', '0.125')],
      50,
      'rate',
      ['gross', '1 × 0.13', '1 × 0.13', '1 × 0.12', '1 × 0.12'],
    ],
    [
      'more pieces than five decimals can fit: the line is split',
      [part('70001', '0.0333333')],
      233_336,
      'rate',
      ['gross', '46668 × 0.03', '23333 × 0.04'],
    ],
    [
      'a model that rounds nothing before the sum: whole cents all the same',
      [part('3', '3.333'), part('3', '3.333'), part('1', '0.002')],
      2000,
      'whole',
      ['gross', '2 × 3.33', '1 × 3.34', '2 × 3.33', '1 × 3.34', '1 × 0'],
    ],
    [
      'gross prices that gain a cent: net amounts fitted to the VAT type',
      Array.from({ length: 10 }, () => part('1', '0.45')),
      450,
      'gross-from-net',
      ['net', ...Array.from({ length: 9 }, () => '1 × 0.36885'), '1 × 0.36'],
    ],
  ])('%s', (_, parts, total, model, expected) => {
    expect(written(represent(parts, total, model, []))).toEqual(expected);
  });
});

describe('a rounding line is the last resort', () => {
  test('the shop’s total is 0.02 below its parts', () => {
    expect(written(represent([part('1', '10')], 998, 'rate', []))).toEqual(['gross', '1 × 10', '1 × -0.02']);
  });

  test('it goes with the way that tells the parts, not with net prices that happen to be nearer', () => {
    // 1.52459 net comes to 1.85, nearer to 1.81 than the 1.86 that the shop's part is.
    expect(written(represent([part('1', '1.86')], 181, 'rate', []))).toEqual([
      'gross',
      '1 × 1.86',
      '1 × -0.05',
    ]);
  });

  test('0.05 is the most', () => {
    expect(represent([part('1', '10')], 1005, 'rate', []).state).toBe('exact');
    expect(represent([part('1', '10')], 1006, 'rate', [])).toEqual({ state: 'mismatch', partsCents: 1000 });
    expect(represent([part('1', '10')], 994, 'rate', [])).toEqual({ state: 'mismatch', partsCents: 1000 });
  });

  test('a total that VAT at 22 % skips takes a cent on another mapped type, with its natura', () => {
    const parts = [part('1', '0.03')];
    const result = represent(parts, 3, 'gross-from-net', [vat22, bareZero, vat0]);
    if (result.state !== 'exact') throw new Error(result.state);
    expect(result.representation.totals.grossCents).toBe(3);
    expect(result.representation.items.at(-1)?.part.vat).toBe(vat0);
  });

  test('without another type such a total cannot be reached', () => {
    expect(represent([part('1', '0.03')], 3, 'gross-from-net', [bareZero]).state).toBe('unreachable');
  });
});

test('what was refused is not written again', () => {
  const parts = [part('3', '9.99')];
  const first = represent(parts, 2997, 'cents', []);
  if (first.state !== 'exact') throw new Error(first.state);
  const { items, mode: priceMode } = first.representation;
  const told = items.map(({ part: { vat }, ...item }) => ({
    ...item,
    vatTypeId: vat.id,
    vatPercent: vat.value,
  }));
  const refused = [{ items: told, priceMode, grossCents: 2998 }];
  // What explains the refusal says how it must be written: by net prices it comes out.
  expect(explainRefusals(refused)).toBe('gross-from-net');
  const again = representBy(parts, 2997, { model: 'gross-from-net', spareTypes: [vat0], refused });
  expect(written(again)).not.toEqual(written(first));
  expect(again).toMatchObject({ state: 'exact', representation: { totals: { grossCents: 2997 } } });
});

test('a fraction that no two-decimal price fits is folded into one line that says so', () => {
  const result = represent([part('70000.5', '0.0333333')], 233_335, 'rate', []);
  if (result.state !== 'exact') throw new Error(result.state);
  const [line] = result.representation.items;
  expect(line).toMatchObject({ folded: true, part: { description: '70000,5 × 0,0333333 €' } });
  expect(result.representation.totals.grossCents).toBe(233_335);
});
