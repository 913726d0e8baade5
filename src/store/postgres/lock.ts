import type pg from 'pg';

/**
 * Runs `work` while holding a session's advisory lock; false when another session holds it. A process that dies, or
 * loses its connection, gives the lock back with it.
 *
 * @param lock First key: what is locked.
 * @param name Its hash is the second key: whose.
 */
export async function withLock(
  pool: pg.Pool,
  lock: number,
  name: string,
  work: () => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    const { rows } = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as held',
      [lock, name],
    );
    if (rows[0]?.held !== true) return false;
    try {
      await work();
    } finally {
      await client
        .query('select pg_advisory_unlock($1, hashtext($2))', [lock, name])
        .catch((error: Error) => {
          broken = error;
        });
    }
    return true;
  } finally {
    client.off('error', onError);
    // A connection that could not give the lock back is closed, which gives it back.
    client.release(broken);
  }
}
