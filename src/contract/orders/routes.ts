import { type ApiRoute, orderId } from '../api-route.ts';
import { orderDetailSchema, ordersPageSchema, ordersQuerySchema } from './orders.ts';
import { previewQuerySchema, previewSchema } from './preview.ts';

export const ordersRoutes: ApiRoute[] = [
  {
    method: 'get',
    path: '/api/orders',
    summary: "The shop's orders with their deliveries, newest first",
    query: ordersQuerySchema,
    status: 200,
    response: ordersPageSchema,
  },
  {
    method: 'get',
    path: '/api/orders/{id}',
    summary: 'One order, with what happened to its delivery',
    params: orderId,
    status: 200,
    response: orderDetailSchema,
    problems: [404],
  },
  {
    method: 'get',
    path: '/api/orders/{id}/preview',
    summary: 'What would be sent; creates nothing',
    params: orderId,
    query: previewQuerySchema,
    status: 200,
    response: previewSchema,
    problems: [404],
  },
  {
    method: 'get',
    path: '/api/orders/{id}/document',
    summary: "To the PDF of the order's document, whose address is read anew",
    params: orderId,
    status: 302,
    response: null,
    problems: [404],
  },
];
