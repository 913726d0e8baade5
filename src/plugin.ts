import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type Environment, quotaLimits } from './env.ts';
import type { Context, RetryPolicy } from './flows/context.ts';
import { createApp } from './http/app.ts';
import { closeServer, listen, refuseMalformed, timeLimits } from './http/edge/server.ts';
import { createMetrics } from './http/operators/metrics.ts';
import { createOperatorApp, type OperatorOptions } from './http/operators/operators.ts';
import { createGiveWay } from './jobs/give-way.ts';
import { createLanes } from './jobs/lanes.ts';
import { createNextCustomerSync, shortestStepMs } from './jobs/next-sync.ts';
import { startScheduler } from './jobs/scheduler.ts';
import { startWorker, type Worker } from './jobs/worker.ts';
import type { CallReport } from './platforms/call-report.ts';
import { createAuthorization, createInvoicingConnector } from './platforms/fattureincloud/index.ts';
import { createNotificationCheck, readPublicKey } from './platforms/fattureincloud/notifications.ts';
import { createShopConnector, readSpellings } from './platforms/tscommerce/index.ts';
import { createSiteLook, isLoopbackUrl } from './platforms/tscommerce/site.ts';
import type { Clock } from './ports/clock.ts';
import { checkSecret, prepareDatabase, tellFound } from './prepare-database.ts';
import { createStore } from './store/index.ts';
import { createGauges } from './store/operators/gauges.ts';
import { createDatabaseClock } from './store/postgres/clock.ts';
import { openDatabase } from './store/postgres/database.ts';
import { startEmbeddedPostgres } from './store/postgres/embedded-postgres.ts';
import { migrationNames, readReadiness } from './store/postgres/migrate.ts';
import { startPulse } from './store/postgres/pulse.ts';
import { createQuota } from './store/quota/quota.ts';
import { createTakeCallSql } from './store/quota/take-call.ts';
import { createSealer, randomToken } from './store/sealing/seal.ts';
import { readOrCreateSecret } from './store/sealing/secret.ts';
import { trailLog } from './trail.ts';

/** What the plug-in asks for, and no more. Source: platforms.md, scopes. */
const SCOPES = [
  'entity.clients:a',
  'issued_documents.orders:a',
  'issued_documents.invoices:a',
  'issued_documents.credit_notes:a',
  'receipts:a',
  'products:r',
  'settings:r',
];

const FIC_TIMEOUT_MS = 30_000;
/** The merchant's first minute is for the panel: the shop is looked at beside it. */
const INSPECT_AFTER_MS = 5000;
const MINUTE_MS = 60_000;

/**
 * Source: delivery's rules; a create call lasts 30 s at most and begins within 4 s after it was noted down, or within 2.5 s
 * after its order was taken with others, so it is over when looked for. Where its process died, the kernel goes on sending
 * what it had taken for over 100 s (TCP's retransmissions): seen to arrive, and to be served, long after.
 */
export const retryPolicy: RetryPolicy = {
  firstMs: 10_000,
  capMs: 60 * MINUTE_MS,
  giveUpAfterMs: 3 * 24 * 60 * MINUTE_MS,
  uncertainMs: 150_000,
  answeredMs: FIC_TIMEOUT_MS + 8000,
  createWithinMs: 4000,
};

export interface PluginOptions {
  env: Environment;
  logger: Logger;
  /** Tells the time instead of the database. */
  clock?: Clock;
  /** The machine's own clock, which is corrected by the database's. */
  machineClock?: Clock;
  retry?: RetryPolicy;
  /** Longest time of one call to either platform. */
  timeoutMs?: number;
  /** Between an install and the first look at what the shop answers; 5 s. */
  inspectAfterMs?: number;
  /** Aborted to give up waiting for a database that is away at the start. */
  signal?: AbortSignal;
}

export interface Plugin {
  /** Where it listens; null without the role `web`. */
  address: AddressInfo | null;
  context: Context;
  /** Before `stop`: tells /readyz that it ends, takes no more jobs, and still answers for DRAIN_SECONDS. */
  drain(): Promise<void>;
  /** Takes nothing new, finishes what is in hand. */
  stop(): Promise<void>;
}

/**
 * Puts the parts together and starts those that ROLES names. With the database away it waits for it.
 *
 * @throws ConfigurationError when a setting makes the start impossible.
 */
export async function startPlugin(options: PluginOptions): Promise<Plugin> {
  const { env, logger } = options;
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const secret = env.APP_SECRET ?? (await readOrCreateSecret(env.DATA_DIR));
    const tellEmbedded = (line: string) => logger.warn({ part: 'embedded-postgres' }, line);
    const embedded =
      env.DATABASE_URL === undefined ? await startEmbeddedPostgres(env.DATA_DIR, tellEmbedded) : null;
    if (embedded !== null) closers.push(() => embedded.stop());
    const database = openDatabase(
      env.DATABASE_URL ?? embedded?.databaseUrl ?? '',
      (error) => logger.warn({ reason: error.message }, 'database connection lost'),
      (found) => tellFound(found, logger),
      env.DATABASE_CONNECTIONS,
    );
    closers.push(() => database.close());
    await prepareDatabase(database, migrationsFolder(), logger, options.signal);
    const databaseClock = createDatabaseClock(database.pool, options.machineClock);
    await databaseClock.follow();
    const clock = options.clock ?? databaseClock;
    const pulse = startPulse({ pool: database.pool, ways: { ...database.ways, pool: databaseClock.follow } });
    closers.push(async () => pulse.stop());

    const sealer = createSealer(secret, env.APP_SECRET_PREVIOUS);
    await checkSecret(database, sealer);
    const limits = quotaLimits(env);
    const takeCallSql = createTakeCallSql(limits);
    const store = createStore(database, sealer, takeCallSql, limits);
    const metrics = createMetrics(createGauges(database.prisma));
    const quota = createQuota(database, takeCallSql, limits, clock);
    const log = trailLog(logger);
    const onCall = (platform: 'tscommerce' | 'fattureincloud') => {
      const measure = metrics.onCall(platform);
      return (call: CallReport) => {
        measure(call);
        log[call.outcome === 'ok' ? 'debug' : 'info']({ platform, ...call }, 'platform call');
      };
    };
    const ficOptions = {
      apiUrl: env.FIC_API_URL,
      clock,
      timeoutMs: options.timeoutMs ?? FIC_TIMEOUT_MS,
      onCall: onCall('fattureincloud'),
    };
    const spellings = await readSpellings(env.TSC_FIELDS);
    const giveWay = createGiveWay();
    closers.push(async () => giveWay.stop());
    const context: Context = {
      store,
      connectShop: createShopConnector({
        apiUrl: env.TSC_API_URL,
        spellings,
        clock,
        timeoutMs: options.timeoutMs,
        onCall: onCall('tscommerce'),
      }),
      lookAtSite: createSiteLook({ clock, allowLoopback: isLoopbackUrl(env.TSC_API_URL) }),
      connectInvoicing: createInvoicingConnector({ ...ficOptions, quota, onHeld: metrics.quotaHeld }),
      authorization: createAuthorization({
        ...ficOptions,
        clientId: env.FIC_CLIENT_ID,
        clientSecret: env.FIC_CLIENT_SECRET,
        scopes: SCOPES,
      }),
      quota,
      notifications: createNotificationCheck({ publicKey: readPublicKey(env.FIC_WEBHOOK_PUBLIC_KEY), clock }),
      clock,
      log,
      metrics: metrics.flows,
      publicUrl: env.PUBLIC_URL,
      retentionDays: env.RETENTION_DAYS,
      inspectAfterMs: options.inspectAfterMs ?? INSPECT_AFTER_MS,
      setupWindowMs: env.SETUP_WINDOW_MINUTES * MINUTE_MS,
      retry: options.retry ?? retryPolicy,
      lanes: { isFree: () => false, wake: () => undefined },
      giveWay: giveWay.turn,
      reconcileEveryMs: shortestStepMs(env.RECONCILE_CRON),
      nextCustomerSync: createNextCustomerSync(env.CUSTOMER_SYNC_CRON),
      randomToken,
    };

    const roles = new Set(env.ROLES);
    let worker: Worker | null = null;
    if (roles.has('worker')) {
      const again = await store.deliveries.requeueUnderSpellings(spellings.fingerprint);
      if (again > 0) logger.info({ orders: again }, 'orders that waited for other spellings are tried again');
      const lanes = createLanes(context);
      context.lanes = lanes;
      worker = startWorker(context, lanes, database.pool, logger);
      closers.push(worker.stop);
    }
    const isQueueReady = () => !roles.has('worker') || worker?.isReady() === true;
    if (roles.has('scheduler')) {
      const crons = {
        reconcileCron: env.RECONCILE_CRON,
        customerSyncCron: env.CUSTOMER_SYNC_CRON,
        receiptsCron: env.RECEIPTS_CRON,
        eInvoiceCron: env.EINVOICE_CRON,
      };
      closers.push(startScheduler(context, crons));
    }
    const migrations = await migrationNames(migrationsFolder());
    let draining = false;
    const operators: OperatorOptions = {
      readiness: async () => {
        const looked = await readReadiness(database.pool, migrations);
        return {
          ...looked,
          database: looked.database && pulse.isAlive(),
          queue: isQueueReady(),
          running: !draining,
        };
      },
      readMetrics: metrics.read,
    };
    let address: AddressInfo | null = null;
    if (roles.has('web')) {
      const app = createApp(context, {
        ...operators,
        logger,
        sessionKeys: sealer.deriveKeys('sessions'),
        trustProxy: env.TRUST_PROXY,
        webRoot: webRoot(),
        frameAncestors: frameAncestors(env),
        isDraining: () => draining,
        observeRequest: metrics.observeRequest,
        onRequest: giveWay.noteRequest,
      });
      const server = createServer(timeLimits, app);
      refuseMalformed(server, metrics.onRefused);
      address = await listen(server, env);
      closers.push(() => closeServer(server));
    } else {
      const server = createServer(createOperatorApp(operators));
      // Many workers on one machine may share its settings: the port is not what they are for.
      await listen(server, env).then(
        () => closers.push(() => closeServer(server)),
        (error: Error) =>
          logger.warn(`${error.message}; /readyz and /metrics of this process are not served`),
      );
    }
    return {
      address,
      context,
      stop,
      async drain() {
        draining = true;
        // Jobs are given up while the balancer looks away; those in hand go on.
        await Promise.all([worker?.stop(), sleep(env.DRAIN_SECONDS * 1000)]);
      },
    };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

/** Where `vite build` puts the panel: the same from the sources and from their build. */
const webRoot = () => fileURLToPath(new URL(`${sourceRoot}dist/web`, import.meta.url));
const migrationsFolder = () => fileURLToPath(new URL(`${sourceRoot}prisma/migrations`, import.meta.url));
const sourceRoot = import.meta.url.endsWith('/dist/server/plugin.js') ? '../../' : '../';

/** On plain localhost (tests, the demo) any local page may frame the panel too. */
function frameAncestors(env: Environment): string[] {
  const local = /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(env.PUBLIC_URL);
  return ["'self'", ...env.FRAME_ANCESTORS, ...(local ? ['http://localhost:*', 'http://127.0.0.1:*'] : [])];
}
