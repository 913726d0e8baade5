import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { SyncDto } from '../../../src/contract/customers/sync.ts';
import { endOf, handMade, makeDistinct, startSync, syncNow } from '../../support/customers.ts';
import { KillablePlugin } from '../../support/killable.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { createDatabase, type TestPlugin } from '../../support/plugin.ts';

const CUSTOMERS = 5000;
const MISSING = 120;
const CLIENTS = /entities\/clients/;
const WAIT = 110_000;

let sandbox: Sandbox;
let plugin: KillablePlugin;
let merchant: Merchant;

const clients = () => sandbox.fic.company(sandbox.fic.companyIds.bottega).clients;
const fic = () => sandbox.fic.calls;
const customers = () => sandbox.shop.customers;

/** Windows of the quota in which an hour lasts twelve seconds. */
const SCALE = 300;

beforeAll(async () => {
  sandbox = await startSandbox({ customers: CUSTOMERS, orders: 1, quota: { scale: SCALE } });
  makeDistinct(customers());
  // A gap that only a later change fills.
  for (const customer of customers().slice(1000, 1050)) {
    customer.mobile = '';
    customer.address.phone = '';
  }
  clients().push(
    ...customers()
      .slice(MISSING)
      .map((customer) => handMade(customer)),
  );
  plugin = await KillablePlugin.create(sandbox, await createDatabase(), { FIC_QUOTA_SCALE: String(SCALE) });
  await plugin.start();
  merchant = new Merchant({ url: plugin.url } as TestPlugin, sandbox, sandbox.shop.main);
  await sandbox.shop.install();
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
}, 120_000);
afterAll(async () => {
  if (process.env.SHOW_LOG) process.stderr.write(plugin.output);
  await plugin?.kill();
  await sandbox?.stop();
});

describe('5,000 customers', () => {
  test(
    'the first run reads the clients in 50 calls and makes what is missing, through two kills and a used-up hour',
    async () => {
      fic().clear();
      let started = await startSync(merchant);
      // Killed while it reads, and again while a client is being made whose answer never comes.
      await until(() => fic().count({ method: 'GET', path: CLIENTS }) >= 10);
      await plugin.kill();
      const hang = sandbox.fic.faults.add({
        method: 'POST',
        path: CLIENTS,
        skip: 20,
        times: 1,
        fault: { kind: 'hang', when: 'after' },
      });
      await plugin.start();
      await until(() => sandbox.fic.faults.hangingCount === 1 && hang.applied === 1, 'the hanging create');
      await plugin.kill();
      sandbox.fic.faults.clear();
      await plugin.start();
      // Another of our processes used the hour up.
      await until(() => fic().count({ method: 'POST', path: CLIENTS }) > 40, 'more creates');
      sandbox.fic.usedByApp(sandbox.fic.companyIds.bottega, 1000);
      const waiting = await until(async () => {
        const run = await merchant.get<SyncDto>('/api/customers/sync');
        return run.state === 'waiting' ? run : null;
      }, 'the wait for the quota');
      expect(waiting.waitingUntil).not.toBeNull();
      expect(waiting.waitingReason).toMatch(/numero limitato di richieste/);

      started = await endOf(merchant, started);
      expect(started).toMatchObject({
        state: 'done',
        total: CUSTOMERS,
        done: CUSTOMERS,
        created: MISSING,
        linked: CUSTOMERS - MISSING,
        unchanged: CUSTOMERS - MISSING,
        failed: 0,
      });
      expect(clients()).toHaveLength(CUSTOMERS);
      expect(new Set(clients().map(({ email }) => email)).size).toBe(CUSTOMERS);
      const reads = fic().matching({ method: 'GET', path: CLIENTS });
      // 49 pages, one of them perhaps twice where it was cut off; and the look for the client in doubt.
      const looks = reads.filter(({ query }) => query.includes('q=code'));
      expect(looks).toHaveLength(1);
      expect(reads.length - looks.length).toBeLessThanOrEqual(50);
      expect(fic().count({ method: 'PUT', path: CLIENTS })).toBe(0);
    },
    WAIT,
  );

  test('the second run, with nothing changed, makes no call', async () => {
    fic().clear();
    expect(await syncNow(merchant)).toMatchObject({ state: 'done', created: 0, updated: 0, failed: 0 });
    expect(fic().calls).toEqual([]);
  });

  test(
    'with 1 % changed it makes one call for each whose client then differs, and no other',
    async () => {
      const changed = customers().slice(1000, 1050);
      // Half of them have a phone now, which their clients lack; the others moved, which may not be overwritten.
      changed.forEach((customer, index) => {
        const fills = index % 2 === 0;
        sandbox.shop.main.updateCustomer(customer.id, {
          address: { ...customer.address, ...(fills ? { phone: '0212345' } : { addr1: 'Via Nuova, 5' }) },
          mobile: '',
        });
      });
      fic().clear();
      expect(await syncNow(merchant)).toMatchObject({ state: 'done', updated: 25, created: 0, failed: 0 });
      expect(fic().byPath()).toEqual(Object.fromEntries(fic().calls.map(({ path }) => [`PUT ${path}`, 1])));
      expect(fic().calls).toHaveLength(25);
      expect(clients().filter(({ phone }) => phone === '0212345')).toHaveLength(25);
      expect(clients().filter(({ address_street }) => address_street === 'Via Nuova, 5')).toEqual([]);

      // Allowed to overwrite, a further move is written.
      await merchant.save('customers', { enabled: true, overwrite: true });
      for (const customer of changed.slice(0, 10)) {
        sandbox.shop.main.updateCustomer(customer.id, {
          address: { ...customer.address, addr1: 'Via Nuovissima, 7' },
        });
      }
      fic().clear();
      expect(await syncNow(merchant)).toMatchObject({ state: 'done', updated: 10, created: 0 });
      expect(fic().calls.map(({ method }) => method)).toEqual(Array(10).fill('PUT'));
    },
    WAIT,
  );
});
