import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { apiRoutes } from '../../../src/contract/routes.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';
import { sendRaw } from '../../support/raw.ts';

/** What comes through browsers and bytes: other sites, other frames, what is no HTTP, text that no database holds. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let owner: Merchant;
let guest: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 2, customers: 2 });
  plugin = await startTestPlugin(sandbox);
  expect(await sandbox.shop.install()).toMatchObject({ status: 204 });
  owner = new Merchant(plugin, sandbox, sandbox.shop.main);
  await owner.open();
  await owner.authorize('laura.conti@example.com');
  await owner.configure({ automatic: false, send: 'paid' });
  guest = new Merchant(plugin, sandbox, owner.shop);
  await guest.open();
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const sessionOf = (merchant: Merchant) => merchant.browser.cookies(plugin.url).get('session') ?? '';

async function refused(reason: string): Promise<number> {
  const text = await (await fetch(`${plugin.url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`requests_refused_total{reason="${reason}"}`));
  expect(line, reason).toBeDefined();
  return Number(line?.split(' ').at(-1));
}

/** Runs an attempt, and sees it counted under its reason. */
async function counted<T>(reason: string, attempt: () => Promise<T>): Promise<T> {
  const before = await refused(reason);
  const result = await attempt();
  await until(async () => (await refused(reason)) > before, `a refusal counted as ${reason}`, 5000);
  return result;
}

describe('every route of the JSON API', () => {
  const titled = apiRoutes.map((route) => [`${route.method} ${route.path}`, route] as const);

  test.each(titled)('%s is closed to strangers, guests and other sites', async (_, route) => {
    const url = `${plugin.url}${route.path.replace(/\{\w+\}/g, 'x')}`;
    const send = async (headers: Record<string, string>) => {
      const answer = await fetch(url, { method: route.method.toUpperCase(), headers });
      await answer.arrayBuffer();
      return answer.status;
    };
    const own = { 'x-requested-with': 'fetch' };
    const full = { cookie: `session=${sessionOf(owner)}` };
    const asksForSession = route.path === '/api/session';
    if (!asksForSession) expect(await send(own)).toBe(401);
    const signsIn = asksForSession || route.path.startsWith('/api/oauth/');
    if (!signsIn) expect(await send({ ...own, cookie: `session=${sessionOf(guest)}` })).toBe(401);
    expect(await send({ ...own, ...full, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await send({ ...own, ...full, 'sec-fetch-site': 'same-site' })).toBe(403);
    if (route.method !== 'get') expect(await send(full)).toBe(403);
  });
});

describe('held, counted and named', () => {
  const attempts: [what: string, reason: string, expected: number, attempt: () => Promise<Response>][] = [
    [
      'a session that was made up',
      'session-refused',
      401,
      () => fetch(`${plugin.url}/api/status`, { headers: { cookie: 'session=a.b.c' } }),
    ],
    [
      'a picture of another site that would spend quota',
      'request-forged',
      403,
      () =>
        fetch(`${plugin.url}/api/catalog?refresh=1`, {
          headers: { cookie: `session=${sessionOf(owner)}`, 'sec-fetch-site': 'cross-site' },
        }),
    ],
    [
      'a page of another site that frames the panel',
      'framed-by-others',
      403,
      () =>
        fetch(`${plugin.url}/tscommerce/embed?instance=${owner.shop.instance}`, {
          headers: { 'sec-fetch-dest': 'iframe', referer: 'https://www.storeden.com.evil.example/' },
        }),
    ],
  ];

  test.each(attempts)('%s: %s', async (_, reason, expected, attempt) => {
    const from = plugin.log.length;
    expect((await counted(reason, attempt)).status).toBe(expected);
    const named = () => plugin.log.slice(from).find((line) => line.includes(`"refused":"${reason}"`));
    const line = await until(named, `a line that names ${reason}`, 5000);
    expect(JSON.parse(line)).toMatchObject({ level: 30 });
    expect(line).not.toContain(sessionOf(owner));
  });

  test.each<[string, string, RegExp]>([
    ['what is no HTTP', 'GARBAGE\r\n\r\n', /^HTTP\/1\.1 400/],
    [
      'two lengths, which a proxy before us would read differently',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      /^HTTP\/1\.1 400/,
    ],
    ['a head too long', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
  ])('%s ends before it is a request', async (_, text, expected) => {
    expect(await counted('http-malformed', () => sendRaw(plugin.env.PORT, text))).toMatch(expected);
  });
});

describe('what no database holds', () => {
  const cursor = (text: string) => Buffer.from(text).toString('base64url');

  test.each([
    ...['2020 x', '2020-01-01T00:00:00.000Z x', '-000001-01-01T00:00:00.000Z x'].map(
      (text) => `/api/deliveries?cursor=${cursor(text)}`,
    ),
    ...['0000-01-01', '0001-01-01', '9999-12-31'].map((day) => `/api/orders?from=${day}&to=${day}`),
  ])('%s is an answer or a refusal, no failure of ours', async (path) => {
    expect((await owner.browser.request(`${plugin.url}${path}`)).status).toBeLessThan(500);
  });

  test('half of a character in a setting is refused', async () => {
    const value = { mapping: { '\ud800': 0 }, shippingVatTypeId: null };
    const answer = await owner.browser.write('PUT', `${plugin.url}/api/settings/vat`, value);
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'request-invalid' }]);
  });

  test('a NUL in what the platform tells of a buyer or a tax keeps nothing out', async () => {
    const order = sandbox.shop.placeOrder({ status: 0, paidAt: null, invoice: false });
    Object.assign(order.billing, { fullname: "Zoë\0 Bianchi'; drop table orders; --", company: '' });
    const webhook = sandbox.shop.webhooks()[0]?.url ?? '';
    await fetch(webhook, { method: 'POST', body: new URLSearchParams({ id_order: order.orderID }) });
    const stored = async () => {
      const rows = await plugin.query<{ customer: string }>(
        "select customer from orders where order_id = $1 and customer like 'Zo%'",
        [order.orderID],
      );
      return rows[0];
    };
    expect((await until(stored, 'the order')).customer).toBe("Zoë Bianchi'; drop table orders; --");
    Object.assign(owner.shop.taxProfiles[0] ?? {}, { title: 'Iva\0 22%' });
    const { taxProfiles } = await owner.get<{ taxProfiles: { title: string }[] }>('/api/catalog?refresh=1');
    expect(taxProfiles.map(({ title }) => title)).toContain('Iva 22%');
  });
});

test('an address of another host leads to no redirect, whatever its slashes', async () => {
  for (const target of ['//evil.example/..', '/assets//evil.example/..', '/\\evil.example', '/assets']) {
    const answer = await sendRaw(
      plugin.env.PORT,
      `GET ${target} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 404/);
    expect(answer).not.toMatch(/^location:/im);
  }
});

test('what other sites make a merchant’s browser send does not lock its address out', async () => {
  const address = { 'x-forwarded-for': '203.0.113.20' };
  const cookie = `session=${sessionOf(owner)}`;
  for (let turn = 0; turn < 70; turn += 1) {
    const frame = { ...address, 'sec-fetch-dest': 'iframe', referer: 'https://evil.example/' };
    expect((await fetch(`${plugin.url}/tscommerce/embed?instance=x`, { headers: frame })).status).toBe(403);
    const form = { ...address, cookie, 'sec-fetch-site': 'cross-site' };
    const ticket = await fetch(`${plugin.url}/api/oauth/ticket`, { method: 'POST', headers: form });
    expect(ticket.status).toBe(403);
  }
  const own = { ...address, cookie };
  const page = await fetch(`${plugin.url}/tscommerce/embed?instance=nobody`, { headers: own });
  expect(page.status).toBe(404);
  const headers = { ...own, 'x-requested-with': 'fetch' };
  expect((await fetch(`${plugin.url}/api/oauth/ticket`, { method: 'POST', headers })).status).toBe(200);
});
