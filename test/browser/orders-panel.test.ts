import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { shot } from '../support/chrome.ts';
import { PanelWorld } from '../support/panel.ts';
import { examine } from '../support/screens.ts';

let world: PanelWorld;
let page: Page;

const ORDERS = '#/invii';
const documents = () => world.sandbox.fic.documents(world.sandbox.fic.companyIds.bottega);
/** Holds every create call up for so long, so that a batch can be looked at while it runs. */
const slowCreate = { method: 'POST', path: /issued_documents$/, fault: { kind: 'slow', ms: 700 } } as const;
const open = (fragment: string) => world.open(fragment);

beforeAll(async () => {
  const settings = { automatic: false, send: 'paid' } as const;
  world = await PanelWorld.start({ orders: 40, customers: 3, settings });
});
afterAll(() => world?.stop());
beforeEach(async () => {
  page = await open(ORDERS);
  await page.getByRole('table', { name: 'Ordini del negozio' }).waitFor();
});
afterEach(() => world.closePages());

const tick = (row: number) => page.getByRole('checkbox', { name: /^Seleziona l'ordine/ }).nth(row);
const progress = () => page.getByRole('progressbar', { name: 'Invio di più ordini' });
const send = async (count: number) => {
  await page.getByRole('button', { name: 'Invia selezionati' }).click();
  await page.getByRole('button', { name: `Invia ${count} ordini` }).click();
};

test('the preview is the paper: lines, VAT summary, buyer, total; it creates nothing and sends on the button', async () => {
  const row = page.locator('tr[data-order]').first();
  const total = (await row.textContent())?.match(/[\d.]+,\d\d\s€/)?.[0] ?? 'none';
  await row.getByRole('button', { name: /^Azioni per l'ordine/ }).click();
  await page.getByRole('menuitem', { name: 'Anteprima' }).click();
  const paper = page.getByRole('article', { name: 'Anteprima del documento' });
  await paper.getByRole('table', { name: 'Righe del documento' }).waitFor();
  await paper.getByRole('table', { name: 'Riepilogo IVA' }).waitFor();
  await paper.getByText('Cliente', { exact: true }).waitFor();
  expect(await paper.locator('dl').textContent()).toContain(total);
  await shot(page, '40-preview');
  expect(await examine(page, 'preview')).toEqual([]);
  expect(documents()).toHaveLength(0);
  await page.getByRole('button', { name: 'Invia ordine a Fatture in Cloud' }).click();
  await page.getByText('Ordine inviato').waitFor();
  expect(documents()).toHaveLength(1);
  await page.keyboard.press('Escape');
  await row.getByText('In Fatture in Cloud', { exact: true }).waitFor();
});

test('ticked orders are sent with a progress bar that survives a reload; what is there already stays', async () => {
  const slow = world.sandbox.fic.faults.add(slowCreate);
  for (const row of [0, 1, 2, 3, 4]) await tick(row).check();
  await page.getByText('5 ordini selezionati').waitFor();
  expect(await examine(page, 'selected')).toEqual([]);
  await page.getByRole('button', { name: 'Invia selezionati' }).click();
  await page.getByText('1 è già in Fatture in Cloud e non viene inviato di nuovo.').waitFor();
  await shot(page, '41-confirm-many');
  expect(await examine(page, 'confirm-many')).toEqual([]);
  await page.keyboard.press('Escape');
  await send(4);
  await progress().waitFor();
  await page.waitForFunction(() => document.activeElement?.hasAttribute('data-batch'));
  await page.reload();
  await progress().waitFor();
  await shot(page, '42-progress');
  expect(await examine(page, 'progress')).toEqual([]);
  slow.remove();
  await page.getByText('Invio completato').waitFor();
  await page.getByText('4 inviati').waitFor();
  expect(documents()).toHaveLength(5);
  await page.getByRole('button', { name: 'Chiudi il riepilogo' }).click();
  await page.reload();
  await page.getByRole('table', { name: 'Ordini del negozio' }).waitFor();
  expect(await page.getByText('Invio completato').count()).toBe(0);
});

test('all that the filters find are ticked, the sending is stopped half way, and the summary says so', async () => {
  const slow = world.sandbox.fic.faults.add(slowCreate);
  const before = documents().length;
  await page.getByRole('checkbox', { name: 'Seleziona gli ordini mostrati' }).check();
  await page.getByText('25 ordini selezionati').waitFor();
  await page.getByRole('button', { name: 'Seleziona tutti quelli trovati' }).click();
  await page.getByText('40 ordini selezionati').waitFor();
  await page.getByRole('button', { name: 'Invia selezionati' }).click();
  await page.getByRole('button', { name: /^Invia \d+ ordini$/ }).click();
  await progress().waitFor();
  await page.getByRole('button', { name: 'Interrompi' }).click();
  await page.getByRole('button', { name: "Interrompi l'invio" }).click();
  slow.remove();
  await page.getByText('Invio interrotto').waitFor();
  await page.getByText(/non inviati/).waitFor();
  await shot(page, '43-stopped');
  expect(await examine(page, 'stopped')).toEqual([]);
  expect(documents().length - before).toBeLessThan(20);
});

test('those that a person must mend are a click away from the summary, and each problem names its tab', async () => {
  const { vat } = await world.merchant.get<{ vat: { mapping: object } }>('/api/settings');
  await world.merchant.write('PUT', '/api/settings/vat', { ...vat, mapping: {} });
  await page.getByRole('combobox', { name: 'Stato' }).selectOption({ label: 'Non inviati' });
  await page.getByText('Escluso').first().waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Stato' }).selectOption({ label: 'Esclusi' });
  await tick(0).waitFor();
  for (const row of [0, 1]) await tick(row).check();
  await send(2);
  await page.getByText('2 da correggere').waitFor();
  await page.getByRole('button', { name: 'Mostra quelli da correggere' }).click();
  const failed = page.locator('tr[data-order]', { hasText: 'Da correggere' });
  await failed.nth(1).waitFor();
  await failed
    .first()
    .getByRole('button', { name: /^Azioni per l'ordine/ })
    .click();
  await page.getByRole('menuitem', { name: 'Invia ordine a Fatture in Cloud' }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Apri Tipologie IVA' }).first().click();
  await page.getByRole('tab', { name: 'Tipologie IVA', selected: true }).waitFor();
  await world.merchant.write('PUT', '/api/settings/vat', vat);
});
