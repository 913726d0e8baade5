import { type Html, html } from '../../common/html.ts';
import type { Shop } from '../state.ts';
import type { Order } from '../types.ts';
import { base } from './layout.ts';

/** What of the buyer a merchant may correct in the back office. */
const FIELDS = [
  ['fullname', 'Nome'],
  ['company', 'Azienda'],
  ['vat', 'Partita IVA'],
  ['taxCode', 'Codice fiscale'],
  ['sdi', 'Codice SDI'],
  ['pec', 'PEC'],
  ['city', 'Città'],
] as const;

/** The form that corrects an order: its buyer's data, and how many of its first article. */
export function editOrderForm(shop: Shop, order: Order): Html {
  const [first] = order.items;
  return html`<details class="card"><summary data-testid="edit-order">Correggi l’ordine</summary>
<form method="post" action="${base(shop)}/orders/${order.orderID}/edit" class="grid">${FIELDS.map(
    ([name, label]) =>
      html`<label>${label} <input name="${name}" value="${order.billing[name]}" data-testid="edit-${name}"></label>`,
  )}${
    first
      ? html`<label>Quantità di «${first.title}» <input name="count" type="number" min="1" value="${first.count}" data-testid="edit-count"></label>`
      : ''
  }<button data-testid="save-order">Salva l’ordine</button></form></details>`;
}

/** The order as the form would have it; what the form does not hold stays. */
export function editedOrder(order: Order, form: Record<string, string | undefined>): Partial<Order> {
  const changed = Object.fromEntries(
    FIELDS.flatMap(([name]) => (form[name] === undefined ? [] : [[name, form[name].trim()]])),
  );
  const count = Number(form.count);
  const items = order.items.map((item, place) =>
    place === 0 && Number.isInteger(count) && count > 0 ? { ...item, count } : item,
  );
  return { billing: { ...order.billing, ...changed }, items };
}
