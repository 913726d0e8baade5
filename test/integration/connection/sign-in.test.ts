import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { HttpBrowser } from '../../support/browser.ts';
import { Merchant } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;

const OWNER = 'laura.conti@example.com';
const ACCOUNTANT = 'studio.ferri@example.com';

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 4, customers: 4 });
  plugin = await startTestPlugin(sandbox, { timeoutMs: 1000 });
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});
beforeEach(() => {
  sandbox.fic.faults.clear();
  sandbox.shop.faults.clear();
});

/** A fresh shop with the app installed, and a merchant who has not opened it yet. */
async function installedShop(): Promise<Merchant> {
  const shop = sandbox.shop.addShop({ name: 'Negozio', orders: 2, customers: 2 });
  expect((await sandbox.shop.install(shop)).status).toBe(204);
  return new Merchant(plugin, sandbox, shop);
}

async function connectedShop(user = OWNER): Promise<Merchant> {
  const merchant = await installedShop();
  await merchant.open();
  await merchant.authorize(user);
  return merchant;
}

/** Another browser in front of the same shop. */
const visitor = ({ shop }: Merchant) => new Merchant(plugin, sandbox, shop);

/** The address that Fatture in Cloud sends the window back to. */
async function walk(merchant: Merchant, window: HttpBrowser, user: string, deny = false): Promise<string> {
  const { url } = await merchant.write<{ url: string }>('POST', '/api/oauth/ticket');
  const start = await window.request(url);
  expect(start.status).toBe(302);
  return sandbox.fic.authorize(start.headers.get('location') ?? '', { user, deny });
}

const codeOn = (page: string) => /class="code">([A-Z0-9]{4}-[A-Z0-9]{4})</.exec(page)?.[1];

async function problemOf(response: Response) {
  return (await response.json()) as { code: string; detail: string; fix: string };
}

describe('install', () => {
  test('keys that do not work: 422 with a sentence, and nothing is stored', async () => {
    const shop = sandbox.shop.addShop({ name: 'Chiavi sbagliate' });
    const { status, text } = await sandbox.shop.install(shop, { exchange: 'wrong' });
    expect(status).toBe(422);
    expect(JSON.parse(text)).toMatchObject({ code: 'install-keys-invalid' });
    expect(await plugin.query('select 1 from shops where instance = $1', [shop.instance])).toEqual([]);
  });

  test('a second install from the same store ends old sessions and replaces our webhooks', async () => {
    const merchant = await connectedShop();
    expect((await sandbox.shop.install(merchant.shop)).status).toBe(204);
    expect(sandbox.shop.webhooks(merchant.shop)).toHaveLength(3);
    const response = await merchant.browser.request(`${plugin.url}/api/status`);
    expect(response.status).toBe(401);
    expect(await problemOf(response)).toMatchObject({ code: 'session-missing' });
  });

  test.each(['html', 'empty'] as const)('a shop that answers %s: 503, to be tried again', async (kind) => {
    const shop = sandbox.shop.addShop({ name: 'Muto' });
    sandbox.shop.faults.add({ path: /store\/info/, fault: { kind } });
    const { status, text } = await sandbox.shop.install(shop);
    expect(status).toBe(503);
    expect(JSON.parse(text).detail).toMatch(/TeamSystem Commerce ha risposto/);
  });

  test('a shop whose webhooks cannot be registered is installed all the same', async () => {
    const shop = sandbox.shop.addShop({ name: 'Sola lettura', readOnly: true });
    expect((await sandbox.shop.install(shop)).status).toBe(204);
  });

  test.each([{}, { instance: 'x' }, { instance: '', key: '', exchange: '' }])(
    'without its fields: %j',
    async (body) => {
      const response = await fetch(`${plugin.url}/tscommerce/install`, {
        method: 'POST',
        body: new URLSearchParams(body as Record<string, string>),
      });
      expect(response.status).toBe(422);
    },
  );
});

describe('who may enter', () => {
  test('an instance is not a credential: the second browser must sign in', async () => {
    const merchant = await connectedShop();
    const second = visitor(merchant);
    await second.open();
    const response = await second.browser.request(`${plugin.url}/api/status`);
    expect(response.status).toBe(401);
    expect(await problemOf(response)).toMatchObject({ code: 'sign-in-required' });
    for (const path of [
      '/api/settings',
      '/api/orders',
      '/api/catalog',
      '/api/deliveries',
      '/api/companies',
    ]) {
      expect((await second.browser.request(`${plugin.url}${path}`)).status).toBe(401);
    }
  });

  test('signing in with access to the connected company opens the panel and keeps the connection', async () => {
    const merchant = await connectedShop();
    const second = visitor(merchant);
    await second.open();
    expect((await second.authorize(ACCOUNTANT)).status).toBe(200);
    expect((await second.status()).connection).toEqual((await merchant.status()).connection);
  });

  test('signing in without access to it does not', async () => {
    const merchant = await connectedShop();
    const second = visitor(merchant);
    await second.open();
    const response = await second.authorize('paolo.neri@example.com');
    expect(response.status).toBe(422);
    expect(await response.text()).toMatch(/non può usare l(&#39;|')azienda collegata/);
    expect((await second.browser.request(`${plugin.url}/api/status`)).status).toBe(401);
  });

  test('a shop that nobody claimed in the setup window must be installed again', async () => {
    const merchant = await installedShop();
    await plugin.query("update shops set setup_ends_at = now() - interval '1 minute' where instance = $1", [
      merchant.shop.instance,
    ]);
    await merchant.open();
    const response = await merchant.browser.request(`${plugin.url}/api/status`);
    expect(await problemOf(response)).toMatchObject({ code: 'setup-closed' });
    expect((await merchant.browser.write('POST', `${plugin.url}/api/oauth/ticket`)).status).toBe(401);
  });

  test('an unknown instance gets a page that says what to do', async () => {
    const response = await fetch(`${plugin.url}/tscommerce/embed?instance=nobody`);
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(/non risulta installata/);
  });

  test('a write without the header of our own pages is refused', async () => {
    const merchant = await connectedShop();
    const response = await merchant.browser.request(`${plugin.url}/api/connection`, { method: 'DELETE' });
    expect(response.status).toBe(403);
    expect((await merchant.status()).connection.state).toBe('connected');
  });
});

describe('the sign-in window', () => {
  test('whose browser does not send the session: completed by the code, once, by the asking session alone', async () => {
    const merchant = await installedShop();
    await merchant.open();
    const window = new HttpBrowser();
    const page = await (await window.request(await walk(merchant, window, OWNER))).text();
    const code = codeOn(page);
    expect(code).toBeDefined();
    expect((await merchant.status()).connection.state).toBe('disconnected');

    const stranger = await installedShop();
    await stranger.open();
    expect((await stranger.browser.write('POST', `${plugin.url}/api/oauth/complete`, { code })).status).toBe(
      422,
    );
    await merchant.write('POST', '/api/oauth/complete', { code: code?.toLowerCase() });
    expect((await merchant.status()).connection.state).toBe('connected');
    expect((await stranger.status()).connection.state).toBe('disconnected');
    expect((await merchant.browser.write('POST', `${plugin.url}/api/oauth/complete`, { code })).status).toBe(
      422,
    );
  });

  test('an answer counts only in the window that started, and once', async () => {
    const merchant = await installedShop();
    await merchant.open();
    const window = new HttpBrowser();
    const back = await walk(merchant, window, OWNER);
    const elsewhere = await new HttpBrowser().request(back);
    expect(elsewhere.status).toBe(409);
    expect((await window.request(back)).status).toBe(200);
    const again = await window.request(back);
    expect(again.status).toBe(409);
    expect(await again.text()).toMatch(/è scaduta, è già stata usata/);
  });

  test('a ticket opens one window', async () => {
    const merchant = await installedShop();
    await merchant.open();
    const { url } = await merchant.write<{ url: string }>('POST', '/api/oauth/ticket');
    expect((await new HttpBrowser().request(url)).status).toBe(302);
    expect((await new HttpBrowser().request(url)).status).toBe(409);
    expect((await new HttpBrowser().request(`${plugin.url}/oauth/start?ticket=made-up`)).status).toBe(409);
    expect((await new HttpBrowser().request(`${plugin.url}/oauth/start`)).status).toBe(401);
  });

  test('Annulla, a user without companies and a server that fails are told in a sentence', async () => {
    const merchant = await installedShop();
    await merchant.open();
    const page = async (user: string, deny = false) =>
      (await merchant.browser.request(await walk(merchant, merchant.browser, user, deny))).text();
    expect(await page(OWNER, true)).toMatch(/è stata annullata in Fatture in Cloud/);
    expect(await page('sara.vuoto@example.com')).toMatch(/non può usare nessuna azienda/);
    sandbox.fic.faults.add({ path: /oauth\/token/, fault: { kind: 'status', status: 500 } });
    expect(await page(OWNER)).toMatch(/Fatture in Cloud/);
    sandbox.fic.faults.clear();
    expect((await merchant.status()).connection.state).toBe('disconnected');
    await merchant.authorize(OWNER);
    expect((await merchant.status()).connection.state).toBe('connected');
  });

  test('several companies: the merchant chooses among those, and no other', async () => {
    const merchant = await connectedShop(ACCOUNTANT);
    expect((await merchant.status()).connection.state).toBe('choose-company');
    const companies = await merchant.get<{ id: number; name: string }[]>('/api/companies');
    expect(companies.length).toBeGreaterThan(2);
    const other = await merchant.browser.write('PUT', `${plugin.url}/api/company`, { id: 170 });
    expect(await problemOf(other)).toMatchObject({ code: 'company-unknown' });
    await merchant.write('PUT', '/api/company', { id: sandbox.fic.companyIds.bottega });
    expect((await merchant.status()).connection.state).toBe('connected');
  });
});

describe('tokens', () => {
  test('are refreshed once for many calls at the same time, since a refresh rotates the pair', async () => {
    const merchant = await connectedShop();
    const before = sandbox.fic.tokens.refreshes.done;
    sandbox.fic.expireAccessTokens();
    await Promise.all(Array.from({ length: 6 }, () => merchant.get('/api/catalog?refresh=1')));
    expect(sandbox.fic.tokens.refreshes.done - before).toBe(1);
  });

  test('revoked: state expired, orders wait, and leave by themselves after Autorizza di nuovo', async () => {
    const merchant = await connectedShop();
    await merchant.configure();
    sandbox.fic.revokeTokens();
    const order = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false }, merchant.shop);
    const waiting = await merchant.delivery(order.orderID, 'waiting');
    expect(waiting.problem).toMatchObject({ code: 'fic-unauthorized' });
    expect((await merchant.status()).connection.state).toBe('expired');
    await merchant.authorize(OWNER);
    await merchant.delivery(order.orderID, 'sent');
    expect((await merchant.status()).connection.state).toBe('connected');
  });

  test('a company without permission: the order says what to ask for', async () => {
    const merchant = await connectedShop(ACCOUNTANT);
    await merchant.write('PUT', '/api/company', { id: 160 });
    await merchant.configure();
    const order = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false }, merchant.shop);
    const failed = await merchant.delivery(order.orderID, 'failed', 'sent');
    expect(failed.problem?.code).toBe('fic-permission');
    expect(failed.problem?.fix).toMatch(/permessi/);
  });

  test('Scollega forgets the tokens at once; what was queued waits for a connection', async () => {
    const merchant = await connectedShop();
    await merchant.configure();
    await merchant.write('DELETE', '/api/connection');
    expect((await merchant.status()).connection.state).toBe('disconnected');
    const [row] = await plugin.query<{ count: number }>(
      'select count(*)::int as count from connections c join shops s on s.id = c.shop_id where s.instance = $1',
      [merchant.shop.instance],
    );
    expect(row?.count).toBe(0);
    const order = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false }, merchant.shop);
    const waiting = await merchant.delivery(order.orderID, 'waiting');
    expect(waiting.problem).toMatchObject({ code: 'not-connected' });
  });
});

describe('secrets', () => {
  test('no key, token or code of all this stands in the log or unsealed in the database', async () => {
    const merchant = await connectedShop();
    await merchant.configure();
    const order = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false }, merchant.shop);
    await merchant.delivery(order.orderID, 'sent');
    const secrets = sandbox.shop.shops.flatMap((shop) => [shop.key, shop.exchange]);
    const log = plugin.log.join('');
    for (const secret of secrets) expect(log).not.toContain(secret);
    // A stack trace names files: a checkout in a folder `a` would read `a/node_modules`, as a token would.
    expect(log.replaceAll(process.cwd(), '')).not.toMatch(/[acr]\/[\w-]{12,}/);
    for (const webhook of sandbox.shop.webhooks(merchant.shop)) {
      expect(log).not.toContain(webhook.url.split('/').at(-1));
    }
    const tables = await plugin.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('public', 'graphile_worker')`,
    );
    for (const { name } of tables) {
      const rows = await plugin.query<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`);
      const text = rows.map(({ row }) => row).join('\n');
      for (const secret of secrets) expect(text, name).not.toContain(secret);
      expect(text, name).not.toMatch(/"[acr]\/[\w-]{12,}/);
    }
  });
});
