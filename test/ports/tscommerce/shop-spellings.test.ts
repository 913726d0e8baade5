import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ShopOrder } from '../../../src/domain/order.ts';
import { createShopConnector } from '../../../src/platforms/tscommerce/index.ts';
import type { Shop } from '../../../src/ports/shop.ts';
import {
  problemOf,
  type Script,
  type ScriptedServer,
  startScriptedServer,
} from '../support/scripted-server.ts';
import { wireAddress, wireCountries, wireItem, wireOrder } from '../support/shop-answers.ts';

let server: ScriptedServer;
let shop: Shop;
let answers: Record<string, Script>;

beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
  answers = {
    '/orders/statuses.json': { json: [{ '0': 'Attesa pagamento' }, { '1': 'Pagato' }] },
    '/countries/list.json': { json: wireCountries },
  };
  server.respond = ({ path }) => answers[path] ?? { status: 404, json: { error: 404 } };
  shop = createShopConnector({ apiUrl: server.url, clock: { now: () => new Date('2026-03-02T10:00:00Z') } })({
    key: 'k',
    exchange: 'e',
  });
});

async function read(changes: Record<string, unknown>): Promise<ShopOrder> {
  answers['/orders/order.json'] = { json: wireOrder(changes) };
  const order = await shop.readOrder('132_5672eebab5aa6');
  if (order === null) throw new Error('no order');
  return order;
}
const codes = (order: ShopOrder) => order.problems.map(({ code }) => code);
const items = { 'p1#|#blu': wireItem({ price: 20 }) };

describe('a field is found wherever it may stand', () => {
  it.each<[string, Record<string, unknown>]>([
    ['in the cart', { shippingCost: 5.25 }],
    ['in the cart, by the bare name', { shipping: '5,25' }],
    ['in an object of the cart', { shipping: { title: 'Corriere', cost: '€ 5.25' } }],
    ['in Italian', { 'Spese di spedizione': '5,25 €' }],
  ])('shipping %s', async (_title, cart) => {
    const order = await read({ shipping_cost: undefined, cart: { total: 45.25, items, ...cart } });
    expect([order.shipping.cents, codes(order)]).toEqual([525, []]);
  });

  it('shipping may be told as a carrier’s name, with a mark behind it', async () => {
    const order = await read({
      shipping_method: undefined,
      cart: { total: 45.25, items, shipping: 'Corriere|DISABLECOD' },
    });
    expect(order.shipping).toMatchObject({ title: 'Corriere', cents: 525 });
  });

  const fiscal = { tax_code: '', pec: '', sdi: '' };
  it.each<[string, Record<string, unknown>]>([
    [
      'a list of names and values',
      {
        digital_invoice: [
          { name: 'PEC', value: 'a@pec.it' },
          { name: 'Codice destinatario', value: 'ABC1234' },
          { name: 'Codice fiscale', value: 'RSSMRA80A01L219M' },
        ],
      },
    ],
    [
      'the same as JSON text',
      {
        digital_invoice:
          '[{"name":"pec","value":"a@pec.it"},{"name":"SDI","value":"ABC1234"},{"name":"CF","value":"RSSMRA80A01L219M"}]',
      },
    ],
    [
      'an object in the cart',
      {
        cart: {
          total: 45.25,
          items,
          addition_fields: {
            'Indirizzo PEC': 'a@pec.it',
            'Codice univoco': 'ABC1234',
            cod_fiscale: 'RSSMRA80A01L219M',
          },
        },
      },
    ],
    [
      'metadata, and one field for two',
      {
        metadata: { codice_fiscale: 'RSSMRA80A01L219M', 'PEC o SDI': 'a@pec.it' },
        billing: wireAddress({ ...fiscal, sdi: 'ABC1234' }),
      },
    ],
  ])('fiscal data in %s', async (_title, changes) => {
    const order = await read({ billing: wireAddress(fiscal), ...changes });
    expect(order.billing).toMatchObject({
      certifiedEmail: 'a@pec.it',
      sdiCode: 'ABC1234',
      taxCode: 'RSSMRA80A01L219M',
    });
    expect(codes(order)).toEqual([]);
  });

  it.each<[string, unknown, boolean]>([
    ['needInvoice', true, true],
    ['need_invoice', 'N', false],
  ])('a request for an invoice as %s: %j', async (name, value, expected) => {
    expect((await read({ invoice: undefined, [name]: value })).invoiceRequested).toBe(expected);
  });

  it.each<[unknown, string]>([
    ['1450372794', '2015-12-17T17:19:54.000Z'],
    [1450372794, '2015-12-17T17:19:54.000Z'],
    ['17/12/2015 18:19', '2015-12-17T17:19:00.000Z'],
  ])('a date as %j', async (orderDate, expected) => {
    expect((await read({ orderDate })).placedAt.toISOString()).toBe(expected);
  });

  it.each([-1, 0, '-1', '0', '', null])('a buyer whose account is %j has none', async (userUID) => {
    expect((await read({ billing: wireAddress({ userUID }) })).customerId).toBeNull();
  });

  it('a payment method by its id has its label', async () => {
    const id = '52dd3382be85f18660000000';
    answers['/payments/list.json'] = { json: [{ id, label: 'Scalapay' }] };
    expect((await read({ payment_method: id })).payment.method).toBe('Scalapay');
  });

  it.each([
    ['uk', 'GB'],
    ['.it', 'IT'],
    ['Germania', 'DE'],
    ['Germany', 'DE'],
  ])('a country told as %s is %s', async (country, iso) => {
    const order = await read({ billing: wireAddress({ country, country_iso: undefined }) });
    expect(order.billing.countryIso).toBe(iso);
  });
});

describe('two places that say different things are a problem that names both', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['amounts', { cart: { total: 45.25, items, shippingCost: 7.5 } }, ['cart.shippingCost', 'shipping_cost']],
    ['flags', { needInvoice: false }, ['invoice', 'needInvoice']],
    [
      'numbers of the buyer',
      { digital_invoice: [{ name: 'PEC', value: 'b@pec.it' }], billing: wireAddress({ pec: 'a@pec.it' }) },
      ['billing.pec', 'digital_invoice.PEC'],
    ],
  ])('%s', async (_title, changes, names) => {
    const order = await read(changes);
    expect(codes(order)).toContain('shop-field-conflict');
    for (const name of names) expect(order.problems[0]?.detail).toContain(`«${name}»`);
  });

  it.each<[string, Record<string, unknown>]>([
    [
      'the same amount in another form',
      { cart: { total: '45,25', items, shippingCost: '5,25' }, total: 45.25 },
    ],
    [
      'a VAT number with and without its country',
      {
        billing: wireAddress({ vat: 'IT00743110157', tax_code: '' }),
        digital_invoice: [{ name: 'Partita IVA', value: '00743110157' }],
      },
    ],
    [
      'a codice fiscale in the one field `vat`',
      {
        billing: wireAddress({ vat: 'RSSMRA80A01L219M' }),
        digital_invoice: [{ name: 'Partita IVA', value: '00743110157' }],
      },
    ],
    [
      'a word for none',
      { billing: wireAddress({ sdi: 'ABC1234' }), digital_invoice: [{ name: 'SDI', value: '0000000' }] },
    ],
    ['what nothing hangs on', { message: 'Suonare forte' }],
  ])('but not %s', async (_title, changes) => {
    expect(codes(await read(changes))).toEqual([]);
  });
});

describe('what is there and cannot be read is named, never "no"', () => {
  it.each<[string, Record<string, unknown>]>([
    ['invoice', { invoice: 'FT 12/2026' }],
    ['shipping_cost', { shipping_cost: 'gratis', cart: { total: 40, items } }],
    ['cart.items[p1#|#].tax', { cart: { total: 45.25, items: { 'p1#|#': wireItem({ tax: 3.97 }) } } }],
  ])('%s', async (path, changes) => {
    const order = await read(changes);
    expect(codes(order)).toEqual(['shop-order-unreadable']);
    expect(order.problems[0]?.detail).toContain(`«${path}»`);
  });

  it('and an order of which that decides whether it goes waits for a person', async () => {
    expect(await read({ invoice: 'forse' })).toMatchObject({ hold: true, paid: false });
    expect(await read({ shipping_cost: 'gratis' })).toMatchObject({ hold: false, paid: true });
  });
});

describe('arithmetic is the witness of unknown keys', () => {
  it('one amount that explains the total to the cent is named', async () => {
    const order = await read({
      shipping_cost: undefined,
      cart: { total: 45.25, items, zzyx: '5,25', other: 3.1 },
    });
    expect(codes(order)).toEqual(['shop-field-unknown']);
    expect(order.problems[0]?.detail).toContain(': cart.zzyx 5,25.');
  });

  it('several are, added or taken off', async () => {
    const cart = { total: 45.25, items, handling: 7, rebate: 1.75 };
    const order = await read({ shipping_cost: undefined, cart });
    expect(order.problems[0]?.detail).toContain('cart.handling 7,00, cart.rebate 1,75');
  });

  it('what explains nothing is not: the total is compared elsewhere', async () => {
    expect(codes(await read({ shipping_cost: undefined, cart: { total: 45.25, items, zzyx: 5 } }))).toEqual(
      [],
    );
  });

  it('where the parts come to the total, unknown amounts are nobody’s business', async () => {
    expect(codes(await read({ weight: 5.25, points: 45 }))).toEqual([]);
  });
});

describe('numbers that no order has are unreadable', () => {
  it.each<[string, Record<string, unknown>]>([
    ['orderID', { orderID: 'x'.repeat(101) }],
    ['cart.total', { cart: { total: 9_999_999_999, items } }],
    ['cart.items[p1#|#].count', { cart: { total: 1, items: { 'p1#|#': wireItem({ count: 1e9 }) } } }],
    ['cart.items[p1#|#].price', { cart: { total: 1, items: { 'p1#|#': wireItem({ price: 1e11 }) } } }],
  ])('%s', async (field, changes) => {
    const problem = await problemOf(read(changes));
    expect(problem).toMatchObject({ code: 'shop-order-unreadable', outcome: 'mend' });
    expect(problem.detail).toContain(`«${field}»`);
  });
});

describe('a line of the cart', () => {
  const line = async (changes: Record<string, unknown>, key = 'p1#|#xl_red') =>
    (await read({ cart: { total: 45.25, items: { [key]: wireItem(changes) } } })).lines[0];

  it.each<[unknown, string, string[]]>([
    ['xl_red', 'Maglia', ['XL', 'Red']],
    ['xl_red', 'Maglia con taglia XL e colore RED', []],
    ['red', 'Maglia', ['Red']],
    ['Taglia XL', 'Maglia', ['Taglia XL']],
  ])('of options %j and the title «%s» names %j', async (options, title, expected) => {
    const key = options === 'red' ? 'p1#|#red' : undefined;
    expect((await line({ options, title }, key))?.options).toEqual(expected);
  });

  it('has the old name of the SKU where the new one is empty, and its product from the key', async () => {
    expect(await line({ sku: '', code: 'TZ-OLD' })).toMatchObject({ sku: 'TZ-OLD', productId: 'p1' });
    expect(await line({}, 'p2|#|v')).toMatchObject({ productId: 'p2' });
  });

  it('without a price, or with none, is a gift; a negative count is returned pieces', async () => {
    expect((await line({ price: null }))?.unitPrice.toNumber()).toBe(0);
    expect((await line({ price: '' }))?.unitPrice.toNumber()).toBe(0);
    expect((await line({ count: -1 }))?.quantity.toNumber()).toBe(-1);
  });
});

describe('a status', () => {
  it.each<[string, unknown]>([
    ['a list of maps', [{ '8': 'Attesa bonifico' }]],
    ['one map', { '8': 'Attesa bonifico' }],
    ['a list in a list', [['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'Attesa bonifico']]],
    ['rows', [{ id: '8', title: 'Attesa bonifico' }]],
    ['rows of other names, in a frame', { error: 0, data: [{ status: 8, name: 'Attesa bonifico' }] }],
  ])('is found in %s', async (_title, json) => {
    answers['/orders/statuses.json'] = { json };
    expect(await read({ status: 8, paid_at: '' })).toMatchObject({
      statusTitle: 'Attesa bonifico',
      paid: false,
      hold: false,
    });
  });

  it('made after the list was read has the list read anew, once', async () => {
    await read({});
    answers['/orders/statuses.json'] = { json: [{ '1': 'Pagato' }, { '9': 'Rimborsato' }] };
    expect(await read({ status: 9 })).toMatchObject({ statusMeaning: 'hold', paid: false, hold: true });
    await read({ status: 77 });
    await read({ status: 77 });
    expect(server.seen.filter(({ path }) => path === '/orders/statuses.json')).toHaveLength(3);
  });

  it('told by its title is known by it', async () => {
    expect(await read({ status: 'Attesa pagamento', paid_at: '' })).toMatchObject({ status: 0, paid: false });
  });

  it.each<[string, unknown]>([
    ['refunded', 1],
    ['refund_amount', '12.50'],
    ['refunds', [{ amount: 3 }]],
    ['refunded_at', '2026-01-02'],
  ])('of an order that says %s: %j counts for nothing', async (key, value) => {
    expect(await read({ [key]: value })).toMatchObject({ refunded: true, paid: false, hold: true });
  });

  it.each<[string, unknown]>([
    ['refunded', 0],
    ['refund_amount', '0.00'],
    ['refunds', []],
    ['refunded_at', null],
  ])('of an order that says %s: %j counts', async (key, value) => {
    expect(await read({ [key]: value })).toMatchObject({ refunded: false, paid: true, hold: false });
  });
});

describe('errors are told in many ways', () => {
  const answer = (script: Script) => {
    answers['/orders/order.json'] = script;
    return shop.readOrder('x');
  };
  it.each<[string, Script]>([
    ['a number and a message', { json: { error: 12, message: 'Order not found' } }],
    ['a message in the error', { json: { error: { message: 'Ordine non trovato' } } }],
    ['with another status', { status: 400, json: { error: 404, message: '' } }],
    ['HTTP’s own number', { json: { error: '404' } }],
  ])('not found: %s', async (_title, script) => {
    await expect(answer(script)).resolves.toBeNull();
  });

  it.each<[string, Script, string]>([
    ['keys, with status 200', { json: { error: 7, message: 'Exchange not valid' } }, 'shop-keys-refused'],
    ['keys, by number', { json: { error: 401, message: 'x' } }, 'shop-keys-refused'],
    ['the quota, with status 200', { json: { error: 9, message: 'API limit exceeded' } }, 'shop-quota'],
    ['something else', { json: { error: 1, message: 'Database gone away' } }, 'shop-answer-unreadable'],
    ['something else, refused', { status: 400, json: { error: 1, message: 'x' } }, 'shop-refused'],
  ])('%s', async (_title, script, code) => {
    await expect(problemOf(answer(script))).resolves.toMatchObject({ code });
  });

  it.each([400, 401, 403, 404, 405])(
    'a proxy’s page with status %i is no answer of the API: tried again',
    async (status) => {
      await expect(problemOf(answer({ status, text: '<html>Blocked</html>' }))).resolves.toMatchObject({
        code: 'shop-answer-unreadable',
        outcome: 'retry',
      });
    },
  );

  it('error 0 in a good answer is none', async () => {
    expect(codes(await read({ error: 0, message: '' }))).toEqual([]);
  });
});
