import { Router } from 'express';
import type { HomeDto } from '../../../contract/panel/home.ts';
import { mendOf } from '../../../domain/aftercare/change.ts';
import type { Context } from '../../../flows/context.ts';
import { type Home, readHome } from '../../../flows/panel/read-home.ts';
import type { FailedDelivery } from '../../../ports/stores/home.ts';
import { toSyncDto } from '../customers/customers.ts';
import { toEInvoicesHomeDto } from '../e-invoice/e-invoice-dto.ts';
import { euros } from '../euros.ts';
import { sayProblem } from '../sentences.ts';
import { sessionOf } from '../session.ts';

/** The panel's first screen. */
export function createHomeRoutes(context: Context): Router {
  const routes = Router();
  routes.get('/home', async (_request, response) => {
    const { shopId } = sessionOf(response);
    response.json(toHomeDto(await readHome(context, shopId)));
  });
  return routes;
}

function toHomeDto({ sent, waiting, failed, days, customers, eInvoices, changed, started }: Home): HomeDto {
  const sum = ({ documents, grossCents }: Home['sent']['today']) => ({ documents, gross: euros(grossCents) });
  return {
    sent: { today: sum(sent.today), month: sum(sent.month) },
    waiting: {
      queued: waiting.queued,
      waiting: waiting.waiting,
      until: waiting.until?.toISOString() ?? null,
      problem: waiting.problem === null ? null : sayProblem(waiting.problem),
    },
    failed: { total: failed.total, latest: failed.latest.map(toFailedDto) },
    days,
    customers: {
      enabled: customers.enabled,
      next: customers.next?.toISOString() ?? null,
      last: customers.last === null ? null : withoutErrors(toSyncDto(customers.last)),
    },
    eInvoices: toEInvoicesHomeDto(eInvoices),
    changed: {
      total: changed.total,
      latest: changed.latest.map(({ orderId, shortId, customer, at, change, eInvoice }) => ({
        orderId,
        shortId,
        customer,
        at: at.toISOString(),
        changed: sayProblem(change),
        mend: mendOf(change.code, eInvoice),
      })),
    },
    started,
  };
}

function toFailedDto(failed: FailedDelivery): HomeDto['failed']['latest'][number] {
  const { orderId, shortId, customer, totalCents, currency, at, problem } = failed;
  return {
    orderId,
    shortId,
    customer,
    total: totalCents === null ? null : euros(totalCents),
    currency,
    at: at.toISOString(),
    problem: problem === null ? null : sayProblem(problem),
  };
}

/** Whom each error concerns is for the customers' own screen. */
function withoutErrors({ errors: _, ...rest }: ReturnType<typeof toSyncDto>) {
  return rest;
}
