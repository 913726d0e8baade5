import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { installShop } from '../../flows/connection/install-shop.ts';
import { noticeWebhook } from '../../flows/connection/notice-webhook.ts';
import type { Context } from '../../flows/context.ts';
import { receiveHint } from '../../flows/delivery/hints/receive-hint.ts';
import { limitWrongTokens } from '../edge/limits.ts';
import { asProblem, parseInput, statusOf } from '../edge/problem-response.ts';
import { nameRefusal } from '../edge/refusals.ts';
import { createPanelPage, problemPage } from '../pages/pages.ts';

const BODY_LIMIT = '64kb';

const installSchema = z.object({
  instance: z.string().trim().min(1).max(200),
  key: z.string().trim().min(1).max(500),
  exchange: z.string().trim().min(1).max(500),
});

/** The order id under any of the names that were seen; a number is its text. Source: platforms.md, webhooks. */
const orderIdSchema = z
  .union([z.string(), z.number().int()])
  .transform((value) => String(value).trim())
  .pipe(z.string().regex(/^[\w.:-]{1,100}$/));
const hintSchema = z
  .looseObject({})
  .transform((body) => body.id_order ?? body.orderID ?? body.order_id)
  .pipe(orderIdSchema);

/** What the platform calls: the Auth URL, the iframe, the webhooks. */
export function createPlatformRoutes(context: Context, webRoot: string): Router {
  const routes = Router();
  const panelPage = createPanelPage(webRoot);
  const bodies = [
    express.urlencoded({ extended: false, limit: BODY_LIMIT }),
    express.json({ limit: BODY_LIMIT }),
  ];

  routes.post('/install', ...bodies, async (request, response) => {
    await installShop(context, parseInput(installSchema, request.body));
    response.status(204).end();
  });

  routes.post(
    '/webhooks/:token',
    ...bodies,
    async (request: Request<{ token: string }>, response: Response, next: NextFunction) => {
      const orderId = parseInput(hintSchema, request.body);
      response.locals.orderId = orderId;
      const received = await receiveHint(context, request.params.token, orderId);
      if (received !== null) {
        response.status(202).end();
        // After the answer, and whatever becomes of it: the hint is kept.
        noticeWebhook(context, received, { key: request.get('key'), body: request.body }).catch(
          (error: unknown) => context.log.debug({ err: error }, 'webhook not noticed'),
        );
        return;
      }
      nameRefusal(response, 'webhook-token');
      next();
    },
    limitWrongTokens(context),
    () => {
      throw problem('not-found', 'mend', {});
    },
  );

  // Gives no right: the loaded page asks for its session. A prefetch, a HEAD or a frame that shows nothing never does.
  routes.get(['/embed', '/embed/orders/:orderId'], async (request, response) => {
    try {
      const instance = typeof request.query.instance === 'string' ? request.query.instance : '';
      if ((await context.store.shops.findByInstance(instance)) === null) {
        throw problem('shop-not-installed', 'mend', {});
      }
      panelPage(response);
    } catch (error) {
      // A person looks at this answer: a page, not problem+json.
      const failure = asProblem(context, error);
      if (failure.code === 'internal-error') context.log.error({ err: failure.cause }, 'embed page failed');
      problemPage(response, statusOf(failure), failure.toText());
    }
  });
  return routes;
}
