import { readFile } from 'node:fs/promises';
import express, { type Router } from 'express';
import { html } from '../common/html.ts';
import { binDocument } from './api.ts';
import { sendPage } from './layout.ts';
import type { Company } from './types.ts';

/** Pages for people: the companies, what arrived in each, one document as on paper. */
export function ficPages(companies: readonly Company[]): Router {
  const router = express.Router();
  for (const [name, type] of [
    ['fic.css', 'css'],
    ['fic.js', 'js'],
  ] as const) {
    router.get(`/assets/${name}`, async (_request, response) => {
      response.type(type).send(await readFile(new URL(`./public/${name}`, import.meta.url), 'utf8'));
    });
  }
  router.get('/', (_request, response) => {
    sendPage(
      response,
      'Aziende',
      html`<h1>Aziende</h1><ul>${companies.map((company) => html`<li><a href="/companies/${company.id}">${company.name}</a></li>`)}</ul>`,
    );
  });
  router.post('/companies/:companyId/documents/:documentId/delete', (request, response) => {
    const company = companies.find((candidate) => candidate.id === Number(request.params.companyId));
    const document = company?.documents.find(
      (candidate) => candidate.id === Number(request.params.documentId),
    );
    if (company && document) binDocument(company, document);
    response.redirect(303, company ? `/companies/${company.id}` : '/');
  });
  return router;
}
