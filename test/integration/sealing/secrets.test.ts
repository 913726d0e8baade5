import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { resealAll } from '../../../src/store/sealing/reseal.ts';
import { createSealer } from '../../../src/store/sealing/seal.ts';
import { sealedColumns } from '../../../src/store/sealing/sealed-columns.ts';
import { HttpBrowser } from '../../support/browser.ts';
import { Merchant } from '../../support/merchant.ts';
import { createDatabase, startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** Promise 5: no token, key or secret in a log, an answer, a URL or an unsealed column. */
const OLD = 'the secret of before, which is long enough';
const NEW = 'the secret in force, which is long enough';
const OWNER = 'laura.conti@example.com';
const ACCOUNTANT = 'studio.ferri@example.com';

let sandbox: Sandbox;
let plugin: TestPlugin;
let pool: pg.Pool;
/** Bodies and headers of all that the plug-in answered. */
const answers: string[] = [];
/** What windows were sent to: their addresses carry what only they may see. */
const spent = { states: new Set<string>(), tickets: new Set<string>(), sessions: new Set<string>() };

/** A browser whose every answer is kept; what a cookie or a redirect hands to itself alone is taken aside. */
class WatchedBrowser extends HttpBrowser {
  override async request(url: string, init: RequestInit = {}): Promise<Response> {
    const response = await super.request(url, init);
    const headers = new Headers(response.headers);
    for (const cookie of headers.getSetCookie()) {
      const value = /^session=([^;]{20,})/.exec(cookie)?.[1];
      if (value !== undefined) spent.sessions.add(value);
    }
    headers.delete('set-cookie');
    const state =
      URL.canParse(headers.get('location') ?? '') &&
      new URL(headers.get('location') ?? '').searchParams.get('state');
    if (state) spent.states.add(state);
    const body = await response.clone().text();
    const ticket = /ticket=([\w-]+)/.exec(body)?.[1];
    if (ticket !== undefined) spent.tickets.add(ticket);
    answers.push(`${[...headers].map(([, value]) => value).join('\n')}\n${body}`);
    return response;
  }
}

function watched(shop = sandbox.shop.main): Merchant {
  const merchant = new Merchant(plugin, sandbox, shop);
  Object.assign(merchant, { browser: new WatchedBrowser() });
  return merchant;
}

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3, customers: 3 });
  const databaseUrl = await createDatabase();
  pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  plugin = await startTestPlugin(sandbox, {
    databaseUrl,
    variables: { APP_SECRET: NEW, APP_SECRET_PREVIOUS: OLD },
  });
});
afterAll(async () => {
  await pool?.end();
  await plugin?.stop();
  await sandbox?.stop();
});

/** Everything that a shop lives through, failures included. */
async function live(): Promise<void> {
  const thief = sandbox.shop.addShop({ name: 'Altro' });
  expect((await sandbox.shop.install()).status).toBe(204);
  for (const change of [{ exchange: 'wrong-exchange-key' }, { key: 'wrong-key-of-nobody' }]) {
    answers.push((await sandbox.shop.install(sandbox.shop.main, change)).text);
  }
  const merchant = watched();
  await merchant.open();
  await merchant.authorize(OWNER);
  await merchant.configure();
  answers.push((await sandbox.shop.install(thief, { instance: sandbox.shop.main.instance })).text);
  const second = watched();
  await second.open();
  await second.authorize(ACCOUNTANT);
  const refused = watched();
  await refused.open();
  await refused.authorize('paolo.neri@example.com');
  const window = new WatchedBrowser();
  const { url } = await second.write<{ url: string }>('POST', '/api/oauth/ticket');
  const location = (await window.request(url)).headers.get('location') ?? '';
  await window.request(await sandbox.fic.authorize(location, { user: ACCOUNTANT }));

  const place = () => sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
  await merchant.delivery(place().orderID, 'sent');
  sandbox.fic.expireAccessTokens();
  await merchant.delivery(place().orderID, 'sent');
  sandbox.fic.faults.add({ path: /issued_documents$/, fault: { kind: 'status', status: 500 }, times: 1 });
  await merchant.delivery(place().orderID, 'sent');
  sandbox.fic.faults.add({ path: /oauth\/token/, fault: { kind: 'status', status: 500 }, times: 1 });
  await merchant.authorize(OWNER);
  await merchant.write('POST', '/api/customers/sync').catch(() => undefined);
  for (const path of [
    'status',
    'home',
    'settings',
    'catalog',
    'orders',
    'deliveries',
    'sessions',
    'companies',
    'openapi.json',
  ]) {
    await merchant.get(`/api/${path}`);
  }
  sandbox.fic.revokeTokens();
  await merchant.delivery(place().orderID, 'waiting');
  await merchant.authorize(OWNER);
  await resealAll(pool, createSealer(NEW, OLD));
  await merchant.write('DELETE', '/api/sessions');
  await second.browser.request(`${plugin.url}/api/status`);
  answers.push(
    await (await fetch(`${plugin.url}/metrics`)).text(),
    await (await fetch(`${plugin.url}/readyz`)).text(),
  );
}

async function tables(): Promise<{ name: string; text: string }[]> {
  const names = await plugin.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`,
  );
  return Promise.all(
    names.map(async ({ name }) => {
      const rows = await plugin.query<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`);
      const text = rows.map(({ row }) => row).join('\n');
      // Bytes come as hex: what they say as text must be no secret either.
      const bytes = text.matchAll(/\\\\x([0-9a-f]{8,})/g);
      return {
        name,
        text: [text, ...[...bytes].map(([, hex]) => Buffer.from(hex ?? '', 'hex').toString('latin1'))].join(
          '\n',
        ),
      };
    }),
  );
}

test('no key, token, code, verifier, session or secret of a whole run is in the log, an answer or a table', async () => {
  await live();
  const webhooks = sandbox.shop.webhooks(sandbox.shop.main).map(({ url }) => url.split('/').at(-1) ?? '');
  const pairs = sandbox.fic.tokens.snapshot().flatMap((pair) => [pair.accessToken, pair.refreshToken]);
  const everywhere: Record<string, string[]> = {
    'shop keys': [
      ...sandbox.shop.shops.flatMap((shop) => [shop.key, shop.exchange]),
      'wrong-exchange-key',
      'wrong-key-of-nobody',
    ],
    tokens: pairs,
    codes: sandbox.fic.tokens.issuedCodes,
    verifiers: sandbox.fic.tokens.verifiers,
    secrets: [OLD, NEW, sandbox.fic.app.clientSecret],
    webhooks,
    sessions: [...spent.sessions],
  };
  // These are for the window that asks alone: the log and the tables must not know them.
  const atRest = { ...everywhere, states: [...spent.states], tickets: [...spent.tickets] };
  for (const [kind, values] of Object.entries(atRest))
    expect([kind, values.length > 0]).toEqual([kind, true]);

  const find = (text: string, secrets: Record<string, string[]>) =>
    Object.entries(secrets)
      .filter(([, values]) => values.some((value) => text.includes(value)))
      .map(([kind]) => kind);
  expect(find(plugin.log.join(''), atRest)).toEqual([]);
  expect(plugin.log.join('')).not.toMatch(/\b[acr]\/[\w-]{12,}/);
  for (const answer of answers) expect(find(answer, everywhere)).toEqual([]);
  const stored = await tables();
  for (const { name, text } of stored) expect([name, find(text, atRest)]).toEqual([name, []]);
  for (const name of [
    'public.sign_ins',
    'public.sessions',
    'public.oauth_attempts',
    'graphile_worker._private_jobs',
  ]) {
    expect(stored.map((table) => table.name)).toContain(name);
  }
});

test('every column of bytes is a sealed one or a digest', async () => {
  const columns = await plugin.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'bytea' order by 1`,
  );
  const sealed = sealedColumns.map(({ table, column }) => `${table}.${column}`);
  expect(columns.map(({ name }) => name).filter((name) => !/hash$/.test(name))).toEqual(sealed.sort());
});

test('a caller’s request id is kept only where it can be no secret and no sentence', async () => {
  const given = 'a/token-that-someone-put-here?x=1';
  await fetch(`${plugin.url}/api/status`, { headers: { 'x-request-id': given } });
  const response = await fetch(`${plugin.url}/api/status`, { headers: { 'x-request-id': given } });
  expect(response.headers.get('x-request-id')).not.toBe(given);
  expect(plugin.log.join('')).not.toContain(given);
});
