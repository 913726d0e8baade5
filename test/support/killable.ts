import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../../sandbox/index.ts';
import { until } from './merchant.ts';
import { CLIENT, freePort } from './network.ts';

/** Compiling the sources on a busy machine takes its time. */
const START_WITHIN_MS = 90_000;

const entry = fileURLToPath(new URL('./quick-plugin.ts', import.meta.url));

/** The plug-in in a process of its own on the sandbox, at one address and database through all its deaths. */
export class KillablePlugin {
  readonly url: string;
  output = '';
  private child: ChildProcess | null = null;
  private readonly variables: Record<string, string>;

  private constructor(url: string, variables: Record<string, string>) {
    this.url = url;
    this.variables = variables;
  }

  static async create(sandbox: Sandbox, databaseUrl: string, variables: Record<string, string> = {}) {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    sandbox.setAppUrl(url);
    return new KillablePlugin(url, {
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: databaseUrl,
      APP_SECRET: 'a secret for tests, long enough to be one',
      FIC_CLIENT_ID: CLIENT.clientId,
      FIC_CLIENT_SECRET: CLIENT.clientSecret,
      FIC_API_URL: sandbox.fic.url,
      TSC_API_URL: sandbox.shop.apiUrl,
      LOG_LEVEL: 'info',
      ...variables,
    });
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', entry], {
      env: { PATH: process.env.PATH, ...this.variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        this.output += String(chunk);
      });
    }
    await until(
      async () => {
        if (child.exitCode !== null) throw new Error(`the plug-in ended: ${this.output}`);
        return (await fetch(`${this.url}/readyz`).catch(() => null))?.ok;
      },
      'the plug-in',
      START_WITHIN_MS,
    );
  }

  /** As if the machine lost its power; with SIGTERM as operators stop it. Exit code; null where a signal ended it. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    const { child } = this;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }
}
