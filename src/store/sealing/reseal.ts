import type pg from 'pg';
import type { Sealer } from './seal.ts';
import { type SealedColumn, sealedColumns } from './sealed-columns.ts';

const BATCH = 200;

export interface Resealing {
  /** Sealed anew, with the secret in force. */
  renewed: number;
  /** Sealed with the secret in force before. */
  current: number;
  /** Rows that open with no secret, e.g. `connections shop_id=…`. They were left as they are. */
  unreadable: string[];
}

/**
 * Seals all with the secret in force. Safe while replicas run: a value is replaced only while it is what was read, and
 * one that a replica changed meanwhile is read again. What is done stays done, so that another run goes on.
 *
 * @param options `dry`: nothing is written; `renewed` is how many would be.
 */
export async function resealAll(
  pool: Pick<pg.Pool, 'query'>,
  sealer: Sealer,
  options: { dry?: boolean } = {},
): Promise<Resealing> {
  const done: Resealing = { renewed: 0, current: 0, unreadable: [] };
  for (const column of sealedColumns) {
    for (let after: string | null = null; ; ) {
      const rows: Row[] = await readBatch(pool, column, after);
      for (const row of rows) await resealRow(options.dry ? null : pool, sealer, column, row, done);
      after = rows.at(-1)?.name ?? null;
      if (rows.length < BATCH) break;
    }
  }
  return done;
}

/** Whether the newest sealed keys open; true where there are none. */
export async function opensNewestKeys(pool: pg.Pool, sealer: Sealer): Promise<boolean> {
  const { rows } = await pool.query<{ name: string; sealed: Buffer }>(
    'select instance as name, sealed_keys as sealed from shops order by installed_at desc limit 10',
  );
  const { bind } = sealedColumns.find(({ table }) => table === 'shops') as SealedColumn;
  return (
    rows.length === 0 || rows.some((row) => sealer.renew(row.sealed, bind(row.name)).state !== 'unreadable')
  );
}

interface Row {
  name: string;
  sealed: Buffer;
}

async function readBatch(
  pool: Pick<pg.Pool, 'query'>,
  column: SealedColumn,
  after: string | null,
): Promise<Row[]> {
  const { table, column: sealed, boundTo } = column;
  const { rows } = await pool.query<Row>(
    `select ${boundTo}::text as name, ${sealed} as sealed from ${table}
     where ${sealed} is not null and ($1::text is null or ${boundTo}::text > $1)
     order by ${boundTo}::text limit ${BATCH}`,
    [after],
  );
  return rows;
}

/** @param pool Null: only counts. */
async function resealRow(
  pool: Pick<pg.Pool, 'query'> | null,
  sealer: Sealer,
  { table, column, boundTo, bind }: SealedColumn,
  row: Row,
  done: Resealing,
): Promise<void> {
  for (let sealed: Buffer | null | undefined = row.sealed; sealed != null; ) {
    const renewal = sealer.renew(sealed, bind(row.name));
    if (renewal.state === 'current') {
      done.current += 1;
      return;
    }
    if (renewal.state === 'unreadable') {
      done.unreadable.push(`${table} ${boundTo}=${row.name}`);
      return;
    }
    if (pool === null) {
      done.renewed += 1;
      return;
    }
    const { rowCount } = await pool.query(
      `update ${table} set ${column} = $1 where ${boundTo} = $2 and ${column} = $3`,
      [Buffer.from(renewal.sealed), row.name, sealed],
    );
    if (rowCount === 1) {
      done.renewed += 1;
      return;
    }
    // A replica was faster, or the row is gone.
    const again: { rows: Row[] } = await pool.query<Row>(
      `select ${column} as sealed from ${table} where ${boundTo} = $1`,
      [row.name],
    );
    sealed = again.rows[0]?.sealed;
  }
}
