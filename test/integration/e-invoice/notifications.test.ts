import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { keepSubscribed } from '../../../src/flows/e-invoice/subscribe.ts';
import {
  eInvoice,
  LOOK_NOW,
  placeInvoiced,
  saveEInvoices,
  subscribeAnyway,
} from '../../support/e-invoices.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
let company: number;
let sink: string;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 0 });
  plugin = await startTestPlugin(sandbox, {
    variables: { FIC_WEBHOOK_PUBLIC_KEY: sandbox.fic.notifications.publicKey },
  });
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  company = sandbox.fic.companyIds.bottega;
  sink = await subscribeAnyway(sandbox, company, plugin);
  await saveEInvoices(merchant, { send: 'automatic', delayMinutes: 0, copyToBuyer: false });
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const metric = async (name: string) => {
  const text = await (await fetch(`${plugin.url}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1) ?? 0);
};
const refused = (reason: string) => metric(`requests_refused_total{reason="${reason}"}`);

async function inTransit() {
  const order = placeInvoiced(sandbox);
  await eInvoice(merchant, order.orderID, 'in-transit');
  const id = (await merchant.delivery(order.orderID, 'sent')).document?.id ?? 0;
  await plugin.query(
    "update e_invoices set next_look_at = now() + interval '1 hour' where document_id = $1",
    [id],
  );
  return { orderId: order.orderID, id };
}
const lookAt = async (id: number) =>
  (
    await plugin.query<{ at: Date }>('select next_look_at as at from e_invoices where document_id = $1', [id])
  )[0]?.at;
const isSoon = (at: Date | undefined) => at !== undefined && at.getTime() < Date.now() + 60_000;

test('a notification is a hint: the invoice is looked at soon, and what is read counts', async () => {
  const { orderId, id } = await inTransit();
  sandbox.fic.answerSdi(company, id, 'accepted');
  await sandbox.fic.notifications.settled();
  expect(sandbox.fic.notifications.answers.at(-1)?.status).toBe(202);
  expect(isSoon(await lookAt(id))).toBe(true);
  await plugin.query(LOOK_NOW);
  await eInvoice(merchant, orderId, 'delivered');
});

describe('what is not right changes nothing, and is counted', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const hour = 60 * 60 * 1000;

  test.each([
    ['forged: another key', 'notification-forged', { key: privateKey }],
    ['foreign: another company', 'notification-foreign', { companyId: 999 }],
    ['old: its signature has expired', 'notification-old', { at: new Date(Date.now() - 2 * hour) }],
    [
      'old: of another day',
      'notification-old',
      { at: new Date(Date.now() - 30 * hour), lifeSeconds: 40 * 3600 },
    ],
  ])('%s', async (_, reason, change) => {
    const { id } = await inTransit();
    const before = await refused(reason);
    const made = await sandbox.fic.notifications.make({ sink, companyId: company, ids: [id], ...change });
    expect(await sandbox.fic.notifications.post(made)).toBe(401);
    expect(await refused(reason)).toBe(before + 1);
    expect(isSoon(await lookAt(id))).toBe(false);
  });

  test('foreign: signed for another address; forged: on another notification’s name, or without a signature', async () => {
    const { id } = await inTransit();
    const { notifications } = sandbox.fic;
    const foreign = await notifications.make({ sink: `${sink}x`, companyId: company, ids: [id] });
    expect(await notifications.post({ ...foreign, url: sink })).toBe(401);
    const good = await notifications.make({ sink, companyId: company, ids: [id] });
    for (const headers of [
      { ...good.headers, 'ce-id': 'another' },
      { ...good.headers, authorization: 'Bearer a.b.c' },
      { ...good.headers, authorization: '' },
    ]) {
      expect(await notifications.post({ ...good, headers })).toBe(401);
    }
    expect(isSoon(await lookAt(id))).toBe(false);
  });

  test('replayed: taken as the first time, and without effect', async () => {
    const { id } = await inTransit();
    const { notifications } = sandbox.fic;
    const made = await notifications.make({ sink, companyId: company, ids: [] });
    expect(await notifications.post(made)).toBe(202);
    const before = await metric('fic_notifications_total{outcome="replayed"}');
    // The body is not signed: with another one it is still the same notification.
    expect(await notifications.post({ ...made, body: JSON.stringify({ data: { ids: [id] } }) })).toBe(202);
    expect(await metric('fic_notifications_total{outcome="replayed"}')).toBe(before + 1);
    expect(isSoon(await lookAt(id))).toBe(false);
  });

  test('at an address that is nobody’s; of documents that are not ours', async () => {
    const { notifications } = sandbox.fic;
    const url = `${plugin.url}/fattureincloud/webhooks/nobody`;
    const made = await notifications.make({ sink: url, companyId: company, ids: [1] });
    expect(await notifications.post(made)).toBe(404);
    expect((await fetch(url, { headers: { 'x-fic-verification-challenge': 'x' } })).status).toBe(404);
    const others = await notifications.make({ sink, companyId: company, ids: [999_999] });
    expect(await notifications.post(others)).toBe(202);
  });
});

describe('the subscription', () => {
  const own = () => sandbox.fic.sdi(company).subscriptions;
  const context = () => ({ ...plugin.context, publicUrl: 'https://plugin.example' });
  const shopId = async () => (await plugin.query<{ id: string }>('select id from shops'))[0]?.id ?? '';

  test('is made on a public https address, verified by its challenge, kept, and made anew when it ended', async () => {
    own().length = 0;
    await plugin.query('delete from fic_subscriptions');
    sandbox.fic.notifications.reach = (address) => address.replace('https://plugin.example', plugin.url);
    await keepSubscribed(context(), await shopId());
    expect(own()).toMatchObject([{ verified: true }]);
    const [first] = own();
    expect((await plugin.query('select * from fic_subscriptions'))[0]).toMatchObject({ verified: true });

    await keepSubscribed(context(), await shopId());
    expect(own()).toEqual([first]);
    if (first !== undefined) first.verified = false;
    await keepSubscribed(context(), await shopId());
    expect(own()).toMatchObject([{ id: first?.id, verified: true }]);
    own().length = 0;
    await keepSubscribed(context(), await shopId());
    expect(own()).toMatchObject([{ verified: true }]);
    expect(plugin.log.join('')).not.toContain(own()[0]?.sink.split('/').at(-1));
  });

  test('whose making had no answer leaves one, not two', async () => {
    own().length = 0;
    await plugin.query('delete from fic_subscriptions');
    sandbox.fic.faults.add({
      method: 'POST',
      path: /subscriptions$/,
      fault: { kind: 'reset', when: 'after' },
      times: 1,
    });
    await keepSubscribed(context(), await shopId());
    await keepSubscribed(context(), await shopId());
    expect(own()).toHaveLength(1);
    sandbox.fic.faults.clear();
  });

  test('without the right to credit notes it is told once, and nothing else stops', async () => {
    own().length = 0;
    await plugin.query('delete from fic_subscriptions');
    sandbox.fic.faults.add({
      method: 'POST',
      path: /subscriptions$/,
      fault: { kind: 'status', status: 403 },
    });
    await keepSubscribed(context(), await shopId());
    const { eInvoices } = await merchant.get<{ eInvoices: { notice: { code: string } | null } }>('/api/home');
    expect(eInvoices.notice?.code).toBe('notifications-scope-missing');
    sandbox.fic.faults.clear();
    await until(async () => (await merchant.status()).connection.state === 'connected');
  });

  test('on a plain http address there is none', async () => {
    own().length = 0;
    await keepSubscribed(plugin.context, await shopId());
    expect(own()).toEqual([]);
  });
});

test('a thousand in transit cost ten calls a look, and none when nothing is open', async () => {
  await plugin.query('update e_invoices set next_look_at = null');
  const [template] = sandbox.fic.documents(company);
  const [row] = await plugin.query<{ delivery_id: string; shop_id: string }>(
    'select * from e_invoices limit 1',
  );
  if (template === undefined || row === undefined) throw new Error('no invoice');
  for (let index = 0; index < 1000; index += 1) {
    const id = 5_000_000 + index;
    const date = `2026-11-${String(1 + (index % 25)).padStart(2, '0')}`;
    sandbox.fic.documents(company).push({
      ...template,
      id,
      type: 'invoice',
      number: 10_000 + index,
      date,
      ei_status: 'pending',
      locked: true,
    });
  }
  await plugin.query(
    `with made as (
       insert into deliveries (shop_id, order_id, state, origin, kind, company_id, document_id, document_number, updated_at)
       select $1, 'bulk-' || n, 'sent', 'automatic', 'invoice', $2, 5000000 + n, n::text, now()
       from generate_series(0, 999) n returning id, order_id, document_id)
     insert into e_invoices (shop_id, delivery_id, order_id, company_id, document_id, number, date, state, due_by,
       sent_at, next_look_at, updated_at)
     select $1, id, order_id, $2, document_id, '1', ('2026-11-' || lpad((1 + (document_id - 5000000) % 25)::text, 2, '0'))::date,
       'in-transit', '2026-12-12', now() - interval '1 day', now(), now() from made`,
    [row.shop_id, company],
  );
  const look = async () => {
    sandbox.fic.calls.clear();
    await plugin.context.store.wake.enqueue('follow-e-invoices', { shopId: row.shop_id }, { key: 'look' });
    await until(async () => {
      const jobs = await plugin.query("select 1 from graphile_worker.jobs where key = 'look'");
      return jobs.length === 0;
    });
    return sandbox.fic.calls.calls.length;
  };
  expect(await look()).toBeLessThanOrEqual(10);
  const [left] = await plugin.query<{ n: number }>(
    "select count(*)::int as n from e_invoices where order_id like 'bulk-%' and next_look_at <= now()",
  );
  expect(left?.n).toBe(0);
  expect(await look()).toBe(0);
});
