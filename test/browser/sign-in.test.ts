import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { guidePicture, launchChromium, newContext, shot } from '../support/chrome.ts';
import { Merchant } from '../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../support/plugin.ts';
import { DARK, examine, LIGHT, PHONE } from '../support/screens.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3, customers: 3 });
  plugin = await startTestPlugin(sandbox);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await plugin?.stop();
  await sandbox?.stop();
});
beforeEach(async () => {
  context = await newContext(browser);
  page = await context.newPage();
});
afterEach(() => context.close());

const authorize = () => page.getByRole('button', { name: 'Autorizza', exact: true });

async function openNewShop() {
  const shop = sandbox.shop.addShop({ name: 'Negozio' });
  await sandbox.shop.install(shop);
  await page.goto(`${plugin.url}/tscommerce/embed?instance=${shop.instance}`);
  await authorize().waitFor();
  return shop;
}

async function popupOf(press: () => Promise<void>): Promise<Page> {
  const opening = context.waitForEvent('page');
  await press();
  return opening;
}

async function consent(popup: Page, user: number): Promise<void> {
  await popup.getByTestId(`login-${user}`).click();
  await popup.getByTestId('consent-allow').click();
}

test('a window that is closed half way, and Annulla, are told; the button works again', async () => {
  await openNewShop();
  const closed = await popupOf(() => authorize().click());
  await closed.getByTestId('login-1').waitFor();
  await closed.close();
  await page.getByText('è stata chiusa prima di completare').waitFor();

  const denied = await popupOf(() => authorize().click());
  await denied.getByTestId('login-1').click();
  await denied.getByTestId('consent-deny').click();
  await page.getByText('è stata annullata in Fatture in Cloud').waitFor();
  await denied.close();

  const popup = await popupOf(() => authorize().click());
  await consent(popup, 1);
  await page.getByRole('heading', { name: 'Scegli il conto di saldo' }).waitFor();
});

test('a later browser signs in with Fatture in Cloud; one without access stays outside', async () => {
  const shop = await openNewShop();
  await consent(await popupOf(() => authorize().click()), 1);
  await page.getByRole('heading', { name: 'Scegli il conto di saldo' }).waitFor();

  await context.close();
  context = await newContext(browser);
  page = await context.newPage();
  await page.goto(`${plugin.url}/tscommerce/embed?instance=${shop.instance}`);
  const signIn = page.getByRole('button', { name: 'Accedi con Fatture in Cloud' });
  await signIn.waitFor();
  await shot(page, '21-sign-in');
  const stranger = await popupOf(() => signIn.click());
  await consent(stranger, 4);
  await page.getByText("non può usare l'azienda collegata").waitFor();
  await stranger.close();

  await consent(await popupOf(() => signIn.click()), 2);
  await page.getByText('Bottega Belvedere S.r.l.').first().waitFor();
});

test('a shop that nobody claimed in time says to install again', async () => {
  const shop = sandbox.shop.addShop({ name: 'Tardi' });
  await sandbox.shop.install(shop);
  await plugin.query("update shops set setup_ends_at = now() - interval '1 hour' where instance = $1", [
    shop.instance,
  ]);
  await page.goto(`${plugin.url}/tscommerce/embed?instance=${shop.instance}`);
  await page.getByText('Il tempo per la prima configurazione è scaduto').waitFor();
  await shot(page, '22-closed');
  await context.clearCookies();
  await page.goto('about:blank');
  await page.goto(`${plugin.url}/tscommerce/embed?instance=${shop.instance}`);
  await page.getByText('Il tempo per la prima configurazione è scaduto').waitFor();
});

test('Accessi: who may use the panel is seen and ended, by the keyboard too; an ended browser gets the way in', async () => {
  const shop = await openNewShop();
  await consent(await popupOf(() => authorize().click()), 1);
  await page.getByRole('link', { name: 'Collegamento', exact: true }).waitFor();
  const colleague = new Merchant(plugin, sandbox, shop);
  await colleague.open();
  await colleague.authorize('studio.ferri@example.com');
  const ended = async () => (await colleague.browser.request(`${plugin.url}/api/status`)).status;
  expect(await ended()).toBe(200);

  await page.getByRole('link', { name: 'Collegamento', exact: true }).click();
  await page.getByRole('link', { name: 'Vedi gli accessi' }).click();
  const rows = page.getByRole('table', { name: 'Accessi registrati' }).getByRole('row');
  await page.getByText('Questo browser', { exact: true }).waitFor();
  expect(await page.locator('[data-session]').count()).toBe(2);
  expect(await rows.count()).toBe(3);
  await page.getByText('Laura Conti · laura.conti@example.com').first().waitFor();
  expect(
    await page.getByRole('link', { name: 'Collegamento', exact: true }).getAttribute('aria-current'),
  ).toBe('page');
  await guidePicture(page, 'accessi');
  const faults = await examine(page, 'accesses', [LIGHT, DARK, PHONE]);

  const end = page.getByRole('button', { name: /^Chiudi accesso: / });
  await end.focus();
  await page.keyboard.press('Enter');
  await page.getByText("Chiudere l'accesso?").waitFor();
  faults.push(...(await examine(page, 'accesses-end', [PHONE, LIGHT])));
  expect(faults).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByText("Chiudere l'accesso?").waitFor({ state: 'hidden' });
  expect(await ended()).toBe(200);
  await end.click();
  await page.getByRole('button', { name: "Sì, chiudi l'accesso" }).click();
  await page.getByText("L'accesso è stato chiuso").waitFor();
  await end.waitFor({ state: 'detached' });
  expect(await ended()).toBe(401);
  expect(await rows.count()).toBe(3);

  await page.getByRole('button', { name: 'Esci da questo browser' }).click();
  await page.getByRole('button', { name: 'Sì, esci' }).click();
  await page.getByText('La sessione è terminata').waitFor();
  await page.getByRole('button', { name: 'Riapri il pannello' }).click();
  const signIn = page.getByRole('button', { name: 'Accedi con Fatture in Cloud' });
  await signIn.waitFor();
  await consent(await popupOf(() => signIn.click()), 1);
  await page.getByText('Questo browser', { exact: true }).waitFor();
  expect(await rows.count()).toBe(4);
});
