import type { DeliveryStore } from '../../ports/stores/deliveries.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import type { TakeCallSql } from '../quota/take-call.ts';
import { createSendBatches } from './batches.ts';
import { createDeliveryClaims } from './claims.ts';
import { createCreateCalls } from './create-call.ts';
import { createDeliveryIntents } from './intents.ts';
import { createDeliveryLists } from './lists.ts';
import { createDeliveryOutcomes } from './outcomes.ts';

/** @param takeCallSql The quota's, so that a create call is taken in the statement that notes it down. */
export function createDeliveryStore(
  prisma: PrismaClient,
  query: Query,
  takeCallSql: TakeCallSql,
): DeliveryStore {
  return {
    ...createDeliveryLists(prisma, query),
    ...createDeliveryIntents(query),
    ...createSendBatches(prisma, query),
    ...createDeliveryClaims(query, takeCallSql),
    ...createCreateCalls(query, takeCallSql),
    ...createDeliveryOutcomes(query),
  };
}
