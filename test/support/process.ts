import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './plugin.ts';

const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));

/** The built plug-in as a process of its own, as `npm start` runs it. */
export class PluginProcess {
  readonly child: ChildProcess;
  readonly url: string;
  stdout = '';
  stderr = '';
  private readonly ended: Promise<unknown>;

  readonly variables: Record<string, string>;

  constructor(variables: Record<string, string>) {
    this.variables = variables;
    this.url = variables.PUBLIC_URL ?? `http://localhost:${variables.PORT}`;
    this.child = spawn(process.execPath, [main], {
      cwd: mkdtempSync(path.join(tmpdir(), 'plugin-cwd-')),
      env: { PATH: process.env.PATH, LANG: 'C', ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk) => {
      this.stdout += String(chunk);
    });
    this.child.stderr?.on('data', (chunk) => {
      this.stderr += String(chunk);
    });
    this.ended = once(this.child, 'exit');
  }

  /** Waits until it is ready; fails with what it said when it ends instead. */
  async ready(): Promise<this> {
    await this.until(async () => (await fetch(`${this.url}/readyz`).catch(() => null))?.ok === true);
    return this;
  }

  async until(look: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 45_000;
    while (!(await look())) {
      if (this.child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`the plug-in did not get there: ${this.stdout}\n${this.stderr}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Exit code; null when a signal ended it. */
  async exit(signal?: NodeJS.Signals): Promise<number | null> {
    if (signal !== undefined && this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill(signal);
    }
    if (this.child.exitCode === null && this.child.signalCode === null) await this.ended;
    return this.child.exitCode;
  }
}

/** Variables of a start that works, on a port of its own. */
export async function pluginVariables(given: Record<string, string>): Promise<Record<string, string>> {
  const port = await freePort();
  return {
    PORT: String(port),
    DATA_DIR: mkdtempSync(path.join(tmpdir(), 'plugin-data-')),
    FIC_CLIENT_ID: 'sandbox-client',
    FIC_CLIENT_SECRET: 'sandbox-secret',
    DRAIN_SECONDS: '0',
    ...given,
  };
}

/** A way to the database that can be cut and mended. */
export class DatabaseProxy {
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();
  /** What leads to the plug-in, and from each on to the server. */
  private readonly pairs = new Map<Socket, Socket>();
  private target: URL;
  private port: number;

  /** @param port Where it listens; any that is free where absent. */
  constructor(databaseUrl: string, port = 0) {
    this.target = new URL(databaseUrl);
    this.port = port;
  }

  /** New connections lead to another server, as after a failover. */
  lead(databaseUrl: string): void {
    this.target = new URL(databaseUrl);
  }

  async url(): Promise<string> {
    if (this.port === 0) this.port = await freePort();
    const url = new URL(this.target);
    // Past the database's own socket, or nothing would come through here.
    url.searchParams.delete('host');
    url.host = `127.0.0.1:${this.port}`;
    return url.toString();
  }

  async open(): Promise<void> {
    await this.url();
    this.server = createServer((socket) => {
      const upstream = createConnection(Number(this.target.port), this.target.hostname);
      this.pairs.set(socket, upstream);
      for (const [one, other] of [
        [socket, upstream],
        [upstream, socket],
      ] as const) {
        this.sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.sockets.delete(one);
          this.pairs.delete(socket);
          other.destroy();
        });
        one.pipe(other);
      }
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /**
   * What is open stays so for the plug-in, and nothing comes through any more: as where a host or a NAT is gone. New ones
   * do. The server hears that the other side is gone, as by its keep-alives, but at once.
   */
  freeze(): void {
    for (const [socket, upstream] of this.pairs) {
      socket.unpipe();
      socket.pause();
      upstream.removeAllListeners('close').unpipe().destroy();
      this.sockets.delete(upstream);
    }
    this.pairs.clear();
  }

  /** Ends all that is open with a reset; new ones come through. */
  reset(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const { server } = this;
    this.server = null;
    if (server !== null) await new Promise((resolve) => server.close(resolve));
  }
}
