import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/index.ts';
import type { RetryPolicy } from '../src/flows/context.ts';
import { startEmbeddedPostgres } from '../src/store/postgres/embedded-postgres.ts';
import { HttpBrowser } from '../test/support/browser.ts';
import { freePort, PluginProcess, postgresCpuMs } from './processes.ts';

export type Shop = Sandbox['shop']['main'];

export const APP_SECRET = 'a secret for benchmarks, long enough to be one';

/**
 * The plug-in in processes of its own, PostgreSQL in its own, and the sandbox of both platforms in this one. Load that
 * is timed comes from a further process (`Load`), so that nothing measured waits for what measures.
 */
export interface World {
  sandbox: Sandbox;
  plugins: PluginProcess[];
  url: string;
  pool: pg.Pool;
  databaseUrl: string;
  /** Processor time of PostgreSQL until now, ms. */
  postgresCpuMs(): number;
  /** Installs, authorizes and configures a shop on a company of its own; ready to send. */
  connect(shop: Shop, company: number): Promise<HttpBrowser>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  sandbox?: SandboxOptions;
  variables?: Record<string, string>;
  /** Processes of the plug-in on the one database. */
  replicas?: number;
  /** Shorter delays than in earnest; the plug-in then runs from its sources. */
  retry?: RetryPolicy;
}

export const NO_QUOTA = 10_000_000;

/** No quota on either side: what is measured is the plug-in. */
export const UNLIMITED = {
  sandbox: { quota: { per5Minutes: NO_QUOTA, perHour: NO_QUOTA, perMonth: NO_QUOTA } },
  variables: {
    FIC_QUOTA_5MIN: String(NO_QUOTA),
    FIC_QUOTA_HOUR: String(NO_QUOTA),
    FIC_QUOTA_MONTH: String(NO_QUOTA),
  },
} satisfies WorldOptions;

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const postgres = await startEmbeddedPostgres(folder);
  const sandbox = await startSandbox({ orders: 2, customers: 2, ...options.sandbox });
  const plugins: PluginProcess[] = [];
  let url = '';
  for (let replica = 0; replica < (options.replicas ?? 1); replica += 1) {
    const port = await freePort();
    if (url === '') url = `http://localhost:${port}`;
    const variables = {
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: postgres.databaseUrl,
      APP_SECRET,
      FIC_CLIENT_ID: 'sandbox-client',
      FIC_CLIENT_SECRET: 'sandbox-secret',
      FIC_API_URL: sandbox.fic.url,
      TSC_API_URL: sandbox.shop.apiUrl,
      LOG_LEVEL: 'error',
      ...options.variables,
    };
    plugins.push(await PluginProcess.start(variables, { retry: options.retry }));
  }
  sandbox.setAppUrl(url);
  const mainPid = Number(
    readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
  );
  const pool = new pg.Pool({ connectionString: postgres.databaseUrl, max: 2 });

  return {
    sandbox,
    plugins,
    url,
    pool,
    databaseUrl: postgres.databaseUrl,
    postgresCpuMs: () => postgresCpuMs(mainPid),
    connect: (shop, company) => connect(sandbox, url, shop, company),
    async stop() {
      await Promise.all(plugins.map((plugin) => plugin.stop()));
      await sandbox.stop();
      await pool.end();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Installs, authorizes and configures a shop as its merchant would. */
export async function connect(
  sandbox: Sandbox,
  url: string,
  shop: Shop,
  company: number,
): Promise<HttpBrowser> {
  await sandbox.shop.install(shop);
  const browser = new HttpBrowser();
  await browser.write('POST', `${url}/api/session`, { instance: shop.instance });
  const ticket = (await (await browser.write('POST', `${url}/api/oauth/ticket`)).json()) as { url: string };
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
}

export const wish = () => ({
  status: 1,
  paidAt: new Date(),
  invoice: false,
  items: [{ sku: 'TAZZA-GRES' }, { sku: 'MIELE-ACACIA' }],
});

export const documents = (world: World) =>
  world.sandbox.fic.companies.reduce((sum, company) => sum + company.documents.length, 0);

export async function until(look: () => boolean | Promise<boolean>, withinMs = 120_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await look())) {
    if (performance.now() > deadline) throw new Error('the benchmark did not get there in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The value below which the share lies, in the unit of the values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);
