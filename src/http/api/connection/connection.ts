import { Router } from 'express';
import { companyBodySchema } from '../../../contract/connection/connection.ts';
import { problem } from '../../../domain/problem.ts';
import { chooseCompany, disconnect } from '../../../flows/connection/connect-company.ts';
import type { Context } from '../../../flows/context.ts';
import { readStatus } from '../../../flows/panel/read-status.ts';
import { parseInput } from '../../edge/problem-response.ts';
import { toStatusDto } from '../panel/status-dto.ts';
import { sessionOf } from '../session.ts';

/** The company that the shop is connected to. */
export function createConnectionRoutes(context: Context): Router {
  const routes = Router();
  routes.get('/companies', async (_request, response) => {
    const connection = await context.store.connections.find(sessionOf(response).shopId);
    if (connection === null) throw problem('not-connected', 'reauthorize', {});
    response.json(connection.companies);
  });
  routes.put('/company', async (request, response) => {
    const session = sessionOf(response);
    const { id } = parseInput(companyBodySchema, request.body);
    await chooseCompany(context, session.shopId, id);
    response.json(toStatusDto(await readStatus(context, session.shopId)));
  });
  routes.delete('/connection', async (_request, response) => {
    await disconnect(context, sessionOf(response).shopId);
    response.status(204).end();
  });
  return routes;
}
