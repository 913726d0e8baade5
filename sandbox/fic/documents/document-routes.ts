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
interface CreateOptions {
  fix_payments?: unknown;
  create_from?: unknown;
  transform?: unknown;
  keep_copy?: unknown;
}

/** Documents that the new one takes the place of, as `options` of a transformation say. */
function replacedBy(
  company: { documents: IssuedDocument[] },
  type: string,
  options: CreateOptions | null | undefined,
): IssuedDocument[] {
  if (!options?.transform || options.keep_copy) return [];
  const ids = Array.isArray(options.create_from) ? options.create_from.map(Number) : [];
  const found = company.documents.filter(({ id }) => ids.includes(id));
  if (found.length !== ids.length) throw notFound('Documento');
  if (found.some((document) => document.type === type))
    throw refused(409, 'Il documento è già di questo tipo.');
  return found;
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
    const options = (request.body as { options?: CreateOptions | null }).options;
    const company = companyOf(response);
    const originals = backend.transforms() ? replacedBy(company, input.type, options) : [];
    const made = makeDocument(input, options?.fix_payments === true, context(response));
    company.documents.push(made);
    // What it is made of goes, and what that took out of the stock stays out.
    for (const original of originals) company.documents.splice(company.documents.indexOf(original), 1);
    moveStock(company, made, -1);
    response.json({ data: made });
  });

  router.post(`${base}/totals`, (request, response) => {
    const input = parseData(documentInput, request.body);
    const { totals, paymentsSum } = draft(input, context(response));
    response.json({ data: totalsBody(totals, paymentsSum) });
  });

  router.get(`${base}/transform`, (request, response) => {
    const { query } = request;
    const original = companyOf(response).documents.find(
      ({ id }) => id === Number(query.original_document_id),
    );
    if (!original) throw notFound('Documento');
    requireScope(caller(response).grant, documentResource(original.type), 'r');
    const { id: _, number: _number, url: _url, ...data } = original;
    response.json({
      data: { ...data, type: documentType(query.new_type), e_invoice: query.e_invoice === '1' },
      options: {
        create_from: [String(original.id)],
        transform: true,
        keep_copy: query.transform_keep_copy === '1',
      },
    });
  });

  router.get(`${base}/:documentId`, (request, response) => {
    response.json({
      data: pickFields(find(companyOf(response).documents, request, response, 'r'), request.query.fields),
    });
  });

  router.delete(`${base}/:documentId`, (request, response) => {
    const company = companyOf(response);
    const document = find(company.documents, request, response, 'a');
    if (document.locked) throw refused(409, 'Il documento non può essere eliminato.');
    binDocument(company, document, backend.restocks());
    response.status(200).send();
  });

  router.put(`${base}/:documentId`, (request, response) => {
    const company = companyOf(response);
    const document = find(company.documents, request, response, 'a');
    const input = parseData(documentChange, request.body);
    // Whether a payment of what the SDI has may still be marked is not documented.
    const told = Object.entries(input).filter(([, value]) => value !== undefined);
    const isPayment = told.every(([name]) => name === 'payments_list');
    if (document.locked && (!isPayment || backend.locksPayments())) {
      throw refused(409, 'Il documento non può essere modificato.');
    }
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
