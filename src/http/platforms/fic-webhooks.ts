import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { problem } from '../../domain/problem.ts';
import type { Context } from '../../flows/context.ts';
import { isSink, receiveNotification } from '../../flows/e-invoice/receive-notification.ts';
import { limitWrongTokens } from '../edge/limits.ts';
import { nameRefusal, type Refusal } from '../edge/refusals.ts';

const BODY_LIMIT = '256kb';
const CHALLENGE = 'x-fic-verification-challenge';

const REFUSED = {
  forged: 'notification-forged',
  foreign: 'notification-foreign',
  old: 'notification-old',
} as const satisfies Record<string, Refusal>;

/** What Fatture in Cloud calls: the hand-shake of a subscription, and notifications. */
export function createFicWebhookRoutes(context: Context): Router {
  const routes = Router();
  const unknown = [
    (_request: Request, response: Response, next: NextFunction) => {
      nameRefusal(response, 'webhook-token');
      next();
    },
    limitWrongTokens(context),
    () => {
      throw problem('not-found', 'mend', {});
    },
  ];

  routes.get(
    '/webhooks/:token',
    async (request: Request<{ token: string }>, response: Response, next: NextFunction) => {
      const challenge = request.get(CHALLENGE) ?? request.query[CHALLENGE];
      if (typeof challenge !== 'string' || !(await isSink(context, request.params.token))) return next();
      response.json({ verification: challenge.slice(0, 500) });
    },
    ...unknown,
  );

  routes.post(
    '/webhooks/:token',
    // Whatever its type says: what cannot be read names nothing, and must not be sent again.
    express.json({ limit: BODY_LIMIT, type: () => true, strict: false }),
    async (request: Request<{ token: string }>, response: Response, next: NextFunction) => {
      const outcome = await receiveNotification(context, request.params.token, {
        authorization: request.get('authorization') ?? null,
        id: request.get('ce-id') ?? null,
        subject: request.get('ce-subject') ?? null,
        time: request.get('ce-time') ?? null,
        body: request.body as unknown,
      });
      if (outcome === 'unknown') return next();
      if (outcome === 'kept') {
        response.status(202).end();
        return;
      }
      nameRefusal(response, REFUSED[outcome]);
      throw problem('notification-refused', 'reauthorize', {});
    },
    ...unknown,
  );
  return routes;
}
