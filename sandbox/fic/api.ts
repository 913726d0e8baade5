import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { documentRoutes } from './documents/document-routes.ts';
import { eInvoiceRoutes } from './e-invoice/e-invoice-routes.ts';
import { emailRoutes } from './e-invoice/email-routes.ts';
import { subscriptionRoutes } from './e-invoice/subscription-routes.ts';
import { ApiError, refused } from './errors.ts';
import { arrivals, caller, type FicBackend, gate } from './gate.ts';
import { tokenEndpoint } from './oauth/oauth.ts';
import { receiptRoutes } from './receipts/receipt-routes.ts';
import { userCompanies, userInfo } from './registry/account.ts';
import { registryRoutes } from './registry/registry-routes.ts';

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
  eInvoiceRoutes(inner, backend);
  emailRoutes(inner, backend);
  subscriptionRoutes(inner, backend);
  receiptRoutes(inner, backend);
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
