import type pg from 'pg';

/** Replicas that start together make the index once. */
const SEARCH_INDEX_LOCK = 0x73656172;

/**
 * Where searches look for a text inside numbers, names and addresses: trigrams, within the shop. The list of entries
 * that are not sorted in yet is kept short, since each search reads it whole.
 */
const STATEMENTS = [
  'create extension if not exists pg_trgm',
  'create extension if not exists btree_gin',
  `create index if not exists order_search_text_idx on order_search
     using gin (shop_id, text gin_trgm_ops) with (gin_pending_list_limit = 512)`,
];

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
    const { rows } = await client.query("select to_regclass('order_search_text_idx') is not null as made");
    if (rows[0]?.made === true) return null;
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [SEARCH_INDEX_LOCK]);
    for (const statement of STATEMENTS) await client.query(statement);
    await client.query('commit');
    return null;
  } catch (error) {
    await client.query('rollback');
    // Not there, or not allowed: anything else is a fault. Source: PostgreSQL's error codes.
    const { code, message } = error as { code?: string; message?: string };
    if (['42501', '0A000', '58P01', '42704', '22023'].includes(code ?? '')) return String(message);
    throw error;
  } finally {
    client.release();
  }
}
