import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import type { Sandbox } from '../../sandbox/index.ts';
import { type Environment, readEnvironment } from '../../src/env.ts';
import { isCron } from '../../src/jobs/scheduler.ts';
import { type Plugin, type PluginOptions, startPlugin } from '../../src/plugin.ts';
import { CLIENT, freePort } from './network.ts';

export { CLIENT, freePort };

/** Short delays, so that a test of a retry waits for the event and not for the clock. */
export const QUICK_RETRY = {
  firstMs: 50,
  capMs: 500,
  giveUpAfterMs: 60_000,
  uncertainMs: 300,
  answeredMs: 300,
  createWithinMs: 4000,
};

/** Tests count the calls of a shop: it is looked at where a test is about that. */
const NOT_IN_A_TEST_MS = 3_600_000;

/** A new empty database on the run's server. */
export async function createDatabase(): Promise<string> {
  const server = inject('postgresUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

export interface TestPlugin extends Plugin {
  url: string;
  env: Environment;
  databaseUrl: string;
  /** The log's lines, as written. */
  log: string[];
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>;
}

export interface TestPluginOptions extends Partial<Omit<PluginOptions, 'env' | 'logger'>> {
  variables?: Record<string, string>;
  databaseUrl?: string;
}

/** The two platforms: a sandbox, or whatever answers in their place. */
export interface Platforms {
  fic: Pick<Sandbox['fic'], 'url'>;
  shop: Pick<Sandbox['shop'], 'apiUrl'>;
  setAppUrl?: Sandbox['setAppUrl'];
}

/** The plug-in on the sandbox, over real HTTP and a real PostgreSQL. */
export async function startTestPlugin(
  sandbox: Platforms,
  { variables = {}, databaseUrl, ...options }: TestPluginOptions = {},
): Promise<TestPlugin> {
  const port = await freePort();
  const url = databaseUrl ?? (await createDatabase());
  const env = readEnvironment(
    {
      PORT: String(port),
      PUBLIC_URL: `http://localhost:${port}`,
      DATABASE_URL: url,
      APP_SECRET: 'a secret for tests, long enough to be one',
      FIC_CLIENT_ID: CLIENT.clientId,
      FIC_CLIENT_SECRET: CLIENT.clientSecret,
      FIC_API_URL: sandbox.fic.url,
      TSC_API_URL: sandbox.shop.apiUrl,
      LOG_LEVEL: 'debug',
      ...variables,
    },
    isCron,
  );
  const log: string[] = [];
  const logger = pino({ level: env.LOG_LEVEL }, { write: (line: string) => void log.push(line) });
  const plugin = await startPlugin({
    env,
    logger,
    retry: QUICK_RETRY,
    inspectAfterMs: NOT_IN_A_TEST_MS,
    ...options,
  });
  sandbox.setAppUrl?.(env.PUBLIC_URL);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  return {
    ...plugin,
    url: env.PUBLIC_URL,
    env,
    databaseUrl: url,
    log,
    query: async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await pool.query<T>(sql, values)).rows,
    async stop() {
      await pool.end();
      await plugin.stop();
    },
  };
}
