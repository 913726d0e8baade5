import { type Html, html } from '../../common/html.ts';
import { documentNumber } from '../pages/paper.ts';
import type { Company, IssuedDocument } from '../types.ts';
import { REASONS, sdiOf } from './sdi.ts';

const statusNames: Record<string, string> = {
  not_sent: 'da inviare',
  missing: 'mancante',
  attempt: 'invio in corso',
  pending: 'in verifica',
  processing: 'in consegna',
  sent: 'inviata',
  accepted: 'accettata',
  not_delivered: 'non consegnata',
  discarded: 'scartata',
  rejected: 'rifiutata',
  no_response: 'decorrenza termini',
  error: 'errore',
};

const isPlayable = ({ ei_status: status }: IssuedDocument) =>
  status !== null && ['attempt', 'pending', 'processing', 'sent'].includes(status);

function play(company: Company, document: IssuedDocument): Html | null {
  if (!isPlayable(document)) return null;
  const button = (outcome: string, name: string) =>
    html`<button name="outcome" value="${outcome}" data-testid="sdi-${outcome}">${name}</button>`;
  return html`<form method="post" action="/companies/${company.id}/e-invoices/${document.id}" class="row">
${button('accepted', 'Accetta')} ${button('not_delivered', 'Mancata consegna')} ${button('rejected', 'Rifiuta')} ${button('error', 'Errore')}
<select name="code" aria-label="Codice di scarto" data-testid="sdi-code">${Object.keys(REASONS).map((code) => html`<option>${code}</option>`)}</select>
${button('discarded', 'Scarta')}</form>`;
}

/** The e-invoices of a company: a person plays the SDI here. */
export function eInvoiceRows(company: Company): Html {
  const documents = company.documents.filter(({ e_invoice: isEInvoice }) => isEInvoice);
  const { rejections, transmissions } = sdiOf(company);
  if (documents.length === 0) return html`<p class="card empty">Ancora nessuna fattura elettronica.</p>`;
  return html`<div class="card scroll"><table data-testid="e-invoices">
<thead><tr><th>Numero</th><th>Data</th><th>Cliente</th><th>Partita IVA</th><th>Stato</th><th class="number">Invii</th><th>Gioca lo SDI</th></tr></thead>
<tbody>${[...documents].reverse().map((document) => {
    const rejection = rejections[document.id];
    const status = document.ei_status ?? 'not_sent';
    return html`<tr data-testid="e-invoice-${document.id}" data-status="${status}">
<td><a href="/companies/${company.id}/documents/${document.id}">${documentNumber(document)}</a></td><td>${document.date}</td>
<td>${document.entity.name}</td><td>${String(document.entity.vat_number ?? '')}</td>
<td data-testid="e-invoice-status"><span class="tag">${statusNames[status] ?? status}</span> ${rejection ? html`<small>${rejection.code ?? ''} ${rejection.reason}</small>` : null}</td>
<td class="number">${transmissions.filter(({ documentId }) => documentId === document.id).length}</td>
<td>${play(company, document)}</td></tr>`;
  })}</tbody></table></div>`;
}

/** E-mails that the company sent its buyers. */
export function emailRows(company: Company): Html {
  const { emails } = sdiOf(company);
  if (emails.length === 0) return html`<p class="card empty">Ancora nessuna e-mail.</p>`;
  return html`<div class="card scroll"><table data-testid="emails">
<thead><tr><th>A</th><th>Oggetto</th><th>Testo</th></tr></thead>
<tbody>${[...emails].reverse().map(
    (email) => html`<tr data-testid="email-${email.documentId}"><td>${email.to}</td>
<td><a href="/companies/${company.id}/documents/${email.documentId}">${email.subject}</a></td>
<td>${email.body.replace(/<br>/g, ' ').replace(/<[^>]*>/g, '')}</td></tr>`,
  )}</tbody></table></div>`;
}
