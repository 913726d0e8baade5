import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

/** Listens (port 0 takes any free one); `close` cuts open connections, so that hanging answers never block a test's end. */
export async function listen(
  handler: RequestListener,
  host: string,
  port: number,
  /** The host name in `url`, where it is another than the one listened on. */
  name: string = host,
): Promise<RunningServer> {
  const server: Server = createServer(handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${name === '0.0.0.0' ? 'localhost' : name}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
