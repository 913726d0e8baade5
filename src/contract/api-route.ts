import { z } from 'zod';

/**
 * The JSON API, as in the contract. Ids of the shop are strings, ids of Fatture in Cloud numbers; amounts are
 * decimal euros as JSON numbers with two decimals; instants are ISO 8601 UTC.
 */

/** One route of the JSON API, as `/api/openapi.json` describes it. */
export interface ApiRoute {
  method: 'get' | 'post' | 'put' | 'delete';
  /** OpenAPI path, e.g. `/api/orders/{id}`. */
  path: string;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Request headers beside `x-requested-with`. */
  headers?: z.ZodObject;
  body?: z.ZodType;
  status: number;
  response: z.ZodType | null;
  responseHeaders?: z.ZodObject;
  /** Statuses of problem+json answers beside 401, 403, 422 and 503, which any route may give. */
  problems?: number[];
}

export const orderId = z.object({ id: z.string() });
