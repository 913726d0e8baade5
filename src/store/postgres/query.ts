import type pg from 'pg';
import type { Prisma } from '../generated/client.ts';

/** Statements kept prepared on each connection: those of an order's way are some twenty. */
const NAMED_STATEMENTS = 200;

/**
 * Names the first so many different statements, which PostgreSQL then keeps prepared: reading and planning one costs it
 * as much as running it. Further ones (lists of changing length make new texts without end) go unnamed, as before.
 */
export function nameStatements(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= NAMED_STATEMENTS) return undefined;
    const name = `s${names.size}`;
    names.set(text, name);
    return name;
  };
}

/**
 * Statements of the orders' way, past Prisma's engine, which costs more than such a statement itself. Values travel
 * apart from the text, as with Prisma.
 */
export interface Query {
  rows<T extends pg.QueryResultRow>(sql: Prisma.Sql): Promise<T[]>;
  /** How many rows its last part changed. */
  execute(sql: Prisma.Sql): Promise<number>;
}

export function createQuery(pool: pg.Pool, nameOf: (text: string) => string | undefined): Query {
  const run = <T extends pg.QueryResultRow>({ text, values }: Prisma.Sql) => {
    const name = nameOf(text);
    return pool.query<T>({ text, values, ...(name === undefined ? {} : { name }) });
  };
  return {
    rows: async <T extends pg.QueryResultRow>(sql: Prisma.Sql) => (await run<T>(sql)).rows,
    execute: async (sql) => (await run(sql)).rowCount ?? 0,
  };
}
