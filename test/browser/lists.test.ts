import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shot } from '../support/chrome.ts';
import { PanelWorld } from '../support/panel.ts';

let world: PanelWorld;
let page: Page;

beforeAll(async () => {
  world = await PanelWorld.start({ orders: 4, customers: 8 });
  page = await world.open();
  await page.getByRole('link', { name: 'Impostazioni' }).click();
});
afterAll(() => world?.stop());

test('Clienti: Sincronizza ora writes the clients and tells how many', async () => {
  await page.getByRole('tab', { name: 'Clienti' }).click();
  await page.getByRole('switch', { name: 'Sovrascrivi i dati in Fatture in Cloud' }).waitFor();
  await page.getByRole('button', { name: 'Sincronizza ora' }).click();
  await page.getByText('Completata').waitFor();
  await shot(page, '30-customers');
  const clients = world.sandbox.fic.company(world.sandbox.fic.companyIds.bottega).clients.length;
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
