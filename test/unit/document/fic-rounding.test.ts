import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import {
  computeTotals,
  type PricedItem,
  type RoundingModel,
  summarizeVat,
} from '../../../src/document/fic-rounding.ts';

const item = (quantity: string, price: string, vatPercent = 22, vatTypeId = vatPercent): PricedItem => ({
  quantity: new Decimal(quantity),
  price: new Decimal(price),
  vatTypeId,
  vatPercent,
});

type Case = [
  title: string,
  mode: 'gross' | 'net',
  items: PricedItem[],
  net: number,
  vat: number,
  gross: number,
];

const cases: Record<RoundingModel, Case[]> = {
  rate: [
    ['one mug', 'gross', [item('1', '12.20')], 1000, 220, 1220],
    ['three at 9.99: VAT out of the sum', 'gross', [item('3', '9.99')], 2457, 540, 2997],
    ['two rates', 'gross', [item('1', '10', 22), item('1', '10', 10)], 820 + 909, 180 + 91, 2000],
    [
      'two types of one percentage are two',
      'gross',
      [item('1', '0.02', 22, 1), item('1', '0.02', 22, 2)],
      4,
      0,
      4,
    ],
    ['net prices', 'net', [item('3', '8.19')], 2457, 541, 2998],
    ['more than two decimals: the line is rounded', 'gross', [item('3', '3.33333')], 820, 180, 1000],
    ['a discount line', 'gross', [item('1', '12.20'), item('1', '-2.20')], 820, 180, 1000],
    ['nothing', 'gross', [], 0, 0, 0],
  ],
  cents: [
    ['more than two decimals: the price is cut first', 'gross', [item('3', '3.3333')], 819, 180, 999],
    ['net too', 'net', [item('3', '8.19672')], 2460, 541, 3001],
    ['else as by rate', 'gross', [item('3', '9.99')], 2457, 540, 2997],
  ],
  line: [
    ['VAT of each line', 'gross', [item('1', '0.03'), item('1', '0.03')], 4, 2, 6],
    ['VAT of each net line', 'net', [item('1', '0.02'), item('1', '0.02')], 4, 0, 4],
  ],
  whole: [
    ['nothing is rounded before the sum', 'gross', [item('1', '0.005'), item('1', '0.005')], 1, 0, 1],
    ['net', 'net', [item('1', '0.005'), item('1', '0.005')], 1, 0, 1],
  ],
  'gross-from-net': [
    ['a cent is lost', 'gross', [item('1', '0.03')], 2, 0, 2],
    ['three at 9.99 gain one', 'gross', [item('3', '9.99')], 2457, 541, 2998],
    ['net as ever', 'net', [item('3', '8.19')], 2457, 541, 2998],
  ],
  'gross-from-unit-net': [
    ['five decimals of net price', 'gross', [item('500', '0.01')], 410, 90, 500],
    ['the documentation’s own example', 'gross', [item('1', '75', 10)], 6818, 682, 7500],
  ],
};

for (const [model, rows] of Object.entries(cases)) {
  describe(model, () => {
    test.each(rows)('%s (%s)', (_, mode, items, netCents, vatCents, grossCents) => {
      expect(computeTotals(items, mode, model as RoundingModel)).toEqual({ netCents, vatCents, grossCents });
    });
  });
}

test('the VAT summary has a row a VAT type, highest rate first, and comes to the totals', () => {
  const items = [item('3', '9.99'), item('1', '10', 10), item('2', '0.35'), item('1', '4', 0, 6)];
  for (const mode of ['gross', 'net'] as const) {
    const rows = summarizeVat(items, mode, 'rate');
    expect(rows.map((row) => row.vatPercent)).toEqual([22, 10, 0]);
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0);
    const totals = computeTotals(items, mode, 'rate');
    expect(sum((row) => row.netCents)).toBe(totals.netCents);
    expect(sum((row) => row.vatCents)).toBe(totals.vatCents);
  }
});
