import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CatalogueDto } from '../../src/contract/settings/catalogue.ts';
import type { SettingsDto } from '../../src/contract/settings/settings.ts';
import { guidePicture } from '../support/chrome.ts';
import { PanelWorld } from '../support/panel.ts';
import { examine, LIGHT, look } from '../support/screens.ts';

let world: PanelWorld;
let page: Page;

beforeAll(async () => {
  const settings = { automatic: false, send: 'paid' } as const;
  world = await PanelWorld.start({ orders: 6, customers: 2, settings });
});
afterAll(() => world?.stop());
beforeEach(async () => {
  await world.closePages();
  page = await world.newPage();
});

const stored = () => world.merchant.get<SettingsDto>('/api/settings');
const open = (tab: string) => page.goto(world.address(`#/impostazioni/${encodeURIComponent(tab)}`));
/** What Fatture in Cloud and the orders would tell of this shop. */
const told = (proposals: Partial<CatalogueDto['proposals']>, vatTypes: CatalogueDto['vatTypes'] = []) =>
  page.route('**/api/catalog*', async (route) => {
    const response = await route.fetch();
    const catalogue = (await response.json()) as CatalogueDto;
    const json = {
      ...catalogue,
      vatTypes: [...catalogue.vatTypes, ...vatTypes],
      proposals: { ...catalogue.proposals, ...proposals },
    };
    await route.fulfill({ response, json });
  });
async function save(): Promise<void> {
  const put = page.waitForResponse((response) => response.request().method() === 'PUT');
  await page.getByRole('button', { name: 'Salva impostazioni' }).click();
  expect((await put).status()).toBe(200);
  await page.getByText('Impostazioni salvate').first().waitFor();
}
const typeOf = async (nature: string) => {
  const { vatTypes } = await world.merchant.catalogue();
  const found = vatTypes.find((type) => type.nature === nature);
  if (found === undefined) throw new Error(`the sandbox has no type of ${nature}`);
  return found.id;
};

test('Ordini: who gets an invoice, and what a status of the shop means', async () => {
  await open('ordini');
  await page.getByText('Contano come pagati: ').waitFor();
  await page.getByText('Stati degli ordini', { exact: true }).click();
  const shipped = page.getByRole('combobox', { name: 'Significato dello stato «Inviato»' });
  expect(await shipped.locator('option').first().textContent()).toContain('come lo leggiamo');
  await shipped.selectOption({ label: 'Decido io, ordine per ordine' });
  await page.getByRole('radio', { name: 'Chi la chiede, e chi ha una partita IVA' }).check();
  await page.getByRole('radio', { name: 'Solo ordini pagati con richiesta di fattura' }).check();
  expect(await examine(page, 'settings-statuses')).toEqual([]);
  await page.getByText('Stati degli ordini', { exact: true }).evaluate((at) => at.scrollIntoView());
  await guidePicture(page, 'stati');
  await save();
  const { orders } = await stored();
  expect(orders).toMatchObject({
    automatic: false,
    send: 'paid-and-invoice-requested',
    invoice: 'business',
    statusMeaning: { '3': 'hold' },
  });

  // What is set is unfolded; back as it was read, it is forgotten.
  await page.reload();
  await shipped.waitFor();
  await shipped.selectOption({ index: 0 });
  await save();
  expect((await stored()).orders.statusMeaning).toEqual({});
  await world.merchant.save('orders', { automatic: false, send: 'paid', invoice: 'requested' });
});

test('Tipologie IVA: proposals are taken over with one button, unfolded to be checked, and saved', async () => {
  const [euBusiness, extraEu] = [await typeOf('N3.2'), await typeOf('N3.1')];
  await told({
    destinations: [
      { destination: 'euBusiness', suggestedVatTypeId: euBusiness },
      { destination: 'extraEu', suggestedVatTypeId: extraEu },
      { destination: 'sanMarino', suggestedVatTypeId: null },
    ],
    ossRates: [{ rate: 'DE:19', suggestedVatTypeId: null }],
  });
  await open('iva');
  const notice = page.getByRole('listitem');
  await notice.filter({ hasText: 'Vendi ad aziende di altri Paesi UE' }).waitFor();
  // What Fatture in Cloud has no rate for is said, and cannot be taken over.
  await notice.filter({ hasText: 'natura N3.3: creala' }).waitFor();
  await notice.filter({ hasText: 'Germania 19%' }).waitFor();
  await page.getByRole('button', { name: 'Usa le proposte' }).click();
  const business = page.getByRole('combobox', { name: 'Aziende di altri Paesi UE (natura N3.2)' });
  await business.waitFor();
  expect(await business.inputValue()).toBe(String(euBusiness));
  expect(await examine(page, 'settings-vat-more')).toEqual([]);
  await look(page, { ...LIGHT, height: 780 });
  await page.getByText('Altre scelte', { exact: true }).evaluate((at) => at.scrollIntoView());
  await guidePicture(page, 'iva-altre-scelte');
  await page
    .getByRole('combobox', { name: 'IVA della spedizione' })
    .selectOption({ label: 'Come gli articoli, in proporzione' });
  await page.getByRole('switch', { name: "Applica l'imposta di bollo" }).click({ force: true });
  const profiles = page.getByRole('combobox', { name: 'Profilo IVA principale del negozio' });
  await profiles.selectOption({ index: 1 });
  await save();
  const { vat } = await stored();
  expect(vat).toMatchObject({
    byDestination: { euBusiness, extraEu, sanMarino: null },
    shipping: 'as-goods',
    stampDuty: 'never',
    mainTaxProfileId: expect.any(String),
  });
  expect(await page.getByRole('button', { name: 'Usa le proposte' }).count()).toBe(0);
});

test('a company in the flat-rate scheme is asked for one rate, and the rest goes away', async () => {
  const flatRateVatTypeId = await typeOf('N2.2');
  await told({ flatRateVatTypeId });
  await open('iva');
  await page.getByText('La tua azienda è in regime forfettario').waitFor();
  await page.getByRole('button', { name: 'Usa le proposte' }).click();
  await page.getByText('le aliquote per destinazione e OSS non servono').waitFor();
  expect(await page.getByRole('combobox', { name: 'Regime forfettario' }).inputValue()).toBe(
    String(flatRateVatTypeId),
  );
  expect(await examine(page, 'settings-vat-flat-rate')).toEqual([]);
  await save();
  expect((await stored()).vat.flatRateVatTypeId).toBe(flatRateVatTypeId);
  await world.merchant.save('vat', { ...(await stored()).vat, flatRateVatTypeId: null });
});

test('an OSS rate is a country, a percentage and the rate that equals it; what is missing is said at its field', async () => {
  await open('iva');
  await page.getByText('Altre scelte').waitFor();
  await page.getByRole('button', { name: 'Aggiungi un Paese' }).click();
  const row = page.getByRole('group', { name: /^Aliquota OSS/ });
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'oss.rates.0.country');
  await row.getByLabel('IVA %').fill('mille');
  await page.getByRole('button', { name: 'Salva impostazioni' }).click();
  await row.getByText('Scegli il Paese.').waitFor();
  await row.getByText('Per esempio 19 o 25,5.').waitFor();
  await row.getByText("Scegli l'aliquota.").waitFor();
  expect(await examine(page, 'settings-oss')).toEqual([]);
  await row.getByLabel('Paese').selectOption('IE');
  await row.getByLabel('IVA %').fill('22,0');
  await row.getByLabel('Aliquota in Fatture in Cloud').selectOption({ index: 1 });
  await save();
  expect(Object.keys((await stored()).vat.oss.rates)).toEqual(['IE:22']);
  await row.getByRole('button', { name: /^Togli/ }).click();
  await save();
  expect((await stored()).vat.oss.rates).toEqual({});
});

test('Tipologia template: invoices may have numbers of their own', async () => {
  await open('template');
  await page.getByRole('switch', { name: 'Numerazione propria per le fatture' }).click({ force: true });
  await page.getByLabel('Suffisso delle fatture').fill('/F<');
  await page.getByRole('button', { name: 'Salva impostazioni' }).click();
  await page.getByText('Usa soltanto lettere').waitFor();
  await page.getByLabel('Suffisso delle fatture').fill('/F');
  await page.getByText('Esempio: 12/F').waitFor();
  expect(await examine(page, 'settings-template-invoices')).toEqual([]);
  await save();
  expect((await stored()).template.invoiceNumberSuffix).toBe('/F');
  await page.getByRole('switch', { name: 'Numerazione propria per le fatture' }).click({ force: true });
  await save();
  expect((await stored()).template.invoiceNumberSuffix).toBeNull();
});

const openOrder = (orderID: string) => page.goto(world.address('', `/orders/${orderID}`));

test('an order may be sent with an invoice that its buyer asked for afterwards', async () => {
  await world.merchant.configure({ automatic: false, send: 'paid' });
  const [company] = world.sandbox.shop.main.customers.filter(({ address }) => address.company !== '');
  const order = world.sandbox.shop.placeOrder({
    status: 1,
    paidAt: new Date(),
    invoice: false,
    ...(company ? { billing: company.address } : {}),
  });
  await openOrder(order.orderID);
  await page.getByText('Verrà creato un ordine di').waitFor();
  await page.getByRole('switch', { name: 'Con fattura' }).click({ force: true });
  await page.getByText('Hai chiesto la fattura per questo ordine').waitFor();
  expect(await examine(page, 'send-with-invoice')).toEqual([]);
});

test('a public body’s invoice asks for CIG, CUP and split payment, and shows what is due', async () => {
  const base = world.sandbox.shop.main.orders.find(({ billing }) => billing.countryUid !== 0)?.billing;
  if (base === undefined) throw new Error('no order');
  const order = world.sandbox.shop.placeOrder({
    status: 1,
    paidAt: null,
    invoice: true,
    billing: {
      ...base,
      company: 'Comune di Prova',
      fullname: 'Comune di Prova',
      vat: '07643520567',
      taxCode: '',
      pec: '',
      sdi: 'UFABCD',
    },
  });
  await openOrder(order.orderID);
  await page.getByRole('group', { name: 'Ente pubblico' }).waitFor();
  await page.getByLabel('CIG').fill('z123');
  await page.getByRole('button', { name: 'Usa questi dati' }).click();
  await page.getByText('Il CIG ha 10 lettere e cifre').waitFor();
  await page.getByLabel('CIG').fill('z1234567ab');
  expect(await examine(page, 'send-public-body')).toEqual([]);
  await page.getByRole('button', { name: 'Usa questi dati' }).click();
  await page.getByText('scissione dei pagamenti, da pagare').waitFor();
  await page.getByRole('button', { name: "Mostra l'anteprima" }).click();
  const paper = page.getByRole('article', { name: 'Anteprima del documento' });
  await paper.getByText('CIG Z1234567AB').waitFor();
  await paper.getByText('Da pagare').waitFor();
  await guidePicture(page, 'ente-pubblico');
  expect(await examine(page, 'preview-public-body')).toEqual([]);
  await page.getByRole('button', { name: 'Invia ordine a Fatture in Cloud' }).click();
  const delivery = await world.merchant.delivery(order.orderID, 'sent');
  expect(delivery.kind).toBe('invoice');
  const [document] = world.sandbox.fic.documents(world.sandbox.fic.companyIds.bottega).slice(-1);
  expect(document).toMatchObject({ use_split_payment: true, ei_data: { cig: 'Z1234567AB' } });
});
