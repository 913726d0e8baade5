import { z } from 'zod';
import { type ApiRoute, orderId } from '../api-route.ts';
import { deliverySchema } from './delivery.ts';
import {
  deliveriesPageSchema,
  deliveriesQuerySchema,
  retryManyBodySchema,
  sendBatchSchema,
  sendBodySchema,
  sendManyBodySchema,
  sendManySchema,
} from './send.ts';

export const deliveryRoutes: ApiRoute[] = [
  {
    method: 'post',
    path: '/api/orders/{id}/send',
    summary: 'Sends one order by hand',
    params: orderId,
    body: sendBodySchema,
    status: 202,
    response: deliverySchema,
    problems: [404, 409],
  },
  {
    method: 'post',
    path: '/api/orders/send',
    summary: 'Sends many orders',
    body: sendManyBodySchema,
    status: 202,
    response: sendManySchema,
  },
  {
    method: 'get',
    path: '/api/orders/send',
    summary: 'Progress of the latest request of many at once; null when there was none',
    status: 200,
    response: sendBatchSchema.nullable(),
  },
  {
    method: 'delete',
    path: '/api/orders/send/{id}',
    summary: 'Stops what of it has not begun',
    params: orderId,
    status: 204,
    response: null,
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/deliveries/retry',
    summary: 'One more try for all that failed, or that waits',
    body: retryManyBodySchema,
    status: 202,
    response: sendManySchema,
  },
  {
    method: 'get',
    path: '/api/deliveries',
    summary: 'The log of deliveries, latest change first',
    query: deliveriesQuerySchema,
    status: 200,
    response: deliveriesPageSchema,
  },
  {
    method: 'post',
    path: '/api/deliveries/{orderId}/retry',
    summary: 'One more try',
    params: z.object({ orderId: z.string() }),
    status: 202,
    response: deliverySchema,
    problems: [404, 409],
  },
];
