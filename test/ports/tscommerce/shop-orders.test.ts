import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createShopConnector } from '../../../src/platforms/tscommerce/index.ts';
import type { Shop } from '../../../src/ports/shop.ts';
import {
  problemOf,
  type Script,
  type ScriptedServer,
  startScriptedServer,
} from '../support/scripted-server.ts';
import { wireAddress, wireCountries, wireItem, wireOrder, wireStatuses } from '../support/shop-answers.ts';

let server: ScriptedServer;
let shop: Shop;
let nowMs: number;
/** Answers by path; a string is sent as it is. */
let answers: Record<string, Script>;

beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());
beforeEach(() => {
  nowMs = Date.parse('2026-03-02T10:00:00Z');
  server.seen.length = 0;
  answers = {
    '/countries/list.json': { json: wireCountries },
    '/orders/statuses.json': { json: wireStatuses },
  };
  server.respond = ({ path }) => answers[path] ?? { status: 404, json: { error: 'Not found' } };
  shop = createShopConnector({ apiUrl: server.url, clock: { now: () => new Date(nowMs) } })({
    key: 'k',
    exchange: 'e',
  });
});

const orderIs = (json: unknown) => {
  answers['/orders/order.json'] = { json };
};
const read = () => shop.readOrder('132_5672eebab5aa6');
const calls = (path: string) => server.seen.filter((request) => request.path === path).length;

describe('an order', () => {
  it('is freed of its wire format, to the cent', async () => {
    orderIs(wireOrder());
    const order = await read();
    expect(server.seen[0]?.query.get('orderID')).toBe('132_5672eebab5aa6');
    expect(order).toEqual({
      id: '132_5672eebab5aa6',
      shortId: '1042',
      placedAt: new Date('2015-12-17T17:19:54Z'),
      status: 1,
      statusTitle: 'Pagato',
      statusMeaning: 'paid',
      cancelled: false,
      paid: true,
      hold: false,
      cashOnDelivery: false,
      delivered: false,
      refunded: false,
      paidAt: new Date('2015-12-17T17:25:00Z'),
      invoiceRequested: true,
      currency: 'EUR',
      totalCents: 4525,
      lines: [
        {
          productId: 'p1',
          sku: 'TZ-1',
          title: 'Tazza',
          options: ['Colore: Blu'],
          quantity: expect.objectContaining({ d: [2] }),
          unitPrice: expect.objectContaining({ d: [20] }),
          vatPercent: 22,
          taxProfileId: '52dd3382be85f18660000000',
          usesMainProfile: false,
          vatCharged: null,
        },
      ],
      shipping: { title: 'Corriere', cents: 525, vatPercent: 22 },
      payment: { method: 'PayPal', costCents: 0 },
      discount: { cents: 0, couponCode: null },
      billing: {
        name: 'Mario Rossi',
        company: null,
        address1: 'Via Roma 1',
        address2: null,
        city: 'Torino',
        postalCode: '10121',
        province: 'TO',
        countryIso: 'IT',
        email: 'mario@example.it',
        phone: '+39 011 123456',
        vatNumber: null,
        taxCode: 'RSSMRA80A01L219M',
        certifiedEmail: null,
        sdiCode: null,
      },
      delivery: null,
      notes: 'Citofonare Rossi',
      customerId: 'u-77',
      problems: [],
      warnings: [],
    });
  });

  it('whose every number is a string is the same order', async () => {
    orderIs(wireOrder());
    const plain = await read();
    orderIs(
      wireOrder({
        status: '1',
        invoice: '1',
        payment_cost: '0.00',
        shipping_cost: '5.25',
        shipping_tax: '22',
        cart: {
          total: '45.25',
          saleAmount: '0.00',
          couponCode: null,
          items: { 'p1|#|v1': wireItem({ count: '2', price: '20.00', tax: '22' }) },
        },
      }),
    );
    expect(await read()).toEqual(plain);
  });

  it('that names nothing but what it must is read', async () => {
    orderIs({ orderID: 'o1', orderDate: '2026-01-02T10:00:00+0100', cart: { total: 0 } });
    expect(await read()).toMatchObject({
      lines: [],
      currency: 'EUR',
      paid: false,
      cancelled: false,
      invoiceRequested: false,
      shipping: { title: null, cents: 0, vatPercent: null },
      delivery: null,
      customerId: null,
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ['lists for objects', { billing: [], delivery: [], cart: { total: 1, items: [] } }],
    ['null everywhere', { billing: null, delivery: null, notes: null, status: null, invoice: null }],
    [
      'wrong kinds',
      { notes: {}, currency: 7, status: 'x', shipping_cost: {}, payment_method: [], invoice: 'forse' },
    ],
    ['an address of wrong kinds', { billing: wireAddress({ city: null, zip: 10121, vat: {}, country: [] }) }],
    [
      'emoji, tags and a very long title',
      { notes: '🎁 <b>ciao</b>', cart: { total: 1, items: { p: wireItem({ title: 'x'.repeat(300) }) } } },
    ],
  ])('with %s is read all the same', async (_title, changes) => {
    orderIs(wireOrder(changes));
    await expect(read()).resolves.toMatchObject({ id: '132_5672eebab5aa6' });
  });

  it('a key __proto__ changes no object and makes no line', async () => {
    const text = JSON.stringify(wireOrder()).replace(
      '"p1|#|v1"',
      '"__proto__":{"price":1,"count":1,"polluted":true},"p1|#|v1"',
    );
    answers['/orders/order.json'] = { text, type: 'application/json' };
    expect((await read())?.lines).toHaveLength(1);
    const escaped = text.replace('__proto__', '\\u005f_proto__');
    answers['/orders/order.json'] = { text: escaped, type: 'application/json' };
    expect((await read())?.lines).toHaveLength(1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('a byte order mark before the JSON is no matter', async () => {
    answers['/orders/order.json'] = {
      text: `\uFEFF${JSON.stringify(wireOrder())}`,
      type: 'application/json',
    };
    await expect(read()).resolves.toMatchObject({ totalCents: 4525 });
  });

  it.each<[string, unknown, string[]]>([
    ['an object', { Taglia: 'M', Colore: 'Blu' }, ['Taglia: M', 'Colore: Blu']],
    ['named values', [{ name: 'Taglia', value: 'M' }], ['Taglia: M']],
    ['a list', ['M', 'Blu'], ['M', 'Blu']],
    ['text', 'Taglia M', ['Taglia M']],
    ['none', [], []],
    ['something else', [null, {}, 3], ['3']],
  ])('options as %s', async (_title, options, expected) => {
    orderIs(wireOrder({ cart: { total: 1, items: { p: wireItem({ options }) } } }));
    expect((await read())?.lines[0]?.options).toEqual(expected);
  });

  it('a discount written with its sign is the same discount', async () => {
    orderIs(wireOrder({ cart: { total: 40, items: [], saleAmount: '-5.25', couponCode: 'NATALE' } }));
    expect((await read())?.discount).toEqual({ cents: 525, couponCode: 'NATALE' });
  });
});

describe('an order that would be a guess is a problem that names the field', () => {
  const cart = (items: unknown) => ({ cart: { total: 45.25, items } });
  it.each<[string, Record<string, unknown>, string]>([
    ['no id', { orderID: null }, 'orderID'],
    ['no date', { orderDate: 'ieri' }, 'orderDate'],
    ['no total', { cart: { items: [] } }, 'cart.total'],
    ['a total of two meanings', { cart: { total: '1,234', items: [] } }, 'cart.total'],
    ['a price that is none', cart({ 'p1|#|': wireItem({ price: 'gratis' }) }), 'cart.items[p1|#|].price'],
    ['no price', cart({ 'p1|#|': { count: 1, title: 'Tazza' } }), 'cart.items[p1|#|].price'],
    ['no quantity', cart({ 'p1|#|': wireItem({ count: [] }) }), 'cart.items[p1|#|].count'],
    ['an item that is none', cart({ 'p1|#|': null }), 'cart.items[p1|#|]'],
    ['items that are none', cart('tazza'), 'cart.items'],
  ])('%s', async (_title, changes, field) => {
    orderIs(wireOrder(changes));
    const problem = await problemOf(read());
    expect(problem).toMatchObject({ code: 'shop-order-unreadable', outcome: 'mend' });
    expect(problem.detail).toContain(`«${field}»`);
  });
});

describe('an order that does not exist is null', () => {
  it.each<[string, Script]>([
    ['404', { status: 404, json: { error: 'Order not found' } }],
    ['an empty list', { json: [] }],
    ['null', { json: null }],
    ['an error told with status 200', { json: { error: 'Order not found' } }],
  ])('%s', async (_title, script) => {
    answers['/orders/order.json'] = script;
    await expect(read()).resolves.toBeNull();
  });

  it('another error told with status 200 is not an absence', async () => {
    orderIs({ error: 'Database gone away' });
    await expect(problemOf(read())).resolves.toMatchObject({
      code: 'shop-answer-unreadable',
      outcome: 'retry',
    });
  });
});

describe('countries', () => {
  const german = wireOrder({ billing: wireAddress({ country: '83', country_iso: '' }) });

  it('a uid becomes its ISO code, and the list is read once a day', async () => {
    orderIs(german);
    expect((await read())?.billing.countryIso).toBe('DE');
    await read();
    expect(calls('/countries/list.json')).toBe(1);
    nowMs += 25 * 3_600_000;
    await read();
    expect(calls('/countries/list.json')).toBe(2);
  });

  it('country_iso wins, and then the list is not read', async () => {
    orderIs(wireOrder({ billing: wireAddress({ country: 83, country_iso: 'fr' }) }));
    expect((await read())?.billing.countryIso).toBe('FR');
    expect(calls('/countries/list.json')).toBe(0);
  });

  it('country_iso wins over a uid that the list names otherwise', async () => {
    const delivery = wireAddress({ country: 83, country_iso: null });
    orderIs(wireOrder({ billing: wireAddress({ country: 83, country_iso: 'FR' }), delivery }));
    const order = await read();
    expect([order?.billing.countryIso, order?.delivery?.countryIso]).toEqual(['FR', 'DE']);
  });

  it('an unknown uid is no country', async () => {
    orderIs(wireOrder({ billing: wireAddress({ country: 999, country_iso: null }) }));
    expect((await read())?.billing.countryIso).toBeNull();
  });

  it.each<[string, Script]>([
    ['is missing', { status: 404, json: {} }],
    ['is HTML', { text: '<html>' }],
    ['is something else', { json: { a: 1 } }],
  ])('a list that %s leaves the country unknown', async (_title, script) => {
    answers['/countries/list.json'] = script;
    orderIs(german);
    expect((await read())?.billing.countryIso).toBeNull();
  });

  it('a shop that is down lets the order wait rather than lose its country', async () => {
    answers['/countries/list.json'] = { status: 503, json: {} };
    orderIs(german);
    await expect(problemOf(read())).resolves.toMatchObject({ outcome: 'retry' });
  });

  it('a renewal that fails keeps the old list', async () => {
    orderIs(german);
    await read();
    nowMs += 25 * 3_600_000;
    answers['/countries/list.json'] = { status: 503, json: {} };
    expect((await read())?.billing.countryIso).toBe('DE');
  });
});

describe('statuses', () => {
  it('a shop that renamed its statuses is understood by their titles', async () => {
    answers['/orders/statuses.json'] = {
      json: { '1': { id: '6', title: 'Pagato' }, '2': { id: '1', title: 'Annullato' } },
    };
    orderIs(wireOrder({ status: 1 }));
    expect(await read()).toMatchObject({ cancelled: true });
    orderIs(wireOrder({ status: 6, paid_at: undefined }));
    expect(await read()).toMatchObject({ cancelled: false, paid: true });
  });

  it.each<[string, Script]>([
    ['down', { status: 500, json: {} }],
    ['HTML', { text: '<html>' }],
    ['empty', { json: [] }],
  ])('a list that is %s falls back to the known numbers', async (_title, script) => {
    answers['/orders/statuses.json'] = script;
    orderIs(wireOrder({ status: 6, paid_at: null }));
    expect(await read()).toMatchObject({ cancelled: true, paid: false });
  });
});

describe('the list of orders', () => {
  const rows = [
    { orderID: 'a', total: 10, orderDate: '2026-01-01T10:00:00+0100', status: 1, iso: {} },
    { orderID: 'b', total: '20.50', orderDate: '2026-01-03T10:00:00+0100', status: '2', iso: [] },
    { orderID: null, total: 1 },
    { orderID: 'c', total: null, iso: { orderDate: '2026-01-02T10:00:00+0100' } },
    null,
  ];

  it('gives the rows that name an order, the newest first', async () => {
    answers['/orders/list.json'] = { json: rows };
    const list = await shop.listOrders({ limit: 20, skip: 0 });
    expect(list.map(({ id, totalCents, status }) => [id, totalCents, status])).toEqual([
      ['b', 2050, 2],
      ['c', 0, -1],
      ['a', 1000, 1],
    ]);
  });

  it('asks for what is wanted, in unix seconds', async () => {
    answers['/orders/list.json'] = { json: [] };
    await shop.listOrders({
      limit: 20,
      skip: 40,
      from: new Date('2026-01-01T00:00:00Z'),
      billingName: 'Rossi & Figli',
    });
    expect(Object.fromEntries(server.seen[0]?.query ?? [])).toEqual({
      limit: '20',
      skip: '40',
      from: '1767225600',
      to: String(nowMs / 1000 + 86_400),
      'billing.fullname': 'Rossi & Figli',
    });
  });
});

describe('the store', () => {
  it.each<[string, unknown, unknown]>([
    [
      'only what is known',
      { uid: 12, url: 'https://s.example' },
      {
        uid: '12',
        instance: null,
        url: 'https://s.example',
        name: null,
        online: null,
        invoicingEnabled: null,
      },
    ],
    [
      'flags',
      { uid: 'u', url: '', name: 'Bottega', online: 1, invoicing: '0' },
      { uid: 'u', instance: null, url: '', name: 'Bottega', online: true, invoicingEnabled: false },
    ],
  ])('%s', async (_title, json, expected) => {
    answers['/store/info.json'] = { json };
    expect(await shop.readStore()).toEqual(expected);
  });

  it('without a uid is no answer', async () => {
    answers['/store/info.json'] = { json: [] };
    await expect(problemOf(shop.readStore())).resolves.toMatchObject({ code: 'shop-answer-unreadable' });
  });
});

describe('webhooks', () => {
  it('are listed, registered and removed as forms', async () => {
    answers['/webhook/list.json'] = {
      json: [{ id: 5, url: 'https://p.example/x', type: '1', name: 'n' }, { url: 'no id' }],
    };
    answers['/webhook/webhook.json'] = { json: { id: 6 } };
    expect(await shop.listWebhooks()).toEqual([{ id: '5', url: 'https://p.example/x', type: 1 }]);
    await shop.registerWebhook({
      url: 'https://p.example/y?z=1',
      type: 'order-cancelled',
      name: 'Annullato',
    });
    await shop.removeWebhook('6');
    expect(
      server.seen.slice(1).map(({ method, headers, body }) => [method, headers['content-type'], body]),
    ).toEqual([
      [
        'POST',
        'application/x-www-form-urlencoded',
        'url=https%3A%2F%2Fp.example%2Fy%3Fz%3D1&type=7&name=Annullato',
      ],
      ['DELETE', 'application/x-www-form-urlencoded', 'id=6'],
    ]);
  });

  it('one that is gone already is removed', async () => {
    await expect(shop.removeWebhook('6')).resolves.toBeUndefined();
  });

  it('a read-only pair cannot register one', async () => {
    answers['/webhook/webhook.json'] = { status: 403, json: {} };
    const registering = shop.registerWebhook({ url: 'https://p.example', type: 'order-paid', name: 'x' });
    await expect(problemOf(registering)).resolves.toMatchObject({
      code: 'shop-keys-refused',
      outcome: 'mend',
    });
  });
});
