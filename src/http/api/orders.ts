import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import {
  deliveriesQuerySchema,
  retryManyBodySchema,
  sendBodySchema,
  sendManyBodySchema,
} from '../../contract/delivery/send.ts';
import { ordersQuerySchema } from '../../contract/orders/orders.ts';
import { previewQuerySchema } from '../../contract/orders/preview.ts';
import type { Asked } from '../../domain/delivery.ts';
import type { PublicBodyData } from '../../domain/party/public-body.ts';
import { problem } from '../../domain/problem.ts';
import { romeDayStart } from '../../domain/time.ts';
import type { Context } from '../../flows/context.ts';
import { requestSend } from '../../flows/delivery/request-send.ts';
import { retryDelivery } from '../../flows/delivery/retry-delivery.ts';
import { cancelMany, sendMany } from '../../flows/delivery/send-many.ts';
import { listOrders, readOrder } from '../../flows/orders/list-orders.ts';
import { previewOrder } from '../../flows/orders/preview-order.ts';
import type { Session } from '../../ports/stores/sessions.ts';
import { parseInput } from '../edge/problem-response.ts';
import { orderFields, toBatchDto, toDeliveryDto, toDeliveryWithEventsDto, toOrderDto } from './dto.ts';
import { toPreviewDto } from './preview-dto.ts';

const PAGE = 25;
const DELIVERY_PAGE = 50;

/** What a person asked for beside the sending; undefined where nothing was. */
function askedOf({
  kind,
  publicBody,
}: {
  kind?: 'invoice' | undefined;
  publicBody?: PublicBodyData | undefined;
}): Asked | undefined {
  if (kind === undefined && publicBody === undefined) return undefined;
  return { ...(kind && { kind }), ...(publicBody && { publicBody }) };
}

/** Orders, their previews and their deliveries. */
export function createOrderRoutes(context: Context): Router {
  const routes = Router();
  const shopIdOf = (response: Response) => (response.locals.session as Session).shopId;
  const orderIdOf = (request: Request<{ id: string }>) => request.params.id;

  routes.get('/orders', async (request, response) => {
    const query = parseInput(ordersQuerySchema, request.query);
    const { rows, nextCursor } = await listOrders(context, shopIdOf(response), {
      status: query.status,
      text: query.q,
      from: query.from === undefined ? undefined : romeDayStart(query.from),
      to: query.to === undefined ? undefined : romeDayStart(query.to, 1),
      cursor: query.cursor,
      limit: query.limit ?? PAGE,
    });
    response.json({ orders: rows.map((row) => toOrderDto(row.order, row.delivery)), nextCursor });
  });
  routes.post('/orders/send', async (request, response) => {
    const body = parseInput(sendManyBodySchema, request.body);
    response.status(202).json({ queued: await sendMany(context, shopIdOf(response), body) });
  });
  routes.get('/orders/send', async (_request, response) => {
    const batch = await context.store.deliveries.latestBatch(shopIdOf(response));
    response.json(batch === null ? null : toBatchDto(batch));
  });
  routes.delete('/orders/send/:id', async (request, response) => {
    const id = z.uuid().safeParse(request.params.id);
    if (!id.success) throw problem('not-found', 'mend', {});
    await cancelMany(context, shopIdOf(response), id.data);
    response.status(204).end();
  });
  routes.get('/orders/:id', async (request, response) => {
    const found = await readOrder(context, shopIdOf(response), orderIdOf(request));
    response.json({
      ...orderFields(found.summary),
      delivery: toDeliveryWithEventsDto(found.delivery, found.events),
    });
  });
  routes.get('/orders/:id/preview', async (request, response) => {
    const { kind, splitPayment, cig, cup } = parseInput(previewQuerySchema, request.query);
    const publicBody =
      splitPayment === undefined ? undefined : { cig, cup, splitPayment: splitPayment === 'true' };
    const asked = askedOf({ kind, publicBody });
    const built = await previewOrder(context, shopIdOf(response), orderIdOf(request), asked);
    response.json(toPreviewDto(built));
  });
  routes.post('/orders/:id/send', async (request, response) => {
    const { again, ...rest } = parseInput(sendBodySchema, request.body);
    const delivery = await requestSend(context, shopIdOf(response), orderIdOf(request), {
      again: again === true,
      asked: askedOf(rest),
    });
    response.status(202).json(toDeliveryDto(delivery));
  });

  routes.get('/deliveries', async (request, response) => {
    const { state, cursor } = parseInput(deliveriesQuerySchema, request.query);
    const page = await context.store.deliveries.list(shopIdOf(response), {
      state,
      cursor,
      limit: DELIVERY_PAGE,
    });
    response.json({ deliveries: page.deliveries.map(toDeliveryDto), nextCursor: page.nextCursor });
  });
  routes.post('/deliveries/retry', async (request, response) => {
    const { state } = parseInput(retryManyBodySchema, request.body);
    const queued = await context.store.deliveries.requeue(shopIdOf(response), {
      states: [state ?? 'failed'],
    });
    response.status(202).json({ queued });
  });
  routes.post('/deliveries/:orderId/retry', async (request, response) => {
    const delivery = await retryDelivery(context, shopIdOf(response), request.params.orderId);
    response.status(202).json(toDeliveryDto(delivery));
  });
  return routes;
}
