import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { guidePicture, launchChromium, newContext, shot } from '../support/chrome.ts';
import { startTestPlugin, type TestPlugin } from '../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let panel: FrameLocator;
/** What the browser's console complained about. */
const complaints: string[] = [];

/** One site with the plug-in: on plain localhost its cookie does not reach a frame of another one. */
const shopUrl = () => sandbox.shop.url.replace('127.0.0.1', 'localhost');

beforeAll(async () => {
  sandbox = await startSandbox();
  plugin = await startTestPlugin(sandbox);
  browser = await launchChromium();
  context = await newContext(browser);
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  panel = page.frameLocator('[data-testid="app-frame"]');
});
afterAll(async () => {
  await browser?.close();
  await plugin?.stop();
  await sandbox?.stop();
});

const heading = (name: string) => panel.getByRole('heading', { level: 1, name });

/** Opens a tab of the settings. */
async function openTab(name: string): Promise<void> {
  await panel.getByRole('tab', { name, exact: true }).click();
}

async function save(): Promise<void> {
  const put = page.waitForResponse((response) => response.request().method() === 'PUT');
  await panel.getByRole('button', { name: 'Salva impostazioni' }).click();
  expect((await put).status()).toBe(200);
  await panel.getByText('Impostazioni salvate').first().waitFor();
}

test('install from the app market and open the panel in the back office', async () => {
  await page.goto(shopUrl());
  await page.getByTestId('menu-apps').click();
  await page.getByTestId('install').click();
  await page.getByTestId('install-outcome').waitFor();
  await page.getByTestId('menu-fatture-in-cloud').click();
  await panel.getByRole('button', { name: 'Autorizza', exact: true }).waitFor();
  await shot(page, '01-welcome');
  await guidePicture(page, 'collega');
});

test('authorize in a window of its own and choose one of the accountant’s companies', async () => {
  const opening = context.waitForEvent('page');
  await panel.getByRole('button', { name: 'Autorizza', exact: true }).click();
  const popup = await opening;
  await popup.getByTestId('login-2').click();
  await popup.getByTestId('consent-allow').click();
  await panel.getByRole('heading', { name: "Scegli l'azienda" }).waitFor();
  expect(popup.isClosed()).toBe(true);
  await shot(page, '02-companies');
  await guidePicture(page, 'azienda');
  await panel.getByLabel('Bottega Belvedere', { exact: false }).first().click();
  await panel.getByRole('button', { name: 'Usa questa azienda' }).click();
  await heading('Scegli il conto di saldo').waitFor();
  await shot(page, '03-account');
  await guidePicture(page, 'conto');
});

test('the guided path asks for account, VAT as suggested and automatic sending; after a reload it goes on where it was', async () => {
  await panel.getByRole('button', { name: 'Conferma il conto' }).click();
  await panel.getByText('Scegli il conto di saldo: senza').waitFor();
  await panel.getByRole('combobox', { name: /^Conto di saldo/ }).selectOption({ index: 1 });
  await panel.getByRole('button', { name: 'Conferma il conto' }).click();
  await heading('Conferma le aliquote IVA').waitFor();

  await page.reload();
  await heading('Conferma le aliquote IVA').waitFor();
  await panel.getByText('Abbiamo abbinato').waitFor();
  await shot(page, '04-vat');
  await guidePicture(page, 'aliquote');
  // A step that is done can be gone back to, and confirmed as it is.
  await panel.getByRole('button', { name: /^Conto di saldo/ }).click();
  await heading('Scegli il conto di saldo').waitFor();
  await panel.getByRole('button', { name: 'Conferma il conto' }).click();
  await panel.getByRole('button', { name: 'Conferma le aliquote' }).click();
  await heading('Chi invia le fatture allo SDI?').waitFor();
  // Nothing is chosen beforehand: the merchant says it.
  await panel.getByRole('button', { name: 'Conferma', exact: true }).click();
  await panel.getByText('Scelta obbligatoria.').waitFor();
  await shot(page, '05-e-invoice');
  await panel.getByRole('radio', { name: 'A mano' }).click();
  await panel.getByRole('button', { name: 'Conferma', exact: true }).click();
  await heading("Accendi l'invio automatico").waitFor();
  await panel.getByLabel('Invia anche gli ordini precedenti, dal').waitFor();
  await shot(page, '05-automatic');
  await guidePicture(page, 'invio-automatico');
  await panel.getByRole('button', { name: "Accendi l'invio automatico" }).click();

  await panel.getByText('Tutto pronto').waitFor();
  await heading('Panoramica').waitFor();
  await panel.getByText('Invio automatico acceso').waitFor();
  await shot(page, '06-ready');
  await guidePicture(page, 'panoramica');
  await page.reload();
  await heading('Panoramica').waitFor();
  expect(await panel.getByText('Tutto pronto').count()).toBe(0);
});

test('save the other tabs; what was saved, there and on the guided path, is there after a reload', async () => {
  await panel.getByRole('link', { name: 'Impostazioni' }).click();
  await openTab('Tipologia template');
  await panel.getByLabel('Suffisso del numero').fill('/WEB');
  await save();

  await openTab('Prodotti');
  await panel.getByRole('switch', { name: 'Aggiorna giacenza' }).click({ force: true });
  await save();

  await openTab('Clienti');
  await panel.getByRole('switch', { name: 'Sincronizza i clienti' }).click({ force: true });
  await save();
  await shot(page, '06-customers');
  await guidePicture(page, 'clienti');

  await page.reload();
  await panel.getByRole('link', { name: 'Impostazioni' }).click();
  await openTab('Tipologia template');
  await panel.getByLabel('Suffisso del numero').waitFor();
  expect(await panel.getByLabel('Suffisso del numero').inputValue()).toBe('/WEB');
  await openTab('Tipologie IVA');
  await panel.getByRole('table', { name: 'Abbinamento delle aliquote' }).waitFor();
  expect(await panel.getByText('Da abbinare').count()).toBe(0);
  await openTab('Ordini');
  expect(await panel.getByRole('switch', { name: 'Invio automatico degli ordini' }).isChecked()).toBe(true);
});

test('mark an order as paid and see its document arrive in Fatture in Cloud', async () => {
  const order = sandbox.shop.orders.find(
    (candidate) => candidate.status === 0 && candidate.currency === 'EUR',
  );
  if (order === undefined) throw new Error('no unpaid order in the sandbox');
  const company = sandbox.fic.companyIds.bottega;
  const fic = await context.newPage();
  await fic.goto(`${sandbox.fic.url}/companies/${company}`);
  await fic.getByTestId('no-documents').waitFor();

  await page.getByTestId('menu-orders').click();
  await page.getByTestId(`order-row-${order.shortId}`).getByTestId('order-link').click();
  await page.getByTestId('mark-paid').click();
  const row = fic.locator('tr[data-document]').first();
  await row.waitFor();
  await shot(fic, '07-documents');
  expect(sandbox.fic.documents(company)).toHaveLength(1);
  await fic.close();
});

test('send another by hand from its page, and be told the second time that it is there', async () => {
  const order = sandbox.shop.orders.filter(
    (candidate) => candidate.status === 0 && candidate.currency === 'EUR',
  )[0];
  if (order === undefined) throw new Error('no second unpaid order in the sandbox');
  await page.getByTestId('menu-orders').click();
  await page.getByTestId(`order-row-${order.shortId}`).getByTestId('order-link').click();
  const dialog = page.frameLocator('[data-testid="order-dialog-frame"]');
  const openDialog = async () => {
    await page.getByTestId('order-menu').click();
    await page.getByTestId('send-to-fic').click();
  };
  await openDialog();
  const send = dialog.getByRole('button', { name: 'Invia ordine a Fatture in Cloud' });
  await send.waitFor();
  await shot(page, '08-dialog');
  await guidePicture(page, 'invio');
  expect(sandbox.fic.documents(sandbox.fic.companyIds.bottega)).toHaveLength(1);
  await send.click();
  await dialog.getByText('Ordine inviato').waitFor();
  await shot(page, '09-sent');
  await guidePicture(page, 'inviato');
  expect(sandbox.fic.documents(sandbox.fic.companyIds.bottega)).toHaveLength(2);

  await page.getByTestId('close-dialog').click();
  await openDialog();
  await dialog.getByText('Questo ordine è già in Fatture in Cloud').waitFor();
  await shot(page, '10-already');
  await guidePicture(page, 'gia-inviato');
  expect(sandbox.fic.documents(sandbox.fic.companyIds.bottega)).toHaveLength(2);
});

test('the orders list in the panel shows both, and the browser complained of nothing', async () => {
  await page.getByTestId('close-dialog').click();
  await page.getByTestId('menu-fatture-in-cloud').click();
  await panel.getByRole('link', { name: 'Ordini e invii' }).click();
  await panel.getByRole('table').waitFor();
  await shot(page, '11-orders');
  await panel.getByRole('combobox', { name: 'Stato' }).selectOption({ label: 'In Fatture in Cloud' });
  await panel.getByText('In Fatture in Cloud', { exact: true }).nth(1).waitFor();
  await shot(page, '11-orders');
  await guidePicture(page, 'ordini');
  expect(complaints).toEqual([]);
});
