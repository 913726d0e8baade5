import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { OrdersPageDto } from '../../../src/contract/orders/orders.ts';
import {
  type PersonalDataDto,
  personalDataErasedSchema,
  personalDataSchema,
} from '../../../src/contract/personal-data/personal-data.ts';
import { prunePersonalData } from '../../../src/flows/personal-data/prune-personal-data.ts';
import { syncNow } from '../../support/customers.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
type Customer = Sandbox['shop']['customers'][number];
let anna: Customer;
let bruno: Customer;

const ANNA = { email: 'anna.bianchi@example.com', tax: 'BNCNNA80A41H501R', name: 'Anna Bianchi' };
const BRUNO = { email: 'bruno.neri@example.com', tax: 'NREBRN75B02F205O', name: 'Bruno Neri' };

function add({ email, tax, name }: typeof ANNA): Customer {
  const [customer] = sandbox.shop.main.addCustomers(1);
  if (customer === undefined) throw new Error('no customer');
  const [firstName = '', lastName = ''] = name.split(' ');
  const address = {
    ...customer.address,
    ...{ fullname: name, company: '', vat: '', pec: '', sdi: '', countryIso: 'IT', countryUid: 82 },
    ...{ taxCode: tax, email },
  };
  return sandbox.shop.main.updateCustomer(customer.id, {
    code: `C${customer.id}`,
    firstName,
    lastName,
    address,
  });
}

const place = (customer: Customer, wish: Parameters<Sandbox['shop']['placeOrder']>[0] = {}) =>
  sandbox.shop.placeOrder({ status: 1, invoice: false, billing: customer.address, delivery: null, ...wish });
const search = async (query: string, who = merchant): Promise<PersonalDataDto> =>
  personalDataSchema.parse(await who.write('POST', '/api/personal-data/search', { query }));
const erase = async (query: string) =>
  personalDataErasedSchema.parse(await merchant.write('POST', '/api/personal-data/erase', { query }));
const clients = () => sandbox.fic.company(sandbox.fic.companyIds.bottega).clients;
const documents = () => sandbox.fic.company(sandbox.fic.companyIds.bottega).documents.length;
const listed = async (id: string) =>
  (await merchant.get<OrdersPageDto>('/api/orders?limit=200')).orders.find((order) => order.id === id);

/** Rows of any table, the queue's too, that hold a text. */
async function traces(text: string): Promise<string[]> {
  const tables = await plugin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await plugin.query<{ n: number }>(
      `select count(*)::int as n from ${name} t where position(lower($1) in lower(t::text)) > 0`,
      [text],
    );
    if ((rows[0]?.n ?? 0) > 0) found.push(name);
  }
  return found;
}

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 0 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  await merchant.save('customers', { enabled: true, overwrite: false });
  anna = add(ANNA);
  bruno = add(BRUNO);
  await syncNow(merchant);
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

let sent: ReturnType<typeof place>;
let failed: ReturnType<typeof place>;
let other: ReturnType<typeof place>;

test('all that is held on one customer is found by e-mail, codice fiscale or order number, and of nobody else', async () => {
  sent = place(anna);
  failed = place(anna, { invoice: true, billing: { ...anna.address, taxCode: 'BNCNNA80A41H501X' } });
  other = place(bruno);
  await merchant.delivery(sent.orderID, 'sent');
  await merchant.delivery(failed.orderID, 'failed');
  await merchant.delivery(other.orderID, 'sent');
  for (const query of [
    ANNA.email.toUpperCase(),
    ANNA.tax.toLowerCase(),
    `#${sent.shortId}`,
    failed.orderID,
    'bncnna 80a41 h501x',
  ]) {
    const held = await search(query);
    expect(held.orders.map(({ id }) => id).sort(), query).toEqual([sent.orderID, failed.orderID].sort());
    expect(held.customers.map(({ data }) => data?.name)).toEqual([ANNA.name]);
    expect(held.clients.map(({ data }) => data.email)).toEqual([ANNA.email]);
    expect(JSON.stringify(held)).not.toContain('Neri');
  }
  expect(JSON.stringify(await search(ANNA.email))).toContain('BNCNNA80A41H501X');
  for (const query of ['nobody@example.com', 'anna', '%', '_', "' or 1=1 --", '\\', '999999']) {
    const held = await search(query);
    expect([held.orders, held.customers, held.clients, held.syncErrors].flat(), query).toEqual([]);
  }
});

test('another shop finds nothing of it, and erases nothing', async () => {
  const shop = sandbox.shop.addShop({ name: 'Altro', orders: 0, customers: 0 });
  await sandbox.shop.install(shop);
  const stranger = new Merchant(plugin, sandbox, shop);
  await stranger.open();
  await stranger.authorize('laura.conti@example.com');
  const held = await search(ANNA.email, stranger);
  expect(held.orders.length + held.customers.length + held.clients.length).toBe(0);
  await stranger.write('POST', '/api/personal-data/erase', { query: ANNA.email });
  expect((await search(ANNA.email)).orders).toHaveLength(2);
});

test('what came after the documents is told and follows: acts, credit notes and what their problems quote', async () => {
  const quoted = 'BNCNNA80A41H501Y';
  const problem = JSON.stringify({
    code: 'fic-refused-client',
    detail: `Codice fiscale ${quoted} non valido.`,
    fix: 'Correggi.',
    values: { messages: quoted },
  });
  const sentBy = `from deliveries where order_id = $1`;
  await plugin.query(
    `insert into document_acts (delivery_id, document_id, shop_id, order_id, company_id, act, priority, problem)
     select id, document_id, shop_id, order_id, company_id, 'update', 0, $2::jsonb ${sentBy}`,
    [sent.orderID, problem],
  );
  await plugin.query(
    `insert into credit_notes (shop_id, delivery_id, order_id, company_id, place, invoice_id, invoice_number, invoice_date,
       request, pieces, gross_cents, state, problem, updated_at)
     select shop_id, id, order_id, company_id, 1, document_id, '1', now(), '{}', '[]', 100, 'failed', $2::jsonb, now() ${sentBy}`,
    [sent.orderID, problem],
  );
  for (const type of ['act-failed', 'credit-note-failed', 'invoice-given-up', 'payment-not-set-off']) {
    await plugin.query(
      `insert into delivery_events (delivery_id, type, data) select id, $2, $3::jsonb || '{"act":"update","number":"1"}' ${sentBy}`,
      [sent.orderID, type, problem],
    );
  }
  const [held] = (await search(quoted)).orders.filter(({ id }) => id === sent.orderID);
  expect(held?.delivery?.documentAct?.problem?.detail).toContain(quoted);
  expect(held?.delivery?.creditNotes?.[0]?.problem?.detail).toContain(quoted);
  expect(held?.delivery?.events.filter(({ text }) => text.includes(quoted))).toHaveLength(4);
});

test('erased, no table holds a trace; orders are still listed by their numbers and can be read anew', async () => {
  expect(await erase(ANNA.email)).toEqual({ orders: 2, customers: 1, clients: 1, syncErrors: 0 });
  for (const text of [ANNA.email, ANNA.tax, 'BNCNNA80A41H501X', 'BNCNNA80A41H501Y', 'Bianchi'])
    expect(await traces(text), text).toEqual([]);
  expect(await traces('Bruno Neri')).not.toEqual([]);
  const row = await listed(sent.orderID);
  expect(row).toMatchObject({ customer: '', dataRemoved: true, shortId: sent.shortId });
  expect(row?.delivery?.document?.number).toBeTruthy();
  const found = await merchant.get<OrdersPageDto>(`/api/orders?q=${sent.shortId}`);
  expect(found.orders.map(({ id }) => id)).toContain(sent.orderID);
  // Asked for one order, the shop tells; what it tells is not kept.
  expect(await merchant.order(sent.orderID)).toMatchObject({ customer: ANNA.name });
  expect(await traces('Bianchi')).toEqual([]);
  expect((await merchant.order(failed.orderID)).delivery?.problem?.code).toBe('details-removed');
  expect(plugin.log.join('')).not.toMatch(/anna\.bianchi/i);
});

test('nothing is made twice after it: not the document, not the client, not for another account of the same person', async () => {
  const before = documents();
  const made = clients().length;
  const again = await merchant.browser.write('POST', `${plugin.url}/api/orders/${sent.orderID}/send`, {});
  expect(again.status).toBe(409);
  sandbox.shop.main.updateOrder(sent.orderID, { notes: 'changed' });
  await merchant.write('POST', '/api/orders/send', { ids: [sent.orderID] });
  expect(documents()).toBe(before);

  // Changed in the shop: passed over. Another account with the same tax code: her client is found.
  sandbox.shop.main.updateCustomer(anna.id, { address: { ...anna.address, phone: '06 99' } });
  add({ ...ANNA, email: 'anna.second@example.com' });
  const run = await syncNow(merchant);
  expect(run).toMatchObject({ state: 'done', created: 0, failed: 0, linked: 1 });
  expect(clients()).toHaveLength(made);
  const [link] = await plugin.query<{ base: unknown; client: number; hash: unknown }>(
    'select base, client_id::float8 as client, hash from customer_links where erased_at is not null',
  );
  expect(link?.base).toBeNull();
  expect(link?.client).toBeTypeOf('number');
  expect(link?.hash).not.toBeNull();
});

test('a failed order whose details are gone is retried, read anew and sent', async () => {
  sandbox.shop.main.updateOrder(failed.orderID, { billing: anna.address });
  await merchant.write('POST', `/api/deliveries/${failed.orderID}/retry`);
  await merchant.delivery(failed.orderID, 'sent');
  expect((await listed(failed.orderID))?.dataRemoved).toBe(true);
});

test('what is older than RETENTION_DAYS is removed by the daily job; younger data and figures stay', async () => {
  const placedAt = new Date(Date.now() - 401 * 24 * 3600 * 1000);
  const old = place(bruno, {
    placedAt,
    invoice: true,
    billing: { ...bruno.address, taxCode: 'NREBRN75B02F205X' },
  });
  await merchant.write('POST', `/api/orders/${old.orderID}/send`, {});
  await merchant.delivery(old.orderID, 'failed');
  const totals = 'select sum(total_cents)::int as cents, count(*)::int as n from orders';
  const before = await plugin.query(totals);
  const days = await plugin.query('select * from sent_days');
  await plugin.query(`update deliveries set updated_at = now() - interval '401 days' where order_id = $1`, [
    old.orderID,
  ]);
  const signal = new AbortController().signal;
  await prunePersonalData({ ...plugin.context, retentionDays: 0 }, signal);
  await prunePersonalData({ ...plugin.context, retentionDays: 402 }, signal);
  expect((await merchant.order(old.orderID)).delivery?.problem?.code).toBe('tax-code-invalid');

  await plugin.context.store.wake.enqueue('personal-data', {}, { key: 'personal-data' });
  await until(async () => {
    const rows = await plugin.query(
      `select 1 from orders o join deliveries d using (shop_id, order_id)
       where order_id = $1 and o.data_removed_at is not null and d.data_removed_at is not null`,
      [old.orderID],
    );
    return rows.length > 0;
  }, 'the removal');
  expect(await traces('NREBRN75B02F205X')).toEqual([]);
  expect((await merchant.order(old.orderID)).delivery?.problem?.code).toBe('details-removed');
  const [row] = await plugin.query<{ customer: string }>('select customer from orders where order_id = $1', [
    other.orderID,
  ]);
  expect(row?.customer).toBe(BRUNO.name);
  expect(await plugin.query(totals)).toEqual(before);
  expect(await plugin.query('select * from sent_days')).toEqual(days);
  // The sync is on: what it works with stays.
  expect((await search(BRUNO.email)).customers).toHaveLength(1);
});

test('customers of a sync that is off go by their age, and come back without a second client', async () => {
  await merchant.save('customers', { enabled: false, overwrite: false });
  await plugin.query(`update customer_links set updated_at = now() - interval '401 days'`);
  await plugin.query(`update known_clients set seen_at = now() - interval '401 days'`);
  await plugin.query(`update sync_runs set started = now() - interval '401 days', finished = now() - interval '401 days',
    errors = '[{"customer":"Bruno Neri","detail":"x"}]'`);
  await prunePersonalData(plugin.context, new AbortController().signal);
  const held = await search(BRUNO.email);
  expect([held.customers, held.clients, held.syncErrors].flat()).toEqual([]);

  const made = clients().length;
  await merchant.save('customers', { enabled: true, overwrite: false });
  sandbox.shop.main.updateCustomer(bruno.id, {
    address: { ...bruno.address, email: 'bruno.new@example.com', taxCode: '' },
  });
  expect(await syncNow(merchant)).toMatchObject({ state: 'done', created: 0, failed: 0 });
  expect(clients()).toHaveLength(made);
});
