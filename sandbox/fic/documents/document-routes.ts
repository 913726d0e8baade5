import type { Request, Response, Router } from 'express';
import { invalid, notFound, refused } from '../errors.ts';
import { caller, companyOf, type FicBackend } from '../gate.ts';
import { documentChange, documentInput, documentTypes, parseData } from '../input.ts';
import { listPage, pickFields } from '../lists.ts';
import { documentResource, hasScope, requireScope } from '../oauth/scopes.ts';
import { filters } from '../query.ts';
import { preCreateInfo } from '../registry/info.ts';
import type { IssuedDocument } from '../types.ts';
import type { DocumentContext } from './document-lines.ts';
import { binDocument, draft, makeDocument, moveStock } from './documents.ts';
import { modifyDocument } from './modify.ts';
import { totalsBody } from './totals.ts';

function documentType(value: unknown): string {
  const type = documentTypes.find((candidate) => candidate === value);
  if (!type) throw invalid({ type: ['Il campo type è obbligatorio.'] });
  return type;
}
/** Issued documents: create, read, delete, totals, the bin. */
export function documentRoutes(router: Router, backend: FicBackend): void {
  const base = '/c/:companyId/issued_documents';
  const context = (response: Response): DocumentContext => ({
    company: companyOf(response),
    rounding: backend.rounding(),
    now: backend.now(),
    nextId: backend.nextId,
    documentUrl: (token) => `${backend.url()}/doc/${token}.pdf`,
  });
  const find = (list: readonly IssuedDocument[], request: Request, response: Response, level: 'r' | 'a') => {
    const document = list.find((candidate) => candidate.id === Number(request.params.documentId));
    if (!document) throw notFound('Documento');
    requireScope(caller(response).grant, documentResource(document.type), level);
    return document;
  };

  router.get(`${base}/info`, (request, response) => {
    response.json({ data: preCreateInfo(companyOf(response), documentType(request.query.type)) });
  });

  router.get(base, (request, response) => {
    const type = documentType(request.query.type);
    requireScope(caller(response).grant, documentResource(type), 'r');
    const rows = companyOf(response)
      .documents.filter((document) => document.type === type)
      .sort((a, b) => b.date.localeCompare(a.date) || b.number - a.number);
    // Lists leave the lines and the e-invoice's status out unless `fieldset=detailed` or `fields` asks for them.
    const whole = request.query.fieldset === 'detailed' || request.query.fields !== undefined;
    response.json(
      listPage(rows, request.query, filters.documents, `${backend.url()}${request.path}`, (row) =>
        whole ? row : { ...row, items_list: null, payments_list: null, ei_status: undefined },
      ),
    );
  });

  router.post(base, (request, response) => {
    const input = parseData(documentInput, request.body);
    requireScope(caller(response).grant, documentResource(input.type), 'a');
    const options = (request.body as { options?: { fix_payments?: unknown } | null }).options;
    const made = makeDocument(input, options?.fix_payments === true, context(response));
    const company = companyOf(response);
    company.documents.push(made);
    moveStock(company, made, -1);
    response.json({ data: made });
  });

  router.post(`${base}/totals`, (request, response) => {
    const input = parseData(documentInput, request.body);
    const { totals, paymentsSum } = draft(input, context(response));
    response.json({ data: totalsBody(totals, paymentsSum) });
  });

  router.get(`${base}/:documentId`, (request, response) => {
    response.json({
      data: pickFields(find(companyOf(response).documents, request, response, 'r'), request.query.fields),
    });
  });

  router.delete(`${base}/:documentId`, (request, response) => {
    const company = companyOf(response);
    binDocument(company, find(company.documents, request, response, 'a'));
    response.status(200).send();
  });

  router.put(`${base}/:documentId`, (request, response) => {
    const company = companyOf(response);
    const document = find(company.documents, request, response, 'a');
    if (document.locked) throw refused(409, 'Il documento non può essere modificato.');
    const input = parseData(documentChange, request.body);
    const options = (request.body as { options?: { fix_payments?: unknown } | null }).options;
    modifyDocument(document, input, options?.fix_payments === true, context(response));
    response.json({ data: document });
  });

  const bin = '/c/:companyId/bin/issued_documents';
  router.get(bin, (_request, response) => {
    const { grant } = caller(response);
    response.json({
      data: companyOf(response).bin.filter((document) =>
        hasScope(grant, documentResource(document.type), 'r'),
      ),
    });
  });
  router.get(`${bin}/:documentId`, (request, response) => {
    response.json({ data: find(companyOf(response).bin, request, response, 'r') });
  });
}
