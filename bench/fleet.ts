import { setTimeout as sleep } from 'node:timers/promises';
import { SCHEDULED } from '../src/jobs/tasks.ts';
import { ask, type FleetWorld, idle, startFleet } from './fleet/fleet-world.ts';
import { between, beyond, memoryMiB, per, type Reading, read, storedBytes } from './fleet/measure.ts';
import { plot } from './fleet/plot.ts';
import { SENDS_BY_ITSELF } from './fleet/rows.ts';
import { openPanels } from './fleet/visitors.ts';
import { percentile } from './world.ts';

/** Connected shops of each step. */
const STEPS = (process.env.BENCH_SHOPS ?? '100,1000,10000').split(',').map(Number);
/** How much faster than in earnest the fleet's day goes. */
const COMPRESS = Number(process.env.BENCH_COMPRESS ?? 10);
/** How long the shops sell, minutes of the clock. */
const MINUTES = Number(process.env.BENCH_MINUTES ?? 3);
const STILL_MS = 15_000;
const SILENT_MS = 45_000;
/** Minutes of the fleet's day between two looks at what became of e-invoices. */
const E_INVOICE_MINUTES = 30;
/** The night's customer sync is spread over so long. */
const SYNC_MINUTES = 60;
/** Orders before anything is measured, for the process to be warm. */
const WARM_ORDERS = 300;
/** Shops with an invoice on its way to the SDI as the measuring begins: one in so many. */
const IN_TRANSIT = 2 * SENDS_BY_ITSELF;
/** Shops whose daily jobs are measured. */
const DAILY_SHOPS = 100;
const VISITED_MS = 10_000;
const DAILY = ['subscribe', 'refresh-products'];
/** Of a shop that sells nothing. */
const WEEKLY = ['inspect-shop'];
const SYNC = 'customer-sync-start';
const MEMORY_EVERY_MS = 2000;

type Look = Awaited<ReturnType<typeof openPanels>>;

const minutesMs = (minutes: number) => (minutes * 60_000) / COMPRESS;

/** Where a run of many minutes stands. */
const tell = (what: string) => process.stdout.write(`${what}… `);

/** Has the plug-in look at e-invoices at the fleet's pace, as its clock would, until told to stop. */
function startClock(world: FleetWorld): () => Promise<void> {
  const everyMs = minutesMs(E_INVOICE_MINUTES);
  const stopped = new AbortController();
  const clock = async () => {
    while (!stopped.signal.aborted) {
      await ask(world, SCHEDULED.eInvoices, { spreadMs: everyMs });
      await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const running = clock();
  return async () => {
    stopped.abort();
    await running;
  };
}

/** Highest memory of all processes until told to stop, MiB. */
function watchMemory(world: FleetWorld): () => { plugin: number; postgres: number } {
  let peak = memoryMiB(world);
  const timer = setInterval(() => {
    const now = memoryMiB(world);
    if (now.plugin + now.postgres > peak.plugin + peak.postgres) peak = now;
  }, MEMORY_EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    return peak;
  };
}

/** What the process costs by itself, and what the shops cost while nothing is sold, by the wall clock. */
async function silence(world: FleetWorld): Promise<{ still: Reading; silent: Reading }> {
  const putOff = (days: number) =>
    world.pool.query(`update shops set reconcile_at = reconcile_at + $1::int * interval '1 day'`, [days]);
  await putOff(1);
  await idle(world);
  const begun = await read(world);
  await sleep(STILL_MS);
  const still = between(begun, await read(world));
  await putOff(-1);
  await idle(world);
  const before = await read(world);
  const stop = startClock(world);
  await sleep(SILENT_MS);
  await stop();
  return { still, silent: between(before, await read(world)) };
}

/** What it costs to look at one page of the panel. */
async function visits(world: FleetWorld, look: Look, still: Reading): Promise<Reading> {
  const before = await read(world);
  const stop = look();
  await sleep(VISITED_MS);
  const { pages } = await stop();
  return per(beyond(between(before, await read(world)), still), pages);
}

/** What a job costs that each shop has once a day. */
async function daily(world: FleetWorld, tasks: readonly string[], still: Reading): Promise<Reading> {
  const { rows } = await world.pool.query<{ ids: string[] }>(
    'select array(select id::text from shops order by id limit $1) as ids',
    [DAILY_SHOPS],
  );
  const ids = rows[0]?.ids ?? [];
  const enqueue = () =>
    world.pool.query(
      `select graphile_worker.add_job(task, json_build_object('shopId', id), job_key => task || ':' || id, priority => 10)
       from unnest($1::text[]) id cross join unnest($2::text[]) task`,
      [ids, tasks],
    );
  // The first time is a shop's first, and another thing.
  await enqueue();
  await idle(world);
  const before = await read(world);
  await enqueue();
  await idle(world);
  return per(beyond(between(before, await read(world)), still), ids.length);
}

/** An hour's trade, or what BENCH_MINUTES is of one, with all that goes on beside it. */
async function trade(world: FleetWorld, look: Look) {
  const hours = (MINUTES / 60) * COMPRESS;
  const bytesBefore = await storedBytes(world.pool);
  const memory = watchMemory(world);
  const syncsBefore = await countSyncs(world);
  // Those that are on their way become due within the hour, each at its moment.
  await world.pool.query(
    `update e_invoices set next_look_at = now() + random() * $1::int * interval '1 ms' where next_look_at is not null`,
    [minutesMs(60)],
  );
  const before = await read(world);
  const stopClock = startClock(world);
  const stopVisits = look();
  await ask(world, SCHEDULED.customerSyncs, { spreadMs: minutesMs(SYNC_MINUTES) });
  const sold = await world.platforms.trade({ seconds: MINUTES * 60, hours });
  await stopClock();
  const pages = await stopVisits();
  const spent = between(before, await read(world));
  const peak = memory();
  // Syncs of the hour that lie behind its measured part.
  await world.pool.query(
    `select graphile_worker.complete_jobs(array(
       select id from graphile_worker.jobs where task_identifier = $1 and locked_at is null))`,
    [SYNC],
  );
  await idle(world);
  const bytesAfter = await storedBytes(world.pool);
  const grown = [...bytesAfter].map(([name, bytes]) => [name, bytes - (bytesBefore.get(name) ?? 0)] as const);
  if (process.env.BENCH_VERBOSE !== undefined) {
    for (const [name, bytes] of [...grown].sort((a, b) => b[1] - a[1]).slice(0, 40)) {
      console.log(`  ${name} ${(bytes / sold.orders).toFixed(0)} bytes an order`);
    }
  }
  const syncs = (await countSyncs(world)) - syncsBefore;
  const bytes = grown.reduce((sum, [, more]) => sum + more, 0);
  return { sold, spent, pages, peak, syncs, bytes };
}

async function countSyncs({ pool }: FleetWorld): Promise<number> {
  const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from sync_runs');
  return rows[0]?.n ?? 0;
}

async function step(shops: number): Promise<Record<string, number>> {
  const begun = performance.now();
  const world = await startFleet(shops, COMPRESS);
  try {
    const invoiced = world.shops.flatMap((_, index) => (index % IN_TRANSIT === 0 ? index : []));
    const warm = Math.max(WARM_ORDERS, invoiced.length);
    await world.platforms.invoice(
      Array.from({ length: warm }, (_, index) => invoiced[index % invoiced.length] ?? 0),
    );
    await idle(world);
    const preparedSeconds = (performance.now() - begun) / 1000;
    tell(`${shops} shops connected and warm`);
    const { still, silent } = await silence(world);
    tell('silence measured');
    const look = await openPanels(world);
    const { sold, spent, pages, peak, syncs, bytes } = await trade(world, look);
    tell('trade measured');
    await idle(world);
    const visit = await visits(world, look, still);
    const night = await daily(world, [SYNC], still);
    const jobs = await daily(world, DAILY, still);
    const weekly = await daily(world, WEEKLY, still);

    // Jobs come faster by COMPRESS, the process itself does not.
    const hour = (part: 'plugin' | 'postgres') => {
      const process = still[part] / still.atMs;
      const jobsRate = silent[part] / silent.atMs - process;
      return ((jobsRate / COMPRESS + process) * 3_600_000) / shops;
    };
    const day = (part: 'plugin' | 'postgres') =>
      (24 * hour(part) + night[part] + jobs[part] + weekly[part] / 7) / 1000;
    const selling = beyond(spent, silent);
    const order = (part: 'plugin' | 'postgres' | 'statements') =>
      (selling[part] - syncs * night[part] - pages.pages * visit[part]) / sold.orders;
    return {
      shops,
      compress: COMPRESS,
      minutes: MINUTES,
      preparedSeconds,
      orders: sold.orders,
      pluginMsPerOrder: order('plugin'),
      postgresMsPerOrder: order('postgres'),
      cpuMsPerOrder: order('plugin') + order('postgres'),
      statementsPerOrder: order('statements'),
      bytesPerOrder: bytes / sold.orders,
      pluginMsPerSilentShopHour: hour('plugin'),
      postgresMsPerSilentShopHour: hour('postgres'),
      silentShopDaySeconds: day('plugin') + day('postgres'),
      nightSyncMs: night.plugin + night.postgres,
      dailyJobsMs: jobs.plugin + jobs.postgres,
      weeklyJobsMs: weekly.plugin + weekly.postgres,
      processCoreShare: (still.plugin + still.postgres) / still.atMs,
      processStatementsPerSecond: (still.statements / still.atMs) * 1000,
      pluginMiB: peak.plugin,
      postgresMiB: peak.postgres,
      allMiB: peak.plugin + peak.postgres,
      documentP50Ms: percentile(sold.latenciesMs, 0.5),
      documentP95Ms: percentile(sold.latenciesMs, 0.95),
      documentP99Ms: percentile(sold.latenciesMs, 0.99),
      documentMaxMs: Math.max(...sold.latenciesMs),
      missingWebhooks: sold.missing,
      foundAnyway: sold.found,
      late: sold.late,
      tokensRefreshed: sold.refreshed,
      syncs,
      ...pages,
    };
  } catch (error) {
    console.error(await outcomes(world));
    throw error;
  } finally {
    await world.stop();
  }
}

/** How many deliveries stand where, and why: said where a run fails. */
async function outcomes({ pool }: FleetWorld): Promise<string> {
  const { rows } = await pool.query(
    `select state, problem->>'code' as problem, count(*)::int as deliveries from deliveries group by 1, 2`,
  );
  return JSON.stringify(rows);
}

/** A fleet of connected shops of which few sell at a time, in steps of ten; draws how each figure grows. */
export async function fleet() {
  const steps: Record<string, Record<string, number>> = {};
  for (const shops of STEPS) {
    steps[shops] = await step(shops);
    // A later step that fails must not take the earlier ones' figures with it.
    console.log(JSON.stringify(steps[shops]));
  }
  // The picture of the documentation shows all steps.
  const sorted = Object.values(steps).sort((a, b) => (a.shops ?? 0) - (b.shops ?? 0));
  if (sorted.length > 2) plot(sorted);
  return steps;
}
