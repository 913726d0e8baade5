import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { launchChromium, newContext, shot } from '../support/chrome.ts';
import { until } from '../support/merchant.ts';
import { freePort, startTestPlugin, type TestPlugin } from '../support/plugin.ts';
import { startTlsProxy } from '../support/tls-proxy.ts';

/** As in production: the plug-in behind https in an iframe of another site, whose cookies are partitioned. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let stopProxy: () => Promise<void>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let panel: FrameLocator;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3, customers: 3 });
  const publicPort = await freePort();
  plugin = await startTestPlugin(sandbox, {
    variables: { PUBLIC_URL: `https://localhost:${publicPort}`, FRAME_ANCESTORS: sandbox.shop.url },
  });
  const inner = `http://127.0.0.1:${plugin.env.PORT}`;
  stopProxy = await startTlsProxy(publicPort, () => inner);
  // The platform's own calls do not trust the test's certificate: they go past the proxy.
  sandbox.setAppUrl(inner);
  expect((await sandbox.shop.install()).status).toBe(204);
  sandbox.setAppUrl(plugin.url);
  // A frame in a process of its own paints only when Chromium finds time: kept in one, it behaves alike and at once.
  browser = await launchChromium([
    '--disable-site-isolation-trials',
    '--disable-features=IsolateOrigins,site-per-process',
  ]);
  context = await newContext(browser, { ignoreHTTPSErrors: true });
  page = await context.newPage();
  panel = page.frameLocator('[data-testid="app-frame"]');
});
afterAll(async () => {
  await browser?.close();
  await stopProxy?.();
  await plugin?.stop();
  await sandbox?.stop();
});

const authorize = () => panel.getByRole('button', { name: 'Autorizza', exact: true });

async function consent(popup: Page): Promise<void> {
  await popup.getByTestId('login-1').click();
  await popup.getByTestId('consent-allow').click();
}

test('the session of the iframe is Secure, HttpOnly and partitioned', async () => {
  await page.goto(`${sandbox.shop.url}/b/${sandbox.shop.main.instance}/fatture-in-cloud`);
  await authorize().waitFor();
  const session = (await context.cookies()).find((cookie) => cookie.name === 'session');
  expect(session).toMatchObject({ secure: true, httpOnly: true, sameSite: 'None' });
  expect(session?.partitionKey).toMatch(/127\.0\.0\.1/);
});

test('where the way back was cut, the code that the window shows is typed into the panel', async () => {
  const frame = page.frames().find((candidate) => candidate.url().startsWith(plugin.url));
  const ticket = await frame?.evaluate(async () => {
    const response = await fetch('/api/oauth/ticket', {
      method: 'POST',
      headers: { 'x-requested-with': 'fetch' },
    });
    return (await response.json()) as { url: string };
  });
  const alone = await context.newPage();
  await alone.goto(ticket?.url ?? '');
  await consent(alone);
  const code = (await alone.locator('.code').textContent()) ?? '';
  await shot(alone, '20-code');
  await panel.getByRole('button', { name: 'Hai ricevuto un codice?' }).click();
  await panel.getByLabel('Codice di 8 caratteri').fill(code.toLowerCase());
  await panel.getByRole('button', { name: 'Conferma il codice' }).click();
  await panel.getByRole('heading', { name: 'Scegli il conto di saldo' }).waitFor();
  await alone.close();
});

test('the window hands its result to the iframe that opened it, though its session does not reach there', async () => {
  await panel.getByRole('link', { name: 'Collegamento' }).click();
  await panel.getByRole('button', { name: 'Scollega', exact: true }).click();
  await panel.getByRole('button', { name: 'Sì, scollega' }).click();
  const opening = context.waitForEvent('page');
  await authorize().click();
  const popup = await opening;
  await consent(popup);
  await panel.getByRole('link', { name: 'Impostazioni' }).waitFor();
  expect(popup.isClosed()).toBe(true);
});

test('another site may not frame the panel: the browser shows nothing, the server gives no session and counts it', async () => {
  const address = `${plugin.url}/tscommerce/embed?instance=${sandbox.shop.main.instance}`;
  // A server of this machine, as the platform's is here: a page of the internet is kept from it by the browser anyway.
  const evil = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(`<iframe src="${address}"></iframe>`),
  );
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
  const elsewhere = await context.newPage();
  const blocked = elsewhere.waitForEvent('requestfailed');
  const before = await plugin.query('select id from sessions');
  await elsewhere.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`);
  expect((await blocked).failure()?.errorText).toBe('net::ERR_BLOCKED_BY_RESPONSE');
  expect(elsewhere.frames()[1]?.url()).toMatch(/^chrome-error:/);
  expect(await plugin.query('select id from sessions')).toEqual(before);
  await until(async () => {
    const metrics = await (await fetch(`http://127.0.0.1:${plugin.env.PORT}/metrics`)).text();
    return /requests_refused_total\{reason="framed-by-others"\} [1-9]/.test(metrics);
  }, 'the count');
  await elsewhere.close();
  evil.closeAllConnections();
  evil.close();
});
