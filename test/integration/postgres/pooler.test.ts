import { afterAll, expect, test } from 'vitest';
import { isPooledByTransaction } from '../../../src/store/postgres/pooler.ts';
import { createDatabase } from '../../support/plugin.ts';
import { TransactionPooler } from '../../support/pooler.ts';
import { PluginProcess, pluginVariables } from '../../support/process.ts';

const pooler = new TransactionPooler();
afterAll(() => pooler.stop());

test('a pooler in transaction mode is found by asking, the server itself is not taken for one; no start goes through one', async () => {
  const direct = await createDatabase();
  expect(await isPooledByTransaction(direct)).toBe(false);
  const pooled = await pooler.start(direct);
  expect(await isPooledByTransaction(pooled)).toBe(true);

  const process = new PluginProcess(await pluginVariables({ DATABASE_URL: pooled }));
  expect(await process.exit()).toBe(1);
  expect(process.stderr.trim()).toMatch(/^DATABASE_URL: leads through a pooler in transaction mode/);
});
