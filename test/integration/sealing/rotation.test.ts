import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { runDoctor } from '../../../src/doctor/run.ts';
import { resealAll } from '../../../src/store/sealing/reseal.ts';
import { createSealer } from '../../../src/store/sealing/seal.ts';
import { binds } from '../../../src/store/sealing/sealed-columns.ts';
import { HttpBrowser } from '../../support/browser.ts';
import { Merchant } from '../../support/merchant.ts';
import { createDatabase, startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

const OLD = 'the secret of the first years, long enough';
const NEW = 'the secret that takes its place, long enough';
const WRONG = 'a secret that never sealed anything at all';
const OWNER = 'laura.conti@example.com';
const ACCOUNTANT = 'studio.ferri@example.com';

let sandbox: Sandbox;
let plugin: TestPlugin;
let databaseUrl: string;
let pool: pg.Pool;
let port: string | undefined;
let merchant: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 2, customers: 2 });
  databaseUrl = await createDatabase();
  pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
});
afterAll(async () => {
  await pool?.end();
  await plugin?.stop();
  await sandbox?.stop();
});

/** The plug-in as an operator restarts it: same database, same address. */
async function restart(secrets: Record<string, string>): Promise<void> {
  await plugin?.stop();
  const address = port === undefined ? {} : { PORT: port, PUBLIC_URL: `http://localhost:${port}` };
  plugin = await startTestPlugin(sandbox, { databaseUrl, variables: { ...address, ...secrets } });
  port = String(plugin.env.PORT);
}

/** `npm run reseal`, from the sources. */
async function reseal(secrets: Record<string, string>) {
  const script = fileURLToPath(new URL('../../../src/reseal.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      FIC_CLIENT_ID: 'sandbox-client',
      FIC_CLIENT_SECRET: 'sandbox-secret',
      ...secrets,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

const statusOf = async (browser: HttpBrowser) => (await browser.request(`${plugin.url}/api/status`)).status;
const sealed = async () => (await pool.query('select sealed_keys from shops order by id')).rows;
const doctorSays = async () => {
  const findings = await runDoctor({ env: plugin.env, migrationsFolder: 'prisma/migrations', mend: false });
  return Object.fromEntries(findings.map(({ name, status, detail }) => [name, [status, detail] as const]));
};

test('with the previous secret beside the new one all goes on: keys, tokens, sessions, a sign-in half way', async () => {
  await restart({ APP_SECRET: OLD });
  expect((await sandbox.shop.install()).status).toBe(204);
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize(OWNER);
  const guest = new Merchant(plugin, sandbox, sandbox.shop.main);
  await guest.open();
  const window = new HttpBrowser();
  const { url } = await guest.write<{ url: string }>('POST', '/api/oauth/ticket');
  const location = (await window.request(url)).headers.get('location') ?? '';
  const back = await sandbox.fic.authorize(location, { user: ACCOUNTANT });

  await restart({ APP_SECRET: NEW, APP_SECRET_PREVIOUS: OLD });
  expect(await statusOf(merchant.browser)).toBe(200);
  expect((await merchant.get<{ vatTypes: unknown[] }>('/api/catalog?refresh=1')).vatTypes).not.toEqual([]);
  const page = await (await window.request(back)).text();
  const code = /class="code">([A-Z0-9-]{9})</.exec(page)?.[1];
  await guest.write('POST', '/api/oauth/complete', { code });
  expect(await statusOf(guest.browser)).toBe(200);
  const verifiers = sandbox.fic.tokens.verifiers.length;
  expect(verifiers).toBe(2);
});

test('reseal seals all anew and says how many; run again it finds nothing to do; the doctor agrees', async () => {
  expect((await doctorSays())['app-secret-previous']?.[0]).toBe('warn');
  const first = await reseal({ APP_SECRET: NEW, APP_SECRET_PREVIOUS: OLD });
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(
    /^Sealed anew with APP_SECRET: 2\. Were so already: 0\. Could not be opened: 0\.$/m,
  );
  const again = await reseal({ APP_SECRET: NEW, APP_SECRET_PREVIOUS: OLD });
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(again.stdout).toMatch(/anew with APP_SECRET: 0\. Were so already: 2\./);
  expect((await doctorSays())['app-secret-previous']?.[0]).toBe('ok');
  expect(await statusOf(merchant.browser)).toBe(200);
});

test('then the new one alone is enough; a session that was only signed with the old one ends', async () => {
  const stale = new HttpBrowser();
  stale.cookies(plugin.url).set('session', merchant.browser.cookies(plugin.url).get('session') ?? '');
  await merchant.open();
  await restart({ APP_SECRET: NEW });
  expect(await statusOf(merchant.browser)).toBe(200);
  expect(await statusOf(stale)).toBe(401);
  const order = sandbox.shop.placeOrder({ status: 0, paidAt: null, invoice: false });
  await merchant.configure({ automatic: false, send: 'paid' });
  await merchant.write('POST', `/api/orders/${order.orderID}/send`, {});
  await merchant.delivery(order.orderID, 'sent');
});

test('with a wrong previous secret nothing is written, the rows are named, the exit code is 1', async () => {
  const before = await sealed();
  const { code, stdout, stderr } = await reseal({ APP_SECRET: OLD, APP_SECRET_PREVIOUS: WRONG });
  expect(code).toBe(1);
  expect(stdout).toMatch(/anew with APP_SECRET: 0\. Were so already: 0\. Could not be opened: 2\./);
  expect(stderr).toContain(`cannot be opened: shops instance=${sandbox.shop.main.instance}`);
  expect(stderr).toMatch(/cannot be opened: connections shop_id=/);
  expect(stderr).toContain('open with neither APP_SECRET nor APP_SECRET_PREVIOUS');
  for (const secret of [OLD, NEW, WRONG]) expect(stdout + stderr).not.toContain(secret);
  expect(await sealed()).toEqual(before);
});

test('a start with a secret that opens nothing of what is stored ends with a line that names it', async () => {
  const start = startTestPlugin(sandbox, { databaseUrl, variables: { APP_SECRET: WRONG } });
  await expect(start).rejects.toThrow(/^APP_SECRET: does not open the keys stored in this database/);
  sandbox.setAppUrl(plugin.url);
});

test('what a replica seals while all is sealed anew is not lost: the newer value is taken', async () => {
  const [old, sealer] = [createSealer(NEW), createSealer(OLD, NEW)];
  const { rows } = await pool.query<{ id: string }>('select id::text as id from shops');
  const bind = binds.tokens(rows[0]?.id ?? '');
  let raced = 0;
  const racing = {
    query: async (sql: string, values?: unknown[]) => {
      // A refresh by a replica that has the old secret in force, between reading and writing; twice.
      if (sql.startsWith('update connections') && raced < 2) {
        raced += 1;
        await pool.query('update connections set sealed_tokens = $1', [
          old.seal({ accessToken: `${raced}` }, bind),
        ]);
      }
      return pool.query(sql, values);
    },
  } as unknown as pg.Pool;
  expect(await resealAll(racing, sealer)).toEqual({ renewed: 2, current: 0, unreadable: [] });
  const [row] = (await pool.query<{ sealed: Buffer }>('select sealed_tokens as sealed from connections'))
    .rows;
  expect(createSealer(OLD).open(row?.sealed ?? new Uint8Array(), bind)).toEqual({ accessToken: '2' });
});
