import { Router } from 'express';
import type { SyncDto } from '../../../contract/customers/sync.ts';
import type { Context } from '../../../flows/context.ts';
import {
  cancelCustomerSync,
  latestEndOf,
  startCustomerSync,
} from '../../../flows/customers/sync-customers.ts';
import type { SyncRun } from '../../../ports/stores/syncs.ts';
import { sayStored } from '../sentences.ts';
import { sessionOf } from '../session.ts';

/** The customer sync: start, watch, cancel, look back. */
export function createCustomerRoutes(context: Context): Router {
  const routes = Router();
  routes.post('/customers/sync', async (_request, response) => {
    response
      .status(202)
      .json(toSyncDto(await startCustomerSync(context, sessionOf(response).shopId, 'manual')));
  });
  routes.get('/customers/sync', async (_request, response) => {
    const run = await context.store.syncs.latest(sessionOf(response).shopId);
    response.json(run === null ? null : toSyncDto(run, await latestEndOf(context, run)));
  });
  routes.delete('/customers/sync', async (_request, response) => {
    response.json(toSyncDto(await cancelCustomerSync(context, sessionOf(response).shopId)));
  });
  routes.get('/customers/sync/runs', async (_request, response) => {
    response.json((await context.store.syncs.list(sessionOf(response).shopId)).map((run) => toSyncDto(run)));
  });
  return routes;
}

export function toSyncDto(run: SyncRun, latestEnd: Date | null = null): SyncDto {
  const { id, state, origin, started, finished, total, done, waitingUntil, waitingReason } = run;
  const { created, updated, unchanged, linked, failed, errors } = run;
  return {
    id,
    state,
    origin,
    started: started.toISOString(),
    finished: finished?.toISOString() ?? null,
    total,
    done,
    created,
    updated,
    unchanged,
    linked,
    failed,
    errors: errors.map(({ customer, detail }) => ({ customer, detail: sayStored(detail) })),
    waitingUntil: waitingUntil?.toISOString() ?? null,
    waitingReason: waitingReason === null ? null : sayStored(waitingReason),
    latestEnd: latestEnd?.toISOString() ?? null,
  };
}
