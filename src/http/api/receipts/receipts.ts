import { type Request, type Response, Router } from 'express';
import {
  closeBodySchema,
  dayParamsSchema,
  registerQuerySchema,
  salesQuerySchema,
} from '../../../contract/receipts/register.ts';
import { problem } from '../../../domain/problem.ts';
import type { RateAmounts, RegisterDay } from '../../../domain/receipts/register.ts';
import type { Context } from '../../../flows/context.ts';
import { closeRegister, recordByHand } from '../../../flows/receipts/close-register.ts';
import { type RegisterDayState, readRegister, readSales } from '../../../flows/receipts/read-register.ts';
import type { Session } from '../../../ports/stores/connection/sessions.ts';
import { serverTexts } from '../../../texts/server.ts';
import { answerLanguage } from '../../edge/language.ts';
import { parseInput } from '../../edge/problem-response.ts';
import { csvLine } from '../csv.ts';
import { euros } from '../euros.ts';
import { sayProblem } from '../sentences.ts';

/** The register of takings. */
export function createReceiptRoutes(context: Context): Router {
  const routes = Router();
  const shopIdOf = (response: Response) => (response.locals.session as Session).shopId;
  const dayOf = (request: Request<{ day: string }>) => {
    const params = dayParamsSchema.safeParse(request.params);
    if (!params.success) throw problem('not-found', 'mend', {});
    return params.data.day;
  };

  routes.get('/receipts', async (request, response) => {
    const { month } = parseInput(registerQuerySchema, request.query);
    const { days, totals, knownSince, closedUntil } = await readRegister(context, shopIdOf(response), month);
    response.json({ days: days.map(toDayDto), totals: toAmounts(totals), knownSince, closedUntil });
  });
  routes.get('/receipts.csv', async (request, response) => {
    const { month } = parseInput(registerQuerySchema, request.query);
    const { days, totals } = await readRegister(context, shopIdOf(response), month);
    const texts = serverTexts[answerLanguage()].receipts;
    response.set('content-type', 'text/csv; charset=utf-8');
    response.set('content-disposition', `attachment; filename="${texts.fileName(month)}"`);
    // Excel takes a file without a byte order mark for the machine's old code page.
    response.write(`\ufeff${csvLine(texts.columns)}`);
    for (const day of days) {
      response.write(toCsv(day, day.day, texts.states[day.state], day.receipt?.number ?? ''));
    }
    response.end(toCsv(totals, texts.total, '', ''));
  });
  routes.put('/receipts/closed', async (request, response) => {
    const { until } = parseInput(closeBodySchema, request.body);
    await closeRegister(context, shopIdOf(response), until);
    response.json({ until });
  });
  routes.get('/receipts/:day/orders', async (request, response) => {
    const { vatTypeId } = parseInput(salesQuerySchema, request.query);
    const sales = await readSales(context, shopIdOf(response), dayOf(request), vatTypeId ?? null);
    response.json({
      sales: sales.map(({ orderId, shortId, customer, grossCents, refund }) => ({
        orderId,
        shortId,
        customer,
        gross: euros(grossCents),
        refund,
      })),
    });
  });
  routes.post('/receipts/:day/record', async (request, response) => {
    await recordByHand(context, shopIdOf(response), dayOf(request));
    response.status(202).json({ queued: 1 });
  });
  return routes;
}

function toAmounts({ orders, grossCents, refundCents, rates }: Omit<RegisterDay, 'day'>) {
  return {
    orders,
    gross: euros(grossCents),
    byVatType: rates.map(({ vatTypeId, vatPercent, ossCountry, netCents, vatCents, grossCents: gross }) => ({
      vatTypeId,
      percent: vatPercent,
      ...(ossCountry === null ? {} : { ossCountry }),
      net: euros(netCents),
      vat: euros(vatCents),
      gross: euros(gross),
    })),
    refunds: euros(refundCents),
  };
}

function toDayDto(day: RegisterDayState) {
  return {
    date: day.day,
    ...toAmounts(day),
    state: day.state,
    ...(day.receipt === null ? {} : { receipt: day.receipt }),
    ...(day.problem === null ? {} : { problem: sayProblem(day.problem) }),
  };
}

/** Amounts as the Italian Excel reads them. */
const amount = (cents: number) => (cents / 100).toFixed(2).replace('.', ',');

/** A line a rate; what concerns the day stands in its first one. */
function toCsv(day: Omit<RegisterDay, 'day'>, title: string, state: string, receiptNumber: string): string {
  const none: RateAmounts | null = null;
  const rates = day.rates.length === 0 ? [none] : day.rates;
  return rates
    .map((rate, place) =>
      csvLine([
        title,
        ...(place === 0
          ? [String(day.orders), amount(day.grossCents), amount(day.refundCents)]
          : ['', '', '']),
        rate === null ? '' : String(rate.vatPercent).replace('.', ','),
        rate?.ossCountry ?? '',
        ...(rate === null
          ? ['', '', '']
          : [amount(rate.netCents), amount(rate.vatCents), amount(rate.grossCents)]),
        place === 0 ? state : '',
        place === 0 ? receiptNumber : '',
      ]),
    )
    .join('');
}
