import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaDiff } from '../../../scripts/schema-diff.ts';
import { migrate } from '../../../src/store/postgres/migrate.ts';
import { createDatabase } from '../../support/plugin.ts';

const migrations = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
let pool: pg.Pool;
let url: string;

beforeAll(async () => {
  url = await createDatabase();
  pool = new pg.Pool({ connectionString: url });
});
afterAll(() => pool?.end());

test('the migrations lead exactly to schema.prisma', async () => {
  expect(await schemaDiff('migrations', await createDatabase())).toBe('');
});

test('replicas that start together apply each migration once, and a later start none', async () => {
  const applied = await Promise.all([migrate(pool, migrations), migrate(pool, migrations)]);
  const names = applied.flat();
  expect(names.length).toBeGreaterThan(0);
  expect(new Set(names).size).toBe(names.length);
  expect(await migrate(pool, migrations)).toEqual([]);
  const { rows } = await pool.query(
    'select migration_name from _prisma_migrations where finished_at is not null',
  );
  expect(rows).toHaveLength(names.length);
});

test('a migration that was changed after it was applied is refused; one that fails leaves nothing', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));
  const write = (name: string, sql: string) => {
    mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, name, 'migration.sql'), sql);
  };
  write('1_a', 'create table a (x int);');
  await migrate(pool, folder);
  write('1_a', 'create table a (y int);');
  await expect(migrate(pool, folder)).rejects.toThrow(/1_a was changed/);
  write('1_a', 'create table a (x int);');
  write('2_b', 'create table b (x int); select 1/0;');
  await expect(migrate(pool, folder)).rejects.toThrow(/division by zero/);
  expect((await pool.query("select to_regclass('b') as b")).rows[0]).toEqual({ b: null });
});
