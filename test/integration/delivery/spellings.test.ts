import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { createDatabase, startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** A key that nobody knows: the order names it, and leaves by itself once the plug-in is told what it is. */

let sandbox: Sandbox;
let plugin: TestPlugin;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3, customers: 3 });
  folder = await mkdtemp(path.join(tmpdir(), 'fields-'));
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
  await rm(folder, { recursive: true });
});

const documents = (shortId: string) =>
  sandbox.fic
    .documents(sandbox.fic.companyIds.bottega)
    .filter((document) => document.visible_subject?.endsWith(`#${shortId}`));

test('an order whose shipping has an unknown name waits, named, and leaves at a start that knows it', async () => {
  const databaseUrl = await createDatabase();
  plugin = await startTestPlugin(sandbox, { databaseUrl });
  sandbox.setAppUrl(plugin.url);
  await sandbox.shop.install();
  const merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();

  const order = sandbox.shop.placeOrder({
    status: 1,
    paidAt: new Date(),
    invoice: false,
    items: [{ sku: 'TAZZA-GRES' }],
    shippingCost: '7.50',
    // What another shop may answer: the cost under a name of its own.
    raw: { shipping_cost: undefined, zzyx: '7,50' },
  });
  const failed = await merchant.delivery(order.orderID, 'failed', 'sent');
  expect(failed).toMatchObject({ state: 'failed', problem: { code: 'shop-field-unknown' } });
  expect(failed.problem?.detail).toContain('zzyx 7,50');

  const file = path.join(folder, 'fields.json');
  await writeFile(file, JSON.stringify({ order: { 'shipping.cost': ['zzyx'] } }));
  await plugin.stop();
  plugin = await startTestPlugin(sandbox, { databaseUrl, variables: { TSC_FIELDS: file } });
  const [document] = await until(() => {
    const made = documents(order.shortId);
    return made.length > 0 && made;
  }, 'its document');
  expect(document?.items_list.map(({ gross_price }) => gross_price)).toContain(7.5);
});
