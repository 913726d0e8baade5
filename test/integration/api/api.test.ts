import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { OrdersPageDto } from '../../../src/contract/orders/orders.ts';
import type { PreviewDto } from '../../../src/contract/orders/preview.ts';
import { problemDetailsSchema } from '../../../src/contract/problem.ts';
import { apiRoutes } from '../../../src/contract/routes.ts';
import type { SettingsDto } from '../../../src/contract/settings/settings.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { settingsTexts } from '../../../src/texts/it/settings.ts';
import { Merchant } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 60 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure({ automatic: false, send: 'paid' });
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

/** One request; its answer is held against the description of its route, unknown fields included. */
async function call(method: string, path: string, body?: unknown) {
  const url = `${plugin.url}${path}`;
  const response =
    method === 'GET' ? await merchant.browser.request(url) : await merchant.browser.write(method, url, body);
  const text = await response.text();
  const json: unknown = text === '' ? undefined : JSON.parse(text);
  const route = apiRoutes.find(
    (candidate) =>
      candidate.method.toUpperCase() === method &&
      new RegExp(`^${candidate.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0] ?? ''),
  );
  if (response.ok) {
    expect(route, `${method} ${path} is not described`).toBeDefined();
    expect(response.status).toBe(route?.status);
    // Fields with a default may be left out; none may be unknown.
    if (route?.response && json !== null) expect(route.response.parse(json)).toMatchObject(json as object);
  } else {
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(problemDetailsSchema.parse(json)).toEqual(json);
  }
  return { status: response.status, json: json as never };
}

const get = async <T>(path: string): Promise<T> => {
  const { status, json } = await call('GET', path);
  expect(status).toBe(200);
  return json as T;
};

describe('settings', () => {
  const valid: Record<keyof SettingsDto, object> = {
    orders: { automatic: false, send: 'invoice-requested' },
    customers: { enabled: true },
    products: { updateStock: false },
    template: { templateId: null, showPaymentMethod: false, showPaymentDate: false, numberSuffix: '/WEB' },
    vat: { mapping: {}, shippingVatTypeId: 0 },
    paymentAccount: { id: null, byPaymentMethod: {}, eInvoiceCodeByPaymentMethod: { Bonifico: 'MP05' } },
    eInvoice: { send: 'automatic', delayMinutes: 60, copyToBuyer: true },
    receipts: { mode: 'daily', numeration: '/C' },
  };

  test.each(Object.entries(valid))('%s: what is saved is answered and read again', async (section, value) => {
    const before = (await get<Record<string, unknown>>('/api/settings'))[section] as object;
    const { status, json } = await call('PUT', `/api/settings/${section}`, value);
    expect(status).toBe(200);
    expect(json).toMatchObject(value);
    expect((await get<Record<string, unknown>>('/api/settings'))[section]).toEqual(json);
    await call('PUT', `/api/settings/${section}`, before);
  });

  test('a new shop has the defaults, every field told', async () => {
    const stored = await get<SettingsDto>('/api/settings');
    expect(stored).toEqual({
      ...defaultSettings,
      vat: { ...defaultSettings.vat, mapping: stored.vat.mapping },
      paymentAccount: { ...defaultSettings.paymentAccount, id: stored.paymentAccount.id },
    });
  });

  const types = { zero: 0, twentyTwo: 0 };
  beforeAll(async () => {
    const { vatTypes } = await merchant.catalogue();
    types.zero = vatTypes.find(({ value }) => value === 0)?.id ?? 0;
    types.twentyTwo = vatTypes.find(({ value }) => value === 22)?.id ?? 0;
  });

  /** Each section in the words of the contract's first version, and what came later. */
  const laterFields = (): [string, object, object][] => [
    [
      'orders',
      valid.orders,
      { invoice: 'business', statusMeaning: { '7': 'hold' }, whenCancelled: 'withdraw' },
    ],
    ['customers', valid.customers, { overwrite: true }],
    ['template', valid.template, { invoiceNumberSuffix: '/F' }],
    [
      'vat',
      valid.vat,
      {
        mainTaxProfileId: null,
        shipping: 'as-goods',
        byDestination: { euBusiness: types.zero, extraEu: null, sanMarino: null },
        oss: { rates: {}, invoiceVatTypeId: types.zero, taxLineVatTypeId: types.zero },
        flatRateVatTypeId: types.zero,
        stampDuty: 'never',
      },
    ],
    [
      'paymentAccount',
      { id: null, byPaymentMethod: {} },
      { eInvoiceCodeByPaymentMethod: { Bonifico: 'MP05' } },
    ],
  ];

  test('what a caller of the first version leaves out keeps its saved value', async () => {
    for (const [section, first, later] of laterFields()) {
      const before = (await get<Record<string, object>>('/api/settings'))[section];
      const whole = await call('PUT', `/api/settings/${section}`, { ...first, ...later });
      expect(whole).toEqual({ status: 200, json: { ...first, ...later } });
      expect(await call('PUT', `/api/settings/${section}`, first)).toEqual(whole);
      await call('PUT', `/api/settings/${section}`, before);
    }
  });

  test('of the VAT types by destination and of the OSS, what is left out stays too', async () => {
    const { vat } = await get<SettingsDto>('/api/settings');
    await call('PUT', '/api/settings/vat', { ...vat, byDestination: { extraEu: types.zero } });
    const { json } = await call('PUT', '/api/settings/vat', {
      ...vat,
      byDestination: { sanMarino: types.zero },
      oss: { invoiceVatTypeId: types.zero },
    });
    expect(json).toMatchObject({
      byDestination: { euBusiness: null, extraEu: types.zero, sanMarino: types.zero },
      oss: { ...vat.oss, invoiceVatTypeId: types.zero },
    });
    await call('PUT', '/api/settings/vat', vat);
  });

  test('a field left out stays as another saves it at the same moment', async () => {
    const { template } = await get<SettingsDto>('/api/settings');
    const { invoiceNumberSuffix, ...first } = template;
    const saved = await Promise.all([
      call('PUT', '/api/settings/template', { ...template, invoiceNumberSuffix: '/F' }),
      ...['/A', '/B'].map((numberSuffix) =>
        call('PUT', '/api/settings/template', { ...first, numberSuffix }),
      ),
    ]);
    expect(saved.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await get<SettingsDto>('/api/settings')).template.invoiceNumberSuffix).toBe('/F');
    await call('PUT', '/api/settings/template', template);
  });

  test('a wrong VAT type is told at its field, and why', async () => {
    const { vat } = await get<SettingsDto>('/api/settings');
    const { json } = await call('PUT', '/api/settings/vat', {
      ...vat,
      mainTaxProfileId: 'gone',
      byDestination: { euBusiness: types.twentyTwo },
      oss: { rates: { 'DE:19': types.twentyTwo, 'FR:20': 999_999 }, taxLineVatTypeId: types.twentyTwo },
      flatRateVatTypeId: 999_999,
    });
    expect((json as { errors: object }).errors).toEqual({
      mainTaxProfileId: [settingsTexts.taxProfileGone],
      'byDestination.euBusiness': [settingsTexts.vatTypeNotZero],
      'oss.rates.DE:19': [settingsTexts.vatTypeOtherRate],
      'oss.rates.FR:20': [settingsTexts.vatTypeGone],
      'oss.taxLineVatTypeId': [settingsTexts.vatTypeNotZero],
      flatRateVatTypeId: [settingsTexts.vatTypeGone],
    });
  });

  test('the catalogue tells the shop’s statuses and what each means', async () => {
    const { statuses } = await merchant.catalogue();
    expect(statuses).toContainEqual({ id: '0', title: 'Attesa pagamento', meaning: 'unpaid' });
    expect(statuses).toContainEqual({ id: '1', title: 'Pagato', meaning: 'paid' });
    expect(statuses).toContainEqual({ id: '6', title: 'Annullato', meaning: 'cancelled' });
  });

  test.each([
    ['orders', { automatic: 'yes', send: 'paid' }, ['automatic']],
    ['orders', { automatic: true }, ['send']],
    ['orders', { automatic: true, send: 'all' }, ['send']],
    ['orders', { automatic: true, send: 'paid', extra: 1 }, ['extra']],
    ['template', { ...valid.template, numberSuffix: 'x'.repeat(30) }, ['numberSuffix']],
    ['template', { ...valid.template, templateId: 999_999 }, ['templateId']],
    ['orders', { ...valid.orders, statusMeaning: { '1': 'sent' } }, ['statusMeaning.1']],
    ['template', { ...valid.template, invoiceNumberSuffix: '/<b>' }, ['invoiceNumberSuffix']],
    ['vat', { ...valid.vat, oss: { rates: { 'IT:22': 0, de19: 0 } } }, ['oss.rates.IT:22', 'oss.rates.de19']],
    ['vat', { ...valid.vat, byDestination: { usa: 0 }, stampDuty: 1 }, ['byDestination.usa', 'stampDuty']],
    ['eInvoice', { send: 'automatic', delayMinutes: 20_000, copyToBuyer: true }, ['delayMinutes']],
    ['receipts', { mode: 'weekly', numeration: 'x'.repeat(21) }, ['mode', 'numeration']],
    ['vat', { mapping: { p: -1 }, shippingVatTypeId: null }, ['mapping.p']],
    ['vat', { mapping: { p: 999_999 }, shippingVatTypeId: 888_888 }, ['mapping.p', 'shippingVatTypeId']],
    ['paymentAccount', { id: 999_999, byPaymentMethod: { PayPal: 1.5 } }, ['byPaymentMethod.PayPal']],
    ['paymentAccount', { id: 999_999, byPaymentMethod: {} }, ['id']],
    [
      'paymentAccount',
      { ...valid.paymentAccount, eInvoiceCodeByPaymentMethod: { x: 'MP99' } },
      ['eInvoiceCodeByPaymentMethod.x'],
    ],
  ])('%s refuses %j and names the field', async (section, value, fields) => {
    const before = await get<SettingsDto>('/api/settings');
    const { status, json } = await call('PUT', `/api/settings/${section}`, value);
    expect(status).toBe(422);
    expect(Object.keys((json as { errors: object }).errors)).toEqual(fields);
    expect(await get('/api/settings')).toEqual(before);
  });

  test('of two who edit one section the second is told, and what the first saved stays', async () => {
    const url = `${plugin.url}/api/settings`;
    const tag = (await merchant.browser.request(url)).headers.get('etag') ?? '';
    const put = (section: string, value: object, ifMatch?: string) =>
      merchant.browser.request(`${url}/${section}`, {
        method: 'PUT',
        headers: {
          'x-requested-with': 'fetch',
          'content-type': 'application/json',
          ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        },
        body: JSON.stringify(value),
      });
    const { template } = await get<SettingsDto>('/api/settings');
    const first = await put('template', { ...template, numberSuffix: '/UNO' }, tag);
    expect(first.status).toBe(200);
    const second = await put('template', { ...template, numberSuffix: '/DUE' }, tag);
    expect(second.status).toBe(412);
    expect(problemDetailsSchema.parse(await second.json()).code).toBe('settings-changed');
    expect((await get<SettingsDto>('/api/settings')).template.numberSuffix).toBe('/UNO');

    // Another section is not concerned; the answer's own tag holds for the next save; without a tag all is as before.
    expect((await put('products', { updateStock: true }, tag)).status).toBe(200);
    const own = first.headers.get('etag') ?? '';
    expect((await put('template', { ...template, numberSuffix: '/TRE' }, own)).status).toBe(200);
    expect((await put('template', template, 'nonsense')).status).toBe(412);
    expect((await put('template', template, '*')).status).toBe(200);
    expect((await put('template', template)).status).toBe(200);
    const atOnce = async () => {
      const latest = (await merchant.browser.request(url)).headers.get('etag') ?? '';
      const values = ['/A', '/B'].map((numberSuffix) => ({ ...template, numberSuffix }));
      return Promise.all(values.map((value) => put('template', value, latest)));
    };
    expect((await atOnce()).map(({ status }) => status).sort()).toEqual([200, 412]);
    await put('template', template);
  });

  test('an unknown section, a body that is no JSON and one too large', async () => {
    expect((await call('PUT', '/api/settings/colours', {})).status).toBe(404);
    const raw = (body: string) =>
      merchant.browser.request(`${plugin.url}/api/settings/orders`, {
        method: 'PUT',
        headers: { 'x-requested-with': 'fetch', 'content-type': 'application/json' },
        body,
      });
    expect((await raw('{"automatic":')).status).toBe(422);
    expect((await raw(`"${'x'.repeat(300_000)}"`)).status).toBe(413);
  });
});

describe('orders', () => {
  test('are listed newest first, page by page, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: OrdersPageDto = await get(`/api/orders${cursor === null ? '' : `?cursor=${cursor}`}`);
      seen.push(...page.orders.map((order) => order.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const newestFirst = [...sandbox.shop.orders].sort((a, b) => b.placedAt.getTime() - a.placedAt.getTime());
    expect(seen).toHaveLength(sandbox.shop.orders.length);
    expect(new Set(seen)).toEqual(new Set(newestFirst.map((order) => order.orderID)));
    expect(seen[0]).toBe(newestFirst[0]?.orderID);
  });

  test('are found by number, name and e-mail, and filtered by days and state', async () => {
    const order = sandbox.shop.orders[7];
    if (order === undefined) throw new Error('no order');
    const ids = async (query: string) =>
      (await get<OrdersPageDto>(`/api/orders?${query}`)).orders.map(({ id }) => id);
    expect(await ids(`q=${order.shortId}`)).toContain(order.orderID);
    expect(await ids(`q=${encodeURIComponent(order.billing.email.toUpperCase())}`)).toContain(order.orderID);
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(order.placedAt);
    expect(await ids(`from=${day}&to=${day}`)).toContain(order.orderID);
    expect(await ids('status=sent')).toEqual([]);
    expect((await ids('status=none')).length).toBeGreaterThan(10);
    expect(await ids('status=nonsense')).toEqual([]);
    expect((await call('GET', '/api/orders?from=yesterday')).status).toBe(422);
  });

  test('a preview shows the totals of the order, and creates nothing', async () => {
    const before = sandbox.fic.calls.count({ method: 'POST', path: /issued_documents/ });
    for (const order of sandbox.shop.orders.slice(0, 12)) {
      const preview = await get<PreviewDto>(`/api/orders/${order.orderID}/preview`);
      expect(preview.totals.gross).toBe(preview.shopTotal);
      expect(preview.document?.items.length).toBeGreaterThan(0);
    }
    expect(sandbox.fic.calls.count({ method: 'POST', path: /issued_documents/ })).toBe(before);
  });

  test('an order that does not exist is told as such', async () => {
    for (const path of ['/api/orders/1_none', '/api/orders/1_none/preview']) {
      expect((await call('GET', path)).json).toMatchObject({ status: 404, code: 'order-not-found' });
    }
    expect((await call('POST', '/api/orders/1_none/send', {})).json).toMatchObject({
      code: 'order-not-found',
    });
    expect((await call('POST', '/api/deliveries/1_none/retry')).json).toMatchObject({
      code: 'delivery-not-found',
    });
  });

  test('sent by hand it shows its number and what happened; the log lists it', async () => {
    const order = sandbox.shop.placeOrder({ status: 0, paidAt: null, invoice: false });
    expect((await call('POST', `/api/orders/${order.orderID}/send`, {})).status).toBe(202);
    const delivery = await merchant.delivery(order.orderID, 'sent');
    expect(delivery.events.map((event) => event.type)).toEqual(['accepted', 'started', 'creating', 'sent']);
    const detail = await get<{ delivery: unknown }>(`/api/orders/${order.orderID}`);
    expect(detail.delivery).toMatchObject({ state: 'sent', document: { number: delivery.document?.number } });
    const log = await get<{ deliveries: { orderId: string }[] }>('/api/deliveries?state=sent');
    expect(log.deliveries.map(({ orderId }) => orderId)).toContain(order.orderID);
    expect((await call('POST', `/api/deliveries/${order.orderID}/retry`)).json).toMatchObject({
      status: 409,
      code: 'already-sent',
    });
  });

  test('a missing VAT mapping keeps the order back, and saving it sends the order', async () => {
    const { vat } = await get<SettingsDto>('/api/settings');
    await call('PUT', '/api/settings/vat', { mapping: {}, shippingVatTypeId: null });
    const order = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
    await call('POST', `/api/orders/${order.orderID}/send`, {});
    const failed = await merchant.delivery(order.orderID, 'failed');
    expect(failed.problem?.code).toBe('vat-unmapped');
    expect(failed.problem?.fix).toMatch(/Tipologie IVA/);
    await call('PUT', '/api/settings/vat', vat);
    await merchant.delivery(order.orderID, 'sent');
  });
});

test('catalogue, status and customer sync answer as described', async () => {
  await get('/api/status');
  await get('/api/catalog?refresh=1');
  await get('/api/customers/sync');
});

test('the API describes itself, every route of it', async () => {
  const description = (await (await fetch(`${plugin.url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  for (const route of apiRoutes) expect(description.paths[route.path]?.[route.method]).toBeDefined();
});
