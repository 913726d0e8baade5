import { createConnection } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { ApiRoute } from '../../../src/contract/api-route.ts';
import { apiRoutes } from '../../../src/contract/routes.ts';
import { Merchant } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** Every route of the API's own list is tried, so that a new one is covered by itself. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let victim: Merchant;
let attacker: Merchant;
let order: { orderID: string; shortId: string };

const VICTIM = { name: 'Clelia Vittoriosa', email: 'clelia.vittoriosa@example.com' };

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3, customers: 2 });
  plugin = await startTestPlugin(sandbox);
  const other = sandbox.shop.addShop({ name: 'Altro', orders: 1, customers: 1 });
  for (const shop of [sandbox.shop.main, other]) {
    await sandbox.shop.install(shop);
    const merchant = new Merchant(plugin, sandbox, shop);
    await merchant.open();
    await merchant.authorize('laura.conti@example.com');
    await merchant.configure({ automatic: false, send: 'paid' });
    if (shop === sandbox.shop.main) victim = merchant;
    else attacker = merchant;
  }
  const billing = {
    ...sandbox.shop.main.orders[0]?.billing,
    fullname: VICTIM.name,
    company: '',
    email: VICTIM.email,
  };
  order = sandbox.shop.placeOrder({ status: 1, invoice: false, billing: billing as never, delivery: null });
  await victim.write('POST', `/api/orders/${order.orderID}/send`, {});
  await victim.delivery(order.orderID, 'sent');
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

/** The ids of a victim's, under every name that a route gives them. */
async function victimIds(): Promise<Record<string, string[]>> {
  const rows = await plugin.query<{ table: string; id: string }>(
    `select 'delivery' as table, id::text from deliveries union all select 'session', id::text from sessions
     where shop_id = (select id from shops where instance = $1)`,
    [victim.shop.instance],
  );
  return { ids: [order.orderID, order.shortId, ...rows.map(({ id }) => id)] };
}

const pathsOf = (route: ApiRoute, ids: readonly string[]) =>
  /\{\w+\}/.test(route.path)
    ? ids.map((id) => route.path.replace(/\{\w+\}/g, encodeURIComponent(id.toWellFormed())))
    : [route.path];
/** What a caller who knows the victim's ids would send; other routes get an empty object. */
const bodies: Record<string, unknown> = {
  '/api/orders/send': () => ({ ids: [order.orderID] }),
  '/api/orders/{id}/send': () => ({ again: true }),
  '/api/personal-data/search': () => ({ query: VICTIM.email }),
  '/api/personal-data/erase': () => ({ query: VICTIM.email }),
};
const bodyOf = (route: ApiRoute) => (bodies[route.path] as (() => unknown) | undefined)?.() ?? {};
const send = (who: Merchant, route: ApiRoute, path: string, body: unknown = bodyOf(route)) =>
  route.method === 'get'
    ? who.browser.request(`${plugin.url}${path}`)
    : who.browser.write(route.method.toUpperCase(), `${plugin.url}${path}`, body);
const title = (route: ApiRoute) => `${route.method.toUpperCase()} ${route.path}`;
/** Ends what the tests themselves need. */
const ENDS = new Set(['delete /api/connection']);
const tried = apiRoutes.filter((route) => !ENDS.has(`${route.method} ${route.path}`));

async function counted(reason: string): Promise<number> {
  const text = await (await fetch(`${plugin.url}/metrics`)).text();
  return Number(
    new RegExp(`^requests_refused_total\\{reason="${reason}"\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0,
  );
}

describe('every route', () => {
  test('without a session, with a guest’s and without the header of our own page: refused, counted, named', async () => {
    const guest = new Merchant(plugin, sandbox, victim.shop);
    await guest.open();
    for (const route of apiRoutes) {
      const [path = ''] = pathsOf(route, [order.orderID]);
      const method = route.method.toUpperCase();
      const headers = { 'x-requested-with': 'fetch', 'content-type': 'application/json' };
      const body = method === 'GET' ? {} : { body: '{}' };
      const asksForSession = route.path === '/api/session';
      const bare = await fetch(`${plugin.url}${path}`, { method, headers, ...body });
      if (!asksForSession) expect([bare.status, title(route)]).toEqual([401, title(route)]);
      if (!asksForSession && !route.path.startsWith('/api/oauth/')) {
        expect([(await send(guest, route, path)).status, title(route)]).toEqual([401, title(route)]);
      }
      if (method === 'GET') continue;
      const forged = await victim.browser.request(`${plugin.url}${path}`, {
        method,
        headers: { 'content-type': 'text/plain', origin: 'https://evil.example' },
        body: '{}',
      });
      expect([forged.status, title(route)]).toEqual([403, title(route)]);
    }
    expect(await counted('session-missing')).toBeGreaterThanOrEqual(apiRoutes.length - 1);
    expect(await counted('request-forged')).toBeGreaterThan(5);
    expect(await counted('sign-in-required')).toBeGreaterThan(5);
    const named = plugin.log.filter((line) => /"refused":"request-forged"/.test(line));
    expect(named.length).toBeGreaterThan(5);
  });

  test('with another shop’s ids: not found, nothing of it told, nothing of it changed', async () => {
    const { ids = [] } = await victimIds();
    const stored = () =>
      plugin.query(
        `select d.order_id, d.state, d.generation, d.attempts, o.customer from deliveries d
         join orders o using (shop_id, order_id) join shops s on s.id = d.shop_id where s.instance = $1`,
        [victim.shop.instance],
      );
    const before = await stored();
    const told = [VICTIM.name, VICTIM.email, victim.shop.instance];
    // What is named in a path first: a list of ids makes deliveries of the attacker's own, which find no such order.
    const withIds = tried.filter(({ path }) => path.includes('{'));
    for (const route of [...withIds, ...tried.filter((one) => !withIds.includes(one))]) {
      for (const path of pathsOf(route, ids)) {
        const response = await send(attacker, route, path);
        const text = await response.text();
        if (path !== route.path) expect([response.status, path]).toEqual([404, path]);
        // What the caller typed may come back; what it did not know may not.
        const typed = JSON.stringify(bodyOf(route));
        for (const secret of told.filter((one) => !typed.includes(one)))
          expect(text, `${title(route)} tells ${secret}`).not.toContain(secret);
        expect(response.status, title(route)).toBeLessThan(500);
      }
    }
    expect(before).toMatchObject([{ order_id: order.orderID, customer: VICTIM.name }]);
    expect(await stored()).toEqual(before);
    expect(sandbox.fic.company(sandbox.fic.companyIds.bottega).documents).toHaveLength(1);
  });

  test.each([
    ['SQL and HTML', `'"; drop table orders; -- <img src=x onerror=alert(1)>\${7*7}{{7*7}}`],
    ['a null byte', 'a\u0000b'],
    ['a lone surrogate, a direction mark and a line break', '\ud800\u202e\r\nset-cookie: a=1'],
    ['a path', '../../../../etc/passwd'],
    ['a prototype', '__proto__'],
    ['a huge number', '99999999999999999999999'],
    ['a far date', '+275760-09-12'],
    ['a forged cursor', Buffer.from('+275760-09-13T00:00:00.000Z \u0000').toString('base64url')],
  ])('%s in every parameter, query and field: an answer or a refusal, never a fault', async (_, text) => {
    const faults: string[] = [];
    for (const route of tried) {
      const [path = ''] = pathsOf(route, [text]);
      const fields = (schema: unknown) =>
        Object.keys((schema as { shape?: object } | undefined)?.shape ?? {});
      const query = new URLSearchParams(fields(route.query).map((name) => [name, text]));
      const alone = fields(route.query).map((name) => `?${new URLSearchParams({ [name]: text })}`);
      const keys = route.path === '/api/orders/send' ? ['ids', 'from', 'to'] : fields(route.body);
      const wrong = Object.fromEntries(keys.map((name) => [name, name === 'ids' ? [text] : text]));
      for (const search of [`?${query}`, ...alone]) {
        const response = await send(attacker, route, `${path}${search}`, { ...wrong });
        const said = `${title(route)}${search} ${response.status}`;
        if (response.status >= 500) faults.push(said);
        expect(response.headers.get('content-type') ?? 'application/json', said).toMatch(/json|csv/);
        expect(response.headers.get('set-cookie') ?? '', said).not.toContain('a=1');
      }
    }
    expect(faults).toEqual([]);
  });
});

describe('bodies', () => {
  const put = (body: BodyInit, headers: Record<string, string>) =>
    victim.browser.request(`${plugin.url}/api/settings/orders`, {
      method: 'PUT',
      headers: { 'x-requested-with': 'fetch', 'content-type': 'application/json', ...headers },
      body,
    });
  const valid = JSON.stringify({ automatic: false, send: 'paid' });

  test('too large, packed as a bomb, or packed as nobody knows: 413 or 422, in a sentence', async () => {
    expect((await put(`${' '.repeat(300_000)}${valid}`, {})).status).toBe(413);
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    expect((await put(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
    expect((await put(valid, { 'content-encoding': 'x-evil' })).status).toBe(422);
    expect((await put('not gzip', { 'content-encoding': 'gzip' })).status).toBe(422);
    expect((await put(valid, { 'content-type': 'application/json; charset=iso-8859-1' })).status).toBe(422);
    expect((await put(`${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`, {})).status).toBe(422);
    expect((await put(valid, {})).status).toBe(200);
    expect(await counted('request-too-large')).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n', 'a=1&b'],
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'],
    ['a broken chunk', 'Transfer-Encoding: chunked\r\n', 'zz\r\nabc\r\n'],
    ['a head without an end', `X-Long: ${'x'.repeat(40_000)}\r\n`, ''],
    ['a bare line feed in a name', 'X-A\n: 1\r\nContent-Length: 0\r\n', ''],
  ])('%s: the connection ends, nothing is taken in', async (_, head, body) => {
    const answer = await raw(`POST /tscommerce/install HTTP/1.1\r\nHost: a\r\n${head}\r\n${body}`);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toMatch(/ at .*\.(ts|js):/);
  });
});

describe('addresses and hosts', () => {
  test.each([
    '/api/orders/%00',
    '/api/orders/%2e%2e%2f%2e%2e%2fstatus',
    '/api/../api/status',
    '//evil.example/api/status',
    '/api/orders/%e0%a4%a',
    '/tscommerce/embed/orders/..%2f..%2f?instance=x',
    '/assets/%2e%2e%2fserver%2fmain.js',
    '/assets/..%5c..%5cpackage.json',
  ])('%s leads nowhere', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toMatch(/location:|"dependencies"|createServer/i);
  });

  test('a host, a forwarded host or scheme of another site appear in no address, cookie or redirect', async () => {
    const paths = [
      '/oauth/start',
      '/oauth/callback?state=x&code=y',
      '/tscommerce/embed?instance=x',
      '/api/openapi.json',
    ];
    for (const path of paths) {
      const answer = await raw(
        `GET ${path} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil.example\r\nX-Original-URL: /metrics\r\nConnection: close\r\n\r\n`,
      );
      expect(answer, path).not.toContain('evil.example');
      expect(answer, path).not.toContain('# HELP');
    }
    const { url } = await victim.write<{ url: string }>('POST', '/api/oauth/ticket');
    expect(new URL(url).origin).toBe(plugin.url);
  });

  test('no query makes a redirect leave for another site', async () => {
    const evil = 'https://evil.example/';
    const names = [
      'next',
      'redirect',
      'redirect_uri',
      'return_to',
      'url',
      'state',
      'ticket',
      'code',
      'instance',
    ];
    const query = new URLSearchParams(names.map((name) => [name, evil]));
    for (const path of ['/oauth/start', '/oauth/callback', '/tscommerce/embed', '/']) {
      const response = await victim.browser.request(`${plugin.url}${path}?${query}`);
      const location = response.headers.get('location');
      if (location === null) continue;
      expect(new URL(location).origin).toBe(new URL(sandbox.fic.url).origin);
      expect(new URL(location).searchParams.get('redirect_uri')).toBe(`${plugin.url}/oauth/callback`);
    }
  });

  test('a spoofed client address does not reset the limit of guesses', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 70; guess += 1) {
      const response = await fetch(`${plugin.url}/tscommerce/webhooks/wrong-${guess}`, {
        method: 'POST',
        // Written by the caller; the proxy in front of us adds its own, and that one counts.
        headers: { 'x-forwarded-for': `10.0.${guess}.1, 203.0.113.9` },
        body: new URLSearchParams({ id_order: '1' }),
      });
      statuses.push(response.status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(await counted('webhook-token')).toBeGreaterThanOrEqual(60);
    expect(await counted('too-many-requests')).toBeGreaterThan(0);
    expect(plugin.log.join('')).not.toContain('wrong-1');
  });

  test('reasons are a bounded set: made-up addresses add no series', async () => {
    for (const path of ['/a', '/b?x=1', '/api/x', '/%00']) await fetch(`${plugin.url}${path}`);
    const text = await (await fetch(`${plugin.url}/metrics`)).text();
    const series = text.match(/^requests_refused_total\{.*$/gm) ?? [];
    expect(series.length).toBeLessThan(30);
    expect(series.join('\n')).not.toMatch(/\/a|\/b|%00/);
  });

  test('a stolen instance, a forged install and a replayed callback are counted by what they were', async () => {
    const form = (path: string, values: Record<string, string>) =>
      fetch(`${plugin.url}${path}`, { method: 'POST', body: new URLSearchParams(values) });
    const { instance } = victim.shop;
    expect((await form('/tscommerce/install', { instance, key: 'made', exchange: 'up' })).status).toBe(422);
    const { key, exchange } = attacker.shop;
    expect((await form('/tscommerce/install', { instance, key, exchange })).status).toBe(422);
    expect((await fetch(`${plugin.url}/tscommerce/embed?instance=unknown`)).status).toBe(404);
    const callback = `${plugin.url}/oauth/callback?state=used&code=c%2Fused`;
    expect((await fetch(callback)).status).toBeGreaterThanOrEqual(400);
    for (const reason of [
      'install-keys-invalid',
      'install-other-store',
      'shop-not-installed',
      'sign-in-expired',
    ]) {
      expect(await counted(reason), reason).toBeGreaterThan(0);
    }
    expect((await victim.browser.request(`${plugin.url}/api/status`)).status).toBe(200);
  });

  test('only the platform’s hosts may frame a page, whatever it is', async () => {
    for (const path of [
      '/tscommerce/embed?instance=x',
      '/oauth/callback',
      '/api/status',
      '/nothing',
      '/assets/x',
    ]) {
      const policy = (await fetch(`${plugin.url}${path}`)).headers.get('content-security-policy') ?? '';
      expect(policy, path).toMatch(/frame-ancestors 'self' https:\/\/admin\.storeden\.com /);
      expect(policy, path).not.toMatch(/frame-ancestors[^;]* (\*|https:)( |;|$)/);
    }
  });
});

/** Exactly these bytes, and all that comes back before the connection ends. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = createConnection(plugin.env.PORT, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', () => undefined);
  });
}
