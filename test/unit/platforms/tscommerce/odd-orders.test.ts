import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/domain/problem.ts';
import { createSpellings } from '../../../../src/platforms/tscommerce/fields/spellings.ts';
import { knownKeys } from '../../../../src/platforms/tscommerce/fields/unknown-keys.ts';
import { openOrder, toShopOrder } from '../../../../src/platforms/tscommerce/orders/order.ts';
import { clientParty } from '../../../../src/platforms/tscommerce/party.ts';
import { readStore } from '../../../../src/platforms/tscommerce/store.ts';
import { wireAddress, wireItem, wireOrder } from '../../../ports/support/shop-answers.ts';

const spellings = createSpellings();
const keys = knownKeys(spellings.scope('order').scope);
const known = {
  countries: { byUid: new Map([['82', 'IT']]), byName: new Map<string, string>() },
  statusTitles: new Map([[1, 'Pagato']]),
  paymentLabel: null,
  taxProfiles: [],
  productTaxes: new Map(),
};

/** What PHP and a hand in its database may write in a field's place. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    [],
    {},
    null,
    '',
    '0',
    'NaN',
    '1e309',
    '9'.repeat(40),
    -1,
    1e21,
    true,
    '\u0000',
    '🎁',
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The object with some fields odd. */
function oddly(good: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .record(Object.fromEntries(Object.keys(good).map((name) => [name, odd])), { requiredKeys: [] })
    .map((changes) => ({ ...good, ...changes }));
}

const oddOrder = fc
  .tuple(
    oddly(wireOrder()),
    fc.option(oddly(wireAddress()), { nil: undefined }),
    fc.option(oddly(wireItem()), { nil: undefined }),
  )
  .map(([order, billing, item]) => ({
    ...order,
    ...(billing ? { billing } : {}),
    ...(item ? { cart: { total: '1.00', items: { 'p|#|v': item } } } : {}),
  }));

describe('whatever the platform sends', () => {
  it('an order is an order or a problem, never a crash, and its amounts are whole cents', () => {
    fc.assert(
      fc.property(oddOrder, (raw) => {
        try {
          const order = toShopOrder(openOrder(raw, spellings), known, spellings, keys);
          for (const cents of [
            order.totalCents,
            order.shipping.cents,
            order.payment.costCents,
            order.discount.cents,
          ]) {
            expect(Number.isSafeInteger(cents)).toBe(true);
          }
          expect(order.discount.cents).toBeGreaterThanOrEqual(0);
          expect(Number.isNaN(order.placedAt.getTime())).toBe(false);
          for (const text of [order.billing.name, order.billing.city, order.notes]) expect(text).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          expect(error).toMatchObject({ code: 'shop-order-unreadable', outcome: 'mend' });
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('a customer and a store are read', () => {
    const client = {
      id: 1,
      userUID: 'u',
      code: 'C',
      tax_number: '1',
      metadata: { pec: 'a@b.it' },
      created_at: 1,
      country: 82,
    };
    fc.assert(
      fc.property(
        oddly(client),
        oddly({ uid: 'u', url: 'x', online: 1, invoicing: 1 }),
        (customer, store) => {
          clientParty(spellings.read('client', customer), known.countries);
          try {
            readStore(store, spellings);
          } catch (error) {
            expect(error).toMatchObject({ code: 'shop-answer-unreadable' });
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
