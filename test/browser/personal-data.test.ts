import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { personalDataSchema } from '../../src/contract/personal-data/personal-data.ts';
import { launchChromium, newContext } from '../support/chrome.ts';
import { Merchant } from '../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../support/plugin.ts';
import { examine } from '../support/screens.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let browser: Browser;
let page: Page;
const EMAIL = 'clelia.vittoriosa@example.com';

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 2, customers: 1 });
  plugin = await startTestPlugin(sandbox);
  browser = await launchChromium();
  await sandbox.shop.install();
  const merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  const [known] = sandbox.shop.main.customers;
  if (known === undefined) throw new Error('no customer');
  const billing = { ...known.address, fullname: 'Clelia Vittoriosa', company: '', email: EMAIL };
  const order = sandbox.shop.placeOrder({ status: 1, invoice: false, billing, delivery: null });
  await merchant.delivery(order.orderID, 'sent');
  const context = await newContext(browser, { reducedMotion: 'reduce', acceptDownloads: true });
  const session = merchant.browser.cookies(plugin.url).get('session') ?? '';
  await context.addCookies([{ name: 'session', value: session, url: plugin.url }]);
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await plugin?.stop();
  await sandbox?.stop();
});

test('a customer’s data are found, downloaded and, after a warning, erased, with the keyboard alone', async () => {
  const faults: string[] = [];
  await page.goto(`${plugin.url}/tscommerce/embed?instance=${sandbox.shop.main.instance}`);
  await page.getByRole('link', { name: 'Impostazioni' }).click();
  await page.getByRole('tab', { name: 'Clienti', exact: true }).click();
  const section = page.getByRole('region', { name: 'Dati personali di un cliente' });
  const query = section.getByLabel('E-mail, codice fiscale, partita IVA o numero di un ordine');
  await query.press('Enter');
  await section.getByText('Scrivi che cosa cercare.').waitFor();
  await query.fill('nobody@example.com');
  await query.press('Enter');
  await section.getByText('Il plug-in non conserva dati di questo cliente.').waitFor();

  await query.fill(EMAIL);
  await query.press('Enter');
  await section.getByText('Dati conservati: Clelia Vittoriosa').waitFor();
  faults.push(...(await examine(page, 'personal-data')));
  const download = page.waitForEvent('download');
  await section.getByRole('button', { name: 'Scarica' }).press('Enter');
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^dati-cliente-\d{4}-\d\d-\d\d\.json$/);
  const held = personalDataSchema.parse(JSON.parse(readFileSync(await file.path(), 'utf8')));
  expect(held.orders.map(({ email }) => email)).toEqual([EMAIL]);

  await section.getByRole('button', { name: 'Cancella…' }).press('Enter');
  await page.getByText('Cancellare i dati di questo cliente?').waitFor();
  faults.push(...(await examine(page, 'personal-data-erase')));
  // The focus starts on the harmless button.
  await page.keyboard.press('Enter');
  await page.getByText('Cancellare i dati di questo cliente?').waitFor({ state: 'hidden' });
  await section.getByText('Dati conservati: Clelia Vittoriosa').waitFor();
  await section.getByRole('button', { name: 'Cancella…' }).press('Enter');
  await page.getByRole('button', { name: 'Cancella i dati' }).press('Enter');
  await section.getByText('Dati cancellati.').waitFor();
  faults.push(...(await examine(page, 'personal-data-erased')));

  await page.getByRole('link', { name: 'Ordini e invii' }).click();
  await page.getByText('Dati rimossi').first().waitFor();
  faults.push(...(await examine(page, 'orders-data-removed')));
  expect(faults).toEqual([]);
});
