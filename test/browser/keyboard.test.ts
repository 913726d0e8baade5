import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { launchChromium, newContext } from '../support/chrome.ts';
import { focused, reach } from '../support/keyboard.ts';
import { startTestPlugin, type TestPlugin } from '../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3, customers: 1 });
  plugin = await startTestPlugin(sandbox);
  browser = await launchChromium();
  context = await newContext(browser);
  page = await context.newPage();
  await sandbox.shop.install();
});
afterAll(async () => {
  await browser?.close();
  await plugin?.stop();
  await sandbox?.stop();
});

const press = (key: string) => page.keyboard.press(key);
const what = async () => (await focused(page)).what;
const saved = () => page.getByText('Impostazioni salvate').first();

async function save(): Promise<void> {
  await reach(page, 'button Salva impostazioni');
  await press('Enter');
  await saved().waitFor();
  await saved().waitFor({ state: 'detached' });
  expect(await what(), 'after saving the focus is not lost').not.toBeNull();
}

test('without a mouse: connect', async () => {
  await page.goto(`${plugin.url}/tscommerce/embed?instance=${sandbox.shop.main.instance}`);
  await page.getByRole('button', { name: 'Autorizza', exact: true }).waitFor();
  const opening = context.waitForEvent('page');
  await reach(page, 'button Autorizza');
  await press('Enter');
  const popup = await opening;
  await popup.getByTestId('login-1').waitFor();
  await reach(popup, 'button Laura');
  await popup.keyboard.press('Enter');
  await popup.getByTestId('consent-allow').waitFor();
  await reach(popup, 'button Autorizza');
  await popup.keyboard.press('Enter');
  await expect.poll(what, { timeout: 20_000 }).toContain('Scegli il conto di saldo');
  await reach(page, 'link Impostazioni', 'Shift+Tab');
  await press('Enter');
  await page.getByRole('tab', { name: 'Ordini', exact: true }).waitFor();
});

test('the first stop of the panel leads past its navigation', async () => {
  await page.reload();
  await page.getByRole('tab', { name: 'Ordini', exact: true }).waitFor();
  await press('Tab');
  expect(await what()).toBe('link Vai al contenuto');
  await press('Enter');
  await press('Tab');
  expect(await what()).not.toMatch(/^link (Panoramica|Ordini e invii)/);
});

test('without a mouse: set and save the account and the VAT rates', async () => {
  await page.getByRole('tab', { name: 'Ordini', exact: true }).waitFor();
  await reach(page, 'tab Ordini');
  await reach(page, 'tab Conto di saldo', 'ArrowRight');
  await press('Enter');
  await page
    .getByRole('combobox', { name: /^Conto di saldo/ })
    .first()
    .waitFor();
  await reach(page, 'combobox Conto di saldo');
  await press('ArrowDown');
  await save();
  await reach(page, 'tab Conto di saldo', 'Shift+Tab');
  await press('ArrowLeft');
  await press('Enter');
  await page.getByRole('button', { name: 'Usa i suggerimenti' }).waitFor();
  await reach(page, 'button Usa i suggerimenti');
  await press('Enter');
  await page.getByText('Modifiche non ancora salvate').waitFor();
  expect(await what(), 'the button has gone, the focus has not').not.toBeNull();

  await reach(page, 'link Ordini e invii', 'Shift+Tab');
  await press('Enter');
  await page.getByRole('dialog', { name: 'Modifiche non salvate' }).waitFor();
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(what, { message: 'Esc gives the focus back' }).toBe('link Ordini e invii');
  await save();
});

test('without a mouse: send an order, and be where one was afterwards', async () => {
  sandbox.shop.placeOrder({ status: 1 });
  await reach(page, 'link Ordini e invii', 'Shift+Tab');
  await press('Enter');
  await page.getByRole('table', { name: 'Ordini del negozio' }).waitFor();
  await expect.poll(what).toContain('Ordini e invii');
  await reach(page, "button Azioni per l'ordine");
  const trigger = await what();
  await press('Enter');
  await page.getByRole('menuitem', { name: 'Cronologia' }).waitFor();
  await press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await expect.poll(what).toBe(trigger);

  await press('Enter');
  await page.getByRole('menuitem', { name: 'Invia ordine a Fatture in Cloud' }).waitFor();
  await reach(page, 'menuitem Invia ordine', 'ArrowDown');
  await press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Invia ordine a Fatture in Cloud' }).waitFor();
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(what, { message: 'the dialog gives the focus back' }).toBe(trigger);

  await press('Enter');
  await page.getByRole('menuitem', { name: 'Invia ordine a Fatture in Cloud' }).waitFor();
  await reach(page, 'menuitem Invia ordine', 'ArrowDown');
  await press('Enter');
  await reach(page, 'button Invia ordine');
  await press('Enter');
  await dialog.getByText('Ordine inviato').waitFor();
  await expect.poll(what, { message: 'the outcome is where the focus is' }).toContain('Ordine inviato');
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(what).toBe(trigger);
  expect(sandbox.fic.documents(sandbox.fic.companyIds.bottega)).toHaveLength(1);
});
