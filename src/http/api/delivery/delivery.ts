import { Router } from 'express';
import { z } from 'zod';
import {
  deliveriesQuerySchema,
  retryManyBodySchema,
  sendBodySchema,
  sendManyBodySchema,
} from '../../../contract/delivery/send.ts';
import { problem } from '../../../domain/problem.ts';
import type { Context } from '../../../flows/context.ts';
import { requestSend } from '../../../flows/delivery/request-send.ts';
import { retryDelivery } from '../../../flows/delivery/retry-delivery.ts';
import { cancelMany, sendMany } from '../../../flows/delivery/send-many.ts';
import { withEInvoices } from '../../../flows/e-invoice/read.ts';
import { parseInput } from '../../edge/problem-response.ts';
import { sessionOf } from '../session.ts';
import { askedOf } from './asked.ts';
import { toBatchDto, toDeliveryDto } from './delivery-dto.ts';

const PAGE = 50;

/** Sending by hand, one order or many, and the log of deliveries. */
export function createDeliveryRoutes(context: Context): Router {
  const routes = Router();
  routes.post('/orders/send', async (request, response) => {
    const body = parseInput(sendManyBodySchema, request.body);
    response.status(202).json({ queued: await sendMany(context, sessionOf(response).shopId, body) });
  });
  routes.get('/orders/send', async (_request, response) => {
    const batch = await context.store.deliveries.latestBatch(sessionOf(response).shopId);
    response.json(batch === null ? null : toBatchDto(batch));
  });
  routes.delete('/orders/send/:id', async (request, response) => {
    const id = z.uuid().safeParse(request.params.id);
    if (!id.success) throw problem('not-found', 'mend', {});
    await cancelMany(context, sessionOf(response).shopId, id.data);
    response.status(204).end();
  });
  routes.post('/orders/:id/send', async (request, response) => {
    const { again, seen, ...rest } = parseInput(sendBodySchema, request.body);
    const delivery = await requestSend(context, sessionOf(response).shopId, request.params.id, {
      again: again === true,
      seen,
      asked: askedOf(rest),
    });
    response.status(202).json(toDeliveryDto(delivery));
  });

  routes.get('/deliveries', async (request, response) => {
    const { state, cursor } = parseInput(deliveriesQuerySchema, request.query);
    const page = await context.store.deliveries.list(sessionOf(response).shopId, {
      state,
      cursor,
      limit: PAGE,
    });
    const deliveries = await withEInvoices(context, sessionOf(response).shopId, page.deliveries);
    response.json({ deliveries: deliveries.map(toDeliveryDto), nextCursor: page.nextCursor });
  });
  routes.post('/deliveries/retry', async (request, response) => {
    const { state } = parseInput(retryManyBodySchema, request.body);
    const queued = await context.store.deliveries.requeue(sessionOf(response).shopId, {
      states: [state ?? 'failed'],
    });
    response.status(202).json({ queued });
  });
  routes.post('/deliveries/:orderId/retry', async (request, response) => {
    const delivery = await retryDelivery(context, sessionOf(response).shopId, request.params.orderId);
    response.status(202).json(toDeliveryDto(delivery));
  });
  return routes;
}
