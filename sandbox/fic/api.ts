import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Call, CallLog } from '../common/calls.ts';
import type { Faults } from '../common/faults.ts';
import { romeDay, romeTimestamp } from '../common/time.ts';
import { permission, userCompanies, userInfo } from './account.ts';
import { createClient, modifyClient } from './clients.ts';
import { type DocumentContext, draft, makeDocument, moveStock, totalsBody } from './documents.ts';
import { xmlErrors } from './e-invoice.ts';
import { ApiError, invalid, noPermission, notFound, refused } from './errors.ts';
import { preCreateInfo } from './info.ts';
import { clientInput, documentInput, documentTypes, parseData } from './input.ts';
import { listPage, pickFields } from './lists.ts';
import { type OAuthApp, tokenEndpoint } from './oauth.ts';
import { filters } from './query.ts';
import type { Quota } from './quota.ts';
import { documentResource, hasScope, requireScope } from './scopes.ts';
import type { Grant, Tokens } from './tokens.ts';
import type { Company, IssuedDocument, Rounding, User } from './types.ts';

export interface FicBackend {
  app: OAuthApp;
  companies: readonly Company[];
  users: readonly User[];
  tokens: Tokens;
  quota: Quota;
  calls: CallLog;
  faults: Faults;
  now: () => Date;
  nextId: () => number;
  url: () => string;
  rounding: () => Rounding;
}

interface Caller {
  grant: Grant;
  user: User;
}

const caller = (response: Response): Caller => response.locals.caller as Caller;
const companyOf = (response: Response): Company => response.locals.company as Company;

function documentType(value: unknown): string {
  const type = documentTypes.find((candidate) => candidate === value);
  if (!type) throw invalid({ type: ['Il campo type è obbligatorio.'] });
  return type;
}

/** Logs the call, then lets the faults strike, whatever the address. */
function arrivals({ calls, faults, now }: FicBackend) {
  return [
    (request: Request, response: Response, next: NextFunction): void => {
      const call = calls.add({
        at: now(),
        method: request.method,
        path: request.path,
        query: request.originalUrl.split('?')[1] ?? '',
        account: /^\/c\/(\d+)\//.exec(request.path)?.[1] ?? '',
      });
      response.locals.call = call;
      response.once('finish', () => {
        call.status = response.statusCode;
      });
      next();
    },
    faults.middleware((response, name) => {
      (response.locals.call as Call).fault = name;
    }),
  ];
}

/** Token, quota, licence and the user's own rights, in this order. */
function gate(backend: FicBackend) {
  const { companies, users, tokens, quota, now } = backend;
  return (request: Request, response: Response, next: NextFunction): void => {
    const bearer = /^Bearer (.+)$/i.exec(request.header('authorization') ?? '')?.[1];
    const grant = bearer === undefined ? null : tokens.check(bearer);
    const user = users.find((candidate) => candidate.id === grant?.userId);
    if (!grant || !user)
      throw refused(401, 'Il token di accesso manca, è scaduto o è stato revocato.', 'UNAUTHORIZED');
    response.locals.caller = { grant, user };
    const companyId = /^\/c\/(\d+)\//.exec(request.path)?.[1];
    const account = companyId ?? `user ${user.id}`;
    const taken = quota.take(account, grant.clientId);
    response.set(quota.headers(account, grant.clientId));
    if (!taken.granted) {
      throw new ApiError(
        taken.kind === 'per5Minutes' ? 429 : 403,
        { error: { message: 'Hai superato il numero di richieste consentite. Riprova più tardi.' } },
        { 'Retry-After': String(taken.retryAfterSeconds) },
      );
    }
    if (companyId !== undefined) {
      const company = companies.find((candidate) => candidate.id === Number(companyId));
      const may = permission(user, Number(companyId));
      if (!company || may === 'none') throw noPermission();
      if (company.licenseExpires < romeDay(now()))
        throw refused(403, 'La licenza dell’azienda è scaduta.', 'LICENSE_EXPIRED');
      const writes = request.method !== 'GET' && !request.path.endsWith('/totals');
      if (writes && may !== 'write') throw noPermission();
      response.locals.company = company;
    }
    next();
  };
}

function documentRoutes(router: Router, backend: FicBackend): void {
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
    // Lists leave the lines out unless `fieldset=detailed` or `fields` asks for them.
    const whole = request.query.fieldset === 'detailed' || request.query.fields !== undefined;
    response.json(
      listPage(rows, request.query, filters.documents, `${backend.url()}${request.path}`, (row) =>
        whole ? row : { ...row, items_list: null, payments_list: null },
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

  router.get(`${base}/:documentId/e_invoice/xml_verify`, (request, response) => {
    const errors = xmlErrors(find(companyOf(response).documents, request, response, 'r'));
    if (errors.length === 0) return response.json({ data: { success: true } });
    response.status(422).json({
      error: { message: 'La fattura elettronica non è valida.', validation_result: { xml_errors: errors } },
      extra: { errors },
    });
  });

  router.post(`${base}/:documentId/e_invoice/send`, (request, response) => {
    const document = find(companyOf(response).documents, request, response, 'a');
    const errors = xmlErrors(document);
    if (errors.length > 0) throw invalid({ xml_errors: errors });
    if (document.ei_status !== 'not_sent') throw refused(409, 'La fattura elettronica è già stata inviata.');
    document.ei_status = 'sent';
    response.json({ data: { name: 'CARICATO', date: romeTimestamp(backend.now()) } });
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

/** Moves a document to the bin and gives its goods back. */
export function binDocument(company: Company, document: IssuedDocument): void {
  company.documents.splice(company.documents.indexOf(document), 1);
  company.bin.push(document);
  moveStock(company, document, 1);
}

function registryRoutes(router: Router, backend: FicBackend): void {
  const base = '/c/:companyId/entities/clients';
  const allow = (response: Response, resource: string, level: 'r' | 'a') =>
    requireScope(caller(response).grant, resource, level);
  const find = (request: Request, response: Response) => {
    const client = companyOf(response).clients.find(
      (candidate) => candidate.id === Number(request.params.clientId),
    );
    if (!client) throw notFound('Cliente');
    return client;
  };

  router.get(base, (request, response) => {
    allow(response, 'entity.clients', 'r');
    response.json(
      listPage(
        companyOf(response).clients,
        request.query,
        filters.clients,
        `${backend.url()}${request.path}`,
      ),
    );
  });
  router.post(base, (request, response) => {
    allow(response, 'entity.clients', 'a');
    const client = createClient(parseData(clientInput, request.body), backend.nextId(), backend.now());
    companyOf(response).clients.push(client);
    response.json({ data: client });
  });
  router.get(`${base}/:clientId`, (request, response) => {
    allow(response, 'entity.clients', 'r');
    response.json({ data: pickFields(find(request, response), request.query.fields) });
  });
  router.put(`${base}/:clientId`, (request, response) => {
    allow(response, 'entity.clients', 'a');
    response.json({
      data: modifyClient(find(request, response), parseData(clientInput, request.body), backend.now()),
    });
  });
  router.delete(`${base}/:clientId`, (request, response) => {
    allow(response, 'entity.clients', 'a');
    const { clients } = companyOf(response);
    clients.splice(clients.indexOf(find(request, response)), 1);
    response.status(200).send();
  });

  const products = '/c/:companyId/products';
  router.get(products, (request, response) => {
    allow(response, 'products', 'r');
    const rows = companyOf(response).products.map((product) => ({ ...product }));
    response.json(listPage(rows, request.query, filters.products, `${backend.url()}${request.path}`));
  });
  router.get(`${products}/:productId`, (request, response) => {
    allow(response, 'products', 'r');
    const product = companyOf(response).products.find(
      (candidate) => candidate.id === Number(request.params.productId),
    );
    if (!product) throw notFound('Prodotto');
    response.json({ data: product });
  });

  const info: Record<string, (company: Company) => unknown> = {
    vat_types: (company) => company.vatTypes,
    payment_accounts: (company) => company.paymentAccounts,
    payment_methods: (company) => company.paymentMethods,
  };
  for (const [name, read] of Object.entries(info)) {
    router.get(`/c/:companyId/info/${name}`, (_request, response) => {
      allow(response, 'settings', 'r');
      response.json({ data: read(companyOf(response)) });
    });
  }
}

/** The API and the token endpoint, to be mounted at the root. */
export function ficApi(backend: FicBackend): Router {
  const router = express.Router();
  const machine = /^\/(?:user|c)\/|^\/oauth\/token$/;
  const inner = express.Router();
  inner.use(...arrivals(backend));
  inner.use(tokenEndpoint(backend));
  inner.use(gate(backend));
  inner.use(express.json({ limit: '5mb' }));
  inner.get('/user/info', (_request, response) => {
    response.json(userInfo(caller(response).user));
  });
  inner.get('/user/companies', (_request, response) => {
    response.json(userCompanies(caller(response).user, backend.companies));
  });
  documentRoutes(inner, backend);
  registryRoutes(inner, backend);
  inner.use(() => {
    throw refused(404, 'L’indirizzo richiesto non esiste.', 'NOT_FOUND');
  });
  inner.use((error: unknown, _request: Request, response: Response, next: NextFunction): void => {
    // What body parsers throw (JSON that is none, a body that is too long) has a status of its own.
    const status = (error as { status?: unknown }).status;
    if (response.headersSent) {
      next(error);
    } else if (error instanceof ApiError) {
      response.set(error.headers).status(error.status).json(error.body);
    } else if (typeof status === 'number' && status < 500) {
      response.status(400).json({ error: { message: 'Il corpo della richiesta non è JSON valido.' } });
    } else {
      next(error);
    }
  });
  router.use((request, response, next) => {
    if (machine.test(request.path)) inner(request, response, next);
    else next();
  });
  return router;
}
