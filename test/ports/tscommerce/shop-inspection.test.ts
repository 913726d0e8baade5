import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createShopConnector } from '../../../src/platforms/tscommerce/index.ts';
import type { Shop } from '../../../src/ports/shop.ts';
import type { ShopInspection } from '../../../src/ports/shop-inspection.ts';
import {
  problemOf,
  type Script,
  type ScriptedServer,
  startScriptedServer,
} from '../support/scripted-server.ts';
import { wireAddress, wireItem, wireOrder } from '../support/shop-answers.ts';

let server: ScriptedServer;
let shop: Shop;
let orders: Map<string, Record<string, unknown>>;
let answers: Record<string, Script>;

beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
  orders = new Map();
  answers = {
    '/store/info.json': { json: { uid: 's1', url: 'https://shop.example', colour: 'blue' } },
    '/orders/statuses.json': { json: [{ '0': 'Attesa pagamento' }, { '9': 'Rimborsato' }] },
    '/taxes/list.json': { json: [{ id: 't22', value: 22, title: 'Iva 22%', countriesUID: [82] }] },
    '/countries/list.json': { json: [{ uid: 82, tld: 'it', name: 'Italia' }] },
    '/payments/list.json': { json: [] },
    '/products/list.json': { json: [{ uid: 'p1', code: 'A' }] },
    '/products/product.json': { json: { uid: 'p1', code: 'A', title: 'Tazza', taxprofile: '' } },
    '/clients/list.json': { json: [] },
  };
  server.respond = ({ path, query }) => {
    if (path === '/orders/list.json') return { json: [...orders.keys()].map((orderID) => ({ orderID })) };
    if (path === '/orders/order.json')
      return { json: orders.get(query.get('orderID') ?? '') ?? { error: 1, message: 'Order not found' } };
    return answers[path] ?? { status: 404, json: { error: 404 } };
  };
  shop = createShopConnector({ apiUrl: server.url, clock: { now: () => new Date('2026-03-02T10:00:00Z') } })({
    key: 'k',
    exchange: 'e',
  });
});

const order = (id: string, changes: Record<string, unknown> = {}) =>
  orders.set(id, wireOrder({ orderID: id, ...changes }));
const look = () => shop.inspect({ orders: 20 });
const field = (inspection: ShopInspection, scope: string, name: string) =>
  inspection.fields.find((found) => found.scope === scope && found.field === name);

describe('a look at a shop', () => {
  it('tells under which spelling each field was found, and how often', async () => {
    order('a');
    order('b', {
      shipping_cost: undefined,
      cart: { total: 45.25, shippingCost: '5,25', items: { 'p1#|#': wireItem() } },
    });
    order('c', { billing: wireAddress({ userUID: -1 }) });
    const inspection = await look();
    expect(field(inspection, 'order', 'shipping.cost')).toEqual({
      scope: 'order',
      field: 'shipping.cost',
      taken: { shipping_cost: 2, 'cart.shippingCost': 1 },
      absent: 0,
      unreadable: {},
      conflicts: {},
    });
    expect(field(inspection, 'order', 'customer.id')).toMatchObject({ absent: 1, unreadable: {} });
    expect(field(inspection, 'item', 'count')?.taken).toEqual({ count: 3 });
    expect(field(inspection, 'product', 'sku')?.taken).toEqual({ code: 1 });
    expect(field(inspection, 'country', 'iso')?.taken).toEqual({ tld: 1 });
    expect(inspection.totals).toEqual({ right: 3, wrong: 0, explained: 0 });
    expect(inspection.statuses).toEqual([
      { id: '0', title: 'Attesa pagamento', meaning: 'unpaid' },
      { id: '9', title: 'Rimborsato', meaning: 'hold' },
    ]);
  });

  it('names the key that was renamed to nonsense, since the totals say that it is money', async () => {
    order('a', {
      shipping_cost: undefined,
      cart: { total: 45.25, zzyx: 5.25, items: { 'p1#|#': wireItem() } },
    });
    const inspection = await look();
    expect(inspection.unknown).toContainEqual({
      scope: 'order',
      path: 'cart.zzyx',
      kind: 'amount',
      count: 1,
      exampleLength: 4,
    });
    expect(inspection.totals).toEqual({ right: 0, wrong: 1, explained: 1 });
    expect(inspection.explains).toEqual({ 'cart.zzyx': 1 });
    expect(inspection.problems).toEqual({ 'shop-field-unknown': 1 });
  });

  it('names what cannot be read and what contradicts itself', async () => {
    order('a', { invoice: 'forse' });
    order('b', { cart: { total: 45.25, shippingCost: 7, items: { 'p1#|#': wireItem() } } });
    order('c', { orderDate: 'ieri' });
    const inspection = await look();
    expect(field(inspection, 'order', 'invoice')?.unreadable).toEqual({ invoice: 1 });
    expect(field(inspection, 'order', 'placed-at')?.unreadable).toEqual({ orderDate: 1 });
    expect(field(inspection, 'order', 'shipping.cost')?.conflicts).toEqual({
      'cart.shippingCost <> shipping_cost': 1,
    });
    expect(inspection.problems).toEqual({ 'shop-order-unreadable': 2, 'shop-field-conflict': 1 });
  });

  it('holds no value of an order, a customer or a product', async () => {
    order('a', { secret_note: 'per Giovanna Neri', extra: { '5672eebab5aa6': { who: 'Giovanna' } } });
    const told = JSON.stringify(await look());
    for (const value of [
      'Mario Rossi',
      'mario@example.it',
      'RSSMRA80A01L219M',
      'Tazza',
      'Giovanna',
      '1042',
      '5672eebab5aa6',
    ]) {
      expect(told).not.toContain(value);
    }
    expect(told).toContain('secret_note');
  });

  it('goes on where one list cannot be read, and says so', async () => {
    answers['/taxes/list.json'] = { text: '<html>' };
    order('a');
    const inspection = await look();
    expect(inspection.answers.tax).toEqual({ looked: 0, problem: 'shop-answer-unreadable' });
    expect(inspection.answers.order).toEqual({ looked: 1, problem: null });
    expect(inspection.unknown.map(({ path }) => path)).toContain('colour');
  });

  it('ends where the keys are refused', async () => {
    server.respond = () => ({ status: 401, json: { error: 401 } });
    await expect(problemOf(look())).resolves.toMatchObject({ code: 'shop-keys-refused' });
  });
});
