import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createShopConnector } from '../../../src/platforms/tscommerce/index.ts';
import type { Shop } from '../../../src/ports/shop.ts';
import {
  problemOf,
  type Script,
  type ScriptedServer,
  startScriptedServer,
} from '../support/scripted-server.ts';
import { wireAddress, wireItem, wireOrder } from '../support/shop-answers.ts';

/** The VAT of a line that the order does not tell: from the product, its profile, and where the order went. */

let server: ScriptedServer;
let shop: Shop;
let nowMs: number;
let answers: Record<string, Script>;

const eu = { id: 't22', value: 22, title: 'Profilo Iva EU 22%', countriesUID: [82, 83] };
const books = { id: 't4', value: 4, title: 'Libri', countriesUID: [82] };

beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());
beforeEach(() => {
  nowMs = Date.parse('2026-03-02T10:00:00Z');
  server.seen.length = 0;
  answers = {
    '/orders/statuses.json': { json: [['Attesa pagamento', 'Pagato']] },
    '/countries/list.json': {
      json: [
        { uid: 82, tld: 'it', name: 'Italia' },
        { uid: 83, tld: 'DE', name: 'Germania' },
        { uid: 84, tld: 'uk', name: 'Regno Unito' },
      ],
    },
    '/taxes/list.json': { json: [eu] },
    '/products/product.json': { json: { uid: 'p1', tax_profile: 't22' } },
  };
  server.respond = ({ path }) => answers[path] ?? { status: 404, json: { error: 404 } };
  shop = createShopConnector({ apiUrl: server.url, clock: { now: () => new Date(nowMs) } })({
    key: 'k',
    exchange: 'e',
  });
});

const calls = (path: string) => server.seen.filter((request) => request.path === path).length;
const rateless = (changes: Record<string, unknown> = {}) => {
  const { tax: _, tax_profile: __, ...item } = wireItem();
  return { cart: { total: 45.25, items: { 'p1#|#blu': { ...item, ...changes } } } };
};
const address = (country: number) => wireAddress({ country, country_iso: '' });
async function line(changes: Record<string, unknown>) {
  answers['/orders/order.json'] = { json: wireOrder(changes) };
  const order = await shop.readOrder('132_5672eebab5aa6');
  const [first] = order?.lines ?? [];
  if (first === undefined) throw new Error('no line');
  const { taxProfileId, vatPercent, usesMainProfile, vatCharged } = first;
  return {
    taxProfileId,
    vatPercent,
    usesMainProfile,
    vatCharged,
    problems: order?.problems.map(({ code }) => code),
  };
}
const plain = { taxProfileId: 't22', vatPercent: 22, usesMainProfile: false, vatCharged: true, problems: [] };

describe('a line without a rate', () => {
  it('has its product’s, which is read once a day', async () => {
    expect(await line(rateless())).toEqual(plain);
    await line(rateless());
    expect([calls('/products/product.json'), calls('/taxes/list.json')]).toEqual([1, 1]);
    nowMs += 25 * 3_600_000;
    await line(rateless());
    expect([calls('/products/product.json'), calls('/taxes/list.json')]).toEqual([2, 2]);
  });

  it('that names its profile needs no product', async () => {
    expect(await line(rateless({ tax_profile: 't22' }))).toEqual(plain);
    expect(calls('/products/product.json')).toBe(0);
  });

  it.each(['', null, [], '0'])(
    'of a product whose profile is %j has the shop’s only one',
    async (tax_profile) => {
      answers['/products/product.json'] = { json: { uid: 'p1', tax_profile } };
      expect(await line(rateless())).toEqual({ ...plain, usesMainProfile: true });
    },
  );

  it('of such a product in a shop of several profiles is left to the merchant’s main one', async () => {
    answers['/products/product.json'] = { json: { uid: 'p1', taxprofile: '' } };
    answers['/taxes/list.json'] = { json: [eu, books] };
    expect(await line(rateless())).toEqual({
      taxProfileId: null,
      vatPercent: null,
      usesMainProfile: true,
      vatCharged: null,
      problems: [],
    });
  });

  it.each<[string, Script]>([
    ['status 404', { status: 404, json: {} }],
    ['an error told with status 200', { json: { error: 12, message: 'Product not found' } }],
  ])('of a product that is gone (%s) is not guessed at', async (_title, script) => {
    answers['/products/product.json'] = script;
    expect(await line(rateless())).toMatchObject({
      taxProfileId: null,
      vatPercent: null,
      usesMainProfile: false,
    });
  });

  it.each(['/products/product.json', '/taxes/list.json'])(
    'waits while the shop does not answer %s',
    async (path) => {
      answers[path] = { status: 503, json: {} };
      answers['/orders/order.json'] = { json: wireOrder(rateless()) };
      await expect(problemOf(shop.readOrder('x'))).resolves.toMatchObject({ outcome: 'retry' });
    },
  );
});

it('an order that tells its rates asks for nothing else', async () => {
  expect(await line({})).toMatchObject({ vatPercent: 22, vatCharged: null });
  expect(['/products/product.json', '/taxes/list.json', '/countries/list.json'].map(calls)).toEqual([
    0, 0, 0,
  ]);
});

describe('a buyer outside of a profile’s countries', () => {
  it.each<[string, number, number | null, unknown]>([
    ['in Italy was charged its rate', 82, null, plain],
    ['in another country of the profile too', 83, null, plain],
    ['elsewhere was charged none', 84, null, { ...plain, vatPercent: 0, vatCharged: false }],
    ['elsewhere, the goods too', 84, 84, { ...plain, vatPercent: 0, vatCharged: false }],
  ])('%s', async (_title, billing, delivery, expected) => {
    const to = { billing: address(billing), delivery: delivery === null ? [] : address(delivery) };
    expect(await line({ ...rateless(), ...to })).toEqual(expected);
  });

  it('whose goods go into them: nobody knows which country counted, so a person is asked', async () => {
    const to = { billing: address(84), delivery: address(82) };
    expect(await line({ ...rateless(), ...to })).toMatchObject({
      vatPercent: null,
      problems: ['shop-vat-unclear'],
    });
  });

  it('was charged by a profile that names no country', async () => {
    answers['/taxes/list.json'] = { json: [{ ...eu, countriesUID: [] }] };
    expect(await line({ ...rateless(), billing: address(84) })).toEqual(plain);
  });

  it('is not told where the list of countries does not know all of the profile’s', async () => {
    answers['/taxes/list.json'] = { json: [{ ...eu, countriesUID: [82, 999] }] };
    expect(await line({ ...rateless(), billing: address(84) })).toMatchObject({
      vatPercent: null,
      vatCharged: null,
    });
  });
});
