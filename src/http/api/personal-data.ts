import { type Response, Router } from 'express';
import {
  type PersonalDataDto,
  type PersonalDataErasedDto,
  personalDataQuerySchema,
} from '../../contract/personal-data/personal-data.ts';
import type { ClientData } from '../../domain/customers/client.ts';
import type { Context } from '../../flows/context.ts';
import { erasePersonalData, findPersonalData } from '../../flows/personal-data/personal-data.ts';
import type { HeldData } from '../../ports/stores/personal-data.ts';
import type { Session } from '../../ports/stores/sessions.ts';
import { parseInput } from '../edge/problem-response.ts';
import { orderFields, toDeliveryWithEventsDto } from './dto.ts';
import { sayStored } from './sentences.ts';

/** What is held on one customer, to hand over or to erase. */
export function createPersonalDataRoutes(context: Context): Router {
  const routes = Router();
  const shopIdOf = (response: Response) => (response.locals.session as Session).shopId;

  routes.post('/personal-data/search', async (request, response) => {
    const { query } = parseInput(personalDataQuerySchema, request.body);
    const held = await findPersonalData(context, shopIdOf(response), query);
    response.json(toPersonalDataDto(query, held, context.clock.now()));
  });
  routes.post('/personal-data/erase', async (request, response) => {
    const { query } = parseInput(personalDataQuerySchema, request.body);
    const { orders, customers, clients, syncErrors } = await erasePersonalData(
      context,
      shopIdOf(response),
      query,
    );
    const erased: PersonalDataErasedDto = {
      orders: orders.length,
      customers: customers.length,
      clients: clients.length,
      syncErrors: syncErrors.length,
    };
    response.json(erased);
  });
  return routes;
}

const fields = (data: ClientData) => ({ ...data });

function toPersonalDataDto(query: string, held: HeldData, now: Date): PersonalDataDto {
  return {
    query,
    generatedAt: now.toISOString(),
    orders: held.orders.map((order) => ({
      ...orderFields(order),
      email: order.email,
      paymentMethod: order.paymentMethod,
      delivery: toDeliveryWithEventsDto(order.delivery, order.events),
    })),
    customers: held.customers.map(({ data, problem, syncedAt, ...ids }) => ({
      ...ids,
      data: data === null ? null : fields(data),
      problem: problem === null ? null : sayStored(problem),
      syncedAt: syncedAt.toISOString(),
    })),
    clients: held.clients.map(({ data, seenAt, ...ids }) => ({
      ...ids,
      data: fields(data),
      seenAt: seenAt.toISOString(),
    })),
    syncErrors: held.syncErrors.map(({ at, customer, detail }) => ({
      at: at.toISOString(),
      customer,
      detail: sayStored(detail),
    })),
  };
}
