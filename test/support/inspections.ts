import type { ShopInspection } from '../../src/ports/shop-inspection.ts';

const readAll = { looked: 20, problem: null };

/** A look at a shop that is read in full. */
export function exampleInspection(overrides: Partial<ShopInspection> = {}): ShopInspection {
  return {
    spellings: 'a1',
    answers: {
      order: readAll,
      item: readAll,
      client: readAll,
      product: readAll,
      country: readAll,
      tax: readAll,
      payment: readAll,
      store: { looked: 1, problem: null },
      status: { looked: 7, problem: null },
    },
    fields: [
      {
        scope: 'order',
        field: 'shipping.cost',
        taken: { 'cart.shippingCost': 18, shipping_cost: 2 },
        absent: 0,
        unreadable: {},
        conflicts: {},
      },
      { scope: 'order', field: 'paidAt', taken: {}, absent: 20, unreadable: {}, conflicts: {} },
    ],
    unknown: [{ scope: 'order', path: 'cart.weight', kind: 'number', count: 20, exampleLength: 3 }],
    statuses: [{ id: '1', title: 'Pagato', meaning: 'paid' }],
    totals: { right: 20, wrong: 0, explained: 0 },
    explains: {},
    problems: {},
    ...overrides,
  };
}
