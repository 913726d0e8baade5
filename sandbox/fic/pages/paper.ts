import { type Html, html } from '../../common/html.ts';
import { euros, round2 } from '../../common/money.ts';
import { natureOf } from '../documents/e-invoice.ts';
import { documentTotals, exactAmount } from '../documents/totals.ts';
import type { Company, IssuedDocument } from '../types.ts';

export const typeNames: Record<string, string> = {
  invoice: 'Fattura',
  order: 'Ordine',
  quote: 'Preventivo',
  proforma: 'Proforma',
  receipt: 'Ricevuta',
  delivery_note: 'DDT',
  credit_note: 'Nota di credito',
};

/** As printed: `12/WEB`. */
export function documentNumber(document: IssuedDocument): string {
  return `${document.number}${document.numeration}`;
}

/** A document as on paper: head, lines, VAT by rate, payments. */
export function paper(company: Company, document: IssuedDocument): Html {
  const { entity } = document;
  const text = (name: string) => String(entity[name] ?? '');
  const address = [
    text('address_street'),
    [
      text('address_postal_code'),
      text('address_city'),
      text('address_province') && `(${text('address_province')})`,
    ]
      .filter(Boolean)
      .join(' '),
    text('country'),
    text('vat_number') && `P. IVA ${text('vat_number')}`,
    text('tax_code') && `C. F. ${text('tax_code')}`,
    text('ei_code') && `Codice destinatario ${text('ei_code')}`,
    text('certified_email') && `PEC ${text('certified_email')}`,
    text('shipping_address') && `Spedizione: ${text('shipping_address')}`,
  ].filter(Boolean);
  const gross = document.use_gross_prices;
  // Shown for people only: the amounts of the document itself stand above and are the truth.
  const { byRate } = documentTotals(
    {
      items: document.items_list,
      useGrossPrices: gross,
      extras: {
        rivalsa: 0,
        cassa: 0,
        cassa2: 0,
        withholding_tax: 0,
        other_withholding_tax: 0,
        stamp_duty: 0,
      },
      amountDueDiscount: 0,
    },
    'per-rate',
  );
  return html`<article class="paper" data-testid="paper">
<div class="head">
<div><strong>${company.name}</strong><br>P. IVA ${company.vatNumber}</div>
<div><h1><span data-testid="paper-type">${typeNames[document.type] ?? document.type}</span> n. <span data-testid="paper-number">${documentNumber(document)}</span></h1>
<div>del <span data-testid="paper-date">${document.date}</span>${document.e_invoice ? html` · <span class="tag" data-testid="paper-e-invoice">fattura elettronica</span>` : ''}</div>
<div data-testid="paper-subject">${document.visible_subject}</div></div>
</div>
<address data-testid="paper-entity"><strong>${entity.name}</strong>
${address.join('\n')}</address>
<h2>Righe</h2>
<div class="scroll"><table data-testid="paper-items">
<thead><tr><th>Codice</th><th>Descrizione</th><th class="number">Quantità</th><th class="number">Prezzo ${gross ? '(IVA incl.)' : '(netto)'}</th><th class="number">Sconto</th><th class="number">IVA</th><th class="number">Importo</th></tr></thead>
<tbody>${document.items_list.map((item) => {
    const price = gross ? item.gross_price : item.net_price;
    return html`<tr><td>${item.code}</td><td>${item.name}${item.description ? html`<br><span class="muted">${item.description}</span>` : ''}</td>
<td class="number">${item.qty}</td><td class="number">${price}</td><td class="number">${item.discount ? `${item.discount} %` : ''}</td>
<td class="number">${item.vat.value} %${natureOf(item.vat) === null ? '' : ` ${natureOf(item.vat)}`}</td>
<td class="number">${euros(round2(exactAmount(price, item)))}</td></tr>`;
  })}</tbody></table></div>
<table class="sums" data-testid="paper-sums"><tbody>
${[...byRate].map(([rate, part]) => html`<tr><td>IVA ${rate} % su ${euros(part.net.toNumber())}</td><td class="number">${euros(part.vat.toNumber())}</td></tr>`)}
<tr><td>Imponibile</td><td class="number" data-testid="paper-net">${euros(document.amount_net)}</td></tr>
<tr><td>IVA</td><td class="number" data-testid="paper-vat">${euros(document.amount_vat)}</td></tr>
<tr class="total"><td>Totale</td><td class="number" data-testid="paper-total">${euros(document.amount_gross)}</td></tr>
</tbody></table>
<h2>Pagamenti</h2>
<p data-testid="paper-method">${document.payment_method?.name ?? ''}</p>
<table data-testid="paper-payments"><tbody>${document.payments_list.map(
    (payment) => html`<tr><td>${payment.due_date}</td><td class="number">${euros(payment.amount)}</td>
<td>${payment.status === 'paid' ? html`<span class="tag paid">saldato il ${payment.paid_date}</span>` : html`<span class="tag">da saldare</span>`}</td>
<td>${payment.payment_account?.name ?? ''}</td></tr>`,
  )}</tbody></table>
${document.notes ? html`<h2>Note</h2><p data-testid="paper-notes">${String(document.notes)}</p>` : ''}
</article>`;
}
