import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { launchChromium, newContext, shot } from '../support/chrome.ts';
import { Merchant } from '../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 4, customers: 8 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  const merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  browser = await launchChromium();
  context = await newContext(browser);
  const session = merchant.browser.cookies(plugin.url).get('session') ?? '';
  await context.addCookies([{ name: 'session', value: session, url: plugin.url }]);
  page = await context.newPage();
  await page.goto(`${plugin.url}/tscommerce/embed?instance=${sandbox.shop.main.instance}`);
  await page.getByRole('link', { name: 'Impostazioni' }).click();
});
afterAll(async () => {
  await browser?.close();
  await plugin?.stop();
  await sandbox?.stop();
});

test('Clienti: Sincronizza ora writes the clients and tells how many', async () => {
  await page.getByRole('tab', { name: 'Clienti' }).click();
  await page.getByRole('switch', { name: 'Sovrascrivi i dati in Fatture in Cloud' }).waitFor();
  await page.getByRole('button', { name: 'Sincronizza ora' }).click();
  await page.getByText('Completata').waitFor();
  await shot(page, '30-customers');
  const clients = sandbox.fic.company(sandbox.fic.companyIds.bottega).clients.length;
  expect(clients).toBeGreaterThan(0);
});

test('Prodotti: the report tells which codes match, which are missing and which are doubled, and is searched', async () => {
  await page.getByRole('tab', { name: 'Prodotti' }).click();
  await page.getByRole('button', { name: 'Rileggi i prodotti' }).click();
  const table = page.getByRole('table', { name: 'Prodotti del negozio' });
  await table.getByText('Corrisponde').first().waitFor();
  await shot(page, '31-products');
  await page.getByRole('combobox', { name: 'Stato' }).selectOption({ label: 'Manca' });
  await table.getByText('Manca', { exact: true }).first().waitFor();
  await page.getByRole('combobox', { name: 'Stato' }).selectOption({ label: 'Tutti' });
  await page.getByLabel('Cerca un codice o un prodotto').fill('miele');
  await table.getByText('MIELE-ACACIA').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Scarica CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});
