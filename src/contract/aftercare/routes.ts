import { type ApiRoute, orderId } from '../api-route.ts';
import { deliverySchema } from '../delivery/delivery.ts';
import {
  creditableSchema,
  creditBodySchema,
  creditNoteSchema,
  creditPreviewSchema,
  updatePreviewSchema,
} from './acts.ts';

export const aftercareRoutes: ApiRoute[] = [
  {
    method: 'post',
    path: '/api/orders/{id}/withdraw',
    summary: 'Deletes a document that was never issued',
    params: orderId,
    status: 202,
    response: deliverySchema,
    problems: [404, 409],
  },
  {
    method: 'post',
    path: '/api/orders/{id}/update',
    summary: 'Brings a document that may still change up to its order, under its number',
    params: orderId,
    status: 202,
    response: deliverySchema,
    problems: [404, 409],
  },
  {
    method: 'get',
    path: '/api/orders/{id}/update',
    summary: 'What bringing a document up to its order would change, line by line; changes nothing',
    params: orderId,
    status: 200,
    response: updatePreviewSchema,
    problems: [404, 409],
  },
  {
    method: 'get',
    path: '/api/orders/{id}/credit-note',
    summary: 'What of an invoice can still be credited',
    params: orderId,
    status: 200,
    response: creditableSchema,
    problems: [404, 409],
  },
  {
    method: 'post',
    path: '/api/orders/{id}/credit-note/preview',
    summary: 'What a credit note would say; makes nothing',
    params: orderId,
    body: creditBodySchema,
    status: 200,
    response: creditPreviewSchema,
    problems: [404, 409],
  },
  {
    method: 'post',
    path: '/api/orders/{id}/credit-note',
    summary: 'A credit note of an invoice that the SDI has: whole, some lines, or an amount',
    params: orderId,
    body: creditBodySchema,
    status: 202,
    response: creditNoteSchema,
    problems: [404, 409],
  },
];
