import { Router } from 'express';
import { ordersQuerySchema } from '../../../contract/orders/orders.ts';
import { previewQuerySchema } from '../../../contract/orders/preview.ts';
import { romeDayStart } from '../../../domain/time.ts';
import type { Context } from '../../../flows/context.ts';
import { listOrders, readOrder } from '../../../flows/orders/list-orders.ts';
import { openDocument } from '../../../flows/orders/open-document.ts';
import { previewOrder } from '../../../flows/orders/preview-order.ts';
import { parseInput } from '../../edge/problem-response.ts';
import { askedOf } from '../delivery/asked.ts';
import { toDeliveryWithEventsDto } from '../delivery/delivery-dto.ts';
import { sessionOf } from '../session.ts';
import { orderFields, toOrderDto } from './order-dto.ts';
import { toPreviewDto } from './preview-dto.ts';

const PAGE = 25;

/** Orders and their previews. */
export function createOrderRoutes(context: Context): Router {
  const routes = Router();
  routes.get('/orders', async (request, response) => {
    const query = parseInput(ordersQuerySchema, request.query);
    const { rows, nextCursor } = await listOrders(context, sessionOf(response).shopId, {
      status: query.status,
      eInvoice: query.eInvoice,
      changed: query.changed === 'true',
      text: query.q,
      from: query.from === undefined ? undefined : romeDayStart(query.from),
      to: query.to === undefined ? undefined : romeDayStart(query.to, 1),
      cursor: query.cursor,
      limit: query.limit ?? PAGE,
    });
    response.json({ orders: rows.map((row) => toOrderDto(row.order, row.delivery)), nextCursor });
  });
  routes.get('/orders/:id', async (request, response) => {
    const found = await readOrder(context, sessionOf(response).shopId, request.params.id);
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
    const built = await previewOrder(context, sessionOf(response).shopId, request.params.id, asked);
    response.json(toPreviewDto(built));
  });
  routes.get('/orders/:id/document', async (request, response) => {
    const address = await openDocument(context, sessionOf(response).shopId, request.params.id);
    response.set('cache-control', 'no-store').redirect(302, address);
  });
  return routes;
}
