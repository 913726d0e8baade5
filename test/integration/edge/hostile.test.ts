import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { Merchant } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** What someone with bad intent tries: each attempt is held, and the plug-in goes on. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let victim: Merchant;
let attacker: Merchant;

async function connected(shop: Sandbox['shop']['main']): Promise<Merchant> {
  await sandbox.shop.install(shop);
  const merchant = new Merchant(plugin, sandbox, shop);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure({ automatic: false, send: 'paid' });
  return merchant;
}

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 6 });
  plugin = await startTestPlugin(sandbox);
  victim = await connected(sandbox.shop.main);
  attacker = await connected(sandbox.shop.addShop({ name: 'Altro', orders: 3, customers: 3 }));
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const post = (path: string, body: string, type: string, headers: Record<string, string> = {}) =>
  fetch(`${plugin.url}${path}`, { method: 'POST', headers: { 'content-type': type, ...headers }, body });

describe('another shop’s data', () => {
  test('its orders, deliveries and documents cannot be read, sent or retried by id', async () => {
    const order = sandbox.shop.placeOrder({ status: 0, paidAt: null, invoice: false });
    await victim.write('POST', `/api/orders/${order.orderID}/send`, {});
    await victim.delivery(order.orderID, 'sent');
    for (const path of [`/api/orders/${order.orderID}`, `/api/orders/${order.orderID}/preview`]) {
      expect((await attacker.browser.request(`${plugin.url}${path}`)).status).toBe(404);
    }
    const write = (path: string, body?: unknown) =>
      attacker.browser.write('POST', `${plugin.url}${path}`, body);
    expect((await write(`/api/orders/${order.orderID}/send`, { again: true })).status).toBe(404);
    expect((await write(`/api/deliveries/${order.orderID}/retry`)).status).toBe(404);
    const log = await attacker.get<{ deliveries: unknown[] }>('/api/deliveries');
    expect(log.deliveries).toEqual([]);
    const mine = await attacker.get<{ orders: { id: string }[] }>('/api/orders');
    expect(mine.orders.map(({ id }) => id)).not.toContain(order.orderID);
  });
});

describe('sessions', () => {
  test('a cookie that is made up, altered, unsigned or of another algorithm opens nothing', async () => {
    const token = victim.browser.cookies(plugin.url).get('session') ?? '';
    const [header = '', payload = '', signature = ''] = token.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const forged = Buffer.from(
      JSON.stringify({ sid: '00000000-0000-0000-0000-000000000000', exp: 9_999_999_999 }),
    ).toString('base64url');
    for (const cookie of [
      'x',
      `${none}.${payload}.`,
      `${header}.${forged}.${signature}`,
      `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      `${token}; session=${token.slice(1)}`.split('; ')[1]?.slice(8) ?? '',
    ]) {
      const response = await fetch(`${plugin.url}/api/status`, { headers: { cookie: `session=${cookie}` } });
      expect(response.status).toBe(401);
    }
  });

  test('a session fixed by someone else is not taken over: it stays that shop’s guest', async () => {
    const stranger = new Merchant(plugin, sandbox, victim.shop);
    await stranger.open();
    const fixed = stranger.browser.cookies(plugin.url).get('guest') ?? '';
    expect(fixed).not.toBe('');
    const lured = new Merchant(plugin, sandbox, attacker.shop);
    lured.browser.cookies(plugin.url).set('guest', fixed);
    await lured.open();
    expect(lured.browser.cookies(plugin.url).get('guest')).not.toBe(fixed);
    expect((await stranger.browser.request(`${plugin.url}/api/status`)).status).toBe(401);
  });
});

describe('forged writes', () => {
  test('a form of another site cannot write: no header, no JSON', async () => {
    const cookie = `session=${victim.browser.cookies(plugin.url).get('session')}`;
    const form = await post('/api/customers/sync', 'a=1', 'application/x-www-form-urlencoded', { cookie });
    expect(form.status).toBe(403);
    const text = await post('/api/orders/send', '{"ids":["1"]}', 'text/plain', { cookie });
    expect(text.status).toBe(403);
  });

  test('no answer allows another origin to read it', async () => {
    const response = await fetch(`${plugin.url}/api/status`, { headers: { origin: 'https://evil.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('webhooks and installs', () => {
  const webhook = () => new URL(sandbox.shop.webhooks()[0]?.url ?? '').pathname;
  const form = 'application/x-www-form-urlencoded';

  test('a wrong token is refused and leaves nothing; a right one takes only an order id', async () => {
    expect((await post('/tscommerce/webhooks/wrong', 'id_order=1', form)).status).toBe(404);
    for (const body of ['', 'id_order=', `id_order=${'9'.repeat(500)}`, "id_order=1';drop table shops;--"]) {
      expect((await post(webhook(), body, form)).status).toBe(422);
    }
    const [count] = await plugin.query<{ n: number }>('select count(*)::int as n from shops');
    expect(count?.n).toBe(2);
  });

  test('the three names, as form and as JSON, number or text', async () => {
    for (const name of ['id_order', 'orderID', 'order_id']) {
      expect((await post(webhook(), `${name}=1_a`, form)).status).toBe(202);
      expect((await post(webhook(), JSON.stringify({ [name]: 17 }), 'application/json')).status).toBe(202);
    }
  });

  test('a hint of an order that is not this shop’s makes nothing', async () => {
    const foreign = attacker.shop.orders[0]?.orderID ?? '';
    expect((await post(webhook(), `id_order=${foreign}`, form)).status).toBe(202);
    const rows = await plugin.query('select 1 from deliveries where order_id = $1', [foreign]);
    expect(rows).toEqual([]);
  });

  test('an install that names the sandbox’s prototype or a huge instance is refused', async () => {
    for (const instance of ['', 'x'.repeat(1000)]) {
      const body = new URLSearchParams({ instance, key: 'k', exchange: 'e' }).toString();
      expect((await post('/tscommerce/install', body, form)).status).toBe(422);
    }
    const response = await post('/tscommerce/install', '__proto__[a]=1&instance=i&key=k&exchange=e', form);
    expect(response.status).toBe(422);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });
});

describe('bodies and addresses', () => {
  const json = (body: string, type = 'application/json') =>
    victim.browser.request(`${plugin.url}/api/settings/orders`, {
      method: 'PUT',
      headers: { 'x-requested-with': 'fetch', 'content-type': type },
      body,
    });

  test.each([
    ['deep nesting', '['.repeat(50_000) + ']'.repeat(50_000), 'application/json'],
    ['a prototype', '{"__proto__":{"automatic":true},"automatic":true}', 'application/json'],
    ['an unknown charset', '{}', 'application/json; charset=utf-99'],
    ['a broken encoding', '{"automatic": \ud800}', 'application/json'],
    ['XML', '<a/>', 'application/xml'],
    ['nothing', '', 'application/json'],
  ])('%s is refused in a sentence', async (_, body, type) => {
    const response = await json(body, type);
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toMatch(/problem\+json/);
  });

  test('SQL and HTML in every text field are only text', async () => {
    const text = `'"; drop table orders; -- <img src=x onerror=alert(1)>`;
    const page = await victim.browser.request(`${plugin.url}/api/orders?q=${encodeURIComponent(text)}`);
    expect(page.status).toBe(200);
    const path = encodeURIComponent(`../../${text}`);
    expect((await victim.browser.request(`${plugin.url}/api/orders/${path}`)).status).toBe(404);
    const embed = await fetch(`${plugin.url}/tscommerce/embed?instance=${encodeURIComponent(text)}`);
    expect(await embed.text()).not.toContain('<img');
  });

  test.each(['/assets/../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/%00', '/%c0%ae'])(
    '%s gives no file',
    async (path) => {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/);
      expect(answer).not.toContain('"dependencies"');
    },
  );

  test('a host of another site and a line break in a header change no redirect and no cookie', async () => {
    const answer = await raw(
      'GET /oauth/start?ticket=x%0d%0aSet-Cookie:a=1 HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n',
    );
    expect(answer).not.toMatch(/evil\.example/);
    expect(answer).not.toMatch(/^set-cookie: a=1/im);
  });

  test('every page carries a strict policy, and the panel no script of its own text', async () => {
    const response = await victim.open();
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/script-src 'self' 'nonce-/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toMatch(/frame-ancestors 'self'/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).not.toMatch(/<script(?![^>]*src=)/);
  });

  /** Exactly these bytes, which fetch would tidy up. */
  function raw(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = createConnection(plugin.env.PORT, '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (chunk) => {
        answer += String(chunk);
      });
      socket.on('end', () => resolve(answer));
      socket.on('error', reject);
    });
  }
});

test('guessing is slowed down by address, while right webhooks go on', async () => {
  const statuses: number[] = [];
  for (let guess = 0; guess < 80; guess += 1) {
    statuses.push(
      (await post(`/tscommerce/webhooks/guess-${guess}`, 'id_order=1', 'application/x-www-form-urlencoded'))
        .status,
    );
  }
  expect(statuses).toContain(429);
  expect(statuses.at(-1)).toBe(429);
  const right = new URL(sandbox.shop.webhooks()[0]?.url ?? '').pathname;
  expect((await post(right, 'id_order=1_a', 'application/x-www-form-urlencoded')).status).toBe(202);
});
