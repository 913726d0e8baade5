import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  daysOf,
  registerDays,
  registerTotals,
  type Sale,
  sumSales,
} from '../../../../src/domain/receipts/register.ts';

const sale = (change: Partial<Sale> = {}): Sale => ({
  orderId: '1',
  day: '2026-11-09',
  lines: [{ vatTypeId: 0, vatPercent: 22, grossCents: 1220 }],
  ossCountry: null,
  ended: null,
  ...change,
});

test.each([
  ['paid', sale(), { sold: '2026-11-09', refunded: null }],
  ['not paid', sale({ day: null }), { sold: null, refunded: null }],
  ['invoiced later', sale({ ended: { how: 'invoiced', day: '2026-11-20' } }), { sold: null, refunded: null }],
  [
    'withdrawn on its day',
    sale({ ended: { how: 'withdrawn', day: '2026-11-09' } }),
    { sold: null, refunded: null },
  ],
  [
    'withdrawn later',
    sale({ ended: { how: 'withdrawn', day: '2026-11-12' } }),
    { sold: '2026-11-09', refunded: '2026-11-12' },
  ],
  [
    'cancelled later',
    sale({ ended: { how: 'cancelled', day: '2026-12-01' } }),
    { sold: '2026-11-09', refunded: '2026-12-01' },
  ],
] as const)('a sale that was %s counts on the right days', (_title, one, days) => {
  expect(daysOf(one)).toEqual(days);
});

test('VAT is taken out of the gross of the day, not of each order', () => {
  const cent = { lines: [{ vatTypeId: 0, vatPercent: 22, grossCents: 3 }] };
  const [day] = registerDays(
    sumSales([sale(cent), sale({ ...cent, orderId: '2' }), sale({ ...cent, orderId: '3' })]),
  );
  // Three times 0.03 would be 0.06 net, order by order.
  expect(day).toMatchObject({
    orders: 3,
    grossCents: 9,
    rates: [{ netCents: 7, vatCents: 2, grossCents: 9 }],
  });
});

test('a refund lowers the day it is given on, which may come to less than nothing', () => {
  const days = registerDays(sumSales([sale({ ended: { how: 'cancelled', day: '2026-11-12' } })]));
  expect(
    days.map(({ day, orders, grossCents, refundCents }) => [day, orders, grossCents, refundCents]),
  ).toEqual([
    ['2026-11-09', 1, 1220, 0],
    ['2026-11-12', 0, -1220, 1220],
  ]);
  expect(days[1]?.rates).toMatchObject([{ netCents: -1000, vatCents: -220 }]);
  expect(registerTotals(days)).toMatchObject({ orders: 1, grossCents: 0, refundCents: 1220 });
});

test('sales under OSS stand apart, by country and rate', () => {
  const [day] = registerDays(
    sumSales([
      sale(),
      sale({ orderId: '2', ossCountry: 'DE', lines: [{ vatTypeId: 900, vatPercent: 19, grossCents: 1190 }] }),
    ]),
  );
  expect(
    day?.rates.map(({ ossCountry, vatPercent, vatCents }) => [ossCountry, vatPercent, vatCents]),
  ).toEqual([
    [null, 22, 220],
    ['DE', 19, 190],
  ]);
});

test('net and VAT come to the gross on every line, and the days to the totals', () => {
  const sales = fc.array(
    fc.record({
      orderId: fc.uuid(),
      day: fc.constantFrom('2026-11-01', '2026-11-02'),
      lines: fc.uniqueArray(
        fc.record({
          vatTypeId: fc.constantFrom(0, 3),
          vatPercent: fc.constant(22),
          grossCents: fc.integer({ min: -500, max: 9_999_999 }),
        }),
        { selector: ({ vatTypeId }) => vatTypeId, maxLength: 2 },
      ),
      ossCountry: fc.constant(null),
      ended: fc.constant(null),
    }),
  );
  fc.assert(
    fc.property(sales, (all) => {
      const days = registerDays(sumSales(all));
      const totals = registerTotals(days);
      const gross = all.flatMap(({ lines }) => lines).reduce((sum, { grossCents }) => sum + grossCents, 0);
      expect(totals.grossCents).toBe(gross);
      for (const { rates, grossCents } of [...days, totals]) {
        for (const rate of rates) expect(rate.netCents + rate.vatCents).toBe(rate.grossCents);
        expect(rates.reduce((sum, rate) => sum + rate.grossCents, 0)).toBe(grossCents);
      }
    }),
  );
});
