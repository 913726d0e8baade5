import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSandbox } from '../../../sandbox/index.ts';
import { callFic, signIn } from '../../support/sandbox-fic.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('goes on where the last run stopped: orders, webhooks, documents, tokens', async () => {
  const stateFile = join(folder, 'state');
  const first = await startSandbox({ stateFile, orders: 3, customers: 3 });
  const placed = first.shop.placeOrder();
  first.shop.main.webhooks.push({ id: 'w', url: 'http://127.0.0.1:1/', type: 7, name: 'n' });
  const extra = first.fic.addCompany('Nuova');
  const token = await signIn(first.fic);
  await callFic(first.fic, token, 'POST', '/c/110/entities/clients', { data: { name: 'Rossi' } });
  await first.stop();

  const second = await startSandbox({ stateFile, orders: 3, customers: 3 });
  expect(second.shop.orders).toEqual(first.shop.orders);
  expect(second.shop.webhooks()).toEqual(first.shop.webhooks());
  expect(second.shop.main.key).toBe(first.shop.main.key);
  const next = second.shop.placeOrder();
  expect(Number(next.shortId)).toBe(Number(placed.shortId) + 1);
  const { body } = await callFic(second.fic, token, 'GET', '/c/110/entities/clients');
  expect(body.data.map((client: { name: string }) => client.name)).toEqual(['Rossi']);
  expect((await callFic(second.fic, token, 'GET', `/c/${extra.id}/entities/clients`)).status).toBe(200);
  await second.stop();
});

it('starts anew from a file that it cannot read', async () => {
  const stateFile = join(folder, 'state');
  await writeFile(stateFile, 'not a state');
  const sandbox = await startSandbox({ stateFile, orders: 3 });
  expect(sandbox.shop.orders).toHaveLength(3);
  await sandbox.stop();
});
