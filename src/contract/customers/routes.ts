import { z } from 'zod';
import type { ApiRoute } from '../api-route.ts';
import { syncSchema } from './sync.ts';

export const customersRoutes: ApiRoute[] = [
  {
    method: 'post',
    path: '/api/customers/sync',
    summary: 'Starts a customer sync',
    status: 202,
    response: syncSchema,
    problems: [409],
  },
  {
    method: 'get',
    path: '/api/customers/sync',
    summary: 'The latest customer sync; null when none ever ran',
    status: 200,
    response: syncSchema.nullable(),
  },
  {
    method: 'delete',
    path: '/api/customers/sync',
    summary: 'Cancels the customer sync that runs; what it did stays',
    status: 200,
    response: syncSchema,
    problems: [409],
  },
  {
    method: 'get',
    path: '/api/customers/sync/runs',
    summary: 'The last thirty customer syncs, latest first',
    status: 200,
    response: z.array(syncSchema),
  },
];
