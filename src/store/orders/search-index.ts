import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** Replicas that start together make the index once. */
const SEARCH_INDEX_LOCK = 0x73656172;
const TURN_EVERY_MS = 200;

const EXTENSIONS = ['create extension if not exists pg_trgm', 'create extension if not exists btree_gin'];

/**
 * Where searches look for a text inside numbers, names and addresses: trigrams, within the shop. The list of entries
 * that are not sorted in yet is kept short, since each search reads it whole. Built beside the work: orders go on
 * being stored meanwhile.
 */
const INDEX = `create index concurrently order_search_text_idx on order_search
  using gin (shop_id, text gin_trgm_ops) with (gin_pending_list_limit = 512)`;

/** What a broken try left is there and not valid. */
const LOOK = `select indisvalid as valid from pg_index where indexrelid = to_regclass('order_search_text_idx')`;

/**
 * Makes the index of order searches where the database may have it: both extensions are part of PostgreSQL and may be
 * made by the owner of the database. Without them searches read all orders of the shop, which is right for a few
 * ten thousand.
 *
 * @returns why it is missing, or null.
 */
export async function prepareSearchIndex(pool: pg.Pool): Promise<string | null> {
  const client = await pool.connect();
  try {
    if (await isMade(client)) return null;
    await takeTurn(client);
    if (await isMade(client)) return null;
    for (const statement of EXTENSIONS) await client.query(statement);
    await client.query('drop index concurrently if exists order_search_text_idx');
    await client.query(INDEX);
    return null;
  } catch (error) {
    // Not there, or not allowed: anything else is a fault. Source: PostgreSQL's error codes.
    const { code, message } = error as { code?: string; message?: string };
    if (['42501', '0A000', '58P01', '42704', '22023'].includes(code ?? '')) return String(message);
    throw error;
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch(() => undefined);
    client.release();
  }
}

async function isMade(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ valid: boolean }>(LOOK);
  return rows[0]?.valid === true;
}

/** By asking again: whoever waits inside a statement would keep the index from being built. */
async function takeTurn(client: pg.PoolClient): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
      SEARCH_INDEX_LOCK,
    ]);
    if (rows[0]?.held === true) return;
    await sleep(TURN_EVERY_MS);
  }
}
