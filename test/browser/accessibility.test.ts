import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { launchChromium, newContext } from '../support/chrome.ts';
import { Merchant } from '../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../support/plugin.ts';
import { DARK, examine, LIGHT, look, PHONE, type View } from '../support/screens.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let merchant: Merchant;
/** What is wrong with the screens of a test. */
let faults: string[];

const check = async (name: string, views?: View[]) => void faults.push(...(await examine(page, name, views)));

const embed = (instance: string) => `${plugin.url}/tscommerce/embed?instance=${instance}`;

/** A browser of the merchant's; `guest` is one that has not signed in. */
async function newPage(who: Merchant | 'guest'): Promise<void> {
  await context?.close();
  context = await newContext(browser, { reducedMotion: 'reduce' });
  if (who !== 'guest') {
    const session = who.browser.cookies(plugin.url).get('session') ?? '';
    await context.addCookies([{ name: 'session', value: session, url: plugin.url }]);
  }
  page = await context.newPage();
}

async function newMerchant(name: string, user?: string): Promise<Merchant> {
  const shop = sandbox.shop.addShop({ name });
  await sandbox.shop.install(shop);
  const made = new Merchant(plugin, sandbox, shop);
  await made.open();
  if (user !== undefined) await made.authorize(user);
  return made;
}

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 12, customers: 6 });
  plugin = await startTestPlugin(sandbox);
  browser = await launchChromium();
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
});
afterAll(async () => {
  await browser?.close();
  await plugin?.stop();
  await sandbox?.stop();
});
beforeEach(() => {
  faults = [];
});

test('getting in: welcome, code field, choice of the company, sign-in, lost session, pages of the server', async () => {
  const fresh = await newMerchant('Nuovo');
  await newPage(fresh);
  await page.goto(embed(fresh.shop.instance));
  await page.getByRole('button', { name: 'Autorizza', exact: true }).waitFor();
  await check('welcome');
  await page.getByRole('button', { name: 'Hai ricevuto un codice?' }).click();
  await page.getByLabel('Codice di 8 caratteri').fill('AB');
  await page.getByRole('button', { name: 'Conferma il codice' }).click();
  await page.getByText('Il codice è di 8 caratteri').waitFor();
  await check('code-field');

  await fresh.authorize('studio.ferri@example.com');
  await page.reload();
  await page.getByRole('button', { name: 'Usa questa azienda' }).click();
  await page.getByText("Scegli un'azienda.").waitFor();
  await check('company');
  await page.getByRole('radio').first().click();
  await page.getByRole('button', { name: 'Usa questa azienda' }).click();
  await page.getByRole('button', { name: 'Conferma il conto' }).waitFor();
  await check('first-run');
  await page.getByRole('combobox', { name: /^Conto di saldo/ }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Conferma il conto' }).click();
  await page.getByText('Abbiamo abbinato').waitFor();
  await check('first-run-vat');
  await page.getByRole('button', { name: 'Conferma le aliquote' }).click();
  await page.getByRole('radio', { name: 'A mano' }).waitFor();
  await check('first-run-e-invoice');
  await page.getByRole('radio', { name: 'A mano' }).click();
  await page.getByRole('button', { name: 'Conferma', exact: true }).click();
  await page.getByLabel('Invia anche gli ordini precedenti, dal').waitFor();
  await check('first-run-automatic');

  await newPage('guest');
  await page.goto(embed(merchant.shop.instance));
  await page.getByRole('button', { name: 'Accedi con Fatture in Cloud' }).waitFor();
  await check('sign-in');
  for (const [code, text] of [
    ['session-missing', 'La sessione non è arrivata'],
    ['setup-closed', 'Il tempo per la prima configurazione è scaduto'],
  ] as const) {
    const json = { type: 'about:blank', title: 'Accesso necessario', status: 401, detail: '', code, fix: '' };
    await page.route('**/api/status', (route) =>
      route.fulfill({ status: 401, contentType: 'application/problem+json', json }),
    );
    await page.reload();
    await page.getByText(text).waitFor();
    await check(code);
  }
  await page.goto(embed('unknown'));
  await check('server-problem');
  await page.goto(`${plugin.url}/oauth/callback?state=none&code=none`);
  await check('server-sign-in-failed');
  expect(faults).toEqual([]);
});

const tab = (name: string) => page.getByRole('tab', { name, exact: true });
const saved = () => page.getByText('Impostazioni salvate').first();

test('the panel before anything is set: checklist, six tabs, what is missing and what is wrong in them', async () => {
  await newPage(merchant);
  await page.goto(embed(merchant.shop.instance));
  await page.getByRole('link', { name: 'Impostazioni' }).click();
  await page.getByRole('switch', { name: 'Invio automatico degli ordini' }).click({ force: true });
  await page.getByLabel('Invia anche gli ordini precedenti, dal').waitFor();
  await check('tab-orders');
  await tab('Clienti').click();
  await page.getByText('Modifiche non salvate').waitFor();
  await check('unsaved-guard');
  await page.getByRole('button', { name: 'Esci senza salvare' }).click();
  await page.getByRole('switch', { name: 'Sincronizza i clienti' }).waitFor();
  await check('tab-customers');
  await tab('Prodotti').click();
  await page.getByRole('button', { name: 'Rileggi i prodotti' }).click();
  await page.getByRole('table', { name: 'Prodotti del negozio' }).waitFor();
  await check('tab-products');
  await tab('Tipologia template').click();
  await page.getByLabel('Suffisso del numero').fill('/WEB€');
  await page.getByRole('button', { name: 'Salva impostazioni' }).click();
  await page.getByText('Usa soltanto lettere').waitFor();
  await check('tab-template-wrong');
  await page.getByRole('button', { name: 'Annulla' }).click();
  await tab('Tipologie IVA').click();
  await page.getByRole('button', { name: 'Usa i suggerimenti' }).waitFor();
  await check('tab-vat-missing');
  await page.getByRole('button', { name: 'Usa i suggerimenti' }).click();
  await page.getByRole('button', { name: 'Salva impostazioni' }).click();
  await saved().waitFor();
  await check('tab-vat-saved');
  await tab('Conto di saldo').click();
  await page
    .getByRole('combobox', { name: /^Conto di saldo/ })
    .first()
    .waitFor();
  await check('tab-account');
  await page.getByRole('link', { name: 'Collegamento' }).click();
  await page.getByText('Cosa serve per inviare gli ordini').waitFor();
  await check('connection');
  await page.getByRole('button', { name: 'Scollega', exact: true }).click();
  await page.getByText('Scollegare Fatture in Cloud?').waitFor();
  await check('disconnect');
  expect(faults).toEqual([]);
});

test('the orders: list, filters, menu, history, and the send dialog before anything is mended', async () => {
  const long =
    'Società Cooperativa Agricola Montegrappa-Valdobbiadene e Figli di Bartolomeo s.n.c. in liquidazione';
  sandbox.shop.placeOrder({ status: 0 });
  await newPage(merchant);
  await page.route('**/api/orders?*', async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { orders: { customer: string; total: number }[] };
    const [first] = answer.orders;
    if (first) Object.assign(first, { customer: `${long} ${long}`.replaceAll(' ', ''), total: 1234567.89 });
    await route.fulfill({ response, json: answer });
  });
  await page.goto(`${embed(merchant.shop.instance)}#/invii`);
  const menu = () => page.getByRole('button', { name: /^Azioni per l'ordine/ }).first();
  await menu().waitFor();
  await check('orders');
  await page.getByRole('button', { name: 'Invia un periodo' }).click();
  await page.getByRole('button', { name: 'Invia gli ordini del periodo' }).click();
  await page.getByText('Scegli il giorno.').first().waitFor();
  await check('period');
  await page.keyboard.press('Escape');
  await page.getByLabel('Cerca').fill('nessuno così');
  await page.getByText('Nessun ordine trovato').waitFor();
  await check('orders-none');
  await page.getByRole('button', { name: 'Azzera i filtri' }).first().click();
  await menu().click();
  await page.getByRole('menuitem', { name: 'Cronologia' }).waitFor();
  await check('orders-menu', [LIGHT, DARK]);
  await look(page, PHONE);
  await menu().click();
  await page.getByRole('menuitem', { name: 'Cronologia' }).waitFor();
  await check('orders-menu', [PHONE]);
  await page.getByRole('menuitem', { name: 'Cronologia' }).click();
  await page.getByText('non è ancora successo nulla').waitFor();
  await check('history', [PHONE, LIGHT, DARK]);
  await page.keyboard.press('Escape');
  await menu().click();
  await page.getByRole('menuitem', { name: 'Invia ordine a Fatture in Cloud' }).click();
  await page.getByText("Prima di inviare c'è qualcosa da sistemare").waitFor();
  await check('send-problems', [PHONE, LIGHT, DARK]);
  expect(faults).toEqual([]);
});

test('the page of one order, in every state that a delivery may have', async () => {
  const order = sandbox.shop.placeOrder({ status: 1, invoice: true });
  await merchant.configure({ automatic: false, send: 'paid' });
  await newPage(merchant);
  const address = `${embed(merchant.shop.instance).replace('?', `/orders/${order.orderID}?`)}`;
  let delivery: object | null = null;
  await page.route(`**/api/orders/${order.orderID}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), delivery } });
  });
  const base = { orderId: order.orderID, origin: 'manual', kind: 'invoice', attempts: 1, events: [] };
  const problem = {
    code: 'fic-refused',
    detail: 'Fatture in Cloud non ha accettato il documento. Fatture in Cloud risponde: «valore non valido».',
    fix: "Correggi nell'ordine o nelle impostazioni il dato indicato, poi invia di nuovo.",
  };
  const document = { id: 1, number: '12/WEB', url: 'https://secure.example/documents/1' };
  const nextTryAt = new Date(Date.now() + 600_000).toISOString();
  const outcomes: [name: string, delivery: object | null, text: string][] = [
    ['confirm', null, "Mostra l'anteprima"],
    ['queued', { ...base, state: 'queued' }, "è in coda per l'invio"],
    ['sending', { ...base, state: 'sending' }, 'in corso…'],
    ['waiting', { ...base, state: 'waiting', problem, nextTryAt }, "L'ordine partirà da solo"],
    ['failed', { ...base, state: 'failed', problem }, "L'ordine non è partito"],
    ['skipped', { ...base, state: 'skipped', problem }, "L'ordine è stato escluso dall'invio"],
    ['sent', { ...base, state: 'sent', document, problem }, 'Questo ordine è già in Fatture in Cloud'],
  ];
  for (const [name, told, text] of outcomes) {
    delivery = told;
    await page.goto(address);
    await page.getByText(text).first().waitFor();
    if (name === 'confirm') await page.getByRole('button', { name: "Mostra l'anteprima" }).click();
    await check(`order-${name}`);
  }
  await page.getByRole('button', { name: 'Invia di nuovo' }).click();
  await check('order-again');
  await page.goto(address.replace(order.orderID, 'none'));
  await page.getByText("L'ordine non esiste nel negozio").waitFor();
  await check('order-unknown');
  expect(faults).toEqual([]);
});

test('the panel while it loads, when it cannot be reached, and when the authorization has expired', async () => {
  await newPage(merchant);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/status', async (route) => {
    await answered;
    await route.continue();
  });
  await page.goto(embed(merchant.shop.instance));
  await page.getByText('Caricamento in corso…').first().waitFor({ state: 'attached' });
  await check('loading');
  answer();
  await page.getByRole('link', { name: 'Collegamento' }).waitFor();
  await page.unroute('**/api/status');
  await page.getByRole('link', { name: 'Collegamento' }).click();
  await page.getByText('Cosa serve per inviare gli ordini').waitFor();
  await page.route('**/api/**', (route) => route.abort());
  await page.route('**/healthz', (route) => route.abort());
  await page.getByRole('button', { name: 'Controlla di nuovo' }).click();
  await page.getByText('Connessione persa').waitFor();
  await check('lost');
  await page.unroute('**/api/**');
  await page.route('**/api/status', async (route) => {
    const response = await route.fetch();
    const told = (await response.json()) as { connection: object };
    await route.fulfill({
      response,
      json: { ...told, connection: { ...told.connection, state: 'expired' } },
    });
  });
  await page.goto(embed(merchant.shop.instance));
  await page.getByRole('button', { name: 'Autorizza di nuovo' }).first().waitFor();
  await check('expired');
  await page.unroute('**/api/status');
  await page.goto(embed(merchant.shop.instance));
  await page.getByRole('heading', { name: 'Documenti degli ultimi 30 giorni' }).waitFor();
  await check('home');
  expect(faults).toEqual([]);
});
