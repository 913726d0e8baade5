import { expect, test } from 'vitest';
import { startSandbox } from '../../../sandbox/index.ts';
import type { SyncDto } from '../../../src/contract/customers/sync.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin } from '../../support/plugin.ts';

test('the cron starts a run by itself, and none while Clienti is off', async () => {
  const sandbox = await startSandbox({ customers: 3, orders: 0 });
  const plugin = await startTestPlugin(sandbox, { variables: { CUSTOMER_SYNC_CRON: '* * * * * *' } });
  try {
    const merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
    await sandbox.shop.install();
    await merchant.open();
    await merchant.authorize('laura.conti@example.com');
    const runs = () => merchant.get<SyncDto[]>('/api/customers/sync/runs');
    const first = await until(async () => (await runs()).at(-1), 'the first run');
    const done = await until(
      async () => (await runs()).find(({ id, state }) => id === first.id && state === 'done'),
      'its end',
    );
    expect(done).toMatchObject({ origin: 'automatic', total: 3 });

    await merchant.save('customers', { enabled: false, overwrite: false });
    // The starts that were under way when it was switched off have come by then.
    const ticks = () => plugin.log.filter((line) => line.includes('customer-syncs')).length;
    const pass = async (count: number) => {
      const from = ticks();
      await until(() => ticks() >= from + count, 'more ticks');
    };
    await pass(3);
    const last = await until(async () => (await runs()).find(({ finished }) => finished !== null));
    await pass(3);
    expect((await runs())[0]?.id).toBe(last.id);
  } finally {
    await plugin.stop();
    await sandbox.stop();
  }
});
