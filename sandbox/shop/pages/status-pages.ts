import { type Html, html } from '../../common/html.ts';
import type { Shop } from '../state.ts';
import { base } from './layout.ts';

/** The shop's statuses, each with its name to change, and one of the merchant's own to add. */
export function statusesPage(shop: Shop): Html {
  const next = Math.max(...shop.statuses.map(({ id }) => id)) + 1;
  const row = (id: number, title: string, act: string) => html`<tr><td class="number">${id}</td>
<td><form method="post" action="${base(shop)}/statuses" class="row"><input type="hidden" name="id" value="${id}">
<input name="title" value="${title}" required maxlength="60" aria-label="Nome dello stato ${id}" data-testid="status-title-${id}">
<button data-testid="status-save-${id}">${act}</button></form></td></tr>`;
  return html`<div class="row"><h1>Stati degli ordini</h1></div><div class="card"><table data-testid="statuses">
<thead><tr><th class="number">Numero</th><th>Nome</th></tr></thead>
<tbody>${shop.statuses.map(({ id, title }) => row(id, title, 'Rinomina'))}${row(next, '', 'Aggiungi')}</tbody></table></div>`;
}
