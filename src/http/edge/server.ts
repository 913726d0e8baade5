import type { Server, ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { ConfigurationError } from '../../domain/configuration-error.ts';
import type { Refusal } from './refusals.ts';

/** Open connections get this long to finish their answer when the server closes. */
const HTTP_GRACE_MS = 3000;

/** A request has this long: bodies are small, and who sends one byte a minute holds a connection. */
export const timeLimits: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5000,
};

const MALFORMED: Record<string, [line: string, reason: Refusal]> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'http-malformed'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'http-malformed'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'http-slow'],
};

/** Answers what is no HTTP as node itself does, and counts it. */
export function refuseMalformed(server: Server, onRefused: (reason: Refusal) => void): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // A connection that broke or was closed asked for nothing.
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const [line, reason] = MALFORMED[error.code ?? ''] ?? ['400 Bad Request', 'http-malformed'];
    onRefused(reason);
    socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\n\r\n`);
  });
}

/** @throws ConfigurationError naming the variable that is wrong. */
export function listen(server: Server, env: { PORT: number; HOST: string }): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `port ${env.PORT} is in use by another program`,
        EACCES: `port ${env.PORT} needs more rights than this user has`,
        EADDRNOTAVAIL: `${env.HOST} is not an address of this machine`,
        ENOTFOUND: `${env.HOST} is not an address of this machine`,
      };
      const variable = error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' ? 'HOST' : 'PORT';
      reject(new ConfigurationError(variable, reasons[error.code ?? ''] ?? error.message, { cause: error }));
    });
    server.listen(env.PORT, env.HOST, () => resolve(server.address() as AddressInfo));
  });
}

/** Takes no new connection; what is being answered ends first. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), HTTP_GRACE_MS);
  await closed;
  clearTimeout(force);
}
