import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SettingsDto } from '../../src/contract/settings/settings.ts';
import { shot } from '../support/chrome.ts';
import { PanelWorld } from '../support/panel.ts';
import { examine } from '../support/screens.ts';

let world: PanelWorld;

const TEMPLATE = '#/impostazioni/template';
const ORDERS = '#/invii';
const open = (fragment: string) => world.open(fragment);

beforeAll(async () => {
  const settings = { automatic: false, send: 'paid' } as const;
  world = await PanelWorld.start({ orders: 60, customers: 3, settings });
});
afterAll(() => world?.stop());
afterEach(() => world.closePages());

const suffix = (page: Page) => page.getByLabel('Suffisso del numero');
const save = (page: Page) => page.getByRole('button', { name: 'Salva impostazioni' }).click();
const saved = (page: Page) => page.getByText('Impostazioni salvate').first().waitFor();
const stored = async () => (await world.merchant.get<SettingsDto>('/api/settings')).template.numberSuffix;

test('two browsers edit one tab: the second is told, and keeps its own values or takes the other’s', async () => {
  const [first, second] = [await open(TEMPLATE), await open(TEMPLATE)];
  await suffix(first).fill('/PRIMO');
  await suffix(second).fill('/SECONDO');
  await save(first);
  await saved(first);
  await save(second);
  await second.getByText('Questa scheda è stata salvata da un altro browser').waitFor();
  await shot(second, '50-conflict');
  expect(await examine(second, 'conflict')).toEqual([]);
  expect(await stored()).toBe('/PRIMO');
  expect(await suffix(second).inputValue()).toBe('/SECONDO');
  await second.getByRole('button', { name: 'Salva comunque i miei' }).click();
  await saved(second);
  expect(await stored()).toBe('/SECONDO');

  await suffix(first).fill('/TERZO');
  await save(first);
  await first.getByRole('button', { name: "Carica i valori dell'altro" }).click();
  await first.waitForFunction(() => document.querySelector('input[name=numberSuffix]') !== null);
  expect(await suffix(first).inputValue()).toBe('/SECONDO');
  expect(await stored()).toBe('/SECONDO');
});

test('leaving with unsaved changes asks first: by a tab, by the menu and by the browser’s back', async () => {
  const page = await open(ORDERS);
  await page.getByRole('table').waitFor();
  await page.getByRole('link', { name: 'Impostazioni' }).click();
  await page.getByRole('tab', { name: 'Tipologia template' }).click();
  await suffix(page).fill('/MAI');
  const guard = page.getByText('Modifiche non salvate');
  const stay = () => page.getByRole('button', { name: 'Resta qui' }).click();
  for (const leave of [
    () => page.getByRole('tab', { name: 'Clienti' }).click(),
    () => page.getByRole('link', { name: 'Ordini e invii' }).click(),
    () => page.goBack(),
  ]) {
    await leave();
    await guard.waitFor();
    await stay();
    await guard.waitFor({ state: 'detached' });
    expect(await suffix(page).inputValue()).toBe('/MAI');
  }
  await page.getByRole('link', { name: 'Ordini e invii' }).click();
  await page.getByRole('button', { name: 'Esci senza salvare' }).click();
  await page.getByRole('table').waitFor();
  expect(await stored()).not.toBe('/MAI');
});

test('a lost connection is said and recovers: what changed meanwhile is there; an ended session is told', async () => {
  const page = await open(ORDERS);
  await page.getByRole('table').waitFor();
  await page.route('**/api/**', (route) => route.abort('internetdisconnected'));
  await page.getByRole('button', { name: 'Carica altri' }).click();
  await page.getByText('Connessione persa, riprovo…').waitFor();
  await shot(page, '51-lost');
  // The list stays, and a click that cannot be carried out is refused, not kept for later.
  await page.getByRole('table').waitFor();
  const order = world.sandbox.shop.placeOrder({ status: 1 });
  await world.merchant.get('/api/orders');
  await page.unroute('**/api/**');
  await page.getByText('Connessione ristabilita').waitFor();
  await page.getByText(`#${order.shortId}`).first().waitFor();

  await page.context().clearCookies();
  await page.getByLabel('Cerca').fill('qualcosa');
  await page.getByRole('heading', { name: 'La sessione è terminata' }).waitFor();
  await shot(page, '52-ended');
  expect(await examine(page, 'ended')).toEqual([]);
  await page.getByRole('button', { name: 'Riapri il pannello' }).click();
  await page.getByRole('button', { name: 'Accedi con Fatture in Cloud' }).waitFor();
});

test('in the back office the frame grows with its content, and a dialog opens where one looks', async () => {
  const page = await world.newPage();
  const shop = world.sandbox.shop.url.replace('127.0.0.1', 'localhost');
  await page.goto(`${shop}/b/${world.merchant.shop.instance}/fatture-in-cloud`);
  const panel: FrameLocator = page.frameLocator('[data-testid="app-frame"]');
  await panel.getByRole('link', { name: 'Ordini e invii' }).click();
  await panel.getByRole('table').waitFor();
  const fits = () =>
    page.waitForFunction(() => {
      const frame = document.querySelector<HTMLIFrameElement>('iframe.app');
      return (frame?.offsetHeight ?? 0) > 1500;
    });
  await fits();
  const inner = page.frames().find((frame) => frame.url().startsWith(world.plugin.url));
  const scrolls = () =>
    inner?.evaluate(() => {
      const { scrollHeight, clientHeight } = document.documentElement;
      return scrollHeight - clientHeight;
    });
  expect(await scrolls()).toBe(0);

  const menu = panel.getByRole('button', { name: /^Azioni per l'ordine/ }).nth(20);
  await menu.scrollIntoViewIfNeeded();
  await menu.click();
  await panel.getByRole('menuitem', { name: 'Cronologia' }).click();
  const dialog = panel.getByRole('dialog');
  await dialog.waitFor();
  await page.waitForFunction(() => window.scrollY > 300);
  await expect.poll(async () => (await dialog.boundingBox())?.y ?? -1).toBeGreaterThan(0);
  const box = await dialog.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(900);
  await shot(page, '53-frame-dialog');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  // The focus is back where it came from.
  await expect.poll(() => menu.evaluate((button) => button === document.activeElement)).toBe(true);

  // A shorter screen makes it shorter again.
  await panel.getByRole('link', { name: 'Collegamento' }).click();
  await panel.getByText('Cosa serve per inviare gli ordini').waitFor();
  await page.waitForFunction(
    () => (document.querySelector<HTMLIFrameElement>('iframe.app')?.offsetHeight ?? 9999) < 1200,
  );
  expect(await scrolls()).toBe(0);
});
