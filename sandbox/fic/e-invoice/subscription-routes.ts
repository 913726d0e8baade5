import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { invalid, notFound } from '../errors.ts';
import { caller, companyOf, type FicBackend } from '../gate.ts';
import { parseData } from '../input.ts';
import { requireScope } from '../oauth/scopes.ts';
import { STATUS_UPDATE } from './notifications.ts';
import { sdiOf } from './sdi.ts';
import type { Subscription } from './types.ts';

const subscriptionInput = z.object({
  sink: z.string(),
  types: z.array(z.string()).min(1),
  verification_method: z.enum(['header', 'query']).nullish(),
  config: z.object({ mapping: z.enum(['binary', 'structured']).nullish() }).nullish(),
});

const told = ({ id, sink, types, verified }: Subscription) => ({ id, sink, types, verified });

/** Subscriptions to notifications, each of one app and company. */
export function subscriptionRoutes(router: Router, backend: FicBackend): void {
  const base = '/c/:companyId/subscriptions';
  const own = (response: Response) =>
    sdiOf(companyOf(response)).subscriptions.filter(
      ({ clientId }) => clientId === caller(response).grant.clientId,
    );
  const find = (request: Request, response: Response) => {
    const found = own(response).find(({ id }) => id === request.params.subscriptionId);
    if (!found) throw notFound('Sottoscrizione');
    return found;
  };

  router.get(base, (_request, response) => {
    response.json({ data: own(response).map(told) });
  });

  router.post(base, async (request, response) => {
    const { sink, types } = parseData(subscriptionInput, request.body);
    if (!/^https:\/\//.test(sink))
      throw invalid({ 'data.sink': ['Il campo sink deve essere un indirizzo https.'] });
    const { grant } = caller(response);
    if (types.includes(STATUS_UPDATE)) {
      requireScope(grant, 'issued_documents.invoices', 'r');
      requireScope(grant, 'issued_documents.credit_notes', 'r');
    }
    const warnings = own(response)
      .flatMap((other) => other.types)
      .filter((type) => types.includes(type))
      .map((type) => `The '${type}' event is already registered for this application`);
    const subscription: Subscription = {
      id: `SUB${backend.nextId()}`,
      sink,
      types,
      verified: false,
      clientId: grant.clientId,
    };
    sdiOf(companyOf(response)).subscriptions.push(subscription);
    subscription.verified = await backend.notifications.verify(subscription);
    response.json({ data: told(subscription), warnings });
  });

  router.get(`${base}/:subscriptionId`, (request, response) => {
    response.json({ data: told(find(request, response)) });
  });

  router.post(`${base}/:subscriptionId/verify`, async (request, response) => {
    const subscription = find(request, response);
    subscription.verified = await backend.notifications.verify(subscription);
    response.status(200).send();
  });

  router.delete(`${base}/:subscriptionId`, (request, response) => {
    const { subscriptions } = sdiOf(companyOf(response));
    subscriptions.splice(subscriptions.indexOf(find(request, response)), 1);
    response.status(200).send();
  });
}
