import { Router } from 'express';
import { sendEInvoicesBodySchema } from '../../../contract/e-invoice/e-invoice.ts';
import { problem } from '../../../domain/problem.ts';
import type { Context } from '../../../flows/context.ts';
import { withEInvoices } from '../../../flows/e-invoice/read.ts';
import { requestEInvoice, requestEInvoices } from '../../../flows/e-invoice/request.ts';
import { parseInput } from '../../edge/problem-response.ts';
import { toDeliveryDto } from '../delivery/delivery-dto.ts';
import { sessionOf } from '../session.ts';

/** Invoices' way to the SDI. */
export function createEInvoiceRoutes(context: Context): Router {
  const routes = Router();

  routes.post('/orders/:id/e-invoice/send', async (request, response) => {
    const [shopId, orderId] = [sessionOf(response).shopId, request.params.id];
    await requestEInvoice(context, shopId, orderId);
    const delivery = await context.store.deliveries.find(shopId, orderId);
    if (delivery === null) throw problem('order-not-found', 'mend', {});
    const [told] = await withEInvoices(context, shopId, [delivery]);
    response.status(202).json(toDeliveryDto(told ?? delivery));
  });
  routes.post('/e-invoices/send', async (request, response) => {
    const body = parseInput(sendEInvoicesBodySchema, request.body);
    response.status(202).json({ queued: await requestEInvoices(context, sessionOf(response).shopId, body) });
  });
  return routes;
}
