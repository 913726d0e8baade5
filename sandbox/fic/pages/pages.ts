import { readFile } from 'node:fs/promises';
import express, { type Request, type Response, type Router } from 'express';
import { type Html, html } from '../../common/html.ts';
import { euros } from '../../common/money.ts';
import { binDocument } from '../documents/documents.ts';
import { eInvoiceRows, emailRows } from '../e-invoice/e-invoice-pages.ts';
import type { SdiOutcome } from '../e-invoice/types.ts';
import { receiptRows } from '../receipts/receipt-pages.ts';
import type { Company, IssuedDocument } from '../types.ts';
import { sendPage } from './layout.ts';
import { documentNumber, paper, typeNames } from './paper.ts';

/** The whole page, or its live part alone for the script that keeps it up to date. */
function sendLive(request: Request, response: Response, title: string, head: Html, live: Html): void {
  if (request.header('x-live')) {
    response.type('html').send(live.markup);
    return;
  }
  sendPage(response, title, html`${head}<div id="live">${live}</div>`);
}

const sections = [
  ['', 'Documenti'],
  ['/e-invoices', 'Fatture elettroniche'],
  ['/emails', 'E-mail'],
  ['/receipts', 'Corrispettivi'],
  ['/clients', 'Clienti'],
  ['/stock', 'Magazzino'],
  ['/bin', 'Cestino'],
] as const;

const SDI_OUTCOMES: readonly SdiOutcome[] = ['accepted', 'not_delivered', 'rejected', 'error', 'discarded'];

function head(company: Company, current: (typeof sections)[number][0]): Html {
  return html`<h1 data-testid="company-name">${company.name}</h1>
<nav class="tabs">${sections.map(
    ([path, name]) =>
      html`<a href="/companies/${company.id}${path}"${path === current ? html` aria-current="page"` : ''}>${name}</a>`,
  )}</nav>`;
}

function documentRows(company: Company, documents: readonly IssuedDocument[]): Html {
  if (documents.length === 0)
    return html`<p class="card empty" data-testid="no-documents">Ancora nessun documento.</p>`;
  return html`<div class="card scroll"><table data-testid="documents">
<thead><tr><th>Tipo</th><th>Numero</th><th>Data</th><th>Cliente</th><th>Oggetto</th><th class="number">Netto</th><th class="number">IVA</th><th class="number">Totale</th><th>Stato</th></tr></thead>
<tbody>${[...documents].reverse().map(
    (
      document,
    ) => html`<tr data-testid="document-${document.id}" data-document="${document.id}" data-type="${document.type}">
<td data-testid="document-type">${typeNames[document.type] ?? document.type}</td>
<td><a href="/companies/${company.id}/documents/${document.id}" data-testid="document-number">${documentNumber(document)}</a></td>
<td>${document.date}</td>
<td>${document.entity.name}</td>
<td>${document.visible_subject}</td>
<td class="number">${euros(document.amount_net)}</td>
<td class="number">${euros(document.amount_vat)}</td>
<td class="number" data-testid="document-total">${euros(document.amount_gross)}</td>
<td>${
      document.payments_list.every((payment) => payment.status === 'paid')
        ? html`<span class="tag paid">saldato</span>`
        : html`<span class="tag">da saldare</span>`
    }</td></tr>`,
  )}</tbody></table></div>`;
}

function clientRows(company: Company): Html {
  if (company.clients.length === 0) return html`<p class="card empty">Ancora nessun cliente.</p>`;
  return html`<div class="card scroll"><table data-testid="clients">
<thead><tr><th>Nome</th><th>Partita IVA</th><th>Codice fiscale</th><th>Comune</th><th>E-mail</th><th>PEC / SDI</th></tr></thead>
<tbody>${company.clients.map((client) => {
    const text = (name: string) => String(client[name] ?? '');
    return html`<tr data-testid="client-${client.id}"><td data-testid="client-name">${client.name}</td>
<td>${text('vat_number')}</td><td>${text('tax_code')}</td>
<td>${text('address_city')} ${text('address_province')}</td><td>${text('email')}</td>
<td>${text('certified_email')} ${text('ei_code')}</td></tr>`;
  })}</tbody></table></div>`;
}

function stockRows(company: Company): Html {
  return html`<div class="card scroll"><table data-testid="stock">
<thead><tr><th>Codice</th><th>Prodotto</th><th class="number">Prezzo</th><th class="number">Giacenza iniziale</th><th class="number">Giacenza</th></tr></thead>
<tbody>${company.products.map(
    (product) => html`<tr data-testid="product-${product.id}" data-code="${product.code}">
<td>${product.code}</td><td>${product.name}</td><td class="number">${euros(product.gross_price)}</td>
<td class="number">${product.in_stock ? product.stock_initial : '–'}</td>
<td class="number" data-testid="stock-${product.code}">${product.in_stock ? product.stock_current : '–'}</td></tr>`,
  )}</tbody></table></div>`;
}

/** Pages for people: the companies, what arrived in each, one document as on paper. */
export function ficPages(
  companies: readonly Company[],
  answerSdi: (company: Company, document: IssuedDocument, outcome: SdiOutcome, code: string | null) => void,
): Router {
  const router = express.Router();
  for (const [name, type] of [
    ['fic.css', 'css'],
    ['fic.js', 'js'],
  ] as const) {
    router.get(`/assets/${name}`, async (_request, response) => {
      response.type(type).send(await readFile(new URL(`./public/${name}`, import.meta.url), 'utf8'));
    });
  }
  const missing = (response: Response) =>
    sendPage(
      response,
      'Non trovato',
      html`<p class="card empty" data-testid="missing">Questa pagina non esiste, oppure il documento è stato eliminato.</p>`,
      { status: 404 },
    );
  const companyOf = (request: Request) =>
    companies.find((candidate) => candidate.id === Number(request.params.companyId));
  const page = (path: (typeof sections)[number][0], title: string, live: (company: Company) => Html) => {
    router.get(`/companies/:companyId${path}`, (request, response) => {
      const company = companyOf(request);
      if (!company) return missing(response);
      sendLive(request, response, `${title} · ${company.name}`, head(company, path), live(company));
    });
  };

  router.get('/', (request, response) => {
    sendLive(
      request,
      response,
      'Aziende',
      html`<h1>Aziende</h1><p class="muted">Qui si vede ciò che il plug-in ha inviato. Le pagine si aggiornano da sole.</p>`,
      html`<div class="card scroll"><table data-testid="companies"><thead><tr><th>Azienda</th><th class="number">Documenti</th><th class="number">Clienti</th></tr></thead><tbody>${companies.map(
        (
          company,
        ) => html`<tr><td><a href="/companies/${company.id}" data-testid="company-${company.id}">${company.name}</a></td>
<td class="number">${company.documents.length}</td><td class="number">${company.clients.length}</td></tr>`,
      )}</tbody></table></div>`,
    );
  });
  page('', 'Documenti', (company) => documentRows(company, company.documents));
  page('/e-invoices', 'Fatture elettroniche', eInvoiceRows);
  page('/emails', 'E-mail', emailRows);
  page('/receipts', 'Corrispettivi', receiptRows);
  page('/clients', 'Clienti', clientRows);
  page('/stock', 'Magazzino', stockRows);
  page('/bin', 'Cestino', (company) => documentRows(company, company.bin));

  router.get('/companies/:companyId/documents/:documentId', (request, response) => {
    const company = companyOf(request);
    const matches = (candidate: IssuedDocument) => candidate.id === Number(request.params.documentId);
    const document = company?.documents.find(matches) ?? company?.bin.find(matches);
    if (!company || !document) return missing(response);
    const gone = company.bin.includes(document);
    sendPage(
      response,
      `${typeNames[document.type] ?? document.type} ${documentNumber(document)}`,
      html`<div class="row between"><p><a href="/companies/${company.id}">← ${company.name}</a></p>${
        gone
          ? html`<p class="tag" data-testid="document-deleted">nel cestino</p>`
          : html`<form method="post" action="/companies/${company.id}/documents/${document.id}/delete"><button class="danger" data-testid="delete-document">Elimina documento</button></form>`
      }</div>${paper(company, document)}`,
    );
  });
  router.post('/companies/:companyId/documents/:documentId/delete', (request, response) => {
    const company = companyOf(request);
    const document = company?.documents.find(
      (candidate) => candidate.id === Number(request.params.documentId),
    );
    if (!company || !document) return missing(response);
    binDocument(company, document, true);
    response.redirect(303, `/companies/${company.id}`);
  });

  router.post(
    '/companies/:companyId/e-invoices/:documentId',
    express.urlencoded({ extended: false }),
    (request, response) => {
      const company = companyOf(request);
      const document = company?.documents.find(({ id }) => id === Number(request.params.documentId));
      const { outcome, code } = (request.body ?? {}) as { outcome?: string; code?: string };
      if (!company || !document) return missing(response);
      if (SDI_OUTCOMES.includes(outcome as SdiOutcome)) {
        answerSdi(company, document, outcome as SdiOutcome, outcome === 'discarded' ? (code ?? null) : null);
      }
      response.redirect(303, `/companies/${company.id}/e-invoices`);
    },
  );

  /** The address that the API gives as a document's `url`. */
  router.get('/doc/:token', (request, response) => {
    for (const company of companies) {
      const document = company.documents.find((candidate) =>
        candidate.url.endsWith(`/doc/${request.params.token}`),
      );
      if (document) return sendPage(response, documentNumber(document), paper(company, document));
    }
    missing(response);
  });
  /** A document in the web interface. */
  router.get(['/invoices/view/:id', '/orders/view/:id'], (request, response) => {
    for (const company of companies) {
      const document = company.documents.find(({ id }) => id === Number(request.params.id));
      if (document) return sendPage(response, documentNumber(document), paper(company, document));
    }
    missing(response);
  });
  router.use((_request, response) => missing(response));
  return router;
}
