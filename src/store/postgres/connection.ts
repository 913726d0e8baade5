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

/**
 * Connections that are given up when a statement waits and nothing comes: what is half open (a host or a NAT that is gone
 * sends no reset) looks like a slow answer, for ever. Idle ones are not looked at; the next statement finds out.
 */
export function watchedClient(silenceMs: number): Watched {
  return class WatchedClient extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      let waits = false;
      const run = this.query.bind(this) as (...args: unknown[]) => unknown;
      this.query = ((...args: unknown[]) => {
        waits = true;
        return run(...args);
      }) as pg.Client['query'];
      this.on('drain', () => {
        waits = false;
      });
      this.once('connect', () => {
        const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
        stream.setTimeout(silenceMs, () => {
          if (waits) stream.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
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
