import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { type HomeDto, homeSchema } from '../../../src/contract/panel/home.ts';
import { daysUpTo, romeDay, romeDayStart } from '../../../src/domain/time.ts';
import { createNextCustomerSync } from '../../../src/jobs/next-sync.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 8, customers: 3 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

/** The answer, held against its description: no field that it does not name. */
async function home(): Promise<HomeDto> {
  const answer = await merchant.get<HomeDto>('/api/home');
  expect(homeSchema.parse(answer)).toEqual(answer);
  return answer;
}

const place = (options: object = {}) =>
  sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false, ...options });
const send = (orderId: string) => merchant.write('POST', `/api/orders/${orderId}/send`, {});
const today = async () => (await home()).days.at(-1);
const cents = (amount: number) => Math.round(amount * 100);

test('before anything was sent all is zero, and there are thirty days that end today', async () => {
  const { sent, waiting, failed, days, customers, started } = await home();
  expect(sent).toEqual({ today: { documents: 0, gross: 0 }, month: { documents: 0, gross: 0 } });
  expect(waiting).toEqual({ queued: 0, waiting: 0, until: null, problem: null });
  expect(failed).toEqual({ total: 0, latest: [] });
  expect(days.map(({ day }) => day)).toEqual(daysUpTo(romeDay(new Date()), 30));
  // Without a connection no sync begins by itself.
  expect(customers).toEqual({ enabled: true, next: null, last: null });
  expect(started).toBe(false);
});

describe('of a connected shop', () => {
  test('what is sent counts on the day of its document, with what the buyers paid', async () => {
    await merchant.authorize('laura.conti@example.com');
    await merchant.configure({ automatic: false, send: 'paid' });
    const orders = [place(), place({ invoice: true })];
    for (const order of orders) await send(order.orderID);
    for (const order of orders) await merchant.delivery(order.orderID, 'sent');
    const company = sandbox.fic.companyIds.bottega;
    const gross = sandbox.fic
      .documents(company)
      .reduce((sum, one) => sum + cents(Number(one.amount_gross)), 0);
    const answer = await home();
    expect(answer.sent.today.documents).toBe(2);
    expect(cents(answer.sent.today.gross)).toBe(gross);
    expect(answer.sent.month).toEqual(answer.sent.today);
    expect(answer.days.at(-1)).toMatchObject({ sent: 2, waiting: 0, failed: 0 });
    expect(answer.started).toBe(true);
  });

  test('days are those of Rome: a minute before midnight there is yesterday', async () => {
    const before = await home();
    const day = romeDay(new Date());
    const midnight = romeDayStart(day).getTime();
    const yesterday = daysUpTo(day, 2)[0];
    const ids = await plugin.query<{ id: string }>("select id from deliveries where state = 'sent'");
    // As the same two documents made anew, one on either side of midnight.
    for (const [index, at] of [midnight - 60_000, midnight + 60_000].entries()) {
      const id = ids[index]?.id;
      await plugin.query("update deliveries set state = 'sending' where id = $1", [id]);
      await plugin.query("update deliveries set state = 'sent', updated_at = $2 where id = $1", [
        id,
        new Date(at),
      ]);
    }
    const after = await home();
    expect(after.sent.today.documents).toBe(before.sent.today.documents + 1);
    expect(after.days.find((one) => one.day === yesterday)?.sent).toBe(1);
    const sameMonth = yesterday?.slice(0, 7) === day.slice(0, 7);
    expect(after.sent.month.documents).toBe(before.sent.month.documents + (sameMonth ? 2 : 1));
  });

  test('what failed is told, latest first, with its order and what mends it; mended it is gone', async () => {
    const { vat } = await merchant.get<{ vat: { mapping: Record<string, number>; shippingVatTypeId: null } }>(
      '/api/settings',
    );
    await merchant.save('vat', { mapping: {}, shippingVatTypeId: null });
    const orders = [place(), place()];
    for (const order of orders) {
      await send(order.orderID);
      await merchant.delivery(order.orderID, 'failed');
    }
    const { failed, sent } = await home();
    expect(failed.total).toBe(2);
    expect(failed.latest.map(({ orderId }) => orderId)).toEqual(orders.map((one) => one.orderID).reverse());
    expect(failed.latest[0]).toMatchObject({
      shortId: orders[1]?.shortId,
      currency: 'EUR',
      problem: { code: 'vat-unmapped' },
    });
    expect(failed.latest[0]?.total).toBe((await merchant.order(orders[1]?.orderID ?? '')).total);
    expect(await today()).toMatchObject({ failed: 2, waiting: 0 });
    expect(sent.today.documents).toBe(3);

    await merchant.save('vat', vat);
    for (const order of orders) await merchant.delivery(order.orderID, 'sent');
    expect((await home()).failed).toEqual({ total: 0, latest: [] });
    expect((await home()).sent.today.documents).toBe(5);
  });

  test('what waits is told with its reason, and until when where it goes out by itself', async () => {
    const order = place();
    sandbox.fic.faults.add({
      path: /issued_documents$/,
      times: 1,
      fault: { kind: 'quota', retryAfterSeconds: 3600 },
    });
    await send(order.orderID);
    await merchant.delivery(order.orderID, 'waiting');
    const { waiting } = await home();
    expect(waiting).toMatchObject({ queued: 0, waiting: 1 });
    expect(new Date(waiting.until ?? 0).getTime()).toBeGreaterThan(Date.now() + 30 * 60_000);
    expect(waiting.problem?.code).toMatch(/quota/);
    expect(await today()).toMatchObject({ waiting: 1 });
  });

  test('the next customer sync is the schedule’s, at the shop’s own moment; the last one is told by its counts', async () => {
    await merchant.write('POST', '/api/customers/sync');
    const { customers } = await until(async () => {
      const answer = await home();
      return answer.customers.last?.state === 'done' || answer.customers.last?.state === 'waiting'
        ? answer
        : null;
    }, 'the sync');
    expect(customers.last).not.toHaveProperty('errors');
    const next = new Date(customers.next ?? 0);
    expect(next.getTime()).toBeGreaterThan(Date.now());
    expect(next.getTime()).toBeLessThan(Date.now() + 26 * 3600_000);
    // CUSTOMER_SYNC_CRON is 3 o'clock in Rome; shops are spread over the hour that follows.
    const hour = new Intl.DateTimeFormat('it', { hour: 'numeric', timeZone: 'Europe/Rome' }).format(next);
    expect(Number(hour)).toBe(3);
    await merchant.save('customers', { enabled: false, overwrite: false });
    expect((await home()).customers).toMatchObject({ enabled: false, next: null });
  });
});

test('between the schedule’s moment and its own a shop still has this sync before it', () => {
  // Every minute, spread over less than it: whichever moment it is, the next one is under two minutes away.
  const next = createNextCustomerSync('* * * * *');
  for (const shop of ['a', 'b', 'c', 'd', 'e']) {
    const inMs = (next(shop)?.getTime() ?? 0) - Date.now();
    expect(inMs).toBeGreaterThan(0);
    expect(inMs).toBeLessThanOrEqual(60_000);
  }
});

test('another shop’s figures are its own', async () => {
  const [{ count = 0 } = {}] = await plugin.query<{ count: number }>(
    `insert into shops (instance, uid, name, url, sealed_keys, webhook_token_hash, installed_at, setup_ends_at)
     values ('other', 'other', 'Other', 'https://other.example', '', 'other', now(), now()) returning 1 as count`,
  );
  expect(count).toBe(1);
  const before = await home();
  await plugin.query(
    `insert into sent_days (shop_id, day, documents, gross_cents)
     select id, current_date, 7, 700 from shops where instance = 'other'`,
  );
  await plugin.query(
    `insert into deliveries (shop_id, order_id, state, origin, kind, updated_at)
     select id, 'x', 'failed', 'manual', 'order', now() from shops where instance = 'other'`,
  );
  expect(await home()).toEqual({ ...before, customers: (await home()).customers });
});
