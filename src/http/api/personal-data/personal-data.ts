import { Router } from 'express';
import {
  type PersonalDataDto,
  type PersonalDataErasedDto,
  personalDataQuerySchema,
} from '../../../contract/personal-data/personal-data.ts';
import type { ClientData } from '../../../domain/customers/client.ts';
import type { Context } from '../../../flows/context.ts';
import { erasePersonalData, findPersonalData } from '../../../flows/personal-data/personal-data.ts';
import type { HeldData } from '../../../ports/stores/personal-data.ts';
import { parseInput } from '../../edge/problem-response.ts';
import { toDeliveryWithEventsDto } from '../delivery/delivery-dto.ts';
import { orderFields } from '../orders/order-dto.ts';
import { sayStored } from '../sentences.ts';
import { sessionOf } from '../session.ts';

/** What is held on one customer, to hand over or to erase. */
export function createPersonalDataRoutes(context: Context): Router {
  const routes = Router();
  routes.post('/personal-data/search', async (request, response) => {
    const { query } = parseInput(personalDataQuerySchema, request.body);
    const held = await findPersonalData(context, sessionOf(response).shopId, query);
    response.json(toPersonalDataDto(query, held, context.clock.now()));
  });
  routes.post('/personal-data/erase', async (request, response) => {
    const { query } = parseInput(personalDataQuerySchema, request.body);
    const { orders, customers, clients, syncErrors } = await erasePersonalData(
      context,
      sessionOf(response).shopId,
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
