import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../src/store/postgres/migrate.ts';
import { until } from '../../support/merchant.ts';
import { createDatabase } from '../../support/plugin.ts';

let pool: pg.Pool;
const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));

beforeAll(async () => {
  pool = new pg.Pool({ connectionString: await createDatabase(), max: 6 });
  await pool.query('create table things (id int primary key, name text)');
});
afterAll(async () => {
  await pool?.end();
  rmSync(folder, { recursive: true });
});

function write(name: string, sql: string) {
  mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

test('a table in use: a change gives way to those who come after it, and goes through when it is free', async () => {
  write('1_column', 'alter table things add column more text;');
  const holder = await pool.connect();
  await holder.query('begin; select * from things');
  const migrating = migrate(pool, folder);
  const waits = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'alter table things%'`;
  await until(async () => (await pool.query(waits)).rowCount === 1, 'a change that waits');
  // Behind it, and before it is done.
  expect((await pool.query('select count(*)::int as n from things')).rows).toEqual([{ n: 0 }]);
  await holder.query('commit');
  holder.release();
  expect(await migrating).toEqual(['1_column']);
});

test('an index that is built beside the work runs outside of a transaction, with replicas starting together', async () => {
  write('2_index', '-- A big table.\nCREATE INDEX CONCURRENTLY things_name ON things (name);');
  const applied = await Promise.all([migrate(pool, folder), migrate(pool, folder), migrate(pool, folder)]);
  expect(applied.flat()).toEqual(['2_index']);
  const { rows } = await pool.query(
    `select indisvalid as valid from pg_index where indexrelid = 'things_name'::regclass`,
  );
  expect(rows).toEqual([{ valid: true }]);
});
