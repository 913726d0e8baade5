import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { type AccessesDto, accessesSchema } from '../../../src/contract/connection/accesses.ts';
import { HttpBrowser } from '../../support/browser.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;

const OWNER = 'laura.conti@example.com';
const ACCOUNTANT = 'studio.ferri@example.com';
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 2, customers: 2 });
  plugin = await startTestPlugin(sandbox);
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});
beforeEach(() => {
  sandbox.fic.faults.clear();
});

async function connectedShop(): Promise<Merchant> {
  const shop = sandbox.shop.addShop({ name: 'Negozio', orders: 2, customers: 2 });
  expect((await sandbox.shop.install(shop)).status).toBe(204);
  const merchant = new Merchant(plugin, sandbox, shop);
  await merchant.open({ headers: { 'user-agent': CHROME, 'x-forwarded-for': '203.0.113.7' } });
  await merchant.authorize(OWNER);
  return merchant;
}

/** Another browser in front of the same shop, signed in. */
async function colleague({ shop }: Merchant): Promise<Merchant> {
  const second = new Merchant(plugin, sandbox, shop);
  await second.open();
  await second.authorize(ACCOUNTANT);
  return second;
}

/** The list as one browser sees it, held against its schema. */
const accesses = async (merchant: Merchant) =>
  accessesSchema.parse(await merchant.get<AccessesDto>('/api/sessions'));
const statusOf = async (merchant: Merchant) =>
  (await merchant.browser.request(`${plugin.url}/api/status`)).status;
const shopId = async ({ shop }: Merchant) =>
  (await plugin.query<{ id: string }>('select id from shops where instance = $1', [shop.instance]))[0]?.id ??
  '';

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { code: string }).code;
}

describe('Accessi', () => {
  test('each open browser and each sign-in is listed: how, who, when, from where', async () => {
    const merchant = await connectedShop();
    const second = await colleague(merchant);
    const guest = new Merchant(plugin, sandbox, merchant.shop);
    await guest.open();
    const { sessions, signIns } = await accesses(merchant);
    const laura = { name: 'Laura Conti', email: OWNER };
    expect(sessions).toHaveLength(2);
    expect(sessions.find(({ current }) => current)).toMatchObject({
      origin: 'claim',
      user: laura,
      browser: { name: 'Chrome', system: 'Windows' },
      address: '203.0.113.7',
    });
    expect(sessions.find(({ current }) => !current)).toMatchObject({
      origin: 'sign-in',
      user: { email: ACCOUNTANT },
      address: '127.0.0.1',
    });
    expect(signIns.map(({ origin }) => origin)).toEqual(['sign-in', 'claim']);
    expect(signIns[1]).toMatchObject({ user: laura, browser: { name: 'Chrome' }, address: '203.0.113.7' });
    const seen = await accesses(second);
    expect(seen.signIns).toEqual(signIns);
    expect((await guest.browser.request(`${plugin.url}/api/sessions`)).status).toBe(401);
  });

  test('a browser that is ended is out at once, gets the way to sign in, and its record stays', async () => {
    const merchant = await connectedShop();
    const second = await colleague(merchant);
    const ended = (await accesses(merchant)).sessions.find(({ current }) => !current)?.id;
    await merchant.write('DELETE', `/api/sessions/${ended}`);
    expect(await codeOf(await second.browser.request(`${plugin.url}/api/status`))).toBe('session-missing');
    expect((await second.browser.write('POST', `${plugin.url}/api/oauth/ticket`)).status).toBe(401);
    expect((await merchant.browser.write('DELETE', `${plugin.url}/api/sessions/${ended}`)).status).toBe(404);
    await second.open();
    expect(await codeOf(await second.browser.request(`${plugin.url}/api/status`))).toBe('sign-in-required');
    await second.authorize(ACCOUNTANT);
    expect(await statusOf(second)).toBe(200);
    await plugin.query('delete from sessions where ended_at is not null');
    expect((await accesses(merchant)).signIns).toHaveLength(3);
  });

  test.each(['in the asking browser’s own window', 'by the code of another window'])(
    'a guest’s cookie that somebody planted or copied opens nothing once its browser has signed in %s',
    async (way) => {
      const merchant = await connectedShop();
      const second = new Merchant(plugin, sandbox, merchant.shop);
      await second.open();
      // From here on there is a session of it.
      await second.write('POST', '/api/oauth/ticket');
      const planted = new HttpBrowser();
      const cookie = second.browser.cookies(plugin.url).get('session') ?? '';
      planted.cookies(plugin.url).set('session', cookie);
      if (way.startsWith('in')) await second.authorize(ACCOUNTANT);
      else {
        const window = new HttpBrowser();
        const { url } = await second.write<{ url: string }>('POST', '/api/oauth/ticket');
        const location = (await window.request(url)).headers.get('location') ?? '';
        const page = await window.request(await sandbox.fic.authorize(location, { user: ACCOUNTANT }));
        const code = /class="code">([A-Z0-9-]+)</.exec(await page.text())?.[1];
        await second.write('POST', '/api/oauth/complete', { code });
      }
      expect(await statusOf(second)).toBe(200);
      expect(await codeOf(await planted.request(`${plugin.url}/api/status`))).toBe('session-missing');
      const { sessions, signIns } = await accesses(second);
      expect(sessions.filter(({ current }) => current)).toHaveLength(1);
      expect(signIns).toHaveLength(2);
    },
  );

  test('a browser may end itself, and its cookie goes too', async () => {
    const merchant = await connectedShop();
    const second = await colleague(merchant);
    const own = (await accesses(second)).sessions.find(({ current }) => current)?.id;
    await second.write('DELETE', `/api/sessions/${own}`);
    expect(second.browser.cookies(plugin.url).has('session')).toBe(false);
    expect(await statusOf(second)).toBe(401);
    expect(await statusOf(merchant)).toBe(200);
  });

  test('all others are ended at once, guests included; none of another shop', async () => {
    const merchant = await connectedShop();
    const others = [await colleague(merchant), await colleague(merchant)];
    const stranger = await connectedShop();
    expect(await merchant.write('DELETE', '/api/sessions')).toEqual({ ended: 2 });
    for (const other of others) expect(await statusOf(other)).toBe(401);
    expect(await statusOf(stranger)).toBe(200);
    expect((await accesses(merchant)).sessions).toHaveLength(1);
    const foreign = (await accesses(stranger)).sessions[0]?.id;
    for (const id of [foreign, 'x', "' or 1=1"]) {
      const path = `${plugin.url}/api/sessions/${encodeURIComponent(id ?? '')}`;
      expect((await merchant.browser.write('DELETE', path)).status).toBe(404);
    }
    expect(await statusOf(stranger)).toBe(200);
  });

  test('a sign-in that an ended browser had begun comes to nothing, and its tokens are forgotten', async () => {
    const merchant = await connectedShop();
    const second = await colleague(merchant);
    const begin = async () => {
      const window = new HttpBrowser();
      const { url } = await second.write<{ url: string }>('POST', '/api/oauth/ticket');
      const location = (await window.request(url)).headers.get('location') ?? '';
      return { window, back: await sandbox.fic.authorize(location, { user: ACCOUNTANT }) };
    };
    const unfinished = await begin();
    const handedOver = await begin();
    expect(await (await handedOver.window.request(handedOver.back)).text()).toMatch(/class="code"/);
    await merchant.write('DELETE', '/api/sessions');
    const kept = await plugin.query(
      'select 1 from oauth_attempts where shop_id = $1 and sealed_result is not null',
      [await shopId(merchant)],
    );
    expect(kept).toEqual([]);
    const response = await unfinished.window.request(unfinished.back);
    expect(response.status).toBe(409);
  });

  test('without the user’s name the sign-in stands', async () => {
    sandbox.fic.faults.add({ path: /user\/info/, fault: { kind: 'status', status: 403 } });
    const merchant = await connectedShop();
    expect((await accesses(merchant)).sessions[0]).toMatchObject({ origin: 'claim', user: null });
  });

  test('the record is bounded: two hundred are kept, fifty shown, RETENTION_DAYS at most', async () => {
    const merchant = await connectedShop();
    await plugin.query(
      `insert into sign_ins (shop_id, session_id, at, origin)
       select $1, gen_random_uuid(), now() - n * interval '1 hour', 'sign-in' from generate_series(1, 300) n`,
      [await shopId(merchant)],
    );
    await colleague(merchant);
    const count = async () =>
      (await plugin.query('select 1 from sign_ins where shop_id = $1', [await shopId(merchant)])).length;
    expect(await count()).toBe(200);
    expect((await accesses(merchant)).signIns).toHaveLength(50);
    await plugin.query("update sign_ins set at = at - interval '401 days' where origin = 'sign-in'");
    const ended = await plugin.query('select 1 from sign_ins where at < now()');
    await plugin.context.store.sessions.deleteExpired(new Date(), null);
    expect(await plugin.query('select 1 from sign_ins where at < now()')).toHaveLength(ended.length);
    await plugin.query(`select graphile_worker.add_job('housekeeping')`);
    await until(async () => (await count()) === 1, 'the removal');
    expect((await accesses(merchant)).signIns.map(({ origin }) => origin)).toEqual(['claim']);
  });
});

describe('races', () => {
  test('of many first browsers one holds the shop', async () => {
    const shop = sandbox.shop.addShop({ name: 'Conteso' });
    await sandbox.shop.install(shop);
    const browsers = Array.from({ length: 8 }, () => new Merchant(plugin, sandbox, shop));
    await Promise.all(browsers.map((one) => one.open()));
    const inside = await Promise.all(browsers.map(statusOf));
    expect(inside.filter((status) => status === 200)).toHaveLength(1);
    const rows = await plugin.query(
      'select 1 from sign_ins i join shops s on s.id = i.shop_id where s.instance = $1',
      [shop.instance],
    );
    expect(rows).toHaveLength(1);
  });

  test('two stores that install one new instance at once: the later one has it, and nothing of the other is left', async () => {
    const [one, other] = [sandbox.shop.addShop({ name: 'Uno' }), sandbox.shop.addShop({ name: 'Due' })];
    const answers = await Promise.all([
      sandbox.shop.install(one, { instance: 'contested' }),
      sandbox.shop.install(other, { instance: 'contested' }),
    ]);
    expect(answers.some(({ status }) => status === 204)).toBe(true);
    const rows = await plugin.query<{ uid: string }>("select uid from shops where instance = 'contested'");
    expect(rows).toHaveLength(1);
    expect([one.uid, other.uid]).toContain(rows[0]?.uid);
  });

  test('two frames of one browser that open at once: whichever holds the shop, the browser does', async () => {
    for (let round = 0; round < 5; round += 1) {
      const shop = sandbox.shop.addShop({ name: `Due cornici ${round}` });
      await sandbox.shop.install(shop);
      const merchant = new Merchant(plugin, sandbox, shop);
      await Promise.all([merchant.open(), merchant.open(), merchant.open()]);
      expect(await statusOf(merchant)).toBe(200);
    }
  });

  test('a frame that came too late, whose answer comes last, replaces nothing of the one that holds the shop', async () => {
    const shop = sandbox.shop.addShop({ name: 'Due cornici, una in ritardo' });
    await sandbox.shop.install(shop);
    const merchant = new Merchant(plugin, sandbox, shop);
    await merchant.open();
    // Sent before the browser had its cookie, so without it.
    const late = new Merchant(plugin, sandbox, shop);
    await late.open();
    for (const [name, value] of late.browser.cookies(plugin.url))
      merchant.browser.cookies(plugin.url).set(name, value);
    expect(await statusOf(merchant)).toBe(200);
    const { instance } = shop;
    const named = { headers: { 'x-shop': encodeURIComponent(instance) } };
    expect((await merchant.browser.request(`${plugin.url}/api/status`, named)).status).toBe(200);
  });

  test('a browser that opens the panel while the app is installed again never locks the shop', async () => {
    const shop = sandbox.shop.addShop({ name: 'Riinstallato' });
    await sandbox.shop.install(shop);
    const merchant = new Merchant(plugin, sandbox, shop);
    await merchant.open();
    for (let round = 0; round < 10; round += 1) {
      const [installed] = await Promise.all([sandbox.shop.install(shop), merchant.open(), merchant.open()]);
      expect(installed.status).toBe(204);
      await merchant.open();
      expect(await statusOf(merchant)).toBe(200);
    }
  });
});

describe('good keys of another shop', () => {
  test('change nothing for an instance that is taken: keys, sessions, connection, webhooks, sign-ins', async () => {
    const merchant = await connectedShop();
    const thief = sandbox.shop.addShop({ name: 'Altro negozio' });
    const state = async () => ({
      shop: await plugin.query('select * from shops where instance = $1', [merchant.shop.instance]),
      sessions: await plugin.query(
        'select id, level, ended_at from sessions where shop_id = $1 order by id',
        [await shopId(merchant)],
      ),
      connection: await plugin.query('select * from connections where shop_id = $1', [
        await shopId(merchant),
      ]),
      webhooks: sandbox.shop.webhooks(merchant.shop),
      signIns: (await accesses(merchant)).signIns,
    });
    const before = await state();
    const { status } = await sandbox.shop.install(thief, { instance: merchant.shop.instance });
    expect(status).toBe(422);
    expect(await state()).toEqual(before);
    expect(sandbox.shop.webhooks(thief)).toEqual([]);
  });
});

describe('Scollega forgets the tokens at once', () => {
  const connections = async (merchant: Merchant) =>
    plugin.query('select 1 from connections where shop_id = $1', [await shopId(merchant)]);

  test('a refresh that runs does not write them back', async () => {
    const merchant = await connectedShop();
    sandbox.fic.expireAccessTokens();
    const slow = sandbox.fic.faults.add({ path: /oauth\/token/, fault: { kind: 'slow', ms: 700 } });
    const reading = merchant.browser.request(`${plugin.url}/api/catalog?refresh=1`);
    await until(() => slow.applied > 0, 'the refresh');
    await merchant.write('DELETE', '/api/connection');
    expect(await connections(merchant)).toEqual([]);
    await reading;
    expect(await connections(merchant)).toEqual([]);
    expect((await merchant.status()).connection.state).toBe('disconnected');
  });

  test.each(['the asking browser’s own window', 'a window without its session'])(
    'an answer of Fatture in Cloud that is being worked on connects nothing: %s',
    async (which) => {
      const merchant = await connectedShop();
      const window = which.startsWith('the') ? merchant.browser : new HttpBrowser();
      const { url } = await merchant.write<{ url: string }>('POST', '/api/oauth/ticket');
      const location = (await window.request(url)).headers.get('location') ?? '';
      const back = await sandbox.fic.authorize(location, { user: OWNER });
      const slow = sandbox.fic.faults.add({ path: /user\/companies/, fault: { kind: 'slow', ms: 700 } });
      const answering = window.request(back);
      await until(() => slow.applied > 0, 'the callback');
      await merchant.write('DELETE', '/api/connection');
      const answer = await answering;
      expect(answer.status).toBe(409);
      expect(await answer.text()).toMatch(/è scaduta, è già stata usata/);
      expect(await connections(merchant)).toEqual([]);
      const rows = await plugin.query('select 1 from oauth_attempts where shop_id = $1', [
        await shopId(merchant),
      ]);
      expect(rows).toEqual([]);
    },
  );

  test('a guest that was signing in stays outside, and a code that was handed over is worth nothing', async () => {
    const merchant = await connectedShop();
    const guest = new Merchant(plugin, sandbox, merchant.shop);
    await guest.open();
    const window = new HttpBrowser();
    const { url } = await guest.write<{ url: string }>('POST', '/api/oauth/ticket');
    const location = (await window.request(url)).headers.get('location') ?? '';
    const page = await window.request(await sandbox.fic.authorize(location, { user: ACCOUNTANT }));
    const code = /class="code">([A-Z0-9-]{9})</.exec(await page.text())?.[1];
    expect(code).toBeDefined();
    await merchant.write('DELETE', '/api/connection');
    const complete = await guest.browser.write('POST', `${plugin.url}/api/oauth/complete`, { code });
    expect(await codeOf(complete)).toBe('completion-code-wrong');
    expect(await statusOf(guest)).toBe(401);
    expect(await connections(merchant)).toEqual([]);
  });
});
