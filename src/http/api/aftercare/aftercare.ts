import { type Response, Router } from 'express';
import {
  type CreditableDto,
  type CreditBody,
  type CreditPreviewDto,
  creditBodySchema,
} from '../../../contract/aftercare/acts.ts';
import type { CreditPiece } from '../../../domain/aftercare/credit.ts';
import { problem } from '../../../domain/problem.ts';
import { romeDay } from '../../../domain/time.ts';
import {
  type Credit,
  type Creditable,
  creditOf,
  readCreditable,
  requestCreditNote,
} from '../../../flows/aftercare/credit.ts';
import { requestAct } from '../../../flows/aftercare/request.ts';
import type { Context } from '../../../flows/context.ts';
import { readDelivery } from '../../../flows/orders/list-orders.ts';
import { documentTexts } from '../../../texts/it/document.ts';
import { parseInput } from '../../edge/problem-response.ts';
import { toDeliveryDto } from '../delivery/delivery-dto.ts';
import { euros } from '../euros.ts';
import { sessionOf } from '../session.ts';
import { toCreditNoteDto } from './aftercare-dto.ts';

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
  routes.get('/orders/:id/credit-note', async (request, response) => {
    const creditable = await readCreditable(context, sessionOf(response).shopId, request.params.id);
    response.json(toCreditableDto(creditable));
  });
  routes.post('/orders/:id/credit-note/preview', async (request, response) => {
    const body = parseInput(creditBodySchema, request.body);
    const creditable = await readCreditable(context, sessionOf(response).shopId, request.params.id);
    const pieces = creditOf(creditable, toCredit(body));
    response.json(toPreviewDto(creditable, pieces, romeDay(context.clock.now())));
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

function toCreditableDto({
  delivery,
  invoiceDate,
  sent,
  notes,
  lines,
  leftCents,
}: Creditable): CreditableDto {
  const types = new Set(sent.lines.map(({ vatTypeId }) => vatTypeId));
  return {
    invoice: { number: delivery.document.number, date: invoiceDate },
    currency: sent.currency,
    gross: euros(sent.grossCents),
    left: euros(leftCents),
    byAmount: types.size === 1,
    lines: sent.lines.flatMap(({ kind, name, code, quantity, vatPercent, grossCents }, line) => {
      if ((kind !== 'product' && kind !== 'cost') || grossCents < 0) return [];
      const left = lines.find((one) => one.line === line);
      return [
        {
          line,
          name,
          code,
          quantity: Number(quantity),
          left: Number(left?.quantity ?? 0),
          gross: euros(left?.cents ?? 0),
          vatPercent,
        },
      ];
    }),
    creditNotes: notes.map(toCreditNoteDto),
  };
}

function toPreviewDto(
  { delivery, invoiceDate, sent, leftCents }: Creditable,
  pieces: readonly CreditPiece[],
  date: string,
): CreditPreviewDto {
  const { number } = delivery.document;
  const percentOf = (type: number) => sent.lines.find(({ vatTypeId }) => vatTypeId === type)?.vatPercent ?? 0;
  const byRate = new Map<number, number>();
  for (const { vatTypeId, cents } of pieces) {
    const percent = percentOf(vatTypeId);
    byRate.set(percent, (byRate.get(percent) ?? 0) + cents);
  }
  const grossCents = pieces.reduce((sum, { cents }) => sum + cents, 0);
  return {
    invoice: { number, date: invoiceDate },
    currency: sent.currency,
    date,
    lines: pieces.map(({ line, quantity, vatTypeId, cents }) => ({
      name: (line === null ? undefined : sent.lines[line]?.name) ?? documentTexts.creditOf(number),
      quantity: Number(quantity),
      gross: euros(cents),
      vatPercent: percentOf(vatTypeId),
    })),
    vat: [...byRate].map(([percent, cents]) => ({ percent, gross: euros(cents) })),
    gross: euros(grossCents),
    left: euros(leftCents - grossCents),
  };
}
