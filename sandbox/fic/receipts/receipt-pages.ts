import { type Html, html } from '../../common/html.ts';
import { euros } from '../../common/money.ts';
import type { Company } from '../types.ts';

/** The register as a person sees it: a day a row. */
export function receiptRows(company: Company): Html {
  const receipts = company.receipts ?? [];
  if (receipts.length === 0)
    return html`<p class="card empty" data-testid="no-receipts">Ancora nessun corrispettivo.</p>`;
  const rows = [...receipts].sort((a, b) => (a.date < b.date ? 1 : -1));
  return html`<div class="card scroll"><table data-testid="receipts">
<thead><tr><th>Data</th><th>Numero</th><th>Descrizione</th><th>Aliquote</th><th class="number">Netto</th><th class="number">IVA</th><th class="number">Totale</th></tr></thead>
<tbody>${rows.map(
    (receipt) => html`<tr data-testid="receipt-${receipt.date}"><td>${receipt.date}</td>
<td>${receipt.number}${receipt.numeration}</td><td>${receipt.description}</td>
<td>${receipt.items_list.map((item) => html`<div>${item.vat.value}%: ${euros(item.amount_gross)}</div>`)}</td>
<td class="number">${euros(receipt.amount_net)}</td><td class="number">${euros(receipt.amount_vat)}</td>
<td class="number" data-testid="receipt-total">${euros(receipt.amount_gross)}</td></tr>`,
  )}</tbody></table></div>`;
}
