import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { SyncDto } from '../../../src/contract/customers/sync.ts';
import { endOf, startSync } from '../../support/customers.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** What customers may use of a company's quota: what orders do not need. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
const CLIENTS = /entities\/clients/;
const DAY_MS = 24 * 3_600_000;

async function start(variables: Record<string, string> = {}) {
  plugin = await startTestPlugin(sandbox, { variables });
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await sandbox.shop.install();
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  sandbox.fic.calls.clear();
}
beforeEach(async () => {
  sandbox = await startSandbox({ customers: 8, orders: 0 });
});
afterEach(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const company = () => sandbox.fic.companyIds.bottega;
const clientCalls = () => sandbox.fic.calls.count({ path: CLIENTS });
const paid = () => ({ status: 1, paidAt: new Date(), invoice: false, items: [{ sku: 'TAZZA-GRES' }] });
const waiting = (reason: RegExp) =>
  until(async () => {
    const run = await merchant.get<SyncDto>('/api/customers/sync');
    return run.state === 'waiting' && reason.test(run.waitingReason ?? '') ? run : null;
  }, `a wait for ${reason.source}`);

describe('while orders of a company wait', () => {
  test('its customers get no call; the run goes on by itself once they are gone', async () => {
    await start();
    sandbox.fic.faults.add({
      method: 'POST',
      path: /issued_documents$/,
      times: 1,
      fault: { kind: 'too-many', retryAfterSeconds: 3 },
    });
    const [customer] = sandbox.shop.customers;
    const order = sandbox.shop.placeOrder({ ...paid(), ...(customer && { billing: customer.address }) });
    await merchant.delivery(order.orderID, 'waiting');
    const run = await startSync(merchant);
    await waiting(/Prima partono gli ordini/);
    expect(clientCalls()).toBe(0);
    await merchant.delivery(order.orderID, 'sent');
    expect(await endOf(merchant, run)).toMatchObject({ state: 'done', created: 8, failed: 0 });
  });

  test('those that come in the midst of a run go before its next call', async () => {
    await start();
    const { customerCalls } = plugin.context.store;
    expect(await customerCalls.take(company(), new Date())).toEqual({ granted: true });
    const [shop] = await plugin.query<{ id: string }>('select id from shops');
    await plugin.query(
      "insert into deliveries (shop_id, order_id, state, origin, kind, next_try_at, updated_at) values ($1, 'x', 'waiting', 'automatic', 'order', now() + interval '5 minutes', now())",
      [shop?.id],
    );
    expect(await customerCalls.take(company(), new Date())).toMatchObject({
      granted: false,
      reason: 'orders',
    });
    // One that waits for something else for hours does not stop them.
    await plugin.query("update deliveries set next_try_at = now() + interval '1 hour'");
    expect(await customerCalls.take(company(), new Date())).toEqual({ granted: true });
    // Another company's orders are none of theirs.
    await plugin.query('update deliveries set next_try_at = now()');
    expect(await customerCalls.take(company() + 1, new Date())).toEqual({ granted: true });
  });
});

describe('of a month', () => {
  test('they use a thirtieth a day; a first run says when it will have ended', async () => {
    await start({ FIC_QUOTA_MONTH: '90' });
    await startSync(merchant);
    const run = await waiting(/quota mensile/);
    expect(clientCalls()).toBe(3);
    expect(run).toMatchObject({ created: 2, failed: 0 });
    const nextDay = (Math.floor(Date.now() / DAY_MS) + 1) * DAY_MS;
    expect(Date.parse(run.waitingUntil ?? '')).toBe(nextDay);
    // Six are left: three tomorrow, three on the day after.
    expect(Math.floor((Date.parse(run.latestEnd ?? '') - nextDay) / DAY_MS)).toBe(1);
  });

  test('what orders will need until its end is kept', async () => {
    await start({ FIC_QUOTA_MONTH: '600' });
    const [shop] = await plugin.query<{ id: string }>('select id from shops');
    await plugin.query(
      'insert into sent_days (shop_id, day, documents, gross_cents) values ($1, now()::date, 300000, 1)',
      [shop?.id],
    );
    await startSync(merchant);
    await waiting(/quota mensile/);
    expect(clientCalls()).toBe(0);
  });
});
