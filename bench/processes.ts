import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, type WriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { RetryPolicy } from '../src/flows/context.ts';
import type { LoadJob, LoadResult } from './load.ts';

const built = fileURLToPath(new URL('../dist/server/main.js', import.meta.url));
const quick = fileURLToPath(new URL('./quick-plug-in.ts', import.meta.url));
const loader = fileURLToPath(new URL('./load.ts', import.meta.url));
const clock = new URL('./soak/clock.mjs', import.meta.url).href;

/** How a process of the plug-in differs from what `npm start` runs. */
export interface Differently {
  /** Shorter delays than in earnest; the plug-in then runs from its sources. */
  retry?: RetryPolicy | undefined;
  /** Its clock is wrong by this much. */
  clockOffsetMs?: number;
  /** Keeps all that it says. */
  log?: WriteStream;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Below what systems give away by themselves: nobody takes it while its owner is dead for a while. */
export async function steadyPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** Processor time of a process as Linux counts it, ms, in steps of ten; with that of its ended children where wanted. */
function spentMs(pid: number, withEnded: boolean): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticks = fields.slice(11, withEnded ? 15 : 13);
  return ticks.reduce((sum, value) => sum + Number(value), 0) * 10;
}

/** Time that the machine's processors had nothing to do, ms, of all of them together; with waiting for a disk. */
export function idleMs(): number {
  const fields = readFileSync('/proc/stat', 'utf8').split('\n')[0]?.split(/\s+/).slice(1) ?? [];
  return (Number(fields[3]) + Number(fields[4])) * 10;
}

/** The processes that a PostgreSQL's main process started and that still run. */
export function postgresChildren(mainPid: number): number[] {
  const listed = execFileSync('ps', ['-o', 'pid=', '--ppid', String(mainPid)], { encoding: 'utf8' });
  return listed.trim().split(/\s+/).map(Number);
}

/** Processor time of a PostgreSQL, ms: its main process, those that it started and those that ended. */
export function postgresCpuMs(mainPid: number): number {
  return postgresChildren(mainPid).reduce(
    (sum, pid) => {
      try {
        return sum + spentMs(pid, false);
      } catch {
        return sum;
      }
    },
    spentMs(mainPid, true),
  );
}

/** The built plug-in, as `npm start` runs it; `BENCH_PROFILE` names a folder for its CPU profile. */
export class PluginProcess {
  /** The last of what it said. */
  output = '';
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, log: WriteStream | undefined) {
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        log?.write(chunk);
        this.output = (this.output + String(chunk)).slice(-10_000);
      });
    }
  }

  static async start(
    variables: Record<string, string>,
    { retry, clockOffsetMs = 0, log }: Differently = {},
  ): Promise<PluginProcess> {
    const profile = process.env.BENCH_PROFILE;
    const args = [
      ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
      ...(clockOffsetMs === 0 ? [] : ['--import', clock]),
      ...(retry === undefined ? ['--enable-source-maps', built] : ['--import', 'tsx', quick]),
    ];
    const child = spawn(process.execPath, args, {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        CLOCK_OFFSET_MS: String(clockOffsetMs),
        ...variables,
        ...(retry === undefined ? {} : { BENCH_RETRY: JSON.stringify(retry) }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const started = new PluginProcess(child, log);
    const url = `http://localhost:${variables.PORT}`;
    for (;;) {
      if (started.hasEnded) throw new Error(`the plug-in ended: ${started.output}`);
      if ((await fetch(`${url}/readyz`).catch(() => null))?.ok) return started;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resident memory of the process, now and at its highest, MiB, as Linux counts it (VmRSS, VmHWM). */
  memory(): { nowMiB: number; peakMiB: number } {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
    return { nowMiB: read('VmRSS'), peakMiB: read('VmHWM') };
  }

  /** Its proportional set size, MiB: what it shares with others counts by its share. */
  pssMiB(): number {
    const rollup = readFileSync(`/proc/${this.child.pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1024;
  }

  /** The end of what it wrote. */
  lastOutput(): string {
    return this.output;
  }

  /** Processor time spent until now, ms. */
  cpuMs(): number {
    return spentMs(this.pid, false);
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Resolves as it ends, whatever ended it. */
  async ended(): Promise<void> {
    if (!this.hasEnded) await once(this.child, 'exit');
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Exit code; null where a signal ended it. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (!this.hasEnded) this.child.kill(signal);
    await this.ended();
    return this.child.exitCode;
  }
}

/** A process that makes requests and times them. */
export class Load {
  private readonly child: ChildProcess;

  constructor() {
    this.child = fork(loader, { execArgv: ['--import', 'tsx'] });
  }

  async run(job: LoadJob): Promise<LoadResult> {
    this.child.send(job);
    const [result] = (await once(this.child, 'message')) as [LoadResult | { error: string }];
    if ('error' in result) throw new Error(result.error);
    return result;
  }

  stop(): void {
    this.child.kill();
  }
}
