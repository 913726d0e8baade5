import type { Socket } from 'node:net';
import pg from 'pg';

/** After so long without a sign the kernel asks the other side whether it is still there. */
const KEEP_ALIVE_MS = 10_000;

/**
 * What the server is to do about a process whose host or network is gone without a word: else its locks and its half
 * statements stay for up to two hours. A setting that a server does not know (another system's, a pooler's) is left.
 */
const SERVER_SIDE = `
do $$
declare one text[];
begin
  foreach one slice 1 in array array[
    ['tcp_keepalives_idle', '10'], ['tcp_keepalives_interval', '5'], ['tcp_keepalives_count', '3'],
    ['tcp_user_timeout', '25000'], ['client_connection_check_interval', '10000'],
    ['idle_in_transaction_session_timeout', '60000']]
  loop
    begin
      perform set_config(one[1], one[2], false);
    exception when others then null;
    end;
  end loop;
end $$`;

/** A connection on which a statement may wait for a sign of the server for so long, milliseconds. */
type Watched = new (config?: string | pg.ClientConfig) => pg.Client;

/** An open connection: when the server last gave a sign, and since when a statement waits for one. */
interface Line {
  stream: Socket;
  openedAt: number;
  heardAt: number;
  waitsSince: number | null;
}

const giveUp = ({ stream }: Line) =>
  stream.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));

/**
 * Connections that are given up when a statement waits and nothing comes: what is half open (a host or a NAT that is gone
 * sends no reset) looks like a slow answer, for ever. Where none of them gave a sign since that statement began to wait, all
 * go, idle or waiting as long: else each would be found out only after a wait of its own.
 */
export function createWatch(): (silenceMs: number) => Watched {
  const lines = new Set<Line>();

  function settle(silent: Line, silenceMs: number): void {
    const now = performance.now();
    const since = silent.waitsSince ?? now;
    const others = [...lines].filter((line) => line !== silent && line.openedAt < since);
    giveUp(silent);
    if (others.some(({ heardAt }) => heardAt >= since)) return;
    for (const line of others) {
      if (line.waitsSince === null || now - line.waitsSince >= silenceMs) giveUp(line);
    }
  }

  return (silenceMs) =>
    class WatchedClient extends pg.Client {
      constructor(config?: string | pg.ClientConfig) {
        super(config);
        let line: Line | null = null;
        let waitsSince: number | null = null;
        const wait = (since: number | null) => {
          waitsSince = since;
          if (line !== null) line.waitsSince = since;
        };
        const run = this.query.bind(this) as (...args: unknown[]) => unknown;
        this.query = ((...args: unknown[]) => {
          if (waitsSince === null) wait(performance.now());
          return run(...args);
        }) as pg.Client['query'];
        this.on('drain', () => wait(null));
        this.once('connect', () => {
          const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
          const openedAt = performance.now();
          const opened: Line = { stream, openedAt, heardAt: openedAt, waitsSince };
          line = opened;
          lines.add(opened);
          stream.on('data', () => {
            opened.heardAt = performance.now();
          });
          stream.once('close', () => lines.delete(opened));
          stream.setTimeout(silenceMs, () => {
            if (opened.waitsSince !== null) settle(opened, silenceMs);
          });
        });
      }
    };
}

/** How each connection of the plug-in is opened. */
export const connectionConfig = (url: string): pg.ClientConfig => ({
  connectionString: url,
  connectionTimeoutMillis: 5000,
  keepAlive: true,
  keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
});

export async function settleConnection(client: pg.ClientBase, more = ''): Promise<void> {
  await client.query(`${SERVER_SIDE}; ${more}`);
}
