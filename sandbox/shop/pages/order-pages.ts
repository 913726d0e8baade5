import { type Html, html } from '../../common/html.ts';
import { euros, round2 } from '../../common/money.ts';
import { romeTimestamp } from '../../common/time.ts';
import { cancelledStatus, countries } from '../catalogue.ts';
import { chargedTax } from '../dialects/dialect.ts';
import { orderTotal } from '../orders.ts';
import type { Shop } from '../state.ts';
import type { Address, Order } from '../types.ts';
import { editOrderForm } from './edit-order.ts';
import { type BackOffice, base } from './layout.ts';
import { newOrderForm } from './new-order.ts';

function status(shop: Shop, order: Order): Html {
  const title =
    shop.statuses.find((candidate) => candidate.id === order.status)?.title ?? `Stato ${order.status}`;
  return html`<span class="status s${order.status}" data-testid="order-status">${title}</span>`;
}

export function ordersPage(shop: Shop): Html {
  const newestFirst = [...shop.orders]
    .sort((a, b) => b.placedAt.getTime() - a.placedAt.getTime())
    .slice(0, 200);
  return html`<div class="row"><h1>Ordini</h1>
</div>
<section class="card">${newOrderForm(shop)}</section>
<div class="card scroll"><table data-testid="orders">
<thead><tr><th>Ordine</th><th>Data</th><th>Cliente</th><th>Pagamento</th><th>Fattura</th><th class="number">Totale</th><th>Stato</th></tr></thead>
<tbody>${newestFirst.map(
    (order) => html`<tr data-testid="order-row-${order.shortId}" data-order="${order.orderID}">
<td><a href="${base(shop)}/orders/${order.orderID}" data-testid="order-link">#${order.shortId}</a></td>
<td class="date">${romeTimestamp(order.placedAt).slice(0, 16)}</td><td>${order.billing.company || order.billing.fullname}</td>
<td>${order.paymentMethod}</td><td>${order.invoice ? 'richiesta' : '–'}</td>
<td class="number">${euros(orderTotal(order))}</td><td>${status(shop, order)}</td></tr>`,
  )}</tbody></table></div>`;
}

/** As the buyer was charged: the project's first names always told the product's rate. */
function rate(shop: Shop, order: Order, item: Order['items'][number]): string {
  const percent = shop.dialect.name === 'agreed' ? item.tax : chargedTax(order, item);
  return percent === null ? '–' : `${percent} %`;
}

function addressList(address: Address): Html {
  const country = countries.find((candidate) => candidate.uid === address.countryUid);
  const rows: [string, string][] = [
    ['Nome', address.fullname],
    ['Azienda', address.company],
    ['Indirizzo', [address.addr1, address.addr2].filter(Boolean).join(', ')],
    ['Città', `${address.zip} ${address.city}${address.stateIso ? ` (${address.stateIso})` : ''}`],
    ['Paese', country?.name ?? String(address.countryUid)],
    ['E-mail', address.email],
    ['Telefono', address.phone],
    ['Partita IVA', address.vat],
    ['Codice fiscale', address.taxCode],
    ['PEC', address.pec],
    ['Codice SDI', address.sdi],
  ];
  return html`<dl>${rows.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

export function orderPage(sandbox: BackOffice, shop: Shop, order: Order): Html {
  const address = `${base(shop)}/orders/${order.orderID}`;
  const dialog = `${sandbox.appUrl}/tscommerce/embed/orders/${encodeURIComponent(order.orderID)}?instance=${shop.instance}`;
  const sums: [string, string][] = [
    [`Spedizione (${order.shippingMethod})`, order.shippingCost],
    [`Pagamento (${order.paymentMethod})`, order.paymentCost],
    [`Sconto${order.couponCode ? ` ${order.couponCode}` : ''}`, `-${order.saleAmount}`],
  ];
  return html`<p><a href="${base(shop)}/orders">← Ordini</a></p>
<div class="row"><h1>Ordine <span data-testid="order-number">#${order.shortId}</span> ${status(shop, order)}</h1>
${order.status === 0 ? html`<form method="post" action="${address}/pay"><button data-testid="mark-paid">Segna come pagato</button></form>` : ''}
${order.status === cancelledStatus ? '' : html`<form method="post" action="${address}/cancel"><button data-testid="cancel-order">Annulla ordine</button></form>`}
${order.paidAt === null ? '' : html`<form method="post" action="${address}/refund"><button data-testid="refund-order">Rimborsa</button></form>`}
<form method="post" action="${address}/status" class="row"><select name="status" aria-label="Stato" data-testid="order-status-choice">${shop.statuses.map(
    ({ id, title }) =>
      html`<option value="${id}"${id === order.status ? html` selected` : ''}>${title}</option>`,
  )}</select><button data-testid="set-status">Cambia stato</button></form>
<details class="menu"><summary aria-label="Altre azioni" data-testid="order-menu">…</summary><div>
<button type="button" data-app-dialog="${dialog}" data-testid="send-to-fic">Invia ordine a Fatture in Cloud</button>
</div></details></div>
<div class="card scroll"><table data-testid="order-items"><thead><tr><th>Codice</th><th>Prodotto</th><th class="number">Quantità</th><th class="number">Prezzo</th><th class="number">IVA</th><th class="number">Importo</th></tr></thead>
<tbody>${order.items.map(
    (
      item,
    ) => html`<tr><td>${item.sku}</td><td>${item.title}${Object.entries(item.options).map(([name, value]) => html`<br><span class="muted">${name}: ${value}</span>`)}</td>
<td class="number">${item.count}</td><td class="number">${euros(item.price)}</td><td class="number">${rate(shop, order, item)}</td>
<td class="number">${euros(round2(Number(item.price) * item.count))}</td></tr>`,
  )}
${sums.filter(([, value]) => Number(value) !== 0).map(([name, value]) => html`<tr><td></td><td colspan="4">${name}</td><td class="number">${euros(value)}</td></tr>`)}
<tr><td></td><td colspan="4"><strong>Totale</strong></td><td class="number"><strong data-testid="order-total">${euros(orderTotal(order))}</strong></td></tr></tbody></table></div>
${editOrderForm(shop, order)}
<div class="grid"><section class="card"><h2>Fatturazione</h2>${addressList(order.billing)}</section>
<section class="card"><h2>Consegna</h2>${order.delivery ? addressList(order.delivery) : html`<p class="muted">–</p>`}</section>
<section class="card"><h2>Dettagli</h2><dl><dt>Id</dt><dd data-testid="order-id">${order.orderID}</dd><dt>Data</dt><dd>${romeTimestamp(order.placedAt)}</dd>
<dt>Pagato il</dt><dd>${order.paidAt ? romeTimestamp(order.paidAt) : '–'}</dd><dt>Fattura</dt><dd data-testid="order-invoice">${order.invoice ? 'richiesta' : 'non richiesta'}</dd>
<dt>Note</dt><dd>${order.notes || '–'}</dd></dl></section></div>
<dialog aria-label="Invia ordine a Fatture in Cloud"><header><span>Invia ordine a Fatture in Cloud</span><button type="button" data-close aria-label="Chiudi" data-testid="close-dialog">✕</button></header></dialog>`;
}
