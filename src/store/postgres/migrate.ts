import { createHash, randomUUID } from 'node:crypto';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** The lock that Prisma's own CLI takes while it migrates, so that the two exclude each other. */
const PRISMA_MIGRATE_LOCK = 72707369;

const TURN_EVERY_MS = 200;
/** Webhooks wait behind a change that waits for a lock; the platform waits longer than this for their answer. */
const LOCK_TIMEOUT_MS = 2000;
const GIVE_WAY_MS = 1000;
const LOCK_TRIES = 100;
const LOCK_NOT_AVAILABLE = '55P03';
const CONCURRENTLY = /^\s*create\s+(?:unique\s+)?index\s+concurrently\s+("?\w+"?)/im;
const NOTE_APPLIED = `
insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
values ($1, $2, $3, now(), 1)`;

const TABLE = `
create table if not exists _prisma_migrations (
  id varchar(36) primary key,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/**
 * Applies the migrations of `folder` that the database has not seen, each in its own transaction, under an advisory
 * lock so that replicas starting together run them once. Keeps Prisma's own log table with its checksums, so that
 * `prisma migrate` agrees where it can run.
 *
 * @returns names of the migrations applied now.
 * @throws when an applied migration was changed since.
 */
export async function migrate(pool: pg.Pool, folder: string): Promise<string[]> {
  const names = await migrationNames(folder);
  const client = await pool.connect();
  try {
    await takeTurn(client);
    await client.query(TABLE);
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      'select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null',
    );
    const seen = new Map(rows.map((row) => [row.migration_name, row.checksum]));
    const applied: string[] = [];
    for (const name of names) {
      const sql = await fs.readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      const known = seen.get(name);
      if (known === checksum) continue;
      if (known !== undefined) throw new Error(`migration ${name} was changed after it was applied`);
      await applyPatiently(client, name, sql, checksum);
      applied.push(name);
    }
    return applied;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [PRISMA_MIGRATE_LOCK]).catch(() => undefined);
    client.release();
  }
}

/** By asking again: whoever waits inside a statement would keep an index from being built beside the work. */
async function takeTurn(client: pg.PoolClient): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
      PRISMA_MIGRATE_LOCK,
    ]);
    if (rows[0]?.held === true) return;
    await sleep(TURN_EVERY_MS);
  }
}

/**
 * A change of a table waits for who uses it, and all who come after wait behind it: so it waits for moments only, gives
 * way, and comes again.
 */
async function applyPatiently(client: pg.PoolClient, name: string, sql: string, checksum: string) {
  for (let tried = 1; ; tried += 1) {
    try {
      return await (CONCURRENTLY.test(sql) ? applyBeside : apply)(client, name, sql, checksum);
    } catch (error) {
      if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE || tried >= LOCK_TRIES) throw error;
      await sleep(GIVE_WAY_MS);
    }
  }
}

/** Indexes that are built while others write: one statement each, in no transaction. What a broken try left is made anew. */
async function applyBeside(client: pg.PoolClient, name: string, sql: string, checksum: string) {
  const statements = sql
    .replace(/^\s*--.*$/gm, '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  for (const statement of statements) {
    const index = CONCURRENTLY.exec(statement)?.[1];
    if (index === undefined) throw new Error(`migration ${name}: what is built beside stands by itself`);
    await client.query(`drop index concurrently if exists ${index}`);
    await client.query(statement);
  }
  await client.query(NOTE_APPLIED, [randomUUID(), checksum, name]);
}

/** Names of the migrations of `folder`, in their order. */
export async function migrationNames(folder: string): Promise<string[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** A look at the database that does not come back within this time is an answer as well. */
const READY_WITHIN_MS = 2000;

/** Whether the database answers, and has all of these migrations: a copy restored under a running process may not. */
export function readReadiness(
  pool: pg.Pool,
  names: readonly string[],
): Promise<{ database: boolean; migrations: boolean }> {
  const late = sleep(READY_WITHIN_MS, { database: false, migrations: false }, { ref: false });
  return Promise.race([lookForMigrations(pool, names), late]);
}

async function lookForMigrations(pool: pg.Pool, names: readonly string[]) {
  try {
    const { rows } = await pool.query<{ missing: number }>(
      `select count(*)::int as missing from unnest($1::text[]) n where not exists (
         select 1 from _prisma_migrations where migration_name = n and finished_at is not null and rolled_back_at is null)`,
      [names],
    );
    return { database: true, migrations: rows[0]?.missing === 0 };
  } catch (error) {
    const undefinedTable = (error as { code?: unknown }).code === '42P01';
    return { database: undefinedTable, migrations: false };
  }
}

async function apply(client: pg.PoolClient, name: string, sql: string, checksum: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query(sql);
    await client.query(NOTE_APPLIED, [randomUUID(), checksum, name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
