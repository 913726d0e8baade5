import { runMigrations } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import { ConfigurationError } from './domain/configuration-error.ts';
import { graphileLogger } from './jobs/worker.ts';
import { prepareSearchIndex } from './store/orders/search-index.ts';
import { type Database, isDatabaseAway } from './store/postgres/database.ts';
import { type FoundDatabase, noteIdentity } from './store/postgres/installation.ts';
import { migrate } from './store/postgres/migrate.ts';
import { POOLED_BY_TRANSACTION } from './store/postgres/pooler.ts';
import { opensNewestKeys } from './store/sealing/reseal.ts';
import type { Sealer } from './store/sealing/seal.ts';

const DATABASE_RETRY_MS = 2000;

/** Applies both migrations; waits while the database is away, ends at once when its address is wrong. */
export async function prepareDatabase(
  database: Database,
  folder: string,
  logger: Logger,
  signal?: AbortSignal,
): Promise<void> {
  const pool = database.openPatientPool();
  try {
    await prepare(database, pool, folder, logger, signal);
  } finally {
    await pool.end();
  }
}

async function prepare(
  database: Database,
  pool: pg.Pool,
  folder: string,
  logger: Logger,
  signal?: AbortSignal,
): Promise<void> {
  for (let told = false; ; ) {
    try {
      await checkVersion(pool);
      if (await database.isPooledByTransaction()) {
        throw new ConfigurationError('DATABASE_URL', POOLED_BY_TRANSACTION);
      }
      const applied = await migrate(pool, folder);
      if (applied.length > 0) logger.info({ migrations: applied }, 'database migrated');
      tellFound(await noteIdentity(pool), logger);
      await runMigrations({ pgPool: pool, logger: graphileLogger(logger) });
      const missing = await prepareSearchIndex(pool);
      if (missing !== null)
        logger.warn({ reason: missing }, 'searches for orders have no index: they read all of a shop');
      return;
    } catch (error) {
      if (!isDatabaseAway(error)) throw asConfigurationError(error);
      if (signal?.aborted) throw error;
      if (!told)
        logger.error(`DATABASE_URL: the database does not answer (${reasonOf(error)}); trying again`);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, DATABASE_RETRY_MS));
    }
  }
}

export function tellFound(found: FoundDatabase, logger: Logger): void {
  if (found === 'known') return;
  const what = found === 'copy' ? 'is a restored copy' : 'took over from another one';
  logger.warn(`this database ${what}: orders of before are looked for before they are made`);
}

/** With a wrong secret nothing stored could be used, and what is sealed from now on could not be opened with the right one. */
export async function checkSecret(database: Database, sealer: Sealer): Promise<void> {
  if (await opensNewestKeys(database.pool, sealer)) return;
  throw new ConfigurationError(
    'APP_SECRET',
    'does not open the keys stored in this database; name the secret that sealed them, or put it into APP_SECRET_PREVIOUS',
  );
}

async function checkVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  const major = Math.floor((rows[0]?.version ?? 0) / 10_000);
  if (major < 14) throw new ConfigurationError('DATABASE_URL', `PostgreSQL ${major} is too old: 14 or newer`);
}

function reasonOf(error: unknown): string {
  const { code, message, errors } = error as { code?: string; message?: string; errors?: unknown[] };
  return code ?? (message || (errors?.[0] as Error | undefined)?.message || 'no answer');
}

/** PostgreSQL's refusals at the door (class 28 and 3D) and unknown hosts are settings, not faults. */
function asConfigurationError(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  const refused = typeof code === 'string' && /^(28|3D)/.test(code);
  if (refused || code === 'ENOTFOUND') {
    return new ConfigurationError('DATABASE_URL', String(message), { cause: error });
  }
  return error;
}
