import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { readClientPage } from '../../../src/flows/customers/sync-clients.ts';
import type { Invoicing } from '../../../src/ports/invoicing.ts';
import { syncNow } from '../../support/customers.ts';
import { dialect } from '../../support/dialect.ts';
import { Merchant } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** Whose client an order and a customer are. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
const CLIENTS = /entities\/clients/;

beforeAll(async () => {
  sandbox = await startSandbox({ customers: 3, orders: 0, dialect });
  plugin = await startTestPlugin(sandbox);
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await sandbox.shop.install();
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  await syncNow(merchant);
});
beforeEach(() => {
  sandbox.fic.faults.clear();
  sandbox.fic.calls.clear();
});
afterAll(async () => {
  if (process.env.SHOW_LOG) for (const line of plugin.log) process.stderr.write(line);
  await plugin?.stop();
  await sandbox?.stop();
});

const company = () => sandbox.fic.companyIds.bottega;
const clients = () => sandbox.fic.company(company()).clients;
const clientsOf = (email: string) =>
  clients().filter((client) => String(client.email).toLowerCase() === email.toLowerCase());
const creates = () => sandbox.fic.calls.count({ method: 'POST', path: CLIENTS });
type Address = Sandbox['shop']['customers'][number]['address'];

/** A paid order; who bought has no account unless told. */
function order(billing: Partial<Address> & { email: string }) {
  const [pattern] = sandbox.shop.customers;
  if (pattern === undefined) throw new Error('no customer');
  return sandbox.shop.placeOrder({
    status: 1,
    paidAt: new Date(),
    invoice: false,
    items: [{ sku: 'TAZZA-GRES', count: 1 }],
    billing: {
      ...pattern.address,
      fullname: 'Anna Verdi',
      company: '',
      vat: '',
      taxCode: '',
      pec: '',
      sdi: '',
      countryIso: 'IT',
      userUID: '-1',
      ...billing,
    },
  });
}

/** Sends it, and answers the client that its document is linked to. */
async function clientOfDocument({ orderID, shortId }: { orderID: string; shortId: string }) {
  await merchant.delivery(orderID, 'sent');
  const [document] = sandbox.fic
    .documents(company())
    .filter(({ visible_subject }) => visible_subject?.endsWith(`#${shortId}`));
  return (document?.entity as { id?: number | null } | undefined)?.id ?? null;
}

describe('guests', () => {
  test('are told apart by the e-mail address: two of them are two clients, the same one twice is one', async () => {
    const first = [order({ email: 'uno@example.com' }), order({ email: 'due@example.com', userUID: '0' })];
    for (const one of first) expect(await clientOfDocument(one)).toBeNull();
    expect(await syncNow(merchant)).toMatchObject({ state: 'done', created: 2, failed: 0 });
    const ids = ['uno@example.com', 'due@example.com'].map((email) => clientsOf(email).map(({ id }) => id));
    expect(ids.map((found) => found.length)).toEqual([1, 1]);

    const again = order({ email: 'UNO@example.com', fullname: 'A. Verdi', userUID: '' });
    const other = order({ email: 'due@example.com' });
    expect(await clientOfDocument(again)).toBe(ids[0]?.[0]);
    expect(await clientOfDocument(other)).toBe(ids[1]?.[0]);
    expect(await syncNow(merchant)).toMatchObject({ created: 0, failed: 0 });
    expect(clientsOf('uno@example.com')).toHaveLength(1);
  });

  test('many orders at once of one guest are one client', async () => {
    const orders = Array.from({ length: 8 }, () => order({ email: 'molti@example.com' }));
    for (const one of orders) await merchant.delivery(one.orderID, 'sent');
    expect(await syncNow(merchant)).toMatchObject({ created: 1, failed: 0 });
    expect(clientsOf('molti@example.com')).toHaveLength(1);
  });

  test.each([
    ['reset', 'after', 1],
    ['status', 'before', 2],
  ] as const)('an answer that is lost (%s %s) makes no second client', async (kind, when, calls) => {
    const fault = kind === 'status' ? { kind, status: 502, when } : { kind, when };
    sandbox.fic.faults.add({ method: 'POST', path: CLIENTS, times: 1, fault });
    const email = `perso.${kind}@example.com`;
    await merchant.delivery(order({ email }).orderID, 'sent');
    expect(await syncNow(merchant)).toMatchObject({ state: 'done', created: 1, failed: 0 });
    expect(clientsOf(email)).toHaveLength(1);
    expect(creates()).toBe(calls);
  });

  test('who are a person today and a firm tomorrow are two clients, and each order is its own one’s', async () => {
    const email = 'insieme@example.com';
    const firm = { email, company: 'Officine Verdi S.n.c.', vat: '07643520567' };
    await merchant.delivery(order({ email }).orderID, 'sent');
    await merchant.delivery(order(firm).orderID, 'sent');
    await merchant.delivery(
      order({ ...firm, company: 'Bianchi S.r.l.', vat: '00743110157' }).orderID,
      'sent',
    );
    expect(await syncNow(merchant)).toMatchObject({ created: 3, failed: 0 });
    const [person, officine] = [
      clientsOf(email).find(({ type }) => type === 'person'),
      clientsOf(email).find(({ vat_number }) => vat_number === '07643520567'),
    ];
    expect(await clientOfDocument(order({ email }))).toBe(person?.id);
    expect(await clientOfDocument(order(firm))).toBe(officine?.id);
  });

  test('become no clients while Clienti is off', async () => {
    await merchant.save('customers', { enabled: false, overwrite: false });
    await merchant.delivery(order({ email: 'spento@example.com' }).orderID, 'sent');
    await merchant.save('customers', { enabled: true, overwrite: false });
    expect(await syncNow(merchant)).toMatchObject({ created: 0 });
    expect(clientsOf('spento@example.com')).toEqual([]);
  });
});

describe('an account', () => {
  test('whose order is for somebody else is not linked to the account’s client', async () => {
    const [customer] = sandbox.shop.main.addCustomers(1);
    if (customer === undefined) throw new Error('no customer');
    const address = {
      ...customer.address,
      fullname: 'Carla Neri',
      company: '',
      vat: '',
      taxCode: '',
      email: 'carla@example.com',
    };
    sandbox.shop.main.updateCustomer(customer.id, { address, code: 'C-carla' });
    await syncNow(merchant);
    const [carla] = clientsOf('carla@example.com');
    const { userUID } = customer;
    expect(await clientOfDocument(order({ ...address, userUID }))).toBe(carla?.id);
    const firm = { ...address, userUID, company: 'Neri S.r.l.', vat: '12345670785' };
    expect(await clientOfDocument(order(firm))).toBeNull();
    expect(await syncNow(merchant)).toMatchObject({ created: 1, failed: 0 });
    const made = clientsOf('carla@example.com').find(({ vat_number }) => vat_number === '12345670785');
    expect(await clientOfDocument(order(firm))).toBe(made?.id);
    expect(await clientOfDocument(order({ ...address, userUID }))).toBe(carla?.id);
  });
});

describe('two shops on one company', () => {
  test('whose customers have the same ids have each their own clients', async () => {
    const other = sandbox.shop.addShop({ name: 'Altro negozio', orders: 0, customers: 2 });
    other.customers.forEach((customer, index) => {
      const twin = sandbox.shop.main.customers[index];
      if (twin === undefined) throw new Error('no twin');
      Object.assign(customer, { id: twin.id, userUID: twin.userUID });
      Object.assign(customer.address, {
        email: `altro.${index}@example.com`,
        vat: '',
        taxCode: '',
        company: '',
        userUID: twin.userUID,
      });
      Object.assign(customer, { code: `D${index}` });
    });
    await sandbox.shop.install(other);
    const owner = new Merchant(plugin, sandbox, other);
    await owner.open();
    await owner.authorize('laura.conti@example.com');
    expect(await syncNow(owner)).toMatchObject({ created: 2, linked: 0, failed: 0 });
    expect(clients().filter(({ code }) => String(code).startsWith(`TSC-${other.uid}-`))).toHaveLength(2);
  });
});

describe('workers that differ', () => {
  const shopId = async () =>
    (await plugin.context.store.shops.findByInstance(sandbox.shop.main.instance))?.id ?? '';

  test('in their clocks unlink no client: a reading has a number', async () => {
    const id = await shopId();
    const { store } = plugin.context;
    const links = () =>
      plugin.query('select customer_id, client_id from customer_links where shop_id = $1 order by 1', [id]);
    const before = await links();
    const run = await store.syncs.start({
      shopId: id,
      companyId: company(),
      origin: 'manual',
      full: true,
      now: new Date(),
    });
    if (run === null) throw new Error('a run goes');
    await store.syncs.end(id, { state: 'cancelled', now: new Date() });
    const all = (
      await plugin.query<{ data: Parameters<typeof store.customers.saveClients>[2][number] }>(
        'select data from known_clients where shop_id = $1',
        [id],
      )
    ).map(({ data }) => data);
    const pages = [all.slice(0, 3), all.slice(3)];
    const invoicing = {
      listClients: async ({ page }: { page: number }) => ({
        clients: pages[page - 1] ?? [],
        isLast: page >= 2,
      }),
    } as Invoicing;
    const worker = (aheadMs: number) => ({
      ...plugin.context,
      clock: { now: () => new Date(Date.now() + aheadMs) },
    });
    expect(await readClientPage(worker(60_000), run, invoicing)).toBe(false);
    expect(await readClientPage(worker(-60_000), run, invoicing)).toBe(true);
    expect(await links()).toEqual(before);
    // One that is gone there is unlinked all the same.
    pages[1]?.pop();
    const next = { ...run, id: '00000000-0000-4000-8000-000000000000' };
    await readClientPage(worker(0), next, invoicing);
    await readClientPage(worker(-60_000), next, invoicing);
    const gone = (await links()).filter(({ client_id }) => client_id === null);
    expect(gone).toHaveLength(1);
  });

  test('begin no create call that another one has begun, or of a customer who is linked meanwhile', async () => {
    const id = await shopId();
    const { customers, syncs } = plugin.context.store;
    const run = await syncs.start({
      shopId: id,
      companyId: company(),
      origin: 'manual',
      full: false,
      now: new Date(),
    });
    if (run === null) throw new Error('a run goes');
    const begin = (customerId: string, seen: Date | null) =>
      customers.beginCreate(run, { customerId, readId: customerId, seen });
    const first = await begin('fenced', null);
    expect(first).toEqual(expect.any(Date));
    expect(await begin('fenced', null)).toBeNull();
    const link = (await customers.links(id, company(), ['fenced'])).get('fenced');
    expect(link?.creatingForMs).toBeGreaterThanOrEqual(0);
    // Whoever stood still knows of the first doubt alone: the other one's stays.
    await plugin.query(
      "update customer_links set creating_since = now() + interval '1 s' where customer_id = 'fenced'",
    );
    await customers.clearCreate(id, company(), 'fenced', first ?? new Date());
    await customers.markCreateAnswered(id, company(), 'fenced', first ?? new Date());
    const other = (await customers.links(id, company(), ['fenced'])).get('fenced');
    expect(other).toMatchObject({ creatingSince: expect.any(Date), creatingAnswered: false });
    expect(await begin('fenced', link?.creatingSince ?? null)).toBeNull();
    expect(await begin('fenced', other?.creatingSince ?? null)).toEqual(expect.any(Date));
    await plugin.query(
      "update customer_links set client_id = 1, creating_since = null where customer_id = 'fenced'",
    );
    expect(await begin('fenced', null)).toBeNull();
    await plugin.query("delete from customer_links where customer_id = 'fenced'");
    await syncs.end(id, { state: 'cancelled', now: new Date() });
    expect(await begin('ended', null)).toBeNull();
  });
});
