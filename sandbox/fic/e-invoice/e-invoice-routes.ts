import type { Request, Response, Router } from 'express';
import { romeTimestamp } from '../../common/time.ts';
import { xmlErrors } from '../documents/e-invoice.ts';
import { ApiError, notFound, refused } from '../errors.ts';
import { caller, companyOf, type FicBackend } from '../gate.ts';
import { documentResource, requireScope } from '../oauth/scopes.ts';
import type { IssuedDocument } from '../types.ts';
import { maySend, sdiOf, transmit } from './sdi.ts';

const xmlRefused = (errors: string[]) =>
  new ApiError(422, {
    error: { message: 'Validation XML', validation_result: { xml_errors: errors } },
    extra: { errors },
  });

/** Sending an e-invoice, checking it, and why it was discarded. */
export function eInvoiceRoutes(router: Router, backend: FicBackend): void {
  const base = '/c/:companyId/issued_documents/:documentId/e_invoice';
  const find = (request: Request, response: Response, level: 'r' | 'a'): IssuedDocument => {
    const { documentId } = request.params;
    const document = companyOf(response).documents.find((candidate) => candidate.id === Number(documentId));
    if (!document) throw notFound('Documento');
    requireScope(caller(response).grant, documentResource(document.type), level);
    return document;
  };

  router.get(`${base}/xml_verify`, (request, response) => {
    const errors = xmlErrors(find(request, response, 'r'));
    if (errors.length > 0) throw xmlRefused(errors);
    response.json({ data: { success: true } });
  });

  router.post(`${base}/send`, (request, response) => {
    const document = find(request, response, 'a');
    const company = companyOf(response);
    if (company.eInvoicingOff)
      throw refused(403, 'La fatturazione elettronica non è attiva.', 'NO_PERMISSION');
    const errors = xmlErrors(document);
    if (errors.length > 0) throw xmlRefused(errors);
    if (!maySend(document)) throw refused(409, 'La fattura elettronica è già stata inviata.');
    const { options } = (request.body ?? {}) as { options?: { dry_run?: unknown } | null };
    if (options?.dry_run !== true) transmit(company, document, backend.now());
    response.json({ data: { name: 'CARICATO', date: romeTimestamp(backend.now()) } });
  });

  router.get(`${base}/error_reason`, (request, response) => {
    const document = find(request, response, 'r');
    const rejection = sdiOf(companyOf(response)).rejections[document.id];
    response.json({
      data: {
        reason: rejection?.reason ?? null,
        solution: rejection?.solution ?? null,
        code: rejection?.code ?? null,
        date: rejection?.date ?? null,
        ei_status: document.ei_status,
      },
    });
  });
}
