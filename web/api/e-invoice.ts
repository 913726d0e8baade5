import { deliverySchema } from '../../src/contract/delivery/delivery.ts';
import { sendManySchema } from '../../src/contract/delivery/send.ts';
import { request } from './client.ts';
import { orderPath } from './order-path.ts';

/** Invoices' way to the SDI. */
export const eInvoiceApi = {
  /** Sends one, or a corrected one again. */
  send: (orderId: string) =>
    request(deliverySchema, `${orderPath(orderId)}/e-invoice/send`, { method: 'POST' }),
  sendMany: (what: { ids: string[] } | { all: true }) =>
    request(sendManySchema, '/api/e-invoices/send', { method: 'POST', body: what }),
};
