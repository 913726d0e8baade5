import { readFile } from 'node:fs/promises';
import express, { type Request, type Response, type Router } from 'express';
import { type Html, html } from '../../common/html.ts';
import { euros } from '../../common/money.ts';
import { romeTimestamp } from '../../common/time.ts';
import type { Shop } from '../state.ts';
import { editedOrder } from './edit-order.ts';
import { type BackOffice, backOffice, base, type Section } from './layout.ts';
import { wishOf } from './new-order.ts';
import { orderPage, ordersPage } from './order-pages.ts';
import { statusesPage } from './status-pages.ts';

const webhookNames: Record<number, string> = {
  0: 'ordine creato',
  1: 'ordine pagato',
  2: 'ordine spedito',
  3: 'in allestimento',
  7: 'ordine annullato',
};

function appPage(sandbox: BackOffice, shop: Shop, anyway: boolean): Html {
  if (!shop.installed && !anyway) {
    return html`<div class="row"><h1>Fatture in Cloud</h1></div><section class="card notice" data-testid="not-installed">
<p>L’app non è ancora installata in questo negozio. <a href="${base(shop)}/apps">Installala dall’App market</a>.</p>
<p class="muted">Se l’hai installata prima di riavviare la sandbox, <a href="${base(shop)}/fatture-in-cloud?open=1" data-testid="open-anyway">aprila comunque</a>.</p></section>`;
  }
  return html`<iframe class="app" title="Fatture in Cloud" data-testid="app-frame" src="${sandbox.appUrl}/tscommerce/embed?instance=${shop.instance}"></iframe>`;
}

function marketPage(sandbox: BackOffice, shop: Shop): Html {
  const outcome = shop.lastInstall;
  return html`<div class="row"><h1>App market</h1></div>
<section class="card"><h2>Fatture in Cloud per TeamSystem Commerce</h2>
<p>Invia gli ordini e i clienti del negozio a Fatture in Cloud.</p>
${
  outcome &&
  (outcome.ok
    ? html`<p class="card notice good" data-testid="install-outcome">App installata (risposta ${outcome.status}). <a href="${base(shop)}/fatture-in-cloud">Apri Fatture in Cloud</a></p>`
    : html`<p class="card notice bad" data-testid="install-outcome">L’installazione non è riuscita${outcome.status ? ` (risposta ${outcome.status})` : ''}: ${outcome.text.slice(0, 400)}</p>`)
}
<form method="post" action="${base(shop)}/apps/install"><button class="primary" data-testid="install">${shop.installed ? 'Installa di nuovo' : 'Installa'}</button></form>
<p class="muted">Auth URL: ${sandbox.appUrl}/tscommerce/install</p></section>
<section class="card"><h2>Webhook registrati</h2>${
    shop.webhooks.length === 0
      ? html`<p class="muted">Nessuno.</p>`
      : html`<ul data-testid="webhooks">${shop.webhooks.map((webhook) => html`<li>${webhookNames[webhook.type] ?? webhook.type} · ${webhook.name}</li>`)}</ul>`
  }
<h2>Ultimi invii</h2><div class="scroll"><table><tbody>${sandbox.deliveries
    .filter((delivery) => delivery.instance === shop.instance)
    .slice(-15)
    .reverse()
    .map(
      (
        delivery,
      ) => html`<tr><td>${romeTimestamp(delivery.at)}</td><td>${webhookNames[delivery.type] ?? delivery.type}</td><td>${delivery.orderID}</td>
<td>tentativo ${delivery.attempt}</td><td>${delivery.status ?? delivery.error}</td></tr>`,
    )}</tbody></table></div></section>`;
}

function customersPage(shop: Shop): Html {
  return html`<div class="row"><h1>Clienti</h1></div><div class="card scroll"><table data-testid="customers">
<thead><tr><th>Nome</th><th>Azienda</th><th>E-mail</th><th>Città</th><th>Partita IVA / codice fiscale</th></tr></thead>
<tbody>${shop.customers
    .slice(0, 500)
    .map(
      ({ address }) =>
        html`<tr><td>${address.fullname}</td><td>${address.company}</td><td>${address.email}</td><td>${address.city} ${address.stateIso}</td><td>${address.vat || address.taxCode}</td></tr>`,
    )}</tbody></table></div>`;
}

function productsPage(shop: Shop): Html {
  return html`<div class="row"><h1>Prodotti</h1></div><div class="card scroll"><table data-testid="products">
<thead><tr><th>Codice</th><th>Prodotto</th><th>Profilo IVA</th><th class="number">Prezzo</th><th class="number">Giacenza</th></tr></thead>
<tbody>${shop.products.map(
    (
      product,
    ) => html`<tr><td>${product.sku}</td><td>${product.title}</td><td>${shop.taxProfiles.find((profile) => profile.id === product.taxProfile)?.title ?? ''}</td>
<td class="number">${euros(product.price)}</td><td class="number">${product.stock}</td></tr>`,
  )}</tbody></table></div>`;
}

/** The back office, without a login since it is a sandbox, and the shop's public page. */
export function shopPages(sandbox: BackOffice): Router {
  const router = express.Router();
  const form = express.urlencoded({ extended: false });
  for (const [name, type] of [
    ['shop.css', 'css'],
    ['shop.js', 'js'],
  ] as const) {
    router.get(`/assets/${name}`, async (_request, response) => {
      response.type(type).send(await readFile(new URL(`./public/${name}`, import.meta.url), 'utf8'));
    });
  }
  const found = (request: Request, response: Response): Shop | null => {
    const shop = sandbox.shops.find((candidate) => candidate.instance === request.params.instance);
    if (!shop) response.status(404).type('text').send('Questo negozio non esiste.');
    return shop ?? null;
  };
  const page = (section: Section, body: (shop: Shop, request: Request) => Html, bare = false) => {
    router.get(`/b/:instance/${section}`, (request, response) => {
      const shop = found(request, response);
      if (shop) response.type('html').send(backOffice(sandbox, shop, section, body(shop, request), { bare }));
    });
  };

  router.get('/', (_request, response) => {
    response.redirect(`${base(sandbox.main)}/orders`);
  });
  page('orders', ordersPage);
  page('fatture-in-cloud', (shop, request) => appPage(sandbox, shop, request.query.open === '1'), true);
  page('statuses', statusesPage);
  page('customers', customersPage);
  page('products', productsPage);
  page('apps', (shop) => marketPage(sandbox, shop));

  router.post('/b/:instance/apps/install', async (request, response) => {
    const shop = found(request, response);
    if (!shop) return;
    await sandbox.install(shop).catch(() => undefined);
    response.redirect(303, `${base(shop)}/apps`);
  });
  router.post('/b/:instance/orders', form, (request, response) => {
    const shop = found(request, response);
    if (!shop) return;
    const order = shop.placeOrder(wishOf(shop, (request.body ?? {}) as Record<string, string | undefined>));
    response.redirect(303, `${base(shop)}/orders/${order.orderID}`);
  });
  router.get('/b/:instance/orders/:orderID', (request, response) => {
    const shop = found(request, response);
    if (!shop) return;
    const order = shop.order(request.params.orderID);
    if (!order) return response.status(404).type('text').send('Questo ordine non esiste.');
    response.type('html').send(
      backOffice(sandbox, shop, 'orders', orderPage(sandbox, shop, order), {
        title: `Ordine #${order.shortId}`,
      }),
    );
  });
  for (const [act, change] of [
    ['pay', (shop: Shop, orderID: string) => shop.markPaid(orderID)],
    ['cancel', (shop: Shop, orderID: string) => shop.cancel(orderID)],
    ['refund', (shop: Shop, orderID: string) => shop.refund(orderID)],
    [
      'status',
      (shop: Shop, orderID: string, status: number) => {
        if (shop.statuses.some(({ id }) => id === status)) shop.setStatus(orderID, status);
      },
    ],
  ] as const) {
    router.post(`/b/:instance/orders/:orderID/${act}`, form, (request, response) => {
      const shop = found(request, response);
      if (!shop) return;
      const { orderID } = request.params;
      if (!shop.order(orderID)) return response.status(404).type('text').send('Questo ordine non esiste.');
      change(shop, String(orderID), Number((request.body as { status?: string } | undefined)?.status));
      response.redirect(303, `${base(shop)}/orders/${orderID}`);
    });
  }

  router.post('/b/:instance/orders/:orderID/edit', form, (request, response) => {
    const shop = found(request, response);
    if (!shop) return;
    const order = shop.order(String(request.params.orderID));
    if (!order) return response.status(404).type('text').send('Questo ordine non esiste.');
    const values = (request.body ?? {}) as Record<string, string | undefined>;
    shop.updateOrder(order.orderID, editedOrder(order, values));
    response.redirect(303, `${base(shop)}/orders/${order.orderID}`);
  });

  router.post('/b/:instance/statuses', form, (request, response) => {
    const shop = found(request, response);
    if (!shop) return;
    const { id, title } = (request.body ?? {}) as { id?: string; title?: string };
    if (Number.isInteger(Number(id)) && title?.trim()) shop.nameStatus(Number(id), title.trim());
    response.redirect(303, `${base(shop)}/statuses`);
  });

  router.get('/store/:instance', (request, response) => {
    const shop = found(request, response);
    if (!shop) return;
    if (!shop.online) return response.status(503).type('text').send('Il negozio è in manutenzione.');
    response.type('html').send(
      html`<!doctype html><html lang="it"><head><meta charset="utf-8"><title>${shop.name}</title><link rel="stylesheet" href="/assets/shop.css"></head>
<body><main><h1>${shop.name}</h1><p>Vetrina del negozio di prova.</p><ul>${shop.products.map((product) => html`<li>${product.title}: ${euros(product.price)}</li>`)}</ul></main></body></html>`
        .markup,
    );
  });
  return router;
}
