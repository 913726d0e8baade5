import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationError } from '../domain/configuration-error.ts';

/** Open connections get this long to finish their answer when the server closes. */
const HTTP_GRACE_MS = 3000;

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
