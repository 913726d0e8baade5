import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AftercareWorld } from '../support/aftercare.ts';
import { launchChromium, newContext } from '../support/chrome.ts';
import { examine } from '../support/screens.ts';

let world: AftercareWorld;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  world = await AftercareWorld.start();
  browser = await launchChromium();
  const context = await newContext(browser);
  const session = world.merchant.browser.cookies(world.plugin.url).get('session') ?? '';
  await context.addCookies([{ name: 'session', value: session, url: world.plugin.url }]);
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

async function open(fragment: string): Promise<void> {
  const { instance } = world.merchant.shop;
  await page.goto('about:blank');
  await page.goto(`${world.plugin.url}/tscommerce/embed?instance=${instance}${fragment}`);
}

/** Opens the "…" menu of an order and picks from it. */
async function pick(orderId: string, item: string): Promise<void> {
  await page.locator(`[data-order="${orderId}"]`).getByRole('button').last().click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('what changed is on the home, in the list with a filter of its own, and is mended from there', async () => {
  const cancelled = await world.sent();
  world.sandbox.shop.cancel(cancelled.orderId);
  const edited = await world.sent({ invoice: true });
  const [item] = edited.order.items;
  if (item === undefined) throw new Error('no item');
  item.price = String(Number(item.price) + 4);
  await world.hint(edited.orderId);
  for (const { orderId } of [cancelled, edited]) {
    await world.when(orderId, 'change', ({ changed }) => changed);
  }
  const plain = await world.sent();
  await open('#/panoramica');
  await page.getByText('2 ordini sono cambiati dopo l’invio').waitFor();
  expect(await examine(page, 'aftercare-home')).toEqual([]);

  // One click from the home opens what mends it.
  await page.getByRole('button', { name: `Ritira il documento, ${cancelled.order.shortId}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Annulla' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: `Aggiorna all'ordine, ${edited.order.shortId}` }).click();
  const changes = page.getByRole('dialog').getByRole('table', { name: 'Che cosa cambia' });
  const row = changes.getByRole('row').filter({ hasText: item.title });
  await row.first().waitFor();
  const cents = (amount: number) => amount.toFixed(2).replace('.', ',');
  const told = ((await row.first().textContent()) ?? '').replaceAll('.', '');
  expect(told).toContain(cents((Number(item.price) - 4) * item.count));
  expect(told).toContain(cents(Number(item.price) * item.count));
  expect(await examine(page, 'aftercare-update')).toEqual([]);
  await page.getByRole('button', { name: 'Aggiorna', exact: true }).click();
  await world.when(edited.orderId, 'update', ({ changed }) => changed === undefined);
  await page.getByText('1 ordine è cambiato dopo l’invio').waitFor();

  await page.getByRole('link', { name: 'Guarda gli ordini da controllare' }).click();
  await page.locator(`[data-order="${cancelled.orderId}"]`).getByText('Da controllare').waitFor();
  await page.locator(`[data-order="${plain.orderId}"]`).waitFor({ state: 'detached' });
  expect(await examine(page, 'aftercare-list')).toEqual([]);

  await pick(cancelled.orderId, 'Ritira il documento');
  expect(await examine(page, 'aftercare-withdraw')).toEqual([]);
  await page.getByRole('button', { name: 'Ritira', exact: true }).click();
  await world.merchant.delivery(cancelled.orderId, 'skipped');
});

test('one of three pieces is credited, with a preview before and what was credited after', async () => {
  const items = [{ sku: 'TAZZA', title: 'Tazza in ceramica', price: '9.99', count: 3, tax: 22 }];
  const { orderId } = await world.issued({ items, saleAmount: '0', shippingCost: '0', paymentCost: '0' });
  await open('#/invii');
  await pick(orderId, 'Nota di credito');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('region', { name: 'Anteprima' }).waitFor();
  await dialog.getByRole('radio', { name: 'Alcune righe' }).check();
  await dialog.getByRole('textbox', { name: 'Quantità di Tazza in ceramica' }).fill('1');
  const paper = dialog.getByRole('region', { name: 'Anteprima' });
  await paper
    .getByText('Della fattura restano')
    .getByText(/19,98|19\.98/)
    .waitFor();
  const number = (await world.delivery(orderId))?.document?.number ?? '';
  await paper.getByText(`n. ${number} del`).waitFor();
  const lines = paper.getByRole('table', { name: 'Righe del documento' });
  expect(await lines.getByRole('row').nth(1).textContent()).toMatch(/Tazza in ceramica.*1.*22 ?%.*9,99/s);
  expect(await paper.getByRole('table', { name: 'Riepilogo IVA' }).textContent()).toMatch(
    /22 ?%.*8,19.*1,80/s,
  );
  expect(await examine(page, 'aftercare-credit')).toEqual([]);
  await dialog.getByRole('button', { name: 'Crea la nota di credito' }).click();
  await world.creditNote(orderId, 0, 'sent');
  await page
    .locator(`[data-order="${orderId}"]`)
    .getByRole('link', { name: /^Nota di credito n\./ })
    .waitFor();
  await pick(orderId, 'Nota di credito');
  await page.getByRole('dialog').getByText('Già accreditato').waitFor();
  expect(await examine(page, 'aftercare-credited')).toEqual([]);
});

test('a buyer who asks for the invoice afterwards: the order becomes it, from the dialog of what was sent', async () => {
  const { orderId, documentId } = await world.sent();
  await open('#/invii');
  await pick(orderId, 'Invia ordine a Fatture in Cloud');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Il cliente vuole la fattura' }).click();
  expect(await examine(page, 'aftercare-invoice')).toEqual([]);
  await dialog.getByRole('button', { name: 'Crea la fattura' }).click();
  await dialog.getByText(/Fattura n\. /).waitFor();
  await world.when(orderId, 'invoice', ({ kind, state }) => kind === 'invoice' && state === 'sent');
  expect(world.document(documentId)).toBeUndefined();
});
