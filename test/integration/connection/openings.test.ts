import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { StatusDto } from '../../../src/contract/panel/status.ts';
import { HttpBrowser } from '../../support/browser.ts';
import { Merchant } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 1, customers: 1 });
  plugin = await startTestPlugin(sandbox);
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

async function installed(name: string) {
  const shop = sandbox.shop.addShop({ name, orders: 0, customers: 0 });
  expect((await sandbox.shop.install(shop)).status).toBe(204);
  return shop;
}
type Shop = Awaited<ReturnType<typeof installed>>;

const open = (browser: HttpBrowser, { instance }: Shop) =>
  browser.write('POST', `${plugin.url}/api/session`, { instance });
const ask = (browser: HttpBrowser, path: string, shop: Shop) =>
  browser.request(`${plugin.url}${path}`, { headers: { 'x-shop': encodeURIComponent(shop.instance) } });
const nameSeen = async (browser: HttpBrowser, shop: Shop) =>
  ((await (await ask(browser, '/api/status', shop)).json()) as StatusDto).shop.name;
const embed = ({ instance }: Shop) => `${plugin.url}/tscommerce/embed?instance=${instance}`;
const claimed = async ({ instance }: Shop) =>
  (await plugin.query('select 1 from shops where instance = $1 and claimed_at is not null', [instance]))
    .length > 0;
const sessionsOf = ({ instance }: Shop) =>
  plugin.query('select s.id from sessions s join shops p on p.id = s.shop_id where p.instance = $1', [
    instance,
  ]);

describe('two shops in one browser', () => {
  test('each page speaks for its own shop, whichever was opened last; one that is not held is refused', async () => {
    const [one, other, third] = [await installed('Uno'), await installed('Due'), await installed('Tre')];
    const browser = new HttpBrowser();
    expect(await (await open(browser, one)).json()).toEqual({ level: 'full' });
    expect(await (await open(browser, other)).json()).toEqual({ level: 'full' });
    expect(await nameSeen(browser, one)).toBe('Uno');
    expect(await nameSeen(browser, other)).toBe('Due');
    const { shop } = (await (await browser.request(`${plugin.url}/api/status`)).json()) as StatusDto;
    expect(shop.name).toBe('Due');

    const refused = await ask(browser, '/api/status', third);
    expect(refused.status).toBe(401);
    expect((await refused.json()) as object).toMatchObject({ code: 'session-missing' });
    // A download cannot name it in a header.
    const csv = (shop: Shop) =>
      browser.request(`${plugin.url}/api/status?shop=${encodeURIComponent(shop.instance)}`);
    expect(((await (await csv(one)).json()) as StatusDto).shop.name).toBe('Uno');
    expect((await csv(third)).status).toBe(401);
  });

  test('a sign-in comes back to the shop that began it, and ending one session leaves the other', async () => {
    const [one, other] = [await installed('Chi chiede'), await installed('Ultimo aperto')];
    const browser = new HttpBrowser();
    await open(browser, one);
    const headers = { 'x-shop': one.instance, 'x-requested-with': 'fetch' };
    const answer = await browser.request(`${plugin.url}/api/oauth/ticket`, { method: 'POST', headers });
    const { url } = (await answer.json()) as { url: string };
    await open(browser, other);
    const start = await browser.request(url);
    const back = await sandbox.fic.authorize(start.headers.get('location') ?? '', {
      user: 'laura.conti@example.com',
    });
    expect((await browser.request(back)).status).toBe(200);
    const state = async (shop: Shop) =>
      ((await (await ask(browser, '/api/status', shop)).json()) as StatusDto).connection.state;
    expect(await state(one)).toBe('connected');
    expect(await state(other)).toBe('disconnected');

    const [session] = (await sessionsOf(one)) as { id: string }[];
    await browser.request(`${plugin.url}/api/sessions/${session?.id}`, { method: 'DELETE', headers });
    expect((await ask(browser, '/api/status', one)).status).toBe(401);
    expect(await nameSeen(browser, other)).toBe('Ultimo aperto');
  });
});

describe('opening the page', () => {
  test.each(['GET', 'HEAD'])(
    '%s claims nothing and gives no cookie; the loaded page does',
    async (method) => {
      const shop = await installed(`Aperto con ${method}`);
      const browser = new HttpBrowser();
      const page = await browser.request(embed(shop), { method });
      expect(page.status).toBe(200);
      expect(page.headers.getSetCookie().join()).not.toContain('session=');
      expect(await claimed(shop)).toBe(false);
      await open(browser, shop);
      expect(await claimed(shop)).toBe(true);
    },
  );

  test('another site’s page, a form of it or a call without the header opens nothing', async () => {
    const shop = await installed('Altrui');
    const body = JSON.stringify({ instance: shop.instance });
    const type = { 'content-type': 'application/json' };
    for (const headers of [type, { ...type, 'x-requested-with': 'fetch', 'sec-fetch-site': 'cross-site' }]) {
      const answer = await fetch(`${plugin.url}/api/session`, { method: 'POST', headers, body });
      expect(answer.status).toBe(403);
    }
    expect(await claimed(shop)).toBe(false);
  });

  test('guests leave no row until one begins to sign in; openings from an address are counted', async () => {
    const shop = await installed('Ospiti');
    await open(new HttpBrowser(), shop);
    const last = new Merchant(plugin, sandbox, shop);
    const statuses: number[] = [];
    for (let count = 0; count < 70; count += 1) {
      statuses.push((await open(count === 5 ? last.browser : new HttpBrowser(), shop)).status);
    }
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect(await sessionsOf(shop)).toHaveLength(1);
    await plugin.query(
      `insert into connections (shop_id, state, company_id, company_name, companies, sealed_tokens, access_expires_at,
         connected_at, updated_at)
       select id, 'connected', 1, 'x', '[]', '', now(), now(), now() from shops where instance = $1`,
      [shop.instance],
    );
    await last.write('POST', '/api/oauth/ticket');
    expect(await sessionsOf(shop)).toHaveLength(2);
    // Another shop is opened from there all the same.
    expect((await open(new HttpBrowser(), await installed('Vicino'))).status).toBe(200);
  });
});
