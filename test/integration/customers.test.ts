import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import type { SyncDto } from '../../src/contract/schemas.ts';
import { Merchant, until } from '../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
const CLIENTS = /entities\/clients/;

beforeAll(async () => {
  sandbox = await startSandbox({ customers: 60 });
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

const clients = () => sandbox.fic.company(sandbox.fic.companyIds.bottega).clients;
const fic = () => sandbox.fic.calls;

/** Runs a sync to its end. */
async function sync(): Promise<SyncDto> {
  fic().clear();
  const started = await merchant.write<SyncDto>('POST', '/api/customers/sync');
  return until(async () => {
    const run = await merchant.get<SyncDto | null>('/api/customers/sync');
    return run?.id === started.id && run.finished !== null ? run : null;
  }, 'the end of the sync');
}

describe('customers', () => {
  test('the first run makes those that are missing', async () => {
    const before = clients().length;
    const run = await sync();
    console.log(run, fic().byPath(), before, clients().length);
    expect(run).toMatchObject({ state: 'done', total: 60, done: 60, failed: 0 });
  });
  test('a second run makes no call', async () => {
    const run = await sync();
    expect(run).toMatchObject({ state: 'done', failed: 0, created: 0 });
    expect(fic().count({ path: CLIENTS })).toBe(0);
  });
});
