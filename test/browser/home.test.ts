import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { guidePicture, launchChromium, newContext, shot } from '../support/chrome.ts';
import { Merchant } from '../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../support/plugin.ts';
import { examine } from '../support/screens.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
let browser: Browser;
let page: Page;

const order = () => ({ status: 1, paidAt: new Date(), invoice: false, items: [{ sku: 'TAZZA-GRES' }] });

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 2, customers: 3 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('studio.ferri@example.com');
  await merchant.write('PUT', '/api/company', { id: sandbox.fic.companyIds.bottega });
  await merchant.configure();
  browser = await launchChromium();
  const context = await newContext(browser, { reducedMotion: 'reduce' });
  const session = merchant.browser.cookies(plugin.url).get('session') ?? '';
  await context.addCookies([{ name: 'session', value: session, url: plugin.url }]);
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await plugin?.stop();
  await sandbox?.stop();
});

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
test('the home tells what was sent and what failed, by itself, and leads to what mends it', async () => {
  const sent = sandbox.shop.placeOrder(order());
  await merchant.delivery(sent.orderID, 'sent');
  const { vat } = await merchant.get<{ vat: { mapping: Record<string, number>; shippingVatTypeId: null } }>(
    '/api/settings',
  );
  await page.goto(`${plugin.url}/tscommerce/embed?instance=${sandbox.shop.main.instance}`);
  await heading('Panoramica').waitFor();
  await page.getByText('In 30 giorni: 1 creati, 0 in attesa, 0 da correggere').waitFor();

  await merchant.save('vat', { mapping: {}, shippingVatTypeId: null });
  const failing = sandbox.shop.placeOrder(order());
  await merchant.delivery(failing.orderID, 'failed');
  // Asked for every twenty seconds while nothing moves.
  await page.getByText('1 ordine da correggere').waitFor();
  await page.getByText('In 30 giorni: 1 creati, 0 in attesa, 1 da correggere').waitFor();
  expect(await page.getByLabel('Situazione degli invii').textContent()).toMatch(/Documenti di oggi\s*1per/);
  await page.getByText('Mostra i dati in una tabella').click();
  const today = page.getByRole('table', { name: 'Documenti per giorno' }).getByRole('row').nth(1);
  expect(await today.getByRole('cell').allTextContents()).toEqual(expect.arrayContaining(['1']));
  await shot(page, '40-home');
  expect(await examine(page, 'home')).toEqual([]);

  await page.getByRole('link', { name: 'Correggi in Tipologie IVA' }).click();
  await page.getByRole('table', { name: 'Abbinamento delle aliquote' }).waitFor();
  await merchant.save('vat', vat);
  await merchant.delivery(failing.orderID, 'sent');
  await page.reload();
  await page.getByRole('link', { name: 'Panoramica' }).click();
  await heading('Panoramica').waitFor();
  await page.getByText('Nessun problema').waitFor();
});

test('the company is changed after a warning; the old one’s choices come back with it', async () => {
  await page.getByRole('link', { name: /^Cambia/ }).click();
  await heading('Cambia azienda').waitFor();
  await page.getByLabel('Officina Verde', { exact: false }).check();
  await shot(page, '41-change');
  await guidePicture(page, 'cambia-azienda');
  expect(await examine(page, 'change-company')).toEqual([]);
  await page.getByRole('button', { name: 'Cambia azienda' }).click();
  await page.getByText('Passare a Officina Verde').waitFor();
  expect(await examine(page, 'change-company-confirm')).toEqual([]);
  await page.getByRole('button', { name: 'Sì, cambia azienda' }).click();
  await page.getByText('Azienda: Officina Verde').waitFor();
  await shot(page, '42-changed');

  const other = await merchant.get<{ paymentAccount: { id: number | null } }>('/api/settings');
  expect(other.paymentAccount.id).toBeNull();
  await merchant.write('PUT', '/api/company', { id: sandbox.fic.companyIds.bottega });
  const back = await merchant.get<{ paymentAccount: { id: number | null } }>('/api/settings');
  expect(back.paymentAccount.id).not.toBeNull();
});
