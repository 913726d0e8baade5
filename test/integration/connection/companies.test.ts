import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { SettingsDto } from '../../../src/contract/settings/settings.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { Merchant } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** A shop that moves from one of an accountant's companies to another, and back, without disconnecting. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
let first: number;
let second: number;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 2, customers: 2 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('studio.ferri@example.com');
  const companies = await merchant.get<{ id: number }[]>('/api/companies');
  [first = 0, second = 0] = companies.map(({ id }) => id);
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const settings = () => merchant.get<SettingsDto>('/api/settings');
const choose = (id: number) => merchant.write('PUT', '/api/company', { id });
const place = () => sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
const send = (orderId: string) =>
  merchant.browser.write('POST', `${plugin.url}/api/orders/${orderId}/send`, {});
let sentBefore: string;
let configured: SettingsDto;

test('in the first company all goes its way', async () => {
  await choose(first);
  const { templates, vatTypes } = await merchant.configure({ automatic: false, send: 'paid' });
  await merchant.save('template', {
    templateId: templates[0]?.id ?? null,
    showPaymentMethod: false,
    showPaymentDate: true,
    numberSuffix: '/WEB',
  });
  const zero = vatTypes.find(({ value }) => value === 0)?.id ?? null;
  await merchant.save('vat', {
    ...(await settings()).vat,
    shipping: 'as-goods',
    byDestination: { euBusiness: zero, extraEu: zero, sanMarino: zero },
    oss: { rates: {}, invoiceVatTypeId: zero, taxLineVatTypeId: zero },
  });
  const order = place();
  await send(order.orderID);
  await merchant.delivery(order.orderID, 'sent');
  expect(sandbox.fic.documents(first)).toHaveLength(1);
  sentBefore = order.orderID;
  configured = await settings();
});

test('in the second the ids of the first count for nothing; what is no id stays', async () => {
  const tag = (await merchant.browser.request(`${plugin.url}/api/settings`)).headers.get('etag') ?? '';
  await choose(second);
  const now = await settings();
  expect(now.paymentAccount).toMatchObject({ id: null, byPaymentMethod: {} });
  expect(now.vat).toEqual({ ...defaultSettings.vat, shipping: 'as-goods' });
  expect(now.template).toEqual({ ...configured.template, templateId: null });
  expect(now.orders).toEqual(configured.orders);

  // A form that was open before holds the first one's ids: it is told, and saves nothing.
  const stale = await merchant.browser.request(`${plugin.url}/api/settings/paymentAccount`, {
    method: 'PUT',
    headers: { 'x-requested-with': 'fetch', 'content-type': 'application/json', 'if-match': tag },
    body: JSON.stringify(configured.paymentAccount),
  });
  expect(stale.status).toBe(412);
  expect((await settings()).paymentAccount.id).toBeNull();
});

test('an order is kept back until the second company’s own are chosen, and goes there by itself then', async () => {
  const order = place();
  await send(order.orderID);
  const kept = await merchant.delivery(order.orderID, 'failed');
  expect(['payment-account-missing', 'vat-unmapped']).toContain(kept.problem?.code);
  expect(sandbox.fic.documents(second)).toHaveLength(0);
  await merchant.configure({ automatic: false, send: 'paid' });
  await merchant.delivery(order.orderID, 'sent');
  expect(sandbox.fic.documents(second)).toHaveLength(1);
  expect(sandbox.fic.documents(first)).toHaveLength(1);
});

test('what is in the first company is not made again in the second', async () => {
  const again = await send(sentBefore);
  expect(again.status).toBe(409);
  expect(((await again.json()) as { code: string }).code).toBe('already-sent');
  expect(sandbox.fic.documents(second)).toHaveLength(1);
});

test('ids saved for another company than the connected one are as good as none', async () => {
  // As by a process that had read the connection just before it moved.
  await plugin.query("update settings set company_id = $1 where section = 'paymentAccount'", [first]);
  expect((await settings()).paymentAccount.id).toBeNull();
  await plugin.query("update settings set company_id = $1 where section = 'paymentAccount'", [second]);
  expect((await settings()).paymentAccount.id).not.toBeNull();
});

test('back in the first company its own are there again, and so are the second’s after that', async () => {
  const ofSecond = await settings();
  await choose(first);
  expect(await settings()).toEqual(configured);
  const order = place();
  await send(order.orderID);
  await merchant.delivery(order.orderID, 'sent');
  expect(sandbox.fic.documents(first)).toHaveLength(2);
  await choose(second);
  expect(await settings()).toEqual(ofSecond);
});

test('another company by disconnecting and authorizing anew is no different', async () => {
  await choose(first);
  await merchant.write('DELETE', '/api/connection');
  await merchant.authorize('studio.ferri@example.com');
  await choose(second);
  expect((await settings()).paymentAccount.id).not.toBe(configured.paymentAccount.id);
  await choose(first);
  expect(await settings()).toEqual(configured);
});
