import { promises as fs } from 'node:fs';
import path from 'node:path';

/**
 * Address of the embedded PostgreSQL that another process runs in `dataDir`: its port and password stand there.
 *
 * @returns null where none runs; `exists` tells whether there is a database at all.
 */
export async function findEmbedded(dataDir: string): Promise<{ url: string | null; exists: boolean }> {
  const cluster = path.join(dataDir, 'postgres');
  const read = (file: string) => fs.readFile(file, 'utf8').catch(() => null);
  const exists = (await read(path.join(cluster, 'PG_VERSION'))) !== null;
  const lines = (await read(path.join(cluster, 'postmaster.pid')))?.split('\n') ?? [];
  const password = (await read(path.join(dataDir, 'postgres-password')))?.trim();
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (password === undefined || !(pid > 0) || !(port > 0) || !isAlive(pid)) return { url: null, exists };
  return { url: `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`, exists };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs as another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
