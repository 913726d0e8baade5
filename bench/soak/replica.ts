import { createWriteStream, type WriteStream } from 'node:fs';
import path from 'node:path';
import { DatabaseProxy } from '../../test/support/process.ts';
import { PluginProcess, steadyPort } from '../processes.ts';
import type { Sample } from './memory.ts';

/** A process must be gone this long after it was asked to stop. */
const STOP_WITHIN_MS = 10_000;

/** One of several processes of the plug-in: a clock and a way to the database of its own, through all its deaths. */
export class Replica {
  readonly name: string;
  readonly url: string;
  readonly way: DatabaseProxy;
  /** Of the process that runs now. */
  samples: Sample[] = [];
  /** What became of it that should not. */
  readonly faults: string[] = [];
  private readonly variables: Record<string, string>;
  private readonly clockOffsetMs: number;
  private readonly log: WriteStream;
  private running: PluginProcess | null = null;
  private startedAt = 0;

  private constructor(
    name: string,
    way: DatabaseProxy,
    variables: Record<string, string>,
    options: { clockOffsetMs: number; log: WriteStream },
  ) {
    this.name = name;
    this.way = way;
    this.variables = variables;
    this.url = `http://localhost:${variables.PORT}`;
    this.clockOffsetMs = options.clockOffsetMs;
    this.log = options.log;
  }

  static async create(options: {
    name: string;
    databaseUrl: string;
    variables: Record<string, string>;
    clockOffsetMs: number;
    folder: string;
  }): Promise<Replica> {
    const { name, databaseUrl, clockOffsetMs, folder } = options;
    const way = new DatabaseProxy(databaseUrl, await steadyPort());
    await way.open();
    const variables = {
      ...options.variables,
      PORT: String(await steadyPort()),
      DATABASE_URL: await way.url(),
    };
    const log = createWriteStream(path.join(folder, `${name}.log`), { flags: 'a' });
    return new Replica(name, way, variables, { clockOffsetMs, log });
  }

  /** Resolves once it is ready; where its start fails that is told among its faults. */
  async start(): Promise<void> {
    try {
      const { clockOffsetMs, log } = this;
      const started = await PluginProcess.start(this.variables, { clockOffsetMs, log });
      this.running = started;
      this.startedAt = performance.now();
      this.samples = [];
      void started.ended().then(() => {
        if (this.running === started)
          this.faults.push(`${this.name} ended by itself: ${started.output.slice(-500)}`);
      });
    } catch (error) {
      this.faults.push(`${this.name} did not start: ${String(error).slice(-500)}`);
    }
  }

  /** As if its machine lost its power. */
  async kill(): Promise<void> {
    const { running } = this;
    this.running = null;
    await running?.stop('SIGKILL');
  }

  /** As operators stop it: it must end in time, and well. */
  async stop(): Promise<void> {
    const { running } = this;
    this.running = null;
    if (running === null) return;
    const asked = performance.now();
    const late = setTimeout(() => running.signal('SIGKILL'), 2 * STOP_WITHIN_MS);
    const code = await running.stop('SIGTERM');
    clearTimeout(late);
    const tookMs = performance.now() - asked;
    if (code !== 0 || tookMs > STOP_WITHIN_MS) {
      this.faults.push(`${this.name} stopped with ${code} after ${Math.round(tookMs)} ms`);
    }
  }

  /** Stands still for a while, as a machine does that swaps or is moved. */
  async standStill(ms: number): Promise<void> {
    const { running } = this;
    running?.signal('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, ms));
    running?.signal('SIGCONT');
  }

  get isRunning(): boolean {
    return this.running !== null && !this.running.hasEnded;
  }

  sample(): Sample | null {
    if (this.running === null || this.running.hasEnded) return null;
    const minute = (performance.now() - this.startedAt) / 60_000;
    const sample = { minute, pssMiB: this.running.pssMiB() };
    this.samples.push(sample);
    return sample;
  }

  async end(): Promise<void> {
    await this.stop();
    await this.way.close();
    await new Promise((resolve) => this.log.end(resolve));
  }
}
