import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../generated/client.ts';
import { connectionConfig, createWatch, settleConnection } from './connection.ts';
import { createLocks, type LockOptions, type Locks } from './lock.ts';
import { isPooledByTransaction } from './pooler.ts';
import { createQuery, nameStatements, type Query } from './query.ts';

export interface Database {
  /** Serves Prisma and the queue. */
  pool: pg.Pool;
  locks: Locks;
  prisma: PrismaClient;
  /** For the orders' way. */
  query: Query;
  /** For webhooks alone: their answer does not wait for a connection that the work has. */
  hintPool: pg.Pool;
  /** Each way to the database, by name, asked for an answer. */
  ways: Record<string, () => Promise<unknown>>;
  /** Whether a pooler in transaction mode stands before it, which breaks locks. */
  isPooledByTransaction(): Promise<boolean>;
  /** For what may take minutes in one statement, and runs before anything else: migrations, indexes. */
  openPatientPool(): pg.Pool;
  close(): Promise<void>;
}

/** A process opens so many at most, where DATABASE_CONNECTIONS says nothing else. */
export const CONNECTIONS_PER_PROCESS = 12;
/** One holds the locks, one webhooks, one the queue listens on, one the work, and two are for what a page asks at once. */
export const FEWEST_CONNECTIONS = 6;

/**
 * How a process's connections are shared. No statement of one pool waits for one of another, and no work holds a connection
 * while it waits for a platform, so that any number suffices: fewer wait for each other.
 */
export function shareConnections(all: number): { pool: number; work: number; webhooks: number; locks: 1 } {
  const locks = 1;
  // Webhooks go together in one statement at a time; the second connection answers while the first is made anew.
  const webhooks = all < 10 ? 1 : 2;
  const work = Math.max(1, Math.round((all - locks - webhooks) * 0.4));
  return { pool: all - locks - webhooks - work, work, webhooks, locks };
}
/**
 * How long a statement may wait for a sign of the server before its connection is given up. Webhooks are told 503 and come
 * again; the rest has statements that name single rows, and lists.
 */
const SILENCE_MS = { webhooks: 4000, work: 10_000, locks: 10_000, all: 20_000 };
/** Prisma's own limits (2 s to begin, 5 s in all) refuse an install on a machine that is busy for a moment. */
const TRANSACTION = { maxWait: 10_000, timeout: 15_000 };

/** Opens a pool; connections are made when first needed, and made anew after the database was away. */
export function openDatabase(
  url: string,
  onError: (error: Error) => void,
  onOtherDatabase: LockOptions['onOtherDatabase'] = () => undefined,
  connections = CONNECTIONS_PER_PROCESS,
): Database {
  const connection = connectionConfig(url);
  const share = shareConnections(connections);
  const watchedClient = createWatch();
  const openPool = (max: number, silenceMs: number, settings = '') => {
    const made = new pg.Pool({
      ...connection,
      max,
      Client: watchedClient(silenceMs),
      onConnect: (client) => settleConnection(client, settings),
    });
    made.on('error', onError);
    made.on('connect', (client) => client.on('error', onError));
    return made;
  };
  /**
   * For statements that name single rows. Their plans are kept; made while a table was small they would read all of it,
   * and go on so when it has grown. What such a plan must not do has a price that older versions compile code for.
   */
  const byKeys =
    'set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off';
  const pool = openPool(share.pool, SILENCE_MS.all);
  const workPool = openPool(share.work, SILENCE_MS.work, byKeys);
  const hintPool = openPool(share.webhooks, SILENCE_MS.webhooks, byKeys);
  const LockClient = watchedClient(SILENCE_MS.locks);
  const locks = createLocks({
    async connect() {
      const client = new LockClient(connection);
      client.on('error', onError);
      await client.connect();
      await settleConnection(client);
      return client;
    },
    onOtherDatabase,
  });
  const nameOf = nameStatements();
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) ?? '' }),
    transactionOptions: TRANSACTION,
  });
  return {
    pool,
    locks,
    prisma,
    query: createQuery(workPool, nameStatements()),
    hintPool,
    ways: {
      pool: () => pool.query('select 1'),
      work: () => workPool.query('select 1'),
      webhooks: () => hintPool.query('select 1'),
      locks: () => locks.ask(),
    },
    isPooledByTransaction: () => isPooledByTransaction(url),
    openPatientPool() {
      const made = new pg.Pool({ ...connection, max: 2 });
      made.on('error', onError);
      made.on('connect', (client) => client.on('error', onError));
      return made;
    },
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), workPool.end(), hintPool.end(), locks.close()]);
    },
  };
}

/** PostgreSQL and network codes that mean: the database is away for now. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  // A standby answers: it has not taken over yet.
  '25006',
  // The database took another one's place: it is looked at before anything begins.
  'TF001',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '53300',
]);

/** Prisma's: not reached, closed, no transaction in time. */
const AWAY_PRISMA = new Set(['P1001', 'P1017', 'P2028']);

const AWAY_TEXT =
  /timeout exceeded when trying to connect|Connection terminated|Can't reach database server|Client has encountered a connection error|server closed the connection|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|Unable to start a transaction/i;

/** Whether an error says that the database is away for now (and not that a query is wrong). */
export function isDatabaseAway(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
    const { code, errors } = at as { code?: unknown; errors?: unknown };
    if (typeof code === 'string' && (AWAY.has(code) || AWAY_PRISMA.has(code))) return true;
    if (AWAY_TEXT.test(at.message)) return true;
    if (Array.isArray(errors) && errors.some(isDatabaseAway)) return true;
  }
  return false;
}
