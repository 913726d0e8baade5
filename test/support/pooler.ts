import { createServer, type Server, type Socket } from 'node:net';
import pg from 'pg';

/** A message of the server's: one letter and its length, with itself. */
function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
const READY = message('Z', Buffer.from('I'));
const WELCOME = Buffer.concat([message('R', Buffer.alloc(4)), READY]);

interface Backend {
  stream: Socket;
  client: Socket | null;
}

/** A pooler in transaction mode, as small as it can be: what is free goes to whoever asks next. */
export class TransactionPooler {
  private readonly backends: pg.Client[] = [];
  private readonly free: Backend[] = [];
  private server: Server | null = null;

  async start(databaseUrl: string, size = 3): Promise<string> {
    for (let count = 0; count < size; count += 1) {
      const client = new pg.Client({ connectionString: databaseUrl });
      client.on('error', () => undefined);
      await client.connect();
      this.backends.push(client);
      const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
      const backend: Backend = { stream, client: null };
      stream.removeAllListeners('data');
      stream.on('data', (data: Buffer) => {
        backend.client?.write(data);
        // Its last message says that no transaction is open.
        if (data.subarray(-READY.length).equals(READY)) {
          backend.client = null;
          this.free.push(backend);
        }
      });
      this.free.push(backend);
    }
    const server = createServer((client) => this.serve(client));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(databaseUrl);
    const at = server.address();
    url.searchParams.delete('host');
    url.host = `127.0.0.1:${at !== null && typeof at === 'object' ? at.port : 0}`;
    return url.toString();
  }

  private serve(client: Socket): void {
    let welcomed = false;
    let mine: Backend | null = null;
    client.on('error', () => undefined);
    client.on('data', (data: Buffer) => {
      if (!welcomed) {
        welcomed = true;
        client.write(WELCOME);
        return;
      }
      if (data[0] === 'X'.charCodeAt(0)) return;
      if (mine === null || mine.client !== client) mine = this.free.pop() ?? null;
      if (mine === null) return;
      mine.client = client;
      mine.stream.write(data);
    });
  }

  async stop(): Promise<void> {
    const { server } = this;
    if (server !== null) await new Promise((resolve) => server.close(resolve));
    for (const client of this.backends) await client.end();
  }
}
