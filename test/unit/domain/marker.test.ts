import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderMarker } from '../../../src/domain/marker.ts';

test('names shop and order', () => {
  expect(orderMarker('52dd3382be85f186', '132_5672eebab5aa6')).toBe(
    'TSC:52dd3382be85f186:132.5f.5672eebab5aa6:',
  );
});

test('holds nothing that a search string gives a meaning to', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (shop, order) =>
      /^TSC:[A-Za-z0-9.]*:[A-Za-z0-9.]*:$/.test(orderMarker(shop, order)),
    ),
  );
});

test('no order’s marker is part of another’s', () => {
  const id = fc.string({ unit: fc.constantFrom('1', '2', '_', ':', '.', 'a', '-'), maxLength: 5 });
  fc.assert(
    fc.property(id, id, id, id, (shopA, orderA, shopB, orderB) => {
      fc.pre(shopA !== shopB || orderA !== orderB);
      return !orderMarker(shopB, orderB).includes(orderMarker(shopA, orderA));
    }),
    { numRuns: 2_000 },
  );
});
