import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OrderPartial, type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { DeliveryDto } from '../../../src/contract/delivery/delivery.ts';
import type { PreviewDto } from '../../../src/contract/orders/preview.ts';
import type { CatalogueDto } from '../../../src/contract/settings/catalogue.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** What the law and a person's word make of a document, through the running plug-in. */

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;

/** Natura N4 in the sandbox. */
const EXEMPT = 23;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 5 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  const catalogue = await merchant.configure({ automatic: false, send: 'paid' });
  const { vat } = await merchant.get<{ vat: { mapping: Record<string, number>; shippingVatTypeId: null } }>(
    '/api/settings',
  );
  const free = catalogue.taxProfiles.find(({ value }) => value === 0);
  if (free === undefined) throw new Error('the sandbox shop has no profile of 0 %');
  await merchant.save('vat', { ...vat, mapping: { ...vat.mapping, [free.id]: EXEMPT } });
  profile = free.id;
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

let profile = '';
const company = () => sandbox.fic.company(sandbox.fic.companyIds.bottega);
const documents = () => sandbox.fic.documents(sandbox.fic.companyIds.bottega);
const bare = { shippingCost: '0', paymentCost: '0', saleAmount: '0', couponCode: '' };
const paid = { ...bare, status: 1, paidAt: new Date() };
const count = (method: string, path: RegExp) => sandbox.fic.calls.count({ method, path });
const CREATE = /issued_documents$/;

const rossi = {
  fullname: 'Mario Rossi',
  company: '',
  vat: '',
  taxCode: 'RSSMRA80A01H501U',
  pec: '',
  sdi: '',
};
const rome = { addr1: 'Via Roma 1', addr2: '', city: 'Roma', zip: '00184', stateIso: 'RM', countryIso: 'IT' };
const billing = (change: object) => ({
  ...(sandbox.shop.orders.find(({ billing }) => billing.countryIso === 'IT')?.billing ?? {}),
  ...rossi,
  ...rome,
  ...change,
});

async function send(orderId: string, body: object = {}): Promise<DeliveryDto> {
  await merchant.write('POST', `/api/orders/${orderId}/send`, body);
  return merchant.delivery(orderId, 'sent', 'failed');
}
const made = (delivery: DeliveryDto) => documents().find(({ id }) => id === delivery.document?.id);

test('the stamp duty stands on the invoice, the buyer owes what was paid; Fatture in Cloud is asked once', async () => {
  const place = () =>
    sandbox.shop.placeOrder({
      ...paid,
      invoice: true,
      billing: billing({}),
      delivery: billing({}),
      items: [{ sku: 'TAZZA-GRES', count: 1, price: '100', tax: 0, taxProfile: profile }],
    } as OrderPartial);
  const first = place();
  const preview = await merchant.get<PreviewDto>(`/api/orders/${first.orderID}/preview`);
  expect(preview.document).toMatchObject({ stampDuty: 2, due: 100 });
  for (const order of [first, place()]) {
    const delivery = await send(order.orderID);
    expect(delivery).toMatchObject({ state: 'sent' });
    expect(made(delivery)).toMatchObject({ stamp_duty: 2, amount_due_discount: 2, amount_gross: 100 });
    expect(made(delivery)?.payments_list.map(({ amount }) => amount)).toEqual([100]);
  }
  expect(count('POST', /issued_documents\/totals$/)).toBe(1);
});

test('an invoice by hand for who did not ask, though the order alone would be none', async () => {
  const order = sandbox.shop.placeOrder({
    ...paid,
    invoice: false,
    billing: billing({}),
    delivery: billing({}),
  } as OrderPartial);
  const preview = await merchant.get<PreviewDto>(`/api/orders/${order.orderID}/preview?kind=invoice`);
  expect(preview.document?.kind).toBe('invoice');
  expect((await merchant.get<PreviewDto>(`/api/orders/${order.orderID}/preview`)).document?.kind).toBe(
    'order',
  );
  const delivery = await send(order.orderID, { kind: 'invoice' });
  expect(delivery).toMatchObject({ state: 'sent', kind: 'invoice' });
  expect(made(delivery)).toMatchObject({ type: 'invoice', e_invoice: true });
});

test('a public body’s order waits for a person, and goes with what the person tells', async () => {
  const body = billing({ company: 'Comune di Prova', vat: '07643520567', taxCode: '', sdi: 'UFABCD' });
  const order = sandbox.shop.placeOrder({
    ...bare,
    status: 0,
    paidAt: null,
    invoice: true,
    billing: body,
    delivery: body,
    items: [{ sku: 'TAZZA-GRES', count: 1, price: '122', tax: 22 }],
  } as OrderPartial);
  expect(await send(order.orderID)).toMatchObject({
    state: 'failed',
    problem: { code: 'public-body-data-missing' },
  });
  const publicBody = { cig: 'z1234567ab', splitPayment: true };
  const delivery = await send(order.orderID, { publicBody });
  expect(delivery).toMatchObject({ state: 'sent' });
  expect(made(delivery)).toMatchObject({
    use_split_payment: true,
    amount_gross: 122,
    ei_data: { vat_kind: 'S', cig: 'Z1234567AB' },
    payments_list: [{ amount: 100 }],
  });
  const wrong = await merchant.browser.write('POST', `${plugin.url}/api/orders/${order.orderID}/send`, {
    publicBody: { cig: 'short', splitPayment: true },
  });
  expect(wrong.status).toBe(422);
});

test('where the shop does not tell when it was paid, the first reading as paid counts', async () => {
  const order = sandbox.shop.placeOrder({
    ...bare,
    status: 1,
    paidAt: null,
    invoice: true,
    billing: billing({}),
    delivery: billing({}),
    placedAt: new Date(Date.now() - 9 * 24 * 3600 * 1000),
  } as OrderPartial);
  await merchant.get(`/api/orders/${order.orderID}`);
  const seen = new Date(Date.now() - 3 * 24 * 3600 * 1000);
  await plugin.query('update orders set paid_seen_at = $1 where order_id = $2', [seen, order.orderID]);
  const delivery = await send(order.orderID);
  const day = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Rome' }).format(seen);
  expect(made(delivery)).toMatchObject({ date: day, payments_list: [{ paid_date: day }] });
});

test('a product that was deleted is no longer linked, and the order goes without a person', async () => {
  const order = () =>
    sandbox.shop.placeOrder({ ...paid, invoice: false, items: [{ sku: 'CANDELA-FICO', count: 1 }] }).orderID;
  const linked = made(await send(order()));
  expect(linked?.items_list[0]?.product_id).not.toBeNull();
  const { products } = company();
  products.splice(
    products.findIndex(({ code }) => code === 'CANDELA-FICO'),
    1,
  );
  const creates = count('POST', CREATE);
  const delivery = await send(order());
  expect(delivery).toMatchObject({ state: 'sent' });
  expect(made(delivery)?.items_list[0]?.product_id).toBeNull();
  expect(count('POST', CREATE)).toBe(creates + 2);
  // Known now: the next one takes one call.
  await send(order());
  expect(count('POST', CREATE)).toBe(creates + 3);
});

test('a client that was deleted is no longer linked, and the order goes without a person', async () => {
  const buyer = sandbox.shop.customers.find(
    ({ address }) => address.countryIso === 'IT' && address.company === '',
  );
  if (buyer === undefined) throw new Error('the sandbox shop has no such customer');
  const order = sandbox.shop.placeOrder({
    ...paid,
    invoice: false,
    billing: buyer.address,
    userUid: buyer.userUID,
  } as OrderPartial);
  const { orderID } = order;
  await merchant.get(`/api/orders/${orderID}`);
  await plugin.query(
    `insert into customer_links (shop_id, company_id, customer_id, client_id, updated_at)
     select shop_id, $1, $2, 9999999999, now() from orders where order_id = $3
     on conflict (shop_id, company_id, customer_id) do update set client_id = excluded.client_id`,
    [company().id, buyer.userUID, orderID],
  );
  const creates = count('POST', CREATE);
  const delivery = await send(orderID);
  expect(delivery).toMatchObject({ state: 'sent' });
  expect(count('POST', CREATE)).toBe(creates + 2);
  expect(made(delivery)?.entity.id ?? null).toBeNull();
  const [link] = await plugin.query<{ client_id: string | null }>(
    'select client_id from customer_links where customer_id = $1',
    [buyer.userUID],
  );
  expect(link?.client_id).toBeNull();
});

test('the document’s address is the web interface’s and stays; its PDF is read anew', async () => {
  const delivery = await send(sandbox.shop.placeOrder({ ...paid, invoice: false }).orderID);
  expect(delivery.document?.url).toBe(`${sandbox.fic.url}/orders/view/${delivery.document?.id}`);
  expect((await fetch(delivery.document?.url ?? '')).status).toBe(200);
  const pdf = () => merchant.browser.request(`${plugin.url}/api/orders/${delivery.orderId}/document`);
  const answer = await pdf();
  expect([answer.status, answer.headers.get('location')]).toEqual([302, made(delivery)?.url]);
  sandbox.fic.deleteDocument(company().id, delivery.document?.id ?? 0);
  expect((await pdf()).status).toBe(404);
});

test('what only some merchants need is proposed: the flat-rate scheme, destinations and rates of the shop’s orders', async () => {
  company().regime = 'forfettario_15';
  const german = { ...billing({}), countryIso: 'DE', zip: '10115', stateIso: '', taxCode: '' };
  sandbox.shop.placeOrder({
    ...paid,
    billing: german,
    delivery: german,
    items: [{ sku: 'TAZZA-GRES', count: 1, price: '119', tax: 19 }],
  } as OrderPartial);
  const american = { ...german, countryIso: 'US' };
  sandbox.shop.placeOrder({ ...paid, billing: american, delivery: american } as OrderPartial);
  await merchant.get('/api/orders');
  await merchant.get('/api/catalog?refresh=1');
  // The orders may be in a worker's hand meanwhile: what they tell is noted as it is stored.
  const { proposals } = await until(async () => {
    const catalogue = await merchant.get<CatalogueDto>('/api/catalog');
    const { destinations, ossRates } = catalogue.proposals;
    return destinations.some(({ destination }) => destination === 'extraEu') && ossRates.length > 0
      ? catalogue
      : null;
  }, 'the destinations');
  expect(proposals.flatRateVatTypeId).toBe(11);
  expect(proposals.destinations).toContainEqual({ destination: 'extraEu', suggestedVatTypeId: 22 });
  expect(proposals.ossRates).toContainEqual({ rate: 'DE:19', suggestedVatTypeId: null });
});
