import { type ApiRoute, orderId } from '../api-route.ts';
import { deliverySchema } from '../delivery/delivery.ts';
import { sendManySchema } from '../delivery/send.ts';
import { sendEInvoicesBodySchema } from './e-invoice.ts';

export const eInvoiceRoutes: ApiRoute[] = [
  {
    method: 'post',
    path: '/api/orders/{id}/e-invoice/send',
    summary: "Sends an order's invoice to the SDI, or a corrected one again",
    params: orderId,
    status: 202,
    response: deliverySchema,
    problems: [404, 409],
  },
  {
    method: 'post',
    path: '/api/e-invoices/send',
    summary: 'Sends many invoices to the SDI: those that are to be sent',
    body: sendEInvoicesBodySchema,
    status: 202,
    response: sendManySchema,
  },
];
