import { type Html, html } from '../../common/html.ts';
import type { Shop } from '../state.ts';
import type { WebhookDelivery } from '../types.ts';

/** What the back office shows, and what a click in it does. */
export interface BackOffice {
  /** The plug-in's public address. */
  readonly appUrl: string;
  readonly shops: readonly Shop[];
  readonly main: Shop;
  /** Every try to deliver a webhook. */
  readonly deliveries: readonly WebhookDelivery[];
  install(shop: Shop): Promise<unknown>;
}

/** Entries of the left menu; the indented one is the app's. */
export const sections = [
  { path: 'orders', name: 'ORDINI', sub: false },
  { path: 'fatture-in-cloud', name: 'FATTURE IN CLOUD', sub: true },
  { path: 'statuses', name: 'STATI DEGLI ORDINI', sub: true },
  { path: 'customers', name: 'CLIENTI', sub: false },
  { path: 'products', name: 'PRODOTTI', sub: false },
  { path: 'apps', name: 'APP MARKET', sub: false },
] as const;

export type Section = (typeof sections)[number]['path'];

export function base(shop: Shop): string {
  return `/b/${shop.instance}`;
}

/** A page of the back office. */
export function backOffice(
  sandbox: BackOffice,
  shop: Shop,
  section: Section,
  body: Html,
  options: { bare?: boolean; title?: string } = {},
): string {
  const name = options.title ?? sections.find((entry) => entry.path === section)?.name ?? '';
  return html`<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name} · ${shop.name} (sandbox)</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/shop.css">
<script src="/assets/shop.js" defer></script>
</head>
<body data-app-origin="${new URL(sandbox.appUrl).origin}" data-instance="${shop.instance}">
<header class="top"><strong data-testid="shop-name">${shop.name}</strong><span>Back office TeamSystem Commerce</span>
<span class="badge">sandbox: negozio di prova, nessun dato è reale</span>
<span class="badge" title="Come il negozio scrive le sue risposte" data-testid="dialect">dialetto ${shop.dialect.name}</span>
<select id="shop-choice" aria-label="Negozio">${sandbox.shops
    .slice(0, 20)
    .map(
      (other) =>
        html`<option value="${base(other)}/orders"${other === shop ? html` selected` : ''}>${other.name}</option>`,
    )}</select></header>
<nav class="side" aria-label="Menu">${sections.map(
    (entry) =>
      html`<a class="${entry.sub ? 'sub' : ''}" href="${base(shop)}/${entry.path}" data-testid="menu-${entry.path}"${entry.path === section ? html` aria-current="page"` : ''}>${entry.name}</a>`,
  )}</nav>
<main class="${options.bare ? 'bare' : ''}">${body}</main>
</body>
</html>`.markup;
}
