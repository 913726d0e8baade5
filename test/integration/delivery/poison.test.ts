import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
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
    await plugin.query(`
    create or replace function refuse_poison() returns trigger language plpgsql as $$
    begin
      if new.order_id = '${poison.orderID}' then raise exception 'out of range' using errcode = '22003'; end if;
      return new;
    end $$`);
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
