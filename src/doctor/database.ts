import type pg from 'pg';
import type { Gauges } from '../ports/stores/gauges.ts';
import { CONNECTIONS_PER_PROCESS } from '../store/postgres/database.ts';
import { checkClock } from './environment.ts';
import { type Finding, fail, ok, reasonOf, warn } from './report.ts';

const OLDEST_MAJOR = 14;
const JOB_WAIT_SECONDS = 120;
const HINT_WAIT_SECONDS = 300;
/** Each process opens up to twenty connections. */
const CONNECTIONS_KEPT_FREE = 20;

interface Facts {
  version: number;
  name: string;
  now: Date;
  can_create_schema: boolean;
  can_create_table: boolean;
  has_queue: boolean;
  used: number;
  max: number;
}

/** Reachability, version, privileges, clock, migrations; `reached` false where nothing more can be asked. */
export async function checkDatabase(
  pool: pg.Pool,
  migrations: readonly string[],
): Promise<{ findings: Finding[]; reached: boolean }> {
  let facts: Facts | undefined;
  try {
    facts = await readFacts(pool);
  } catch (error) {
    const fix = 'check DATABASE_URL, that PostgreSQL runs, and that this machine may reach it';
    return { findings: [fail('database', `does not answer (${reasonOf(error)})`, fix)], reached: false };
  }
  if (facts === undefined) return { findings: [], reached: false };
  const major = Math.floor(facts.version / 10_000);
  const findings = [
    major < OLDEST_MAJOR
      ? fail('database', `PostgreSQL ${major}`, `use PostgreSQL ${OLDEST_MAJOR} or newer`)
      : ok('database', `PostgreSQL ${major}, database "${facts.name}"`),
    checkPrivileges(facts),
    facts.max - facts.used < CONNECTIONS_KEPT_FREE
      ? warn(
          'database-connections',
          `${facts.used} of ${facts.max} in use`,
          `raise max_connections, or run fewer processes: each opens up to ${CONNECTIONS_PER_PROCESS}`,
        )
      : ok('database-connections', `${facts.used} of ${facts.max} in use`),
    checkClock('clock-database', Date.now() - facts.now.getTime(), "the database's"),
  ];
  return { findings: [...findings, await checkMigrations(pool, migrations)], reached: true };
}

async function readFacts(pool: pg.Pool): Promise<Facts | undefined> {
  const { rows } = await pool.query<Facts>(`
    select current_setting('server_version_num')::int as version, current_database() as name, clock_timestamp() as now,
      has_database_privilege(current_database(), 'create') as can_create_schema,
      has_schema_privilege(current_schema(), 'create') as can_create_table,
      to_regnamespace('graphile_worker') is not null as has_queue,
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
      current_setting('max_connections')::int as max`);
  return rows[0];
}

function checkPrivileges({
  can_create_schema: schema,
  can_create_table: table,
  has_queue: queue,
}: Facts): Finding {
  const name = 'database-privileges';
  if (table !== true) {
    return fail(name, 'this user may make no tables', 'grant create on schema public to the plug-in’s user');
  }
  if (!schema && !queue) {
    return fail(name, 'this user may make no schema for the queue', 'grant create on the database to it');
  }
  return ok(name, 'tables and the queue’s schema can be made');
}

async function checkMigrations(pool: pg.Pool, migrations: readonly string[]): Promise<Finding> {
  const name = 'migrations';
  const known = await pool.query<{ there: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as there`,
  );
  if (known.rows[0]?.there !== true) return warn(name, 'none applied', 'the first start applies them');
  const { rows } = await pool.query<{ name: string }>(
    'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  const applied = new Set(rows.map((row) => row.name));
  const missing = migrations.filter((migration) => !applied.has(migration));
  const newer = [...applied].filter((migration) => !migrations.includes(migration));
  if (missing.length > 0)
    return warn(name, `${missing.length} not applied yet`, 'the next start of this version applies them');
  if (newer.length > 0)
    return ok(name, `all applied, and ${newer.length} of a newer version, which older processes stand`);
  return ok(name, `all ${migrations.length} applied`);
}

/** Whether the work goes forward. */
export function checkQueue(gauges: Gauges): Finding[] {
  const seconds = Math.round(gauges.oldestReadyJobSeconds);
  const hintSeconds = Math.round(gauges.oldestDueHintSeconds);
  const stuck = seconds > JOB_WAIT_SECONDS || hintSeconds > HINT_WAIT_SECONDS;
  const detail = `${gauges.jobs.ready} jobs ready, the oldest since ${seconds} s; ${gauges.hints} webhooks to follow`;
  const findings = [
    stuck
      ? fail('queue', detail, 'start a process with the role worker, or look why it takes no jobs')
      : ok('queue', detail),
  ];
  if (gauges.jobs.dead > 0) {
    const fix =
      'look for "queue" errors in the log; select * from graphile_worker.jobs where attempts >= max_attempts';
    findings.push(warn('queue-dead', `${gauges.jobs.dead} jobs were given up`, fix));
  }
  const { failed = 0, waiting = 0 } = gauges.deliveries;
  findings.push(ok('deliveries', `${waiting} wait, ${failed} need a person`));
  return findings;
}
