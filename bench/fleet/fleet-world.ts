import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/store/postgres/embedded-postgres.ts';
import { freePort, PluginProcess } from '../processes.ts';
import { APP_SECRET, UNLIMITED, until } from '../world.ts';
import type { Measured } from './measure.ts';
import { connectFleet, RECONCILE_MINUTES } from './rows.ts';
import type { FleetShop, Opened, PlatformsJob, Trade, TradeResult } from './wire.ts';

const program = fileURLToPath(new URL('./platforms.ts', import.meta.url));
/** What is due at an hour is asked for by the benchmark, at the fleet's pace: the plug-in's own moments are far away. */
const NEVER = '0 0 1 1 *';

/** A cron expression for every so many seconds, or the nearest that there is. */
function every(seconds: number): string {
  if (seconds < 60) return `*/${Math.max(1, Math.round(seconds))} * * * * *`;
  return `*/${Math.min(30, Math.round(seconds / 60))} * * * *`;
}

/** Both platforms and the buyers, in a process of their own. */
class Platforms {
  private readonly child: ChildProcess;

  constructor() {
    this.child = fork(program, { execArgv: ['--import', 'tsx', '--max-old-space-size=4096'] });
  }

  private async ask<T>(job: PlatformsJob): Promise<T> {
    this.child.send(job);
    const [answer] = (await once(this.child, 'message')) as [{ result: T } | { error: string }];
    if ('error' in answer) throw new Error(answer.error);
    return answer.result;
  }

  open = (shops: number) => this.ask<Opened>({ kind: 'open', shops });
  connect = (url: string) => this.ask<FleetShop[]>({ kind: 'connect', url });
  listen = (addresses: string[]) => this.ask<void>({ kind: 'listen', addresses });
  invoice = (shops: number[]) => this.ask<void>({ kind: 'invoice', shops });
  trade = (trade: Trade) => this.ask<TradeResult>({ kind: 'trade', trade });

  stop(): void {
    this.child.kill();
  }
}

export interface FleetWorld extends Measured {
  url: string;
  platforms: Platforms;
  shops: FleetShop[];
  stop(): Promise<void>;
}

/** A plug-in in a process of its own with so many connected shops, and PostgreSQL in its own. */
export async function startFleet(count: number, compress: number): Promise<FleetWorld> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const postgres = await startEmbeddedPostgres(folder);
  const platforms = new Platforms();
  const { shopUrl, ficUrl } = await platforms.open(count);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const plugin = await PluginProcess.start({
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: postgres.databaseUrl,
    APP_SECRET,
    FIC_CLIENT_ID: 'sandbox-client',
    FIC_CLIENT_SECRET: 'sandbox-secret',
    FIC_API_URL: ficUrl,
    TSC_API_URL: shopUrl,
    LOG_LEVEL: 'error',
    RECONCILE_CRON: every((RECONCILE_MINUTES * 60) / compress),
    CUSTOMER_SYNC_CRON: NEVER,
    RECEIPTS_CRON: NEVER,
    EINVOICE_CRON: NEVER,
    ...UNLIMITED.variables,
  });
  // Its connections end when they are not used: they would count as the plug-in's.
  const pool = new pg.Pool({ connectionString: postgres.databaseUrl, max: 1, idleTimeoutMillis: 500 });
  const postmaster = path.join(folder, 'postgres', 'postmaster.pid');
  const world: FleetWorld = {
    url,
    platforms,
    plugin,
    pool,
    postgresPid: Number(readFileSync(postmaster, 'utf8').split('\n')[0]),
    shops: [],
    async stop() {
      await plugin.stop();
      platforms.stop();
      await pool.end();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    world.shops = await platforms.connect(url);
    await idle(world);
    await platforms.listen(await connectFleet(pool, url, world.shops, compress));
    return world;
  } catch (error) {
    await world.stop();
    throw error;
  }
}

/** Waits until no job of the queue is due or in hand, and no order is on its way. */
export async function idle({ pool }: Pick<FleetWorld, 'pool'>, withinMs = 300_000): Promise<void> {
  await until(async () => {
    const { rows } = await pool.query<{ n: number }>(
      `select (select count(*) from graphile_worker.jobs
         where (run_at <= now() + interval '1 second' and attempts < max_attempts) or locked_at is not null)::int
       + (select count(*) from order_hints where next_try_at is null)::int
       + (select count(*) from deliveries where state in ('queued', 'sending'))::int as n`,
    );
    if (rows[0]?.n === 0) return true;
    await sleep(200);
    return false;
  }, withinMs);
}

/** Has the plug-in do at once what a clock would ask for. */
export async function ask(
  { pool }: Pick<FleetWorld, 'pool'>,
  task: string,
  payload: object = {},
): Promise<void> {
  await pool.query('select 1 from graphile_worker.add_job($1, $2::json, job_key => $1)', [
    task,
    JSON.stringify(payload),
  ]);
}
