import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Balancer } from '../test/support/balancer.ts';
import { PrimaryWithStandby } from '../test/support/standby.ts';
import { POISON_TRIGGER } from './soak/buyers.ts';
import { halves, WARM_AFTER_MINUTES } from './soak/memory.ts';
import { makeTrouble } from './soak/mischief.ts';
import { connectShop, visitPanels } from './soak/panel.ts';
import { Platforms } from './soak/platforms.ts';
import { type Reckoning, reckon, stillOpen } from './soak/reckoning.ts';
import { Replica } from './soak/replica.ts';
import { APP_SECRET, median, until } from './world.ts';

const MINUTES = Number(process.env.BENCH_MINUTES ?? 60);
const SHOPS = Number(process.env.BENCH_SHOPS ?? 12);
/** Of all shops together. */
const PER_MINUTE = Number(process.env.BENCH_ORDERS_PER_MINUTE ?? 90);
/** Where the processes' logs are kept; without it they go with the run, unless a promise broke. */
const LOGS = process.env.BENCH_LOGS;

const CLOCKS_MS = [0, 5000, -5000];
/** Once nothing is wrong any more, all processes are ready and each shop sends something within this time. */
const MOVES_WITHIN_MS = 120_000;
/**
 * And what waits leaves within this one, with a new order of each shop behind it: the longest delay of an order that failed
 * again and again, its doubt, and what the quota leaves after a failover, since each order of before costs several calls.
 */
const DRAIN_WITHIN_MS = Number(process.env.BENCH_DRAIN_MINUTES ?? 25) * 60_000;
/** A warm process may grow by this much: beyond is a leak. */
const FLAT_MIB_PER_HOUR = 15;
/** Fewer samples of a warm process tell nothing. */
const SAMPLES_NEEDED = 20;

const started = performance.now();
const tell = (line: string) => {
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `  ${String(Math.floor(seconds / 60)).padStart(3)}:${String(seconds % 60).padStart(2, '0')} ${line}`,
  );
};

/** Milliseconds until each shop has one more document; those that have none in time are missing. */
async function timeMoves(platforms: Platforms): Promise<number[]> {
  const begin = performance.now();
  const count = async () =>
    new Map((await platforms.call('books')).map((book) => [book.instance, book.documents.length]));
  const before = await count();
  const timesMs: number[] = [];
  while (before.size > 0 && performance.now() - begin < MOVES_WITHIN_MS) {
    await sleep(200);
    for (const [instance, documents] of await count()) {
      if (documents <= (before.get(instance) ?? Number.POSITIVE_INFINITY)) continue;
      before.delete(instance);
      timesMs.push(performance.now() - begin);
    }
  }
  return timesMs;
}

/** What broke, a line each. */
function brokenPromises(reckoning: Reckoning): string[] {
  const kinds: [string, string[]][] = [
    ['twice', reckoning.twice],
    ['lost', reckoning.lost],
    ['poison that nobody is told of', reckoning.untold],
    ['sent though it should not be', reckoning.tooMany],
    ['another total', reckoning.wrongTotals],
    ['client twice', reckoning.clientsTwice],
    ['invoice sent to the SDI twice', reckoning.transmittedTwice],
  ];
  return kinds.flatMap(([kind, found]) => found.map((one) => `${kind}: ${one}`));
}

/**
 * Three replicas for an hour through everything that can go wrong, then what Fatture in Cloud has held against what the
 * shops sold. `brokenPromises` in its figures is what must be 0.
 */
export async function soak(): Promise<Record<string, number>> {
  console.log(`${MINUTES} minutes, ${SHOPS} shops, ${PER_MINUTE} orders a minute`);
  const folder = LOGS ?? mkdtempSync(path.join(tmpdir(), 'soak-'));
  mkdirSync(folder, { recursive: true });
  const [servers, platforms] = await Promise.all([PrimaryWithStandby.start(), Platforms.start(SHOPS)]);
  const balancer = new Balancer();
  await balancer.start();
  await platforms.call('setAppUrl', balancer.url);
  const addresses = await platforms.call('addresses');
  const variables = {
    PUBLIC_URL: balancer.url,
    APP_SECRET,
    FIC_CLIENT_ID: 'sandbox-client',
    FIC_CLIENT_SECRET: 'sandbox-secret',
    FIC_API_URL: addresses.fic,
    TSC_API_URL: addresses.shop,
    RECONCILE_CRON: '*/2 * * * *',
    EINVOICE_CRON: '*/5 * * * *',
    LOG_LEVEL: 'info',
  };
  const replicas: Replica[] = [];
  let pool = new pg.Pool({ connectionString: servers.primary.databaseUrl, max: 2 });
  let isKept = LOGS !== undefined;
  let isCalm = false;
  let sampling: NodeJS.Timeout | undefined;
  const broken: string[] = [];
  try {
    for (const [index, clockOffsetMs] of CLOCKS_MS.entries()) {
      const name = `replica-${index + 1}`;
      const { databaseUrl } = servers.primary;
      replicas.push(await Replica.create({ name, databaseUrl, variables, clockOffsetMs, folder }));
    }
    await Promise.all(replicas.map((replica) => replica.start()));
    const atStart = replicas.flatMap(({ faults }) => faults);
    if (atStart.length > 0) throw new Error(atStart.join('\n'));
    balancer.serve(replicas.map(({ url }) => url));
    await until(() => replicas.every(({ url }) => balancer.isReady(url)));
    await pool.query(POISON_TRIGGER);
    const merchants = [];
    for (const [index, shop] of addresses.shops.entries()) {
      merchants.push(await connectShop(platforms, balancer.url, shop, index));
    }
    await servers.caughtUp();
    await pool.end();
    tell('all shops are connected: trouble begins');

    await platforms.call('beginOrders', PER_MINUTE);
    const loads: number[] = [];
    sampling = setInterval(() => {
      loads.push(loadavg()[0] ?? 0);
      const memory = replicas.map((replica) => replica.sample()?.pssMiB.toFixed(0) ?? '–').join(' ');
      void platforms.call('documents').then((documents) => {
        tell(`${documents} documents, ${memory} MiB, load ${loadavg()[0]?.toFixed(1)}`);
      });
    }, 60_000);
    const panels = visitPanels(platforms, merchants, () => isCalm);
    const happened = await makeTrouble({ platforms, replicas, servers, tell }, MINUTES);
    isCalm = true;
    const use = await panels;
    await platforms.call('calm');
    await platforms.call('endOrders');
    tell('the trouble is over');

    const back = performance.now();
    const fresh = await platforms.call('placeFresh');
    const moves = timeMoves(platforms);
    const areReady = () => replicas.every(({ url }) => balancer.isReady(url));
    await until(areReady, MOVES_WITHIN_MS).catch(() => broken.push('not all replicas are ready again'));
    const readySeconds = (performance.now() - back) / 1000;
    const timesMs = await moves;
    const standing = SHOPS - timesMs.length;
    if (standing > 0) broken.push(`${standing} shops send nothing within ${MOVES_WITHIN_MS / 1000} s`);
    tell(
      `${timesMs.length} of ${SHOPS} shops send again, the last after ${Math.round(Math.max(...timesMs))} ms`,
    );

    pool = new pg.Pool({ connectionString: servers.standby.databaseUrl, max: 2 });
    const drain = performance.now();
    let open = await stillOpen(platforms, pool);
    while (open > 0 && performance.now() - drain < DRAIN_WITHIN_MS) {
      await sleep(2000);
      open = await stillOpen(platforms, pool);
    }
    const drainSeconds = (performance.now() - drain) / 1000;
    tell(`${open} orders wait after ${Math.round(drainSeconds)} s`);

    const made = (await platforms.call('books')).flatMap(({ documents }) =>
      documents.map(({ subject }) => subject),
    );
    const unsent = fresh.filter(({ marker }) => !made.some((subject) => subject.includes(marker)));
    for (const { instance } of unsent) broken.push(`shop ${instance} did not send its new order`);
    const reckoning = await reckon(platforms, merchants);
    const tally = await platforms.call('tally');
    broken.push(...brokenPromises(reckoning), ...replicas.flatMap(({ faults }) => faults));
    if (tally.beyondQuota > 0) broken.push(`${tally.beyondQuota} calls beyond the quota`);
    const memory = halves(replicas[0]?.samples ?? []);
    const grows = memory.slope > FLAT_MIB_PER_HOUR && memory.secondSlope > FLAT_MIB_PER_HOUR;
    if (memory.samples >= SAMPLES_NEEDED && grows) {
      broken.push(`memory grows by ${memory.slope.toFixed(1)} MiB an hour`);
    }
    for (const [name, times] of Object.entries(happened)) tell(`${times} × ${name}`);
    tell(`struck on the platforms: ${JSON.stringify(tally.struck)}`);
    for (const line of reckoning.failed) tell(`failed, told: ${line}`);
    for (const line of reckoning.waiting) tell(`waits, told: ${line}`);
    for (const line of broken) tell(`BROKEN ${line}`);
    isKept ||= broken.length > 0;
    if (isKept) tell(`logs: ${folder}`);
    const acts = (pattern: RegExp) =>
      Object.entries(happened).reduce((sum, [name, times]) => sum + (pattern.test(name) ? times : 0), 0);
    const numbers = (value: number) => (Number.isFinite(value) ? value : -1);
    return {
      minutes: MINUTES,
      shops: SHOPS,
      placed: reckoning.placed,
      due: reckoning.due,
      documents: reckoning.documents,
      twice: reckoning.twice.length,
      lost: reckoning.lost.length,
      waiting: reckoning.waiting.length,
      failedThoughNoPoison: reckoning.failed.length,
      poison: reckoning.poison,
      poisonUntold: reckoning.untold.length,
      wrongTotals: reckoning.wrongTotals.length,
      clientsTwice: reckoning.clientsTwice.length,
      transmittedTwice: reckoning.transmittedTwice.length,
      shopsStanding: Math.max(standing, unsent.length),
      beyondQuota: tally.beyondQuota,
      readySeconds,
      slowestShopSeconds: Math.max(...timesMs) / 1000,
      drainSeconds,
      faults: Object.values(tally.struck).reduce((sum, count) => sum + count, 0),
      calls: tally.calls,
      webhookTries: tally.webhooks,
      squalls:
        Object.values(happened).reduce((sum, count) => sum + count, 0) - acts(/^(replica|all|one|failover)/),
      killed: acts(/killed$/),
      killedTogether: acts(/killed at once$/),
      askedToStop: acts(/asked to stop$/),
      frozen: acts(/frozen$/),
      reset: acts(/reset$/),
      withoutDatabase: acts(/without a database$/),
      stoodStill: acts(/stands still$/),
      failovers: acts(/^failover$/),
      panelAnswered: use.answered,
      panelUnanswered: use.unanswered,
      reauthorized: use.reauthorized,
      pssWarmAfterMinutes: WARM_AFTER_MINUTES,
      pssSamples: memory.samples,
      pssFirstHalfMiB: numbers(memory.firstMiB),
      pssSecondHalfMiB: numbers(memory.secondMiB),
      pssSlopeFirstHalfMiBPerHour: numbers(memory.firstSlope),
      pssSlopeSecondHalfMiBPerHour: numbers(memory.secondSlope),
      pssSlopeMiBPerHour: numbers(memory.slope),
      loadAverage: numbers(median(loads)),
      loadAverageMax: numbers(Math.max(...loads)),
      brokenPromises: broken.length,
    };
  } finally {
    isCalm = true;
    clearInterval(sampling);
    await pool.end().catch(() => undefined);
    await balancer.stop();
    await Promise.all(replicas.map((replica) => replica.end()));
    await platforms.stop();
    await servers.stop();
    if (!isKept) rmSync(folder, { recursive: true, force: true });
  }
}
