import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { launchChromium, newContext, shot } from '../support/chrome.ts';
import { Merchant } from '../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let browser: Browser;
let merchant: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3, customers: 1 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await plugin?.stop();
  await sandbox?.stop();
});

const embed = () => `${plugin.url}/tscommerce/embed?instance=${sandbox.shop.main.instance}`;

/** The panel in a browser of this language, and the scripts that it fetched. */
async function openIn(locale: string): Promise<{ page: Page; context: BrowserContext; scripts: string[] }> {
  const context = await newContext(browser, { locale });
  const session = merchant.browser.cookies(plugin.url).get('session') ?? '';
  await context.addCookies([{ name: 'session', value: session, url: plugin.url }]);
  const page = await context.newPage();
  const scripts: string[] = [];
  page.on('response', async (response) => {
    if (response.request().resourceType() === 'script') scripts.push(await response.text().catch(() => ''));
  });
  await page.goto(embed());
  return { page, context, scripts };
}

test('a browser set to English reads English: page, problems, dates and amounts; no Italian catalogue is fetched', async () => {
  const { page, context, scripts } = await openIn('en-GB');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'VAT types' }).waitFor();
  await shot(page, '50-english');
  expect(await page.getAttribute('html', 'lang')).toBe('en');

  await page.goto(`${embed().replace('/embed', `/embed/orders/${sandbox.shop.orders[0]?.orderID}`)}`);
  await page.getByText('Before sending there is something to mend').waitFor();
  await page.getByText('No payment account of Fatture in Cloud has been chosen.').waitFor();
  await page
    .getByText(/€[\d,]+\.\d\d/)
    .first()
    .waitFor();
  await shot(page, '51-english-order');
  await page.waitForLoadState('networkidle');
  expect(scripts.filter((script) => script.includes('Salva impostazioni'))).toEqual([]);
  expect(scripts.some((script) => script.includes('Save settings'))).toBe(true);
  await context.close();
});

test('any other browser reads Italian, and fetches no English', async () => {
  const { page, context, scripts } = await openIn('de-DE');
  await page.getByRole('link', { name: 'Impostazioni' }).waitFor();
  expect(await page.getAttribute('html', 'lang')).toBe('it');
  await page.waitForLoadState('networkidle');
  expect(scripts.filter((script) => script.includes('Save settings'))).toEqual([]);
  await context.close();
});

test('the API answers in Italian whatever the browser accepts, in English when asked for it', async () => {
  const ask = async (headers: Record<string, string>) => {
    const response = await merchant.browser.request(`${plugin.url}/api/orders/none/preview`, { headers });
    return ((await response.json()) as { title: string; detail: string }).detail;
  };
  const italian = "L'ordine non esiste nel negozio, o è stato eliminato.";
  expect(await ask({ 'accept-language': 'en' })).toBe(italian);
  expect(await ask({ 'x-language': 'fr' })).toBe(italian);
  expect(await ask({ 'x-language': 'en' })).toBe('The order does not exist in the shop, or was deleted.');
});

test('the server’s own pages follow the browser', async () => {
  const page = async (language: string) =>
    (
      await fetch(`${plugin.url}/tscommerce/embed?instance=unknown`, {
        headers: { 'accept-language': language },
      })
    ).text();
  expect(await page('en-US,en;q=0.9')).toContain('The app is not installed in this shop.');
  expect(await page('de')).toContain('non risulta installata in questo negozio.');
});

test('scripts and styles come compressed to who can read them, as they are to who cannot', async () => {
  const html = await (await fetch(embed())).text();
  for (const [, asset = ''] of html.matchAll(/(?:src|href)="(\/assets\/base-[^"]+)"/g)) {
    const get = (encoding: string) =>
      fetch(`${plugin.url}${asset}`, { headers: { 'accept-encoding': encoding } });
    const plain = await get('identity');
    expect(plain.headers.get('content-encoding')).toBeNull();
    const text = await plain.text();
    for (const encoding of ['br', 'gzip']) {
      const packed = await get(encoding);
      expect(packed.headers.get('content-encoding')).toBe(encoding);
      expect(packed.headers.get('content-type')).toBe(plain.headers.get('content-type'));
      expect(packed.headers.get('vary')).toContain('accept-encoding');
      expect(await packed.text()).toBe(text);
    }
  }
});
