import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { orderTotal } from '../../../sandbox/shop/orders.ts';
import type { Shop } from '../../../sandbox/shop/state.ts';

type Json = Record<string, unknown>;

let sandbox: Sandbox;
let clock = new Date('2026-11-20T10:00:00Z');
beforeEach(async () => {
  clock = new Date('2026-11-20T10:00:00Z');
  sandbox = await startSandbox({ now: () => clock });
});
afterEach(() => sandbox.stop());

async function call(
  path: string,
  {
    shop = sandbox.shop.main,
    method = 'GET',
    form,
    headers = {},
  }: {
    shop?: Shop;
    method?: string;
    form?: Record<string, string>;
    headers?: Record<string, string>;
  } = {},
) {
  const answer = await fetch(`${sandbox.shop.apiUrl}${path}`, {
    method,
    headers: { key: shop.key, exchange: shop.exchange, ...headers },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Json & Json[] };
}

describe('keys of the Connect API', () => {
  it('refuses a wrong key, a wrong exchange and another shop’s exchange with 401 JSON', async () => {
    const [first, second] = sandbox.shop.shops;
    for (const headers of [{ key: 'x' }, { exchange: 'x' }, { exchange: second?.exchange ?? '' }]) {
      const { status, body } = await call('/store/info.json', { headers });
      expect(status).toBe(401);
      expect(body).toHaveProperty('error');
    }
    expect(first?.uid).not.toBe(second?.uid);
  });

  it('gives each shop its own uid, orders and customers', async () => {
    const [first, second] = sandbox.shop.shops;
    if (!first || !second) throw new Error('two shops expected');
    expect((await call('/store/info.json', { shop: first })).body).toMatchObject({
      uid: first.uid,
      name: 'Bottega Belvedere',
      online: 1,
      invoicing: 1,
    });
    expect((await call('/store/info.json', { shop: second })).body.uid).toBe(second.uid);
    const id = first.orders[0]?.orderID ?? '';
    expect((await call(`/orders/order.json?orderID=${id}`, { shop: second })).status).toBe(404);
  });

  it('answers 509 past the day’s calls, and again once a day has gone', async () => {
    sandbox.shop.limits.daily.limit = 2;
    await call('/taxes/list.json');
    await call('/taxes/list.json');
    expect((await call('/taxes/list.json')).status).toBe(509);
    clock = new Date(clock.getTime() + 24 * 3_600_000 + 1);
    expect((await call('/taxes/list.json')).status).toBe(200);
  });
});

describe('orders', () => {
  it('lists ten rows, newest first, with the documented fields alone', async () => {
    const { body } = await call('/orders/list.json');
    expect(body).toHaveLength(10);
    const dates = body.map((row) => String(row.orderDate));
    expect(dates).toEqual([...dates].sort().reverse());
    expect(Object.keys(body[0] ?? {}).sort()).toEqual(['iso', 'orderDate', 'orderID', 'status', 'total']);
    expect(dates[0]).toMatch(/^2026-11-\d\dT\d\d:\d\d:\d\d\+0100$/);
  });

  it('adds the nodes that are asked for', async () => {
    const [row] = (await call('/orders/list.json?limit=1&nodes=billing.fullname,billing.email,short_id'))
      .body;
    const newest = sandbox.shop.orders.at(-1);
    expect(row).toMatchObject({
      short_id: newest?.shortId,
      billing: { fullname: newest?.billing.fullname, email: newest?.billing.email },
    });
  });

  it('pages by limit and skip, and filters by date, status, id and buyer', async () => {
    const all = (await call('/orders/list.json?limit=100')).body;
    expect(all).toHaveLength(30);
    expect((await call('/orders/list.json?limit=5&skip=5')).body).toEqual(all.slice(5, 10));
    const order = sandbox.shop.orders[10];
    const at = Math.floor((order?.placedAt.getTime() ?? 0) / 1000);
    expect((await call(`/orders/list.json?from=${at}&to=${at}`)).body.map((row) => row.orderID)).toEqual([
      order?.orderID,
    ]);
    expect((await call(`/orders/list.json?since=${at}&limit=100`)).body).toHaveLength(20);
    const cancelled = (await call('/orders/list.json?status=6&limit=100')).body;
    expect(cancelled.map((row) => row.status)).toEqual(cancelled.map(() => 6));
    expect(cancelled.length).toBeGreaterThan(0);
    const ids = [all[3]?.orderID, all[7]?.orderID];
    const byId = await call(`/orders/list.json?orderID[]=${ids[0]}&orderID[]=${ids[1]}`);
    expect(byId.body.map((row) => row.orderID)).toEqual(ids);
    const byName = await call('/orders/list.json?billing.fullname=emily%20carter&limit=100');
    expect(byName.body.map((row) => row.orderID)).toContain(sandbox.shop.orders[5]?.orderID);
  });

  it('tells an order’s cart by product and variant, with [] where PHP has nothing', async () => {
    const order = sandbox.shop.placeOrder({
      items: [{ sku: 'GREM-LINO', count: 2 }, { sku: 'MACINAPEPE' }],
      numbersAsStrings: false,
      delivery: null,
    });
    const { body } = await call(`/orders/order.json?orderID=${order.orderID}`);
    const items = (body.cart as Json).items as Record<string, Json>;
    expect(Object.keys(items)).toEqual(order.items.map((item) => `${item.productUid}|#|${item.variant}`));
    const [apron, mill] = Object.values(items);
    expect(apron).toMatchObject({ count: 2, price: 39, sku: 'GREM-LINO', tax: 22 });
    expect(Object.keys(apron?.options as Json)).toEqual(['Colore']);
    expect(mill?.options).toEqual([]);
    expect(body.delivery).toEqual([]);
    expect((body.billing as Json).country).not.toBe('IT');
  });

  it('writes numbers as strings on some orders, and lets a test bend any field', async () => {
    const order = sandbox.shop.placeOrder({ numbersAsStrings: true, raw: { billing: { city: null } } });
    const { body } = await call(`/orders/order.json?orderID=${order.orderID}`);
    expect((body.cart as Json).total).toBe(orderTotal(order).toFixed(2));
    expect(body.billing).toEqual({ city: null });
  });

  it('keeps the total equal to items, shipping and payment less the discount, whatever the seed', async () => {
    for (const seed of [1, 2, 3]) {
      const other = await startSandbox({ seed, orders: 200 });
      for (const order of other.shop.orders) {
        const cents = (euros: string) => Math.round(Number(euros) * 100);
        const goods = order.items.reduce((total, item) => total + cents(item.price) * item.count, 0);
        const parts = goods + cents(order.shippingCost) + cents(order.paymentCost) - cents(order.saleAmount);
        expect(orderTotal(order).times(100).toNumber()).toBe(parts);
      }
      await other.stop();
    }
  });

  it('is the same for the same seed and clock', async () => {
    const twin = await startSandbox({ now: () => clock });
    const other = await startSandbox({ now: () => clock, seed: 7 });
    expect(twin.shop.orders).toEqual(sandbox.shop.orders);
    expect(other.shop.orders).not.toEqual(sandbox.shop.orders);
    await Promise.all([twin.stop(), other.stop()]);
  });

  it('tells what changed in a span, five times a minute and no more', async () => {
    const order = sandbox.shop.orders[0];
    clock = new Date(clock.getTime() + 1000);
    sandbox.shop.updateOrder(order?.orderID ?? '', { notes: 'cambiato' });
    const at = Math.floor(clock.getTime() / 1000);
    const path = `/orders/updated.json?from=${at}&to=${at}`;
    const first = await call(path);
    expect(first.body.map((row) => row.orderID)).toEqual([order?.orderID]);
    expect(first.headers.get('x-storeden-limit')).toBe('4/5');
    for (let i = 0; i < 4; i++) await call(path);
    const refused = await call(path);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-storeden-limit')).toBe('0/5');
    clock = new Date(clock.getTime() + 60_001);
    expect((await call(path)).status).toBe(200);
  });
});

describe('customers, products, taxes, countries, statuses', () => {
  it('lists customers by span and tells one by id or e-mail', async () => {
    const all = (await call('/clients/list.json')).body;
    expect(all).toHaveLength(24);
    expect((await call('/clients/list.json?limit=5&skip=20')).body).toEqual(all.slice(20));
    const customer = sandbox.shop.main.updateCustomer(1004, { mobile: '3330000000' });
    const at = Math.floor(clock.getTime() / 1000);
    const changed = await call(`/clients/list.json?updated_at_from=${at}&updated_at_to=${at}`);
    expect(changed.body.map((row) => row.id)).toEqual([1004]);
    const byMail = await call(`/clients/client.json?email=${encodeURIComponent(customer.address.email)}`);
    expect(byMail.body).toMatchObject({ id: 1004, mobile: '3330000000', city: customer.address.city });
    expect((await call('/clients/client.json?id=1004')).body).toEqual(byMail.body);
    expect((await call('/clients/client.json?id=9')).status).toBe(404);
  });

  it('pages products and names each one’s tax profile', async () => {
    const first = (await call('/products/paginated_list.json?page=1&limit=15')).body;
    const second = (await call('/products/paginated_list.json?page=2&limit=15')).body;
    expect([first.length, second.length]).toEqual([15, 5]);
    const taxes = (await call('/taxes/list.json')).body;
    expect(taxes.map((profile) => profile.value)).toEqual([22, 10, 4, 0]);
    expect(taxes.map((profile) => profile.id)).toContain(first[0]?.tax_profile);
    expect((await call(`/products/product.json?uid=${first[0]?.uid}`)).body).toEqual(first[0]);
  });

  it('gives countries with their own numbers and statuses with titles', async () => {
    expect((await call('/countries/list.json')).body[0]).toEqual({ uid: 82, iso: 'IT', name: 'Italia' });
    expect((await call('/orders/statuses.json')).body[6]).toEqual({ id: 6, title: 'Annullato' });
  });
});

describe('webhooks', () => {
  let receiver: Server;
  let address = '';
  let got: { type: string | null; body: string }[] = [];
  /** Answers to give, first to last; 202 after them. */
  let answers: number[] = [];
  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        got.push({ type: request.headers['content-type'] ?? null, body });
        response.writeHead(answers.shift() ?? 202).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  });
  afterAll(() => new Promise((resolve) => receiver.close(resolve)));
  beforeEach(() => {
    got = [];
    answers = [];
    sandbox.shop.webhookSender.retryDelaysMs = [0, 0];
  });

  async function register(type: number) {
    return call('/webhook/webhook.json', {
      method: 'POST',
      form: { url: address, type: String(type), name: 'n' },
    });
  }

  it('registers, lists and removes', async () => {
    const made = await register(1);
    expect(made.body).toMatchObject({ url: address, type: 1, name: 'n' });
    expect((await call('/webhook/list.json')).body).toEqual([made.body]);
    const removed = await call('/webhook/webhook.json', {
      method: 'DELETE',
      form: { id: String(made.body.id) },
    });
    expect(removed.status).toBe(200);
    expect((await call('/webhook/list.json')).body).toEqual([]);
  });

  it('refuses a read-only key, an unknown type and an address that is none', async () => {
    const shop = sandbox.shop.addShop({ name: 'Sola lettura', readOnly: true });
    const form = { url: address, type: '0', name: 'n' };
    expect((await call('/webhook/webhook.json', { shop, method: 'POST', form })).status).toBe(403);
    expect((await call('/store/info.json', { shop })).status).toBe(200);
    for (const wrong of [
      { ...form, type: '9' },
      { ...form, url: 'x' },
    ]) {
      expect((await call('/webhook/webhook.json', { method: 'POST', form: wrong })).status).toBe(400);
    }
  });

  it('tells of created, paid and cancelled orders, each to its own registration', async () => {
    await Promise.all([register(0), register(1), register(7)]);
    const order = sandbox.shop.placeOrder();
    sandbox.shop.markPaid(order.orderID);
    sandbox.shop.cancel(order.orderID);
    await sandbox.shop.webhooksSettled();
    expect(sandbox.shop.deliveries.map(({ type }) => type).sort()).toEqual([0, 1, 7]);
    for (const { type, body } of got) {
      expect(type).toMatch(/^application\/x-www-form-urlencoded/);
      expect(new URLSearchParams(body).get('id_order')).toBe(order.orderID);
    }
  });

  it('tries again after a refusal, and gives up in the end', async () => {
    await register(0);
    answers = [500];
    sandbox.shop.placeOrder();
    await sandbox.shop.webhooksSettled();
    expect(sandbox.shop.deliveries.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 202],
    ]);
    answers = [500, 500, 500];
    sandbox.shop.placeOrder();
    await sandbox.shop.webhooksSettled();
    expect(sandbox.shop.deliveries.slice(2).map(({ status }) => status)).toEqual([500, 500, 500]);
  });

  it('sends nothing while switched off', async () => {
    await register(0);
    sandbox.shop.webhooksEnabled = false;
    sandbox.shop.placeOrder();
    await sandbox.shop.webhooksSettled();
    expect(sandbox.shop.deliveries).toEqual([]);
  });
});

describe('installing', () => {
  it('posts the shop’s keys to the Auth URL, form-encoded, and keeps the answer', async () => {
    let got = '';
    const app = createServer((request, response) => {
      request.on('data', (chunk) => {
        got += `${request.method} ${request.url} ${chunk}`;
      });
      request.on('end', () => response.writeHead(422).end('chiavi errate'));
    });
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    sandbox.setAppUrl(`http://127.0.0.1:${(app.address() as AddressInfo).port}`);
    const { instance, key, exchange } = sandbox.shop.main;
    expect(await sandbox.shop.install()).toEqual({ status: 422, text: 'chiavi errate' });
    expect(got).toBe(`POST /tscommerce/install instance=${instance}&key=${key}&exchange=${exchange}`);
    const page = await fetch(`${sandbox.shop.url}/b/${instance}/apps`);
    expect(await page.text()).toContain('chiavi errate');
    await new Promise((resolve) => app.close(resolve));
  });
});
