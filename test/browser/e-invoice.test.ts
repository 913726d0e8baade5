import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { guidePicture, launchChromium, newContext, shot } from '../support/chrome.ts';
import { Merchant } from '../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../support/plugin.ts';
import { examine, LIGHT, PHONE } from '../support/screens.ts';

/** An invoice's way to the SDI, as the merchant sees it. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let merchant: Merchant;
let orderId: string;

const company = () => sandbox.fic.company(sandbox.fic.companyIds.bottega);
const invoices = () => company().documents.filter(({ type }) => type === 'invoice');

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 0 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  const order = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: true });
  orderId = order.orderID;
  await merchant.delivery(orderId, 'sent', 'failed');
  browser = await launchChromium();
  context = await newContext(browser);
  const cookies = [...merchant.browser.cookies(plugin.url)];
  await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: plugin.url })));
  page = await context.newPage();
  await page.goto(`${plugin.url}/tscommerce/embed?instance=${sandbox.shop.main.instance}`);
});
afterAll(async () => {
  await browser?.close();
  await plugin?.stop();
  await sandbox?.stop();
});

const row = () => page.locator(`[data-order="${orderId}"]`);
const menu = async (item: string) => {
  await row()
    .getByRole('button', { name: /^Azioni per l'ordine/ })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
};

test('the home says what is to be sent, and by when; nothing is called sent before the SDI has it', async () => {
  await page.getByRole('heading', { name: 'Fatture elettroniche' }).waitFor();
  await page.getByText(/1 da inviare allo SDI · La prima entro il/).waitFor();
  await shot(page, '50-home-e-invoices');
  expect(await page.getByText('Inviat', { exact: false }).count()).toBe(0);
  await page.getByRole('link', { name: 'Vedi le fatture da inviare' }).click();
  await row().getByText('Da inviare allo SDI').waitFor();
  expect(await page.getByRole('combobox', { name: 'Fattura elettronica' }).inputValue()).toBe('to-send');
});

test('Invia allo SDI sends it, and the list follows it', async () => {
  await page.getByRole('button', { name: 'Azzera i filtri' }).click();
  await menu('Invia allo SDI');
  await row().getByText('In transito verso lo SDI').waitFor();
  await shot(page, '51-in-transit');
  expect(invoices()).toHaveLength(1);
});

test('a discarded one says why, and goes again under its number when it was corrected', async () => {
  const [invoice] = invoices();
  if (invoice === undefined) throw new Error('no invoice');
  sandbox.fic.answerSdi(company().id, invoice.id, 'discarded', '00305');
  const [shop] = await plugin.query<{ id: string }>('select id from shops');
  await plugin.query('update e_invoices set next_look_at = now() where next_look_at is not null');
  await plugin.context.store.wake.enqueue('follow-e-invoices', { shopId: shop?.id }, { key: 'test' });
  await row().getByText('Scartata dallo SDI').waitFor();
  await guidePicture(page, 'scartata');
  await shot(page, '52-discarded');
  expect(await examine(page, 'e-invoice', [LIGHT, PHONE])).toEqual([]);
  await menu('Correggi e reinvia');
  await row().getByText('In transito verso lo SDI').waitFor();
  expect(invoices().map(({ id, number }) => [id, number])).toEqual([[invoice.id, invoice.number]]);
});

test('who sends, when, and the copy are set in a tab of their own', async () => {
  await page.getByRole('link', { name: 'Impostazioni' }).click();
  await page.getByRole('tab', { name: 'Fattura elettronica' }).click();
  await page.getByRole('radio', { name: 'Automatico' }).click();
  await page.getByLabel('Dopo quanti minuti').fill('99999');
  await page.getByRole('button', { name: 'Salva impostazioni' }).click();
  await page.getByText('Un numero di minuti da 0 a 14400').waitFor();
  await page.getByLabel('Dopo quanti minuti').fill('60');
  await page.getByRole('button', { name: 'Salva impostazioni' }).click();
  await page.getByText('Impostazioni salvate').first().waitFor();
  await shot(page, '53-tab');
  expect(await examine(page, 'tab-e-invoice', [LIGHT, PHONE])).toEqual([]);
});

test('the send dialog says what happens next, and goes on from the order to the SDI', async () => {
  await merchant.save('orders', { automatic: false, send: 'paid' });
  orderId = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: true }).orderID;
  const opened = async () => {
    await page.goto(`${plugin.url}/tscommerce/embed?instance=${sandbox.shop.main.instance}#/invii`);
    await page.reload();
    await menu('Invia ordine a Fatture in Cloud');
    return page.getByRole('dialog');
  };
  await (await opened()).getByText('Poi parte da sola allo SDI, fra 1 ora.').waitFor();
  await merchant.save('eInvoice', { send: 'automatic', delayMinutes: 0, copyToBuyer: false });
  await (await opened()).getByText('Poi parte da sola allo SDI, subito.').waitFor();
  await merchant.save('eInvoice', { send: 'manual', delayMinutes: 0, copyToBuyer: false });
  const dialog = await opened();
  await dialog.getByText(/^Poi la invii tu allo SDI entro il /).waitFor();
  await shot(page, '54-send-next');
  await dialog.getByRole('button', { name: 'Invia ordine a Fatture in Cloud' }).click();
  await dialog.getByText('Da inviare allo SDI').waitFor();
  expect(await examine(page, 'send-next', [LIGHT, PHONE])).toEqual([]);
  await shot(page, '55-sent-next');
  await dialog.getByRole('button', { name: 'Invia allo SDI' }).click();
  await dialog.getByText('In transito verso lo SDI').waitFor();
});
