import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { OrderDetailDto } from '../../../src/contract/orders/orders.ts';
import type { HomeDto } from '../../../src/contract/panel/home.ts';
import type { RegisterDto } from '../../../src/contract/receipts/register.ts';
import { romeDay } from '../../../src/domain/time.ts';
import { answerSdi, eInvoice } from '../../support/e-invoices.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 1 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const refuse = (orderId: string) =>
  plugin.query(`
    create or replace function refuse_poison() returns trigger language plpgsql as $$
    begin
      if new.order_id = '${orderId}' then raise exception 'out of range' using errcode = '22003'; end if;
      return new;
    end $$`);
const place = (status = 1) =>
  sandbox.shop.placeOrder({ status, paidAt: status === 1 ? new Date() : null, invoice: false });

test.each([
  ['that leaves', 1],
  ['that nobody paid', 0],
])(
  'an order %s and that the database refuses: tried alone, put off, told at last; the others of its shop go',
  async (_, status) => {
    // Whatever it is that nobody foresaw: the database refuses that order, in whatever statement it comes.
    sandbox.shop.webhooksEnabled = false;
    const poison = place(status);
    await refuse(poison.orderID);
    await plugin.query(
      `create or replace trigger poison before insert or update on orders for each row execute function refuse_poison()`,
    );
    const others = Array.from({ length: 5 }, () => place());
    sandbox.shop.webhooksEnabled = true;
    const [shop] = await plugin.query<{ id: string }>('select id from shops');
    await plugin.context.store.hints.add(
      shop?.id ?? '',
      [poison, ...others].map(({ orderID }) => orderID),
    );
    for (const other of others) {
      await until(
        async () =>
          (
            await plugin.query(`select 1 from deliveries where order_id = $1 and state = 'sent'`, [
              other.orderID,
            ])
          ).length === 1,
        'the others',
      );
    }
    await until(
      async () => (await plugin.query('select 1 from order_hints')).length === 0,
      'the end of the hint',
    );
    const [told] = await plugin.query<{ state: string; code: string }>(
      `select state, problem->>'code' as code from deliveries where order_id = $1`,
      [poison.orderID],
    );
    expect(told).toEqual({ state: 'failed', code: 'internal-error' });
    await merchant.delivery(place().orderID, 'sent');
    const made = sandbox.fic.documents(sandbox.fic.companyIds.bottega).map(({ subject }) => subject);
    expect(new Set(made).size).toBe(made.length);
  },
);

test('an order of thirty million euros goes its whole way: document, list, register, receipt, home, credit note', async () => {
  const total = 30_000_000;
  const big = (invoice: boolean) =>
    sandbox.shop.placeOrder({
      status: 1,
      paidAt: new Date(),
      invoice,
      items: [{ sku: 'TAZZA-GRES', price: `${total}.00`, count: 1 }],
      couponCode: '',
      saleAmount: '0',
      shippingCost: '0',
      paymentMethod: 'Carta di credito',
      paymentCost: '0',
    });
  const before = await merchant.get<HomeDto>('/api/home');
  const { orderID, shortId } = big(false);
  await merchant.delivery(orderID, 'sent');
  const documentOf = (number: string) =>
    sandbox.fic
      .documents(sandbox.fic.companyIds.bottega)
      .find(
        ({ visible_subject: subject, type }) => subject?.endsWith(`#${number}`) && type !== 'credit_note',
      );
  expect(documentOf(shortId)).toMatchObject({ type: 'order', amount_gross: total });

  const { orders } = await merchant.get<{ orders: OrderDetailDto[] }>('/api/orders?status=sent');
  expect(orders.find(({ id }) => id === orderID)).toMatchObject({ total });
  const home = await merchant.get<HomeDto>('/api/home');
  expect(home.sent.today.gross - before.sent.today.gross).toBeCloseTo(total, 2);

  const today = romeDay(new Date());
  const { days, totals } = await merchant.get<RegisterDto>(`/api/receipts?month=${today.slice(0, 7)}`);
  const day = days.find(({ date }) => date === today);
  expect(day?.gross).toBeGreaterThanOrEqual(total);
  expect(totals.gross).toBe(day?.gross);
  const csv = await merchant.browser.request(`${plugin.url}/api/receipts.csv?month=${today.slice(0, 7)}`);
  expect(await csv.text()).toMatch(new RegExp(`^"${today}";"[0-9]+";"3[0-9]{7},[0-9]{2}"`, 'm'));
  await merchant.write('POST', `/api/receipts/${today}/record`);
  const company = sandbox.fic.companies.find(({ id }) => id === sandbox.fic.companyIds.bottega);
  const [receipt] = await until(() => (company?.receipts?.length ? company.receipts : null), 'the receipt');
  const recorded = receipt?.items_list.reduce((sum, { amount_gross: gross }) => sum + (gross ?? 0), 0);
  expect(recorded).toBeCloseTo(day?.gross ?? 0, 2);

  const invoiced = big(true);
  await merchant.delivery(invoiced.orderID, 'sent');
  expect(documentOf(invoiced.shortId)).toMatchObject({ type: 'invoice', amount_gross: total });
  await merchant.write('POST', `/api/orders/${invoiced.orderID}/e-invoice/send`);
  await eInvoice(merchant, invoiced.orderID, 'in-transit');
  const companyId = sandbox.fic.companyIds.bottega;
  await answerSdi({ sandbox, plugin, companyId }, documentOf(invoiced.shortId)?.id ?? 0, 'accepted');
  await eInvoice(merchant, invoiced.orderID, 'delivered');
  await merchant.write('POST', `/api/orders/${invoiced.orderID}/credit-note`, {});
  const [note] = await until(async () => {
    const notes = (await merchant.order(invoiced.orderID)).delivery?.creditNotes ?? [];
    return notes.some(({ state }) => state === 'sent') ? notes : null;
  }, 'the credit note');
  expect(note).toMatchObject({ gross: total, state: 'sent' });
});

test('the panel lists the other orders of a shop whose newest one the database refuses', async () => {
  sandbox.shop.webhooksEnabled = false;
  const other = place(0);
  const poison = sandbox.shop.placeOrder({ status: 0, placedAt: new Date(Date.now() + 1000) });
  await refuse(poison.orderID);
  expect(await merchant.get('/api/orders?status=waiting')).toMatchObject({ orders: [] });
  // A view that nobody has seen yet: of one that was, the shop is not asked again at once.
  const { orders } = await merchant.get<{ orders: { id: string }[] }>('/api/orders?from=2020-01-01');
  const listed = orders.map(({ id }) => id);
  expect(listed).toContain(other.orderID);
  expect(listed).not.toContain(poison.orderID);
});
