import pg from 'pg';
import { connectionConfig } from './connection.ts';

/**
 * Whether the way to the database leads through a pooler that gives a connection to another client after each transaction
 * (PgBouncer's transaction and statement mode). Locks of a session then belong to whoever comes next: two processes would
 * hold one shop, and neither would notice.
 *
 * One connection is asked for its process, another one opens a transaction, which takes the process that is free; asked
 * again, the first one then has another.
 */
export async function isPooledByTransaction(databaseUrl: string): Promise<boolean> {
  const [one, other] = [
    new pg.Client(connectionConfig(databaseUrl)),
    new pg.Client(connectionConfig(databaseUrl)),
  ];
  const processOf = async (client: pg.Client) =>
    (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid;
  try {
    for (const client of [one, other]) client.on('error', () => undefined);
    await Promise.all([one.connect(), other.connect()]);
    const before = await processOf(one);
    await other.query('begin');
    await processOf(other);
    const after = await processOf(one);
    await other.query('rollback');
    return before !== after;
  } finally {
    await Promise.all([one, other].map((client) => client.end().catch(() => undefined)));
  }
}

/** What to do about it, for operators. */
export const POOLED_BY_TRANSACTION =
  'leads through a pooler in transaction mode, which breaks the locks that keep an order from being sent twice; use the server’s own address, or a pool in session mode';
