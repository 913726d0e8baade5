import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { SyncDto } from '../../../src/contract/customers/sync.ts';
import { endOf, handMade, startSync, syncNow } from '../../support/customers.ts';
import { dialect } from '../../support/dialect.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
const CLIENTS = /entities\/clients/;

beforeAll(async () => {
  sandbox = await startSandbox({ customers: 0, orders: 0, dialect });
  plugin = await startTestPlugin(sandbox);
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await sandbox.shop.install();
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
});
afterAll(async () => {
  if (process.env.SHOW_LOG) for (const line of plugin.log) process.stderr.write(line);
  await plugin?.stop();
  await sandbox?.stop();
});
beforeEach(async () => {
  sandbox.fic.faults.clear();
  sandbox.shop.faults.clear();
  await merchant.save('customers', { enabled: true, overwrite: false });
  fic().clear();
});

const clients = () => sandbox.fic.company(sandbox.fic.companyIds.bottega).clients;
const fic = () => sandbox.fic.calls;
const shop = () => sandbox.shop.main;
const writes = () => [
  fic().count({ method: 'POST', path: CLIENTS }),
  fic().count({ method: 'PUT', path: CLIENTS }),
];

type Customer = Sandbox['shop']['customers'][number];

/** A customer who is nobody else. */
function add(name: string, change: Partial<Customer['address']> = {}, own: Partial<Customer> = {}): Customer {
  const [customer] = shop().addCustomers(1);
  if (customer === undefined) throw new Error('no customer');
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}@example.com`;
  const address = {
    ...customer.address,
    fullname: name,
    company: '',
    vat: '',
    taxCode: '',
    pec: '',
    sdi: '',
    email,
  };
  const [firstName = '', ...rest] = name.split(' ');
  return shop().updateCustomer(customer.id, {
    code: `C${customer.id}`,
    firstName,
    lastName: rest.join(' '),
    address: { ...address, countryIso: 'IT', countryUid: 82, ...change },
    ...own,
  });
}
const move = (customer: Customer, change: Partial<Customer['address']>) =>
  shop().updateCustomer(customer.id, { address: { ...customer.address, ...change } });
const clientOf = (email: string) => clients().filter((client) => client.email === email);

describe('odd customers', () => {
  test('go or are told, each by themselves', async () => {
    const long = 'x'.repeat(10_000);
    add(
      'No Name',
      { fullname: '', email: 'only.mail@example.com' },
      { firstName: '', lastName: '', mobile: '' },
    );
    add('Nothing', { fullname: '', email: '', phone: '' }, { firstName: '', lastName: '', mobile: '' });
    add('Wrong Code', { taxCode: 'RSSMRA80A01L219X' });
    add('Jean Dupont', { countryIso: 'FR', countryUid: 84, zip: '75001', stateIso: '', stateUid: null });
    add('Long Notes', { addr1: long, phone: `${'1'.repeat(9000)}` });
    add('First Spelling', { email: 'Same.Address@Example.com' });
    add('Second Spelling', { email: 'same.address@example.com' });
    add('Emoji 🦄 <b>Bold</b>', { email: 'emoji@example.com' });
    add('Body', { company: 'Comune di Prova', vat: 'IT 00743110157', email: 'body@example.com' });
    add('Body Again', { company: 'COMUNE DI PROVA', vat: '00743110157', email: 'other@example.com' });
    const run = await syncNow(merchant);
    expect(run).toMatchObject({ state: 'done', total: 10, done: 10, created: 8, linked: 2, failed: 0 });
    expect(clients()).toHaveLength(8);
    expect(clientOf('only.mail@example.com')).toMatchObject([{ name: 'only.mail@example.com' }]);
    expect(clients().filter(({ email }) => email === '')).toHaveLength(1);
    expect(clientOf('wrong.code@example.com')).toMatchObject([{ tax_code: '' }]);
    expect(clientOf('jean.dupont@example.com')).toMatchObject([
      { country_iso: 'FR', address_postal_code: '00000', address_province: '', ei_code: 'XXXXXXX' },
    ]);
    expect(String(clientOf('long.notes@example.com')[0]?.address_street).length).toBeLessThanOrEqual(60);
    expect(clientOf('emoji@example.com')).toMatchObject([{ name: 'Emoji 🦄 Bold' }]);
    expect(clients().every(({ code }) => /^TSC-/.test(String(code)))).toBe(true);
    expect(clients().every(({ default_vat }) => default_vat === null)).toBe(true);
  });

  test('one who is refused is listed with the reason, does not stop the others, and is tried again by hand', async () => {
    sandbox.fic.faults.add({
      method: 'POST',
      path: CLIENTS,
      times: 1,
      fault: { kind: 'status', status: 422 },
    });
    // Whoever comes first.
    for (const name of ['One Of Two', 'Other Of Two']) add(name);
    const run = await syncNow(merchant);
    expect(run).toMatchObject({ state: 'done', created: 1, failed: 1 });
    expect(run.errors).toEqual([
      {
        customer: expect.stringMatching(/^(One|Other) Of Two$/),
        detail: expect.stringMatching(
          /non ha accettato i dati del cliente.*«Errore interno.*Sincronizza ora/,
        ),
      },
    ]);
    expect([...clientOf('one.of.two@example.com'), ...clientOf('other.of.two@example.com')]).toHaveLength(1);
    expect(await syncNow(merchant)).toMatchObject({ state: 'done', created: 1, failed: 0 });
    for (const email of ['one.of.two@example.com', 'other.of.two@example.com']) {
      expect(clientOf(email)).toHaveLength(1);
    }
  });
});

describe('never two clients for one', () => {
  test('a client that the merchant entered by hand since the last look is found before one is made', async () => {
    const customer = add('Entered By Hand', { taxCode: 'RSSMRA80A01L219M' });
    clients().push(handMade(customer, { code: 'MIO-7', updated_at: '2099-01-01 00:00:00' }));
    fic().clear();
    expect(await syncNow(merchant)).toMatchObject({ created: 0, linked: 1 });
    expect(clientOf(customer.address.email)).toMatchObject([{ code: 'MIO-7' }]);
  });

  test('a client that has gaps gets them filled as it is linked, by one call, and nothing else is touched', async () => {
    const customer = add('Anna Verdi', { taxCode: 'VRDNNA80A41F205K', phone: '0125 44' }, { mobile: '' });
    clients().push(
      handMade(customer, {
        code: 'MIO-8',
        tax_code: '',
        name: 'Come lo chiama il negozio',
        address_street: '',
        notes: 'paga tardi',
        updated_at: '2099-01-01 00:00:00',
      }),
    );
    expect(await syncNow(merchant)).toMatchObject({
      created: 0,
      linked: 1,
      updated: 1,
      unchanged: expect.any(Number),
    });
    expect(writes()).toEqual([0, 1]);
    expect(clientOf(customer.address.email)).toMatchObject([
      {
        code: 'MIO-8',
        tax_code: 'VRDNNA80A41F205K',
        name: 'Come lo chiama il negozio',
        phone: '0125 44',
        notes: 'paga tardi',
      },
    ]);
    fic().clear();
    await syncNow(merchant);
    expect(fic().calls).toEqual([]);
  });

  test.each([
    ['reset', 'after'],
    ['reset', 'before'],
    ['status', 'after'],
    ['status', 'before'],
  ] as const)(
    'an answer that is lost (%s %s) is looked for before the call is repeated',
    async (kind, when) => {
      const fault = kind === 'status' ? { kind, status: 502, when } : { kind, when };
      const lost = sandbox.fic.faults.add({ method: 'POST', path: CLIENTS, times: 1, fault });
      const customer = add(`Lost ${kind} ${when}`);
      expect(await syncNow(merchant)).toMatchObject({ state: 'done', created: 1, failed: 0 });
      expect(lost.applied).toBe(1);
      expect(clientOf(customer.address.email)).toHaveLength(1);
      expect(fic().count({ method: 'POST', path: CLIENTS })).toBe(when === 'after' ? 1 : 2);
    },
  );

  test('a client deleted in Fatture in Cloud is made anew when its customer changes, and not before', async () => {
    const customer = add('Deleted There');
    await syncNow(merchant);
    clients().splice(
      0,
      clients().length,
      ...clients().filter(({ email }) => email !== customer.address.email),
    );
    expect(await syncNow(merchant)).toMatchObject({ created: 0, failed: 0 });
    move(customer, { pec: 'deleted@pec.example.com' });
    expect(await syncNow(merchant)).toMatchObject({ created: 1, failed: 0 });
    expect(clientOf(customer.address.email)).toHaveLength(1);
  });

  test('a customer deleted in the shop leaves the client', async () => {
    const customer = add('Deleted Here');
    await syncNow(merchant);
    shop().customers.splice(shop().customers.indexOf(customer), 1);
    expect(await syncNow(merchant)).toMatchObject({ state: 'done', failed: 0 });
    expect(clientOf(customer.address.email)).toHaveLength(1);
  });
});

describe("the merchant's own edits", () => {
  test('stay: off, only what is empty is filled in; on, only what changed in the shop is written', async () => {
    const customer = add('Edited On Both Sides', { phone: '' }, { mobile: '' });
    await syncNow(merchant);
    const client = clientOf(customer.address.email)[0];
    Object.assign(client ?? {}, {
      name: 'Nome del commerciante',
      notes: 'paga tardi',
      address_city: 'Ivrea',
    });
    fic().clear();
    move(customer, { city: 'Aosta', phone: '0125 1' });
    await syncNow(merchant);
    expect(client).toMatchObject({
      name: 'Nome del commerciante',
      notes: 'paga tardi',
      address_city: 'Ivrea',
      phone: '0125 1',
    });
    expect(writes()).toEqual([0, 1]);

    fic().clear();
    move(customer, { city: 'Novara' });
    await syncNow(merchant);
    expect(client).toMatchObject({ address_city: 'Ivrea' });
    expect(fic().calls).toEqual([]);

    await merchant.save('customers', { enabled: true, overwrite: true });
    move(customer, { city: 'Vercelli' });
    await syncNow(merchant);
    expect(client).toMatchObject({
      name: 'Nome del commerciante',
      notes: 'paga tardi',
      address_city: 'Vercelli',
    });
    expect(writes()).toEqual([0, 1]);
  });
});

test('over edits on both sides in any order, a second run changes nothing and makes no call', async () => {
  const pool = Array.from({ length: 8 }, (_, index) => add(`Woven ${index}`, { phone: '' }, { mobile: '' }));
  await syncNow(merchant);
  // A seeded sequence: the same edits every time.
  let seed = 7;
  const pick = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  const values = ['', 'Via Uno, 1', 'Via Due, 2', '0125 33'];
  for (let round = 0; round < 6; round += 1) {
    await merchant.save('customers', { enabled: true, overwrite: round % 2 === 1 });
    for (let edit = 0; edit < 6; edit += 1) {
      const customer = pool[pick(pool.length)];
      if (customer === undefined) continue;
      const value = values[pick(values.length)] ?? '';
      if (pick(2) === 0) move(customer, pick(2) === 0 ? { addr1: value } : { phone: value });
      else {
        const field = pick(2) === 0 ? 'address_street' : 'phone';
        Object.assign(clientOf(customer.address.email)[0] ?? {}, { [field]: value });
      }
    }
    await syncNow(merchant);
    const after = structuredClone(clients());
    fic().clear();
    expect(await syncNow(merchant)).toMatchObject({ state: 'done', created: 0, updated: 0, failed: 0 });
    expect(fic().calls).toEqual([]);
    expect(clients()).toEqual(after);
  }
});

describe('a run', () => {
  test('can be cancelled, and the next one goes on', async () => {
    const names = ['Cancelled One', 'Cancelled Two', 'Cancelled Three'];
    for (const name of names) add(name);
    const hang = sandbox.fic.faults.add({
      method: 'POST',
      path: CLIENTS,
      skip: 1,
      times: 1,
      fault: { kind: 'hang', when: 'after' },
    });
    const started = await startSync(merchant);
    await until(() => hang.applied === 1, 'the second create');
    const cancelled = await merchant.write<SyncDto>('DELETE', '/api/customers/sync');
    expect(cancelled).toMatchObject({ id: started.id, state: 'cancelled' });
    sandbox.fic.faults.release();
    expect((await merchant.browser.write('DELETE', `${plugin.url}/api/customers/sync`)).status).toBe(409);
    await until(async () => (await syncNow(merchant).catch(() => null))?.state === 'done', 'a run after it');
    for (const name of names) {
      expect(clientOf(`${name.toLowerCase().replace(' ', '.')}@example.com`)).toHaveLength(1);
    }
    const runs = await merchant.get<SyncDto[]>('/api/customers/sync/runs');
    expect(runs.find(({ id }) => id === started.id)).toMatchObject({ state: 'cancelled' });
  });

  test('a second one is refused while it goes, and none starts while Clienti is off', async () => {
    sandbox.fic.faults.add({ path: CLIENTS, times: 1, fault: { kind: 'slow', ms: 300 } });
    add('Slow One');
    const started = await startSync(merchant);
    const second = await merchant.browser.write('POST', `${plugin.url}/api/customers/sync`);
    expect([second.status, await second.json()]).toMatchObject([409, { code: 'sync-running' }]);
    await endOf(merchant, started);
    await merchant.save('customers', { enabled: false, overwrite: false });
    const off = await merchant.browser.write('POST', `${plugin.url}/api/customers/sync`);
    expect([off.status, await off.json()]).toMatchObject([409, { code: 'sync-disabled' }]);
  });

  test('a setting without the switch keeps it', async () => {
    const saved = await merchant.write('PUT', '/api/settings/customers', { enabled: true });
    expect(saved).toEqual({ enabled: true, overwrite: false });
  });

  test('survives both platforms being away for a while', async () => {
    sandbox.fic.faults.add({
      path: CLIENTS,
      times: 2,
      fault: { kind: 'status', status: 503, when: 'before' },
    });
    sandbox.shop.faults.add({ path: /clients/, times: 2, fault: { kind: 'html' } });
    add('Bad Weather');
    expect(await syncNow(merchant)).toMatchObject({ state: 'done', created: 1, failed: 0 });
    expect(clientOf('bad.weather@example.com')).toHaveLength(1);
  });

  test('one customer who cannot be read is told, and the others go on', async () => {
    const unreadable = add('Cannot Be Read');
    // The list has them, their details end in an error of the platform's.
    const { addr1 } = unreadable.address;
    Object.defineProperty(unreadable.address, 'addr1', {
      configurable: true,
      enumerable: true,
      get: () => {
        throw new Error('unreadable');
      },
    });
    add('Can Be Read');
    expect(await syncNow(merchant)).toMatchObject({ state: 'done', failed: 1, created: 1 });
    Object.defineProperty(unreadable.address, 'addr1', { value: addr1, writable: true, enumerable: true });
    // Not the customer's fault: the next run tries again by itself.
    expect(await syncNow(merchant)).toMatchObject({ state: 'done', failed: 0, created: 1 });
    expect(clientOf(unreadable.address.email)).toHaveLength(1);
  });

  test('one that is started while the last one is still leaving does not wait for the scheduler', async () => {
    const { syncs } = plugin.context.store;
    const [shop] = await plugin.query<{ id: string }>('select id from shops');
    const run = await syncs.withLane(shop?.id ?? '', async () => {
      await startSync(merchant);
      const again = "select 1 from graphile_worker.jobs where key like 'customer-sync:%:busy'";
      await until(async () => (await plugin.query(again)).length > 0, 'the second look');
    });
    expect(run).toBe(true);
    const { state } = await until(async () => {
      const latest = await merchant.get<SyncDto>('/api/customers/sync');
      return latest.finished === null ? null : latest;
    }, 'the end');
    expect(state).toBe('done');
  });

  test('the last thirty are kept', async () => {
    for (let count = 0; count < 32; count += 1) await syncNow(merchant);
    const runs = await merchant.get<SyncDto[]>('/api/customers/sync/runs');
    expect(runs).toHaveLength(30);
    expect(await plugin.query('select id from sync_runs')).toHaveLength(30);
  });

  test('a connection that expired ends it with what to do', async () => {
    sandbox.fic.revokeTokens();
    add('After The End');
    const run = await syncNow(merchant);
    expect(run).toMatchObject({ state: 'failed' });
    expect(run.errors[0]?.detail).toMatch(/Autorizza/);
  });
});
