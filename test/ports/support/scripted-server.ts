import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  method: string;
  /** Path without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

/** How one request is answered; `reset` cuts the connection, `hang` never answers. */
export type Script =
  | { status?: number; json: unknown; headers?: Record<string, string> }
  | { status?: number; text: string; type?: string; headers?: Record<string, string> }
  | 'reset'
  | 'hang'
  /** The head of an answer, then the connection is cut. */
  | 'cut';

export type Respond = (request: SeenRequest) => Script;

export interface ScriptedServer {
  url: string;
  /** What came in, in order. */
  seen: SeenRequest[];
  /** Answers from now on. */
  respond: Respond;
  /** Sockets that ever connected. */
  connections: number;
  close(): Promise<void>;
}

function answer(script: Script, request: IncomingMessage, response: ServerResponse): void {
  if (script === 'hang') return;
  if (script === 'reset') {
    request.socket.destroy();
    return;
  }
  if (script === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"data":');
    response.socket?.destroySoon();
    return;
  }
  const isJson = 'json' in script;
  response.writeHead(script.status ?? 200, {
    'content-type': isJson ? 'application/json' : (script.type ?? 'text/html'),
    ...script.headers,
  });
  response.end(isJson ? JSON.stringify(script.json) : script.text);
}

/** A real HTTP server that answers as it is told. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const seen: SeenRequest = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
      };
      scripted.seen.push(seen);
      answer(scripted.respond(seen), request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const scripted: ScriptedServer = {
    url: `http://127.0.0.1:${port}`,
    seen: [],
    respond: () => ({ status: 404, json: {} }),
    connections: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  server.on('connection', () => {
    scripted.connections += 1;
  });
  return scripted;
}

/** The problem with which a promise fails; anything else fails the test. */
export async function problemOf(promise: Promise<unknown>) {
  const { Problem } = await import('../../../src/domain/problem.ts');
  try {
    await promise;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('expected a problem, and there was none');
}

/** Everything that a careless log could print of an error: its fields, its causes, their stacks. */
export function everythingOf(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 6) return String(error);
  return Object.getOwnPropertyNames(error)
    .map((name) => `${name}: ${everythingOf((error as Record<string, unknown>)[name], depth + 1)}`)
    .join('\n');
}
