import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/index.ts';
import { readEnvironment } from '../src/env.ts';
import type { RetryPolicy } from '../src/flows/context.ts';
import { isCron } from '../src/jobs/scheduler.ts';
import { type Plugin, startPlugin } from '../src/plugin.ts';
import { startEmbeddedPostgres } from '../src/store/embedded-postgres.ts';
import { HttpBrowser } from '../test/support/browser.ts';

export type Shop = Sandbox['shop']['main'];

/** The plug-in, a sandbox of both platforms and a PostgreSQL, all on this machine. */
export interface World {
  sandbox: Sandbox;
  plugins: Plugin[];
  url: string;
  pool: pg.Pool;
  /** Installs, authorizes and configures a shop on a company of its own; ready to send. */
  connect(shop: Shop, company: number): Promise<HttpBrowser>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  sandbox?: SandboxOptions;
  variables?: Record<string, string>;
  /** Processes' worth of plug-ins on the one database. */
  replicas?: number;
  retry?: RetryPolicy;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const postgres = await startEmbeddedPostgres(folder);
  const sandbox = await startSandbox({ orders: 2, customers: 2, ...options.sandbox });
  const plugins: Plugin[] = [];
  let url = '';
  for (let replica = 0; replica < (options.replicas ?? 1); replica += 1) {
    const port = await freePort();
    const publicUrl = url === '' ? `http://localhost:${port}` : url;
    url = publicUrl;
    const env = readEnvironment(
      {
        PORT: String(port),
        PUBLIC_URL: publicUrl,
        DATABASE_URL: postgres.databaseUrl,
        APP_SECRET: 'a secret for benchmarks, long enough to be one',
        FIC_CLIENT_ID: 'sandbox-client',
        FIC_CLIENT_SECRET: 'sandbox-secret',
        FIC_API_URL: sandbox.fic.url,
        TSC_API_URL: sandbox.shop.apiUrl,
        LOG_LEVEL: 'error',
        ...options.variables,
      },
      isCron,
    );
    plugins.push(
      await startPlugin({
        env,
        logger: pino({ level: 'fatal' }),
        ...(options.retry === undefined
          ? {}
          : { retry: options.retry, timeoutMs: options.retry.uncertainMs - 500 }),
      }),
    );
  }
  sandbox.setAppUrl(url);
  const pool = new pg.Pool({ connectionString: postgres.databaseUrl, max: 2 });

  return {
    sandbox,
    plugins,
    url,
    pool,
    async connect(shop, company) {
      await sandbox.shop.install(shop);
      const browser = new HttpBrowser();
      await browser.request(`${url}/tscommerce/embed?instance=${shop.instance}`);
      const ticket = (await (await browser.write('POST', `${url}/api/oauth/ticket`)).json()) as {
        url: string;
      };
      const start = await browser.request(ticket.url);
      const back = await sandbox.fic.authorize(start.headers.get('location') ?? '', { user: 2 });
      await browser.request(back);
      const write = async (method: string, at: string, body: unknown) => {
        const response = await browser.write(method, `${url}${at}`, body);
        if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${await response.text()}`);
      };
      await write('PUT', '/api/company', { id: company });
      const catalogue = (await (await browser.request(`${url}/api/catalog`)).json()) as {
        taxProfiles: { id: string; suggestedVatTypeId: number | null }[];
        paymentAccounts: { id: number }[];
      };
      const mapping = Object.fromEntries(
        catalogue.taxProfiles.map((profile) => [profile.id, profile.suggestedVatTypeId ?? 0]),
      );
      await write('PUT', '/api/settings/vat', { mapping, shippingVatTypeId: null });
      await write('PUT', '/api/settings/paymentAccount', {
        id: catalogue.paymentAccounts[0]?.id ?? null,
        byPaymentMethod: {},
      });
      await write('PUT', '/api/settings/orders', { automatic: true, send: 'paid' });
      return browser;
    },
    async stop() {
      for (const plugin of plugins) await plugin.stop();
      await sandbox.stop();
      await pool.end();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const wish = () => ({
  status: 1,
  paidAt: new Date(),
  invoice: false,
  items: [{ sku: 'TAZZA-GRES' }, { sku: 'MIELE-ACACIA' }],
});

export async function until(look: () => boolean | Promise<boolean>, withinMs = 300_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await look())) {
    if (performance.now() > deadline) throw new Error('the benchmark did not get there in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The value below which the share lies, in the unit of the values. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
