import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { romeDay } from '../../src/domain/time.ts';
import { guidePicture, shot } from '../support/chrome.ts';
import { PanelWorld } from '../support/panel.ts';
import { examine, LIGHT, PHONE } from '../support/screens.ts';

let world: PanelWorld;
let page: Page;

const today = romeDay(new Date());

beforeAll(async () => {
  world = await PanelWorld.start({ orders: 0, customers: 0 });
  for (let count = 0; count < 3; count += 1) {
    const order = world.sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
    await world.merchant.delivery(order.orderID, 'sent');
  }
  // Days of before, as a shop has them that sells every day.
  await world.plugin.query(
    `insert into sales (shop_id, order_id, vat_type_id, vat_percent, gross_cents, counts, day, ended, ended_on)
     select s.id, 'old-' || n, 0, 22, 1000 + n * 137, true, ($1::date - (n % 6 + 1)),
       case when n = 4 then 'cancelled' end, case when n = 4 then $1::date - 1 end
     from shops s, generate_series(1, 18) n`,
    [today],
  );
  page = await world.open();
  await page.getByRole('link', { name: 'Corrispettivi' }).click();
});
afterAll(() => world?.stop());

test('a month by day; each figure opens the orders behind it', async () => {
  const table = page.getByRole('table', { name: 'Corrispettivi del mese' });
  await table.getByText('Totale del mese').waitFor();
  await shot(page, '40-receipts');
  await guidePicture(page, 'corrispettivi');
  const row = table.getByRole('row').filter({ hasText: 'Non registrato' }).last();
  await row.getByRole('button').last().waitFor();
  await row.locator('td button[title^="Ordini del"]').last().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('table').waitFor();
  await shot(page, '41-receipts-orders');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('a day is recorded by hand, and tells its number', async () => {
  const row = page.getByRole('row').filter({ hasText: 'Non registrato' }).last();
  await row.getByRole('button', { name: /^Registra ora/ }).click();
  await page.getByText('Registrato', { exact: true }).waitFor();
  await page.getByText('n. 1', { exact: true }).waitFor();
  expect(world.sandbox.fic.company(world.sandbox.fic.companyIds.bottega).receipts).toHaveLength(1);
});

test('recording every day is switched on here, and a month is closed', async () => {
  await page.getByRole('switch', { name: 'Registra ogni giorno in Fatture in Cloud' }).click({ force: true });
  await page.getByLabel('Sezionale dei corrispettivi').fill('/WEB');
  await page.getByRole('button', { name: 'Salva impostazioni' }).click();
  await page.getByText('Da registrare').first().waitFor();
  await page.getByLabel('Chiuso fino al').fill('2020-12-31');
  await page.getByRole('button', { name: 'Chiudi fino a questo giorno' }).click();
  await page.getByRole('button', { name: 'Riapri' }).waitFor();
  await shot(page, '42-receipts-recording');
});

test('nothing on it keeps anybody out', async () => {
  expect(await examine(page, 'receipts', [LIGHT, PHONE])).toEqual([]);
});
