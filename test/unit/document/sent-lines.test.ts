import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildDocument } from '../../../src/document/build-document.ts';
import { sentLines } from '../../../src/document/sent-lines.ts';
import { creditPieces } from '../../../src/domain/aftercare/credit.ts';
import { snapshot } from '../../../src/flows/aftercare/snapshot.ts';
import { exampleCatalogue, exampleOrder, exampleSettings, orderArbitrary } from '../../support/orders.ts';

const build = (order: Parameters<typeof snapshot>[0], now = '2026-03-12T10:00:00Z') =>
  buildDocument({
    order,
    settings: exampleSettings(),
    catalogue: exampleCatalogue,
    links: { clientId: null, productIdBySku: new Map() },
    marker: 'TSC:shop:1:',
    now: new Date(now),
  }).document;

test('the lines that are kept come to the document, and can be credited whole, to the cent', () => {
  fc.assert(
    fc.property(orderArbitrary, (order) => {
      const document = build(order);
      if (document === null) return;
      const sum = sentLines(document).reduce((cents, line) => cents + line.grossCents, 0);
      expect(sum).toBe(order.totalCents);
      const credit = creditPieces(snapshot(order, document, exampleSettings().vat), [], { kind: 'whole' });
      if (order.totalCents === 0) return;
      expect(
        'pieces' in credit ? credit.pieces.reduce((cents, piece) => cents + piece.cents, 0) : credit,
      ).toBe(order.totalCents);
    }),
    { numRuns: 500 },
  );
});

test('an order of before and after differ in what was changed, and in nothing else', () => {
  const order = exampleOrder();
  const print = (changed: Partial<typeof order>) => {
    const document = build(order);
    if (document === null) throw new Error('no document');
    const before = snapshot(order, document, exampleSettings().vat).order;
    const after = snapshot({ ...order, ...changed }, document, exampleSettings().vat).order;
    return Object.keys(before).filter((key) => before[key as 'paid'] !== after[key as 'paid']);
  };
  expect(print({ notes: 'another', status: 99 })).toEqual([]);
  expect(print({ billing: { ...order.billing, email: 'new@example.com', phone: '1' } })).toEqual([]);
  expect(print({ billing: { ...order.billing, city: 'Bari' } })).toEqual(['buyerHash']);
  expect(print({ paid: !order.paid })).toEqual(['paid']);
  expect(print({ lines: [...order.lines].slice(1) })).toEqual(['linesHash']);
  expect(print({ totalCents: order.totalCents + 1 })).toEqual(['totalCents']);
});

test.each([
  ['the last second of a day', '2026-11-09T22:59:59Z', '2026-11-09'],
  ['midnight', '2026-11-09T23:00:00Z', '2026-11-10'],
  ['the night the clocks go back, before', '2026-10-25T21:59:59Z', '2026-10-25'],
  ['the night the clocks go back, after', '2026-10-25T22:59:59Z', '2026-10-25'],
  ['the night the clocks go forward', '2026-03-28T22:59:59Z', '2026-03-28'],
  ['the first midnight of summer time', '2026-03-29T22:00:00Z', '2026-03-30'],
])('an order that was paid on %s stands on its day of Europe/Rome', (_title, paidAt, day) => {
  const order = exampleOrder({ paid: true, paidAt: new Date(paidAt) });
  const document = build(order, '2026-12-01T10:00:00Z');
  if (document === null) throw new Error('no document');
  expect(snapshot(order, document, exampleSettings().vat).paidDate).toBe(day);
});
