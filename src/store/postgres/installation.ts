import type pg from 'pg';

/**
 * Tells one database from a copy of it: the server's identifier, the database's number (another one where it was
 * restored or copied), and the server's timeline (another one after a restore to a point in time or a failover).
 */
const IDENTITY = `
select (select system_identifier from pg_control_system()) || '/' ||
  (select oid from pg_database where datname = current_database()) || '/' ||
  (select timeline_id from pg_control_checkpoint()) as identity`;
/** Where the server does not let us see its own numbers. */
const PLAIN_IDENTITY = 'select oid::text as identity from pg_database where datname = current_database()';

/**
 * What a copy does not know may have happened: deliveries that it holds as unsent may have been sent, customers made,
 * sessions ended. From here on each of these is looked at before it is repeated, once; so are orders placed before now
 * that the copy does not know (see `doubtSql`). New orders cost nothing more.
 */
const MARK_RESTORED = `
update installation set restored_at = now() where id = 1;
update deliveries set creating_since = now(), creating_kind = null, company_id = null
  where state <> 'sent' and creating_since is null;
update customer_watermarks set full_at = null, clients_at = null, clients_begun_at = null, clients_seen_at = null;
update sessions set ended_at = now() where ended_at is null;`;

/**
 * Notes which database this is. Where it is a restored copy of the one that was used before, marks it as restored.
 *
 * @returns true when it was found to be a copy.
 */
export async function noteIdentity(pool: pg.Pool): Promise<boolean> {
  const identity = await readIdentity(pool);
  return inTransaction(pool, async (client) => {
    await client.query('insert into installation (id, identity) values (1, $1) on conflict (id) do nothing', [
      identity,
    ]);
    const { rows } = await client.query<{ identity: string }>(
      'select identity from installation where id = 1 for update',
    );
    if (rows[0]?.identity === identity) return false;
    await client.query(MARK_RESTORED);
    await client.query('update installation set identity = $1 where id = 1', [identity]);
    return true;
  });
}

/** An operator's word that this database is an older copy (of its files, say), which nothing in it can tell. */
export async function markRestored(pool: pg.Pool): Promise<void> {
  const identity = await readIdentity(pool);
  await inTransaction(pool, async (client) => {
    await client.query('insert into installation (id, identity) values (1, $1) on conflict (id) do nothing', [
      identity,
    ]);
    await client.query(MARK_RESTORED);
  });
}

async function readIdentity(pool: pg.Pool): Promise<string> {
  const read = async (sql: string) => (await pool.query<{ identity: string }>(sql)).rows[0]?.identity ?? '';
  try {
    return await read(IDENTITY);
  } catch (error) {
    if ((error as { code?: unknown }).code !== '42501') throw error;
    return read(PLAIN_IDENTITY);
  }
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
