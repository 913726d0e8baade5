import type { Request, Response, Router } from 'express';
import { noPermission, notFound } from '../errors.ts';
import { caller, companyOf, type FicBackend } from '../gate.ts';
import { parseData } from '../input.ts';
import { listPage, pickFields } from '../lists.ts';
import { requireScope } from '../oauth/scopes.ts';
import { filters } from '../query.ts';
import type { Company, Receipt } from '../types.ts';
import { hasReceipts, receiptInput, writeReceipt } from './receipts.ts';

/** The register of takings (corrispettivi): a record for the accountant, nothing is transmitted. */
export function receiptRoutes(router: Router, backend: FicBackend): void {
  const base = '/c/:companyId/receipts';
  const allow = (response: Response, level: 'r' | 'a'): Company => {
    requireScope(caller(response).grant, 'receipts', level);
    const company = companyOf(response);
    if (!hasReceipts(company)) throw noPermission();
    return company;
  };
  const receiptsOf = (company: Company): Receipt[] => {
    company.receipts ??= [];
    return company.receipts;
  };
  const find = (request: Request, company: Company): Receipt => {
    const found = receiptsOf(company).find(({ id }) => id === Number(request.params.receiptId));
    if (!found) throw notFound('Corrispettivo');
    return found;
  };
  const made = (body: unknown) => ({
    nextId: () => backend.nextId(),
    now: backend.now(),
    autocompleteNumber: (body as { autocomplete_number?: unknown }).autocomplete_number === true,
  });

  router.get(base, (request, response) => {
    const rows = receiptsOf(allow(response, 'r'));
    response.json(listPage(rows, request.query, filters.receipts, `${backend.url()}${request.path}`));
  });
  router.post(base, (request, response) => {
    const company = allow(response, 'a');
    const input = parseData(receiptInput, request.body);
    const receipt = writeReceipt(company, input, null, made(request.body));
    receiptsOf(company).push(receipt);
    response.json({ data: receipt });
  });
  router.get(`${base}/:receiptId`, (request, response) => {
    response.json({ data: pickFields(find(request, allow(response, 'r')), request.query.fields) });
  });
  router.put(`${base}/:receiptId`, (request, response) => {
    const company = allow(response, 'a');
    const before = find(request, company);
    const input = parseData(receiptInput, request.body);
    Object.assign(before, writeReceipt(company, input, before, made(request.body)));
    response.json({ data: before });
  });
  router.delete(`${base}/:receiptId`, (request, response) => {
    const company = allow(response, 'a');
    const receipts = receiptsOf(company);
    receipts.splice(receipts.indexOf(find(request, company)), 1);
    response.status(200).send();
  });
}
