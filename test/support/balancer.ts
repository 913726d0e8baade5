import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

const LOOK_AGAIN_AFTER_MS = 100;

/** A request that an upstream did not answer. */
export interface Refusal {
  upstream: string;
  path: string;
  reason: string;
}

/** A balancer as operators have it: kept connections, takes out whoever's /readyz does not say 200. Repeats nothing. */
export class Balancer {
  readonly refusals: Refusal[] = [];
  answered = 0;
  private readonly ready = new Map<string, boolean>();
  private readonly agent = new Agent({ keepAlive: true });
  private readonly server: Server;
  private looking: NodeJS.Timeout | undefined;
  private turn = 0;
  private stopped = false;

  constructor() {
    this.server = createServer((incoming, outgoing) => this.pass(incoming, outgoing));
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  serve(upstreams: readonly string[]): void {
    for (const upstream of upstreams) this.ready.set(upstream, false);
    this.lookAgain();
  }

  isReady = (upstream: string) => this.ready.get(upstream) === true;

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.looking);
    this.agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private lookAgain(): void {
    if (this.stopped) return;
    this.looking = setTimeout(() => void this.look().then(() => this.lookAgain()), LOOK_AGAIN_AFTER_MS);
  }

  private async look(): Promise<void> {
    await Promise.all(
      [...this.ready.keys()].map(async (upstream) => {
        const answer = await fetch(`${upstream}/readyz`).catch(() => null);
        await answer?.arrayBuffer().catch(() => undefined);
        this.ready.set(upstream, answer?.ok === true);
      }),
    );
  }

  private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const upstreams = [...this.ready].filter(([, ready]) => ready).map(([upstream]) => upstream);
    const upstream = upstreams[this.turn % upstreams.length];
    this.turn += 1;
    const path = incoming.url ?? '';
    const refuse = (reason: string) => {
      this.refusals.push({ upstream: upstream ?? 'none', path, reason });
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end();
    };
    if (upstream === undefined) {
      refuse('none is ready');
      return;
    }
    const { hostname, port } = new URL(upstream);
    const passed = request(
      { agent: this.agent, hostname, port, path, method: incoming.method, headers: incoming.headers },
      (answer) => {
        if ((answer.statusCode ?? 500) >= 500) {
          answer.resume();
          refuse(`HTTP ${answer.statusCode}`);
          return;
        }
        this.answered += 1;
        const { connection: _hopByHop, ...headers } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 200, headers);
        answer.pipe(outgoing);
        answer.on('error', () => outgoing.destroy());
      },
    );
    passed.on('error', (error: NodeJS.ErrnoException) => refuse(error.code ?? error.message));
    incoming.pipe(passed);
  }
}
