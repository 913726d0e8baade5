import { afterEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { orderTotal } from '../../../sandbox/shop/orders.ts';
import { makeGuest } from '../../../sandbox/shop/people.ts';

type Json = Record<string, unknown>;

let sandbox: Sandbox | null = null;
afterEach(() => sandbox?.stop());

async function speak(options: Parameters<typeof startSandbox>[0]) {
  sandbox = await startSandbox({ now: () => new Date('2026-11-20T10:00:00Z'), ...options });
  const { shop } = sandbox;
  const call = async (path: string, headers: Record<string, string> = {}) => {
    const { key, exchange } = shop.main;
    const answer = await fetch(`${shop.apiUrl}${path}`, { headers: { key, exchange, ...headers } });
    return { status: answer.status, body: (await answer.json()) as Json & Json[] };
  };
  return { shop, call };
}

/** What stands at `a.b` or under a label of a list. */
function at(body: Json, place: string): unknown {
  const labelled = /^(\w+)\[(.+)\]$/.exec(place);
  if (labelled) {
    const rows = (body[labelled[1] ?? ''] ?? []) as { name: string; value: unknown }[];
    return rows.find(({ name }) => name === labelled[2])?.value;
  }
  return place.split('.').reduce<unknown>((value, key) => (value as Json | undefined)?.[key], body);
}

describe('the documented dialect', () => {
  it('writes an order as the vendor’s sample: shipping inside the cart, guests without number, no VAT', async () => {
    const { shop, call } = await speak({ dialect: 'documented' });
    const guest = makeGuest(shop.main.random);
    const order = shop.placeOrder({
      billing: {
        ...guest,
        company: 'Officine Verdi S.n.c.',
        vat: '07643520567',
        taxCode: '07643520567',
        sdi: 'ABC1234',
      },
      invoice: true,
      items: [
        {
          productUid: shop.main.products[1]?.uid ?? '',
          count: 2,
          price: '39.00',
          options: { Taglia: 'XL', Colore: 'Red' },
        },
      ],
      shippingCost: '7.50',
      paymentMethod: 'Contrassegno',
      paymentCost: '3.50',
      saleAmount: '0',
      numbersAsStrings: false,
    });
    const { body } = await call(`/orders/order.json?orderID=${order.orderID}`);
    const cart = body.cart as Json;
    expect(cart).toMatchObject({ total: 89, shippingCost: 7.5, paymentCost: 3.5, paymentMethod: 'mark' });
    const [[key, line]] = Object.entries(cart.items as Record<string, Json>) as [[string, Json]];
    expect(key).toBe(`${shop.main.products[1]?.uid}#|#xl_red`);
    expect(Object.keys(line).sort()).toEqual(['count', 'options', 'price', 'sku', 'title']);
    expect(body.billing).toMatchObject({
      fullname: 'Officine Verdi S.n.c.',
      userUID: -1,
      vat: '07643520567',
      country: '82',
    });
    expect(body.billing).not.toHaveProperty('sdi');
    expect(body).toMatchObject({
      needInvoice: true,
      digital_invoice: expect.arrayContaining([{ name: 'Codice destinatario', value: 'ABC1234' }]),
    });
  });

  it('tells statuses as maps, countries by tld, products by code with a title only where it is asked for', async () => {
    const { call } = await speak({ dialect: 'documented' });
    const statuses = (await call('/orders/statuses.json')).body;
    expect(statuses[0]).toEqual({ 0: 'Attesa pagamento' });
    expect(statuses.at(-1)).toEqual({ 7: 'Post-vendita' });
    const countries = (await call('/countries/list.json')).body;
    expect(countries.map(({ tld }) => tld)).toEqual(expect.arrayContaining(['it', 'uk', 'US']));
    const [plain] = (await call('/products/list.json')).body;
    expect(Object.keys(plain ?? {})).toEqual(['uid', 'code', 'price', 'final_price', 'status']);
    const [titled] = (await call('/products/paginated_list.json?nodes=title')).body;
    expect(titled).toHaveProperty('title');
    expect((await call(`/products/product.json?uid=${plain?.uid}`)).body).toHaveProperty('tax_profile');
    expect((await call('/payments/list.json')).body[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      label: 'Carta di credito',
    });
    expect((await call('/store/info.json')).body).toEqual({
      uid: expect.any(String),
      url: expect.any(String),
      store_name: 'Bottega Belvedere',
    });
  });

  it('lists guests among the clients, one for each address, and finds one by id or address', async () => {
    const { shop, call } = await speak({ dialect: 'documented', orders: 0, customers: 2 });
    const guest = makeGuest(shop.main.random);
    const other = makeGuest(shop.main.random);
    for (const billing of [guest, { ...guest, email: guest.email.toUpperCase() }, other]) {
      shop.placeOrder({ billing });
    }
    const rows = (await call('/clients/list.json')).body;
    expect(rows.map(({ userUID }) => userUID)).toEqual([1000, 1001, 0, 0]);
    expect(rows.every(({ id }) => /^[0-9a-f]{24}$/.test(String(id)))).toBe(true);
    const byId = (await call(`/clients/client.json?id=${rows[2]?.id}`)).body;
    const byMail = (await call(`/clients/client.json?email=${encodeURIComponent(guest.email)}`)).body;
    expect(byMail).toEqual(byId);
    expect(byId).toMatchObject({ userUID: 0, city: guest.city });
  });

  it('tells errors by number and message; what is not there with status 200', async () => {
    const { call } = await speak({ dialect: 'documented' });
    expect(await call('/orders/order.json?orderID=nothing')).toEqual({
      status: 200,
      body: { error: 404, message: 'Order not found' },
    });
    expect(await call('/store/info.json', { exchange: 'wrong' })).toMatchObject({
      status: 401,
      body: { error: 401, message: expect.any(String) },
    });
  });
});

describe('a random dialect', () => {
  it('is the same for the same seed, and another for another', async () => {
    const spellings = async (dialectSeed: number) => {
      const { shop } = await speak({ dialect: 'random', dialectSeed, orders: 1, customers: 1 });
      await sandbox?.stop();
      return shop.main.dialect.spellings;
    };
    expect(await spellings(3)).toEqual(await spellings(3));
    expect(await spellings(3)).not.toEqual(await spellings(4));
  });

  it('writes each thing where its spelling says, whatever the seed', async () => {
    for (let dialectSeed = 1; dialectSeed <= 40; dialectSeed += 1) {
      const { shop, call } = await speak({ dialect: 'random', dialectSeed, orders: 3, customers: 3 });
      const { spellings } = shop.main.dialect;
      for (const order of shop.orders) {
        const { body } = await call(`/orders/order.json?orderID=${order.orderID}`);
        const euros = (field: string) => {
          const told = at(body, spellings[field] ?? '');
          return Number(String(told).replace(',', '.'));
        };
        expect(euros('total')).toBe(orderTotal(order).toNumber());
        expect(euros('shippingCost')).toBe(Number(order.shippingCost));
        expect(euros('paymentCost')).toBe(Number(order.paymentCost));
        expect(euros('discount')).toBe(Number(order.saleAmount));
        expect(at(body, spellings.sdi ?? '') ?? '').toBe(order.billing.sdi);
        expect(at(body, spellings.vat ?? '')).toMatch(
          new RegExp(`(${order.billing.vat}|${order.billing.taxCode || '-'})$`),
        );
      }
      await sandbox?.stop();
    }
  });
});

it('a key can be called otherwise, or left out, in any dialect', async () => {
  const { shop, call } = await speak({ dialect: 'documented', orders: 1 });
  shop.main.renames = {
    'cart.shippingCost': 'zq',
    'cart.items.*.price': 'amount',
    'billing.fullname': null,
  };
  const { body } = await call(`/orders/order.json?orderID=${shop.orders[0]?.orderID}`);
  expect(body.cart).toHaveProperty('zq');
  expect(body.cart).not.toHaveProperty('shippingCost');
  for (const line of Object.values((body.cart as Json).items as Json)) expect(line).toHaveProperty('amount');
  expect(body.billing).not.toHaveProperty('fullname');
});

it('a status can be renamed, and a refund makes one of its own', async () => {
  const { shop, call } = await speak({ dialect: 'documented', orders: 1 });
  shop.main.nameStatus(2, 'Pagato e in lavorazione');
  const order = shop.main.refund(shop.orders[0]?.orderID ?? '');
  const statuses = (await call('/orders/statuses.json')).body;
  expect(statuses[2]).toEqual({ 2: 'Pagato e in lavorazione' });
  expect(statuses.at(-1)).toEqual({ [order.status]: 'Rimborsato' });
});
