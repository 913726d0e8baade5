import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { forgetRemovedShops } from '../../../src/flows/connection/forget-shop.ts';
import { SCHEDULED } from '../../../src/jobs/tasks.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

type Shop = Sandbox['shop']['main'];

/** Whose an instance is, and what becomes of a shop that removed the app. */
let sandbox: Sandbox;
let plugin: TestPlugin;
/** As fast as a test wants the days to pass. */
let ahead = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 3 });
  plugin = await startTestPlugin(sandbox, { clock: { now: () => new Date(Date.now() + ahead) } });
});
afterAll(async () => {
  if (process.env.SHOW_LOG) for (const line of plugin.log) process.stderr.write(line);
  await plugin?.stop();
  await sandbox?.stop();
});

const paid = () => ({ status: 1, paidAt: new Date(), invoice: false, items: [{ sku: 'TAZZA-GRES' }] });
const shopOf = (instance: string) => plugin.context.store.shops.findByInstance(instance);
const rowsOf = (table: string, shopId: string) =>
  plugin.query(`select 1 from ${table} where shop_id = $1`, [shopId]);

async function connected(name: string): Promise<Merchant> {
  const shop = sandbox.shop.addShop({ name, orders: 0, customers: 3 });
  await sandbox.shop.install(shop);
  const merchant = new Merchant(plugin, sandbox, shop);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  return merchant;
}

describe('an instance', () => {
  test('that is connected to no company is whose valid keys came last, and nothing of the former is left', async () => {
    const squatter = sandbox.shop.addShop({ name: 'Estraneo' });
    const owner = sandbox.shop.addShop({ name: 'Titolare' });
    await sandbox.shop.install(squatter, { instance: owner.instance });
    const stranger = new Merchant(plugin, sandbox, owner);
    await stranger.open();
    const former = await shopOf(owner.instance);
    expect((await sandbox.shop.install(owner)).status).toBe(204);
    expect(await shopOf(owner.instance)).toMatchObject({ uid: owner.uid, claimedAt: null });
    expect((await stranger.browser.request(`${plugin.url}/api/status`)).status).toBe(401);
    for (const table of ['sessions', 'order_hints', 'settings']) {
      expect(await rowsOf(table, former?.id ?? '')).toEqual([]);
    }
  });

  test('that is connected stays with its store: keys of another one change nothing', async () => {
    const { shop } = await connected('Collegato');
    const before = await shopOf(shop.instance);
    const other = sandbox.shop.addShop({ name: 'Altro' });
    expect((await sandbox.shop.install(other, { instance: shop.instance })).status).toBe(422);
    expect(await shopOf(shop.instance)).toEqual(before);
  });

  test('is held against the one that the platform tells for the keys', async () => {
    const shop = sandbox.shop.addShop({ name: 'Nominato' });
    shop.rawInfo = { instance: 'someone-else' };
    expect((await sandbox.shop.install(shop)).status).toBe(422);
    shop.rawInfo = { instance: shop.instance };
    expect((await sandbox.shop.install(shop)).status).toBe(204);
  });
});

describe('a store', () => {
  test('that comes back under another instance is renamed: each order is sent once', async () => {
    const merchant = await connected('Rinominato');
    const { shop } = merchant;
    const before = await shopOf(shop.instance);
    expect((await sandbox.shop.install(shop, { instance: 'renamed' })).status).toBe(204);
    expect(await shopOf(shop.instance)).toBeNull();
    expect(await shopOf('renamed')).toMatchObject({ id: before?.id, uid: shop.uid });
    const order = shop.placeOrder(paid());
    await until(
      async () =>
        (
          await plugin.query("select 1 from deliveries where order_id = $1 and state = 'sent'", [
            order.orderID,
          ])
        ).length === 1,
      'the document',
    );
    const rows = await plugin.query('select 1 from shops where uid = $1', [shop.uid]);
    expect(rows).toHaveLength(1);
    const made = sandbox.fic
      .documents(sandbox.fic.companyIds.bottega)
      .filter(({ visible_subject }) => visible_subject?.endsWith(`#${order.shortId}`));
    expect(made).toHaveLength(1);
  });
});

describe('an app that was removed', () => {
  const keysOf = (shop: Shop) => ({ key: shop.key, exchange: shop.exchange });
  const wake = (task: string) => plugin.context.store.wake.enqueue(task, {}, { key: task });
  const settled = () =>
    until(
      async () =>
        (
          await plugin.query(
            'select 1 from graphile_worker.jobs where run_at <= now() and attempts < max_attempts',
          )
        ).length === 0,
      'an idle queue',
    );
  const asked = (shop: Shop) => {
    // Its calls carry keys that no shop has any more.
    const calls = sandbox.shop.calls.calls.filter(({ account, status }) => account === '' && status === 401);
    return { shop, count: calls.length };
  };

  test('is asked less and less, once a day in the end, and its orders go once its keys are taken again', async () => {
    const { shop } = await connected('Rimosso');
    const { id = '' } = (await shopOf(shop.instance)) ?? {};
    const keys = keysOf(shop);
    Object.assign(shop, { key: 'revoked', exchange: 'revoked' });
    sandbox.shop.calls.clear();
    const order = shop.placeOrder(paid());
    await until(
      async () => ((await plugin.context.store.shops.readAccess(id)).keysRefusedAt ? true : null),
      'the refusal',
    );
    await settled();
    const first = asked(shop).count;
    // Ten days of half-minutes' and ten-minutes' looks, as many as a test has time for.
    for (let day = 0; day < 10; day += 1) {
      ahead += 24 * 3_600_000;
      for (let look = 0; look < 3; look += 1) {
        await wake(SCHEDULED.wakeShops);
        await wake(SCHEDULED.reconcileShops);
        await plugin.context.store.wake.enqueue('reconcile', { shopId: id }, { key: `reconcile:${id}` });
        await settled();
      }
    }
    const { count } = asked(shop);
    expect(count - first).toBeGreaterThanOrEqual(9);
    expect(count - first).toBeLessThanOrEqual(11);
    expect(plugin.log.filter((line) => line.includes(id) && JSON.parse(line).level >= 50)).toEqual([]);

    Object.assign(shop, keys);
    ahead += 24 * 3_600_000;
    await wake(SCHEDULED.wakeShops);
    await until(
      async () =>
        (
          await plugin.query("select 1 from deliveries where order_id = $1 and state = 'sent'", [
            order.orderID,
          ])
        ).length === 1,
      'the order',
    );
    expect(await plugin.context.store.shops.readAccess(id)).toMatchObject({ keysRefusedAt: null });
    ahead = 0;
  });

  test('is erased whole after the retention time, and not before', async () => {
    const { shop } = await connected('Dimenticato');
    const { id = '' } = (await shopOf(shop.instance)) ?? {};
    const { context } = plugin;
    const at = (daysAgo: number) => new Date(Date.now() - daysAgo * 24 * 3_600_000);
    const refuse = (since: Date) =>
      context.store.shops.markKeysRefused(id, { since, triedNextAt: new Date() });
    await refuse(at(399));
    await forgetRemovedShops(context);
    expect(await shopOf(shop.instance)).not.toBeNull();
    await context.store.shops.markKeysRefused(id, null);
    await refuse(at(401));
    await forgetRemovedShops({ ...context, retentionDays: 0 });
    expect(await shopOf(shop.instance)).not.toBeNull();
    await forgetRemovedShops(context);
    expect(await shopOf(shop.instance)).toBeNull();
    for (const table of ['connections', 'settings', 'sessions', 'orders']) {
      expect(await rowsOf(table, id)).toEqual([]);
    }
  });

  test('is erased on an operator’s word, by its instance or the uid of its store', async () => {
    const { shop } = await connected('A comando');
    const run = (name: string) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/forget-shop.ts', name], {
        env: { ...process.env, DATABASE_URL: plugin.databaseUrl, FIC_CLIENT_ID: 'x', FIC_CLIENT_SECRET: 'x' },
      });
    await expect(run('nobody')).rejects.toMatchObject({ stderr: expect.stringContaining('"nobody"') });
    const { stdout } = await run(shop.uid);
    expect(stdout).toContain(`Erased: ${shop.name}`);
    expect(await shopOf(shop.instance)).toBeNull();
  });
});
