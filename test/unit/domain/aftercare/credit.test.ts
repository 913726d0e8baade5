import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CreditPiece,
  creditableLines,
  creditPieces,
  leftByType,
  paidByLine,
} from '../../../../src/domain/aftercare/credit.ts';
import type { SentDocument, SentLine } from '../../../../src/domain/aftercare/sent-document.ts';

const line = (kind: SentLine['kind'], quantity: number, grossCents: number, vatTypeId = 0): SentLine => ({
  kind,
  name: kind,
  code: null,
  quantity: String(quantity),
  vatTypeId,
  vatPercent: vatTypeId === 0 ? 22 : 10,
  grossCents,
});

const invoice = (...lines: SentLine[]): SentDocument => ({
  kind: 'invoice',
  date: '2026-11-30',
  paidDate: '2026-11-30',
  currency: 'EUR',
  country: 'IT',
  ossCountry: null,
  lines,
  grossCents: lines.reduce((total, { grossCents }) => total + grossCents, 0),
  order: { totalCents: 0, paid: true, linesHash: '', buyerHash: '' },
});

const pieces = (result: ReturnType<typeof creditPieces>): CreditPiece[] => {
  if ('refused' in result) throw new Error(`refused: ${result.refused}`);
  return result.pieces;
};
const some = (...lines: [number, number][]) => ({
  kind: 'lines' as const,
  lines: lines.map(([place, quantity]) => ({ line: place, quantity: new Decimal(quantity) })),
});
const total = (credit: readonly CreditPiece[]) => credit.reduce((sum, { cents }) => sum + cents, 0);

describe('what a piece is worth', () => {
  test('its share of the coupon is taken off', () => {
    const document = invoice(line('product', 3, 3000), line('product', 1, 1000), line('discount', 1, -400));
    expect(paidByLine(document)).toEqual([2700, 900, 0]);
    expect(pieces(creditPieces(document, [], some([0, 1])))).toEqual([
      { line: 0, quantity: '1', vatTypeId: 0, cents: 900 },
    ]);
  });

  test('the costs bear a coupon only where the goods do not suffice', () => {
    expect(
      paidByLine(invoice(line('product', 1, 1000), line('cost', 1, 500), line('discount', 1, -400))),
    ).toEqual([600, 500, 0]);
    expect(
      paidByLine(invoice(line('product', 1, 1000), line('cost', 1, 500), line('discount', 1, -1200))),
    ).toEqual([0, 300, 0]);
  });

  test('three pieces of 10.00 come to 10.00, whichever goes first', () => {
    const document = invoice(line('product', 3, 1000));
    const credited: CreditPiece[] = [];
    const worth = [1, 1, 1].map((count) => {
      const next = pieces(creditPieces(document, credited, some([0, count])));
      credited.push(...next);
      return total(next);
    });
    expect(worth).toEqual([333, 334, 333]);
  });

  test('the foreign VAT of a sale under OSS goes with the goods', () => {
    const document = invoice(line('product', 2, 2000, 7), line('tax', 1, 381, 9));
    const half = pieces(creditPieces(document, [], some([0, 1])));
    expect(half.map(({ line: place, cents }) => [place, cents])).toEqual([
      [0, 1000],
      [1, 191],
    ]);
    expect(total(pieces(creditPieces(document, half, { kind: 'whole' })))).toBe(2381 - 1191);
  });
});

describe('a VAT type that came to less than nothing', () => {
  const document = invoice(line('product', 3, 6), line('rounding', 1, -2, 66));

  test('goes with the pieces that would use up all that is left', () => {
    const first = pieces(creditPieces(document, [], some([0, 1])));
    expect(total(first)).toBe(2);
    // One more at two cents, and what is left would be worth nothing: it is not to be had by itself.
    expect(creditPieces(document, first, some([0, 1]))).toEqual({ refused: 'exceeds' });
    const rest = pieces(creditPieces(document, first, some([0, 2])));
    expect(total(rest)).toBe(2);
    expect([...leftByType(document, [...first, ...rest])]).toEqual([]);
  });
});

describe('what is refused', () => {
  const document = invoice(line('product', 2, 2000), line('cost', 1, 500));
  test.each([
    ['more pieces than there are', some([0, 3]), 'exceeds'],
    ['the same line twice, more in all', some([0, 1], [0, 2]), 'exceeds'],
    ['a line that is not there', some([7, 1]), 'invalid'],
    ['no pieces', some([0, 0]), 'invalid'],
    ['negative pieces', some([0, -1]), 'invalid'],
    ['no lines', some(), 'invalid'],
    ['more than was invoiced', { kind: 'amount', cents: 2501 }, 'exceeds'],
    ['half a cent', { kind: 'amount', cents: 0.5 }, 'invalid'],
  ] as const)('%s', (_title, request, refused) => {
    expect(creditPieces(document, [], request)).toEqual({ refused });
  });

  test('an amount of a document with two VAT types', () => {
    const mixed = invoice(line('product', 1, 1000), line('product', 1, 500, 3));
    expect(creditPieces(mixed, [], { kind: 'amount', cents: 1 })).toEqual({ refused: 'several-types' });
  });

  test('pieces that an amount has used up', () => {
    const credited = pieces(creditPieces(document, [], { kind: 'amount', cents: 1600 }));
    expect(creditPieces(document, credited, some([0, 1]))).toEqual({ refused: 'exceeds' });
    expect(total(pieces(creditPieces(document, credited, { kind: 'whole' })))).toBe(900);
  });

  test('anything, once all is credited', () => {
    const credited = pieces(creditPieces(document, [], { kind: 'whole' }));
    expect(creditPieces(document, credited, { kind: 'whole' })).toEqual({ refused: 'exceeds' });
    expect(creditPieces(document, credited, some([1, 1]))).toEqual({ refused: 'exceeds' });
  });
});

/** A document whose VAT types each come to something: goods, costs, a discount and a cent of rounding. */
const documents = fc
  .array(
    fc.record({
      type: fc.constantFrom(0, 3),
      kind: fc.constantFrom('product', 'product', 'product', 'cost'),
      quantity: fc.integer({ min: 1, max: 7 }),
      cents: fc.integer({ min: 0, max: 9999 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .chain((rows) =>
    fc.tuple(fc.constant(rows), fc.integer({ min: 0, max: 100 }), fc.integer({ min: -2, max: 2 })),
  )
  .map(([rows, off, rounding]) => {
    const lines = rows.map(({ kind, quantity, cents, type }) =>
      line(kind as SentLine['kind'], kind === 'cost' ? 1 : quantity, cents, type),
    );
    for (const type of [0, 3]) {
      const gross = total(
        lines.flatMap((each) => (each.vatTypeId === type ? [{ cents: each.grossCents } as CreditPiece] : [])),
      );
      const discount = Math.floor((gross * off) / 100);
      if (discount > 0) lines.push(line('discount', 1, -discount, type));
      if (gross - discount + rounding > 0 && gross > 0) lines.push(line('rounding', 1, rounding, type));
    }
    // A rounding on a type of its own, as where those in use cannot carry it.
    if (off > 80) lines.push(line('rounding', 1, rounding, 66));
    return invoice(...lines);
  })
  .filter(({ grossCents }) => grossCents > 5);

const requests = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('lines' as const),
      lines: fc.array(
        fc.record({
          line: fc.integer({ min: 0, max: 9 }),
          quantity: fc.integer({ min: 1, max: 4 }).map((count) => new Decimal(count)),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    fc.record({ kind: fc.constant('amount' as const), cents: fc.integer({ min: 1, max: 9999 }) }),
  ),
  { maxLength: 8 },
);

test('whatever is asked for in whatever order, the credits come to the invoice exactly, VAT type by VAT type', () => {
  fc.assert(
    fc.property(documents, requests, (document, asked) => {
      const invoiced = leftByType(document, []);
      const credited: CreditPiece[] = [];
      for (const request of [...asked, { kind: 'whole' as const }]) {
        const result = creditPieces(document, credited, request);
        if ('refused' in result) continue;
        credited.push(...result.pieces);
        expect(total(result.pieces)).toBeGreaterThan(0);
        expect(total(credited)).toBeLessThanOrEqual(document.grossCents);
      }
      expect([...leftByType(document, credited)]).toEqual([]);
      for (const [type, cents] of invoiced) {
        expect(total(credited.filter(({ vatTypeId }) => vatTypeId === type))).toBe(cents);
      }
    }),
    { numRuns: 2000 },
  );
});

test('what the lines say is left is what crediting them brings', () => {
  fc.assert(
    fc.property(documents, (document) => {
      for (const { line: place, quantity, cents } of creditableLines(document, [])) {
        if (cents === 0) continue;
        const request = { kind: 'lines' as const, lines: [{ line: place, quantity: new Decimal(quantity) }] };
        const credit = pieces(creditPieces(document, [], request));
        expect(total(credit.filter(({ line }) => line === place))).toBe(cents);
      }
    }),
  );
});
