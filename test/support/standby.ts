import { execFile } from 'node:child_process';
import { promises as fs, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/postgres/embedded-postgres.ts';
import { until } from './merchant.ts';
import { DatabaseProxy } from './process.ts';

const run = promisify(execFile);

/** A primary with an asynchronous standby, both real; the standby's way to the primary can be cut. */
export class PrimaryWithStandby {
  readonly primary: EmbeddedPostgres;
  readonly standby: EmbeddedPostgres;
  private readonly replication: DatabaseProxy;
  private readonly folder: string;

  private constructor(
    folder: string,
    primary: EmbeddedPostgres,
    standby: EmbeddedPostgres,
    replication: DatabaseProxy,
  ) {
    this.folder = folder;
    this.primary = primary;
    this.standby = standby;
    this.replication = replication;
  }

  static async start(): Promise<PrimaryWithStandby> {
    const folder = mkdtempSync(path.join(tmpdir(), 'test-standby-'));
    const [one, other] = [path.join(folder, 'one'), path.join(folder, 'other')];
    const primary = await startEmbeddedPostgres(one);
    const replication = new DatabaseProxy(primary.databaseUrl);
    await replication.open();
    await copyRunning(primary.databaseUrl, one, other);
    const cluster = path.join(other, 'postgres');
    const { hostname, port, username, password } = new URL(await replication.url());
    const conninfo = `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`;
    await fs.appendFile(
      path.join(cluster, 'postgresql.auto.conf'),
      `primary_conninfo = '${conninfo}'\nwal_retrieve_retry_interval = '100ms'\n`,
    );
    await writeOwned(cluster, 'standby.signal', '');
    const standby = await startEmbeddedPostgres(other);
    return new PrimaryWithStandby(folder, primary, standby, replication);
  }

  /** The standby has all that the primary has written until now. */
  async caughtUp(): Promise<void> {
    const [at] = await queryOnce<{ lsn: string }>(
      this.primary.databaseUrl,
      'select pg_current_wal_lsn()::text as lsn',
    );
    const reached = 'select pg_last_wal_replay_lsn() >= $1::pg_lsn as there';
    await until(
      async () =>
        (await queryOnce<{ there: boolean }>(this.standby.databaseUrl, reached, [at?.lsn]))[0]?.there,
      'the standby',
    );
  }

  /** What the primary writes from now on is its own. */
  cut = () => this.replication.close();

  async promote(): Promise<void> {
    await queryOnce(this.standby.databaseUrl, 'select pg_promote()');
  }

  async stop(): Promise<void> {
    await this.replication.close();
    await Promise.all([this.primary.stop(), this.standby.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** As pg_basebackup does, with what is at hand everywhere: the server's own functions and a copy of its files. */
async function copyRunning(databaseUrl: string, from: string, to: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`select pg_backup_start('standby', true)`);
  await run('cp', ['-a', from, to]);
  const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop()');
  await client.end();
  const cluster = path.join(to, 'postgres');
  await fs.rm(path.join(cluster, 'postmaster.pid'), { force: true });
  await writeOwned(cluster, 'backup_label', rows[0]?.labelfile ?? '');
}

/** A file of the cluster belongs to the user as whom its server runs. */
async function writeOwned(cluster: string, name: string, text: string): Promise<void> {
  const file = path.join(cluster, name);
  await fs.writeFile(file, text);
  const { uid, gid } = await fs.stat(cluster);
  await fs.chown(file, uid, gid);
}

async function queryOnce<T extends pg.QueryResultRow>(
  databaseUrl: string,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
