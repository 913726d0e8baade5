import { type Response, Router } from 'express';
import { type CreditBody, creditBodySchema } from '../../../contract/aftercare/acts.ts';
import { problem } from '../../../domain/problem.ts';
import { type Credit, creditOf, readCreditable, requestCreditNote } from '../../../flows/aftercare/credit.ts';
import { previewCreditNote, waitsForSdi } from '../../../flows/aftercare/preview-credit-note.ts';
import { previewUpdate } from '../../../flows/aftercare/preview-update.ts';
import { requestAct } from '../../../flows/aftercare/request.ts';
import type { Context } from '../../../flows/context.ts';
import { readDelivery } from '../../../flows/orders/list-orders.ts';
import { parseInput } from '../../edge/problem-response.ts';
import { toDeliveryDto } from '../delivery/delivery-dto.ts';
import { sessionOf } from '../session.ts';
import { toCreditNoteDto } from './aftercare-dto.ts';
import { toCreditableDto, toCreditPreviewDto, toUpdatePreviewDto } from './previews-dto.ts';

/** What happens to a document after it was sent. */
export function createAftercareRoutes(context: Context): Router {
  const routes = Router();
  const answer = async (response: Response, orderId: string) => {
    const { delivery } = await readDelivery(context, sessionOf(response).shopId, orderId);
    if (delivery === null) throw problem('order-not-found', 'mend', {});
    response.status(202).json(toDeliveryDto(delivery));
  };

  routes.post('/orders/:id/withdraw', async (request, response) => {
    await requestAct(context, sessionOf(response).shopId, request.params.id, 'withdraw');
    await answer(response, request.params.id);
  });
  routes.post('/orders/:id/update', async (request, response) => {
    await requestAct(context, sessionOf(response).shopId, request.params.id, 'update');
    await answer(response, request.params.id);
  });
  routes.get('/orders/:id/update', async (request, response) => {
    const preview = await previewUpdate(context, sessionOf(response).shopId, request.params.id);
    response.json(toUpdatePreviewDto(preview));
  });
  routes.get('/orders/:id/credit-note', async (request, response) => {
    const creditable = await readCreditable(context, sessionOf(response).shopId, request.params.id);
    response.json(toCreditableDto(creditable, waitsForSdi(context, creditable)));
  });
  routes.post('/orders/:id/credit-note/preview', async (request, response) => {
    const body = parseInput(creditBodySchema, request.body);
    const { shopId } = sessionOf(response);
    const creditable = await readCreditable(context, shopId, request.params.id);
    const pieces = creditOf(creditable, toCredit(body));
    response.json(
      toCreditPreviewDto(creditable, await previewCreditNote(context, shopId, creditable, pieces)),
    );
  });
  routes.post('/orders/:id/credit-note', async (request, response) => {
    const body = parseInput(creditBodySchema, request.body);
    const note = await requestCreditNote(
      context,
      sessionOf(response).shopId,
      request.params.id,
      toCredit(body),
    );
    response.status(202).json(toCreditNoteDto(note));
  });
  return routes;
}

const toCredit = (body: CreditBody): Credit =>
  'amount' in body ? { amountCents: Math.round(body.amount * 100) } : body;
