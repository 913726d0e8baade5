import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';

/** A self-signed certificate for localhost, for tests alone. */
const tls = (name: string) => readFileSync(new URL(`tls/localhost-${name}.pem`, import.meta.url));

/** Ends TLS in front of a plug-in, as a proxy does in production. */
export async function startTlsProxy(port: number, target: () => string): Promise<() => Promise<void>> {
  const server = createServer({ key: tls('key'), cert: tls('cert') }, (incoming, outgoing) => {
    const upstream = request(
      new URL(incoming.url ?? '/', target()),
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    upstream.on('error', () => outgoing.destroy());
    incoming.pipe(upstream);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}
