import express, { type RequestHandler, Router } from 'express';
import { oauthCompleteBodySchema } from '../../contract/connection/connection.ts';
import { problem } from '../../domain/problem.ts';
import { completeAuthorization, createTicket } from '../../flows/connection/authorize.ts';
import type { Context } from '../../flows/context.ts';
import { guestProblem } from '../../flows/panel/open-panel.ts';
import { readStatus } from '../../flows/panel/read-status.ts';
import type { Session } from '../../ports/stores/connection/sessions.ts';
import { parseInput } from '../edge/problem-response.ts';
import { nameRefusal } from '../edge/refusals.ts';
import { GUEST_COOKIE, readCookie, SESSION_COOKIE, type SessionCookie } from '../edge/session-cookie.ts';
import { createAftercareRoutes } from './aftercare/aftercare.ts';
import { createAccessRoutes } from './connection/accesses.ts';
import { createConnectionRoutes } from './connection/connection.ts';
import { createCustomerRoutes } from './customers/customers.ts';
import { createDeliveryRoutes } from './delivery/delivery.ts';
import { createEInvoiceRoutes } from './e-invoice/e-invoices.ts';
import { createOrderRoutes } from './orders/orders.ts';
import { createHomeRoutes } from './panel/home.ts';
import { toStatusDto } from './panel/status-dto.ts';
import { createPersonalDataRoutes } from './personal-data/personal-data.ts';
import { createProductRoutes } from './products/products.ts';
import { createReceiptRoutes } from './receipts/receipts.ts';
import { createSessionRoutes, sessionOf, visitOf, visitorOf } from './session.ts';
import { createSettingsRoutes } from './settings/settings.ts';

const BODY_LIMIT = '256kb';

/**
 * A write must carry a header that no form or image of another site can send. What a browser itself says to come from
 * another site is refused whatever it does: a read may cost calls of the quota.
 */
export const ownPagesOnly: RequestHandler = (request, _response, next) => {
  const writes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  const site = request.get('sec-fetch-site') ?? 'same-origin';
  const isForeign = site !== 'same-origin' && site !== 'none';
  if (isForeign || (writes && request.get('x-requested-with') !== 'fetch')) {
    throw problem('request-forged', 'mend', {});
  }
  next();
};

export function createApi(context: Context, cookie: SessionCookie): Router {
  const api = Router();
  api.use(ownPagesOnly);
  api.use(express.json({ limit: BODY_LIMIT }));
  api.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });

  api.use(createSessionRoutes(context, cookie));

  const anySession: RequestHandler = async (request, response, next) => {
    const session = await cookie.read(request);
    if (session === null) {
      const brought = [SESSION_COOKIE, GUEST_COOKIE].some((name) => readCookie(request, name) !== null);
      if (brought) nameRefusal(response, 'session-refused');
      throw problem('session-missing', 'reauthorize', {});
    }
    response.locals.session = session;
    next();
  };
  const fullSession: RequestHandler = async (_request, response, next) => {
    const session = visitOf(response);
    if (session.level !== 'full') throw await guestProblem(context, session.shopId);
    next();
  };
  const status = async (session: Session) => toStatusDto(await readStatus(context, session.shopId));

  // What a guest may do: sign in.
  api.use(anySession);
  api.post('/oauth/ticket', async (request, response) => {
    const visit = visitOf(response);
    const { url, session } = await createTicket(context, visit, visitorOf(request));
    if (visit.id === null) await cookie.write(request, response, session, visit);
    response.json({ url });
  });
  api.post('/oauth/complete', async (request, response) => {
    const { code } = parseInput(oauthCompleteBodySchema, request.body);
    const before = visitOf(response);
    const session = await completeAuthorization(context, before, code);
    await cookie.write(request, response, session, before);
    response.json(await status(session));
  });

  api.use(fullSession);
  api.get('/status', async (_request, response) => {
    response.json(await status(sessionOf(response)));
  });
  api.use(createConnectionRoutes(context));
  api.use(createAccessRoutes(context, cookie));
  api.use(createSettingsRoutes(context));
  api.use(createHomeRoutes(context));
  // Before an order's own: `/orders/send` is no order.
  api.use(createDeliveryRoutes(context));
  api.use(createOrderRoutes(context));
  api.use(createEInvoiceRoutes(context));
  api.use(createAftercareRoutes(context));
  api.use(createCustomerRoutes(context));
  api.use(createProductRoutes(context));
  api.use(createReceiptRoutes(context));
  api.use(createPersonalDataRoutes(context));

  api.use(() => {
    throw problem('not-found', 'mend', {});
  });
  return api;
}
