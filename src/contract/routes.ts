import { z } from 'zod';
import { accessesSchema, endedSessionsSchema } from './accesses.ts';
import { homeSchema } from './home.ts';
import * as personal from './personal-data.ts';
import * as schemas from './schemas.ts';

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

/** One of the sections. */
const anySection = ({ shape }: { shape: Record<string, z.ZodType> }) => z.union(Object.values(shape));

const orderId = z.object({ id: z.string() });

/** Every route of the JSON API. The server's handlers and the description are both held against this list. */
export const apiRoutes: ApiRoute[] = [
  {
    method: 'get',
    path: '/api/status',
    summary: 'Shop, connection, prerequisites and quota',
    status: 200,
    response: schemas.statusSchema,
  },
  {
    method: 'get',
    path: '/api/home',
    summary: 'What was sent, what waits, what failed, and when customers are synced next',
    status: 200,
    response: homeSchema,
  },
  {
    method: 'get',
    path: '/api/companies',
    summary: 'Companies to choose from',
    status: 200,
    response: z.array(schemas.companySchema),
    problems: [409],
  },
  {
    method: 'put',
    path: '/api/company',
    summary: 'Chooses the company',
    body: schemas.companyBodySchema,
    status: 200,
    response: schemas.statusSchema,
    problems: [409],
  },
  {
    method: 'delete',
    path: '/api/connection',
    summary: 'Disconnects and forgets the tokens',
    status: 204,
    response: null,
  },
  {
    method: 'post',
    path: '/api/oauth/ticket',
    summary: 'One-time address (60 s) that opens the sign-in in a top-level window',
    status: 200,
    response: schemas.oauthTicketSchema,
  },
  {
    method: 'post',
    path: '/api/oauth/complete',
    summary:
      "Completes a sign-in with the code that its window was given; for the asking browser's session alone",
    body: schemas.oauthCompleteBodySchema,
    status: 200,
    response: schemas.statusSchema,
  },
  {
    method: 'get',
    path: '/api/sessions',
    summary: 'Browsers that may use the panel, and the last fifty times that one was let in',
    status: 200,
    response: accessesSchema,
  },
  {
    method: 'delete',
    path: '/api/sessions',
    summary: 'Ends the sessions of all other browsers',
    status: 200,
    response: endedSessionsSchema,
  },
  {
    method: 'delete',
    path: '/api/sessions/{id}',
    summary: 'Ends the session of one browser, which may be the asking one; it must then sign in again',
    params: z.object({ id: z.uuid() }),
    status: 204,
    response: null,
    problems: [404],
  },
  {
    method: 'get',
    path: '/api/settings',
    summary: 'All sections; the ETag holds the version of each',
    status: 200,
    response: schemas.settingsSchema,
    responseHeaders: schemas.settingsTagSchema,
  },
  {
    method: 'put',
    path: '/api/settings/{section}',
    summary:
      'Saves one section; a field of a later version that is left out stays; with If-Match only where nobody saved it since',
    params: z.object({ section: schemas.settingsSectionSchema }),
    headers: schemas.settingsConditionSchema,
    body: anySection(schemas.settingsInputSchema),
    status: 200,
    response: anySection(schemas.settingsSchema),
    responseHeaders: schemas.settingsTagSchema,
    problems: [404, 412],
  },
  {
    method: 'get',
    path: '/api/catalog',
    summary: 'What both platforms offer to choose from; refresh=1 reads anew',
    query: z.object({ refresh: z.enum(['0', '1']).optional() }),
    status: 200,
    response: schemas.catalogueSchema,
    problems: [409],
  },
  {
    method: 'get',
    path: '/api/orders',
    summary: "The shop's orders with their deliveries, newest first",
    query: schemas.ordersQuerySchema,
    status: 200,
    response: schemas.ordersPageSchema,
  },
  {
    method: 'get',
    path: '/api/orders/{id}',
    summary: 'One order, with what happened to its delivery',
    params: orderId,
    status: 200,
    response: schemas.orderDetailSchema,
    problems: [404],
  },
  {
    method: 'get',
    path: '/api/orders/{id}/preview',
    summary: 'What would be sent; creates nothing',
    params: orderId,
    status: 200,
    response: schemas.previewSchema,
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/orders/{id}/send',
    summary: 'Sends one order by hand',
    params: orderId,
    body: schemas.sendBodySchema,
    status: 202,
    response: schemas.deliverySchema,
    problems: [404, 409],
  },
  {
    method: 'post',
    path: '/api/orders/send',
    summary: 'Sends many orders',
    body: schemas.sendManyBodySchema,
    status: 202,
    response: schemas.sendManySchema,
  },
  {
    method: 'get',
    path: '/api/orders/send',
    summary: 'Progress of the latest request of many at once; null when there was none',
    status: 200,
    response: schemas.sendBatchSchema.nullable(),
  },
  {
    method: 'delete',
    path: '/api/orders/send/{id}',
    summary: 'Stops what of it has not begun',
    params: orderId,
    status: 204,
    response: null,
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/deliveries/retry',
    summary: 'One more try for all that failed, or that waits',
    body: schemas.retryManyBodySchema,
    status: 202,
    response: schemas.sendManySchema,
  },
  {
    method: 'get',
    path: '/api/deliveries',
    summary: 'The log of deliveries, latest change first',
    query: schemas.deliveriesQuerySchema,
    status: 200,
    response: schemas.deliveriesPageSchema,
  },
  {
    method: 'post',
    path: '/api/deliveries/{orderId}/retry',
    summary: 'One more try',
    params: z.object({ orderId: z.string() }),
    status: 202,
    response: schemas.deliverySchema,
    problems: [404, 409],
  },
  {
    method: 'post',
    path: '/api/customers/sync',
    summary: 'Starts a customer sync',
    status: 202,
    response: schemas.syncSchema,
    problems: [409],
  },
  {
    method: 'get',
    path: '/api/customers/sync',
    summary: 'The latest customer sync; null when none ever ran',
    status: 200,
    response: schemas.syncSchema.nullable(),
  },
  {
    method: 'delete',
    path: '/api/customers/sync',
    summary: 'Cancels the customer sync that runs; what it did stays',
    status: 200,
    response: schemas.syncSchema,
    problems: [409],
  },
  {
    method: 'get',
    path: '/api/customers/sync/runs',
    summary: 'The last thirty customer syncs, latest first',
    status: 200,
    response: z.array(schemas.syncSchema),
  },
  {
    method: 'post',
    path: '/api/personal-data/search',
    summary: 'All that is held on one customer, by e-mail, codice fiscale, partita IVA or order number',
    body: personal.personalDataQuerySchema,
    status: 200,
    response: personal.personalDataSchema,
  },
  {
    method: 'post',
    path: '/api/personal-data/erase',
    summary:
      'Erases what is held on one customer; numbers, amounts and hashes stay, so that nothing is made twice',
    body: personal.personalDataQuerySchema,
    status: 200,
    response: personal.personalDataErasedSchema,
    problems: [409],
  },
  {
    method: 'get',
    path: '/api/products/report',
    summary: "The shop's SKUs held against Fatture in Cloud's products, by SKU",
    query: schemas.productsQuerySchema,
    status: 200,
    response: schemas.productsReportSchema,
    problems: [409],
  },
  {
    method: 'post',
    path: '/api/products/refresh',
    summary: "Reads both sides' products anew; the report's first page",
    status: 200,
    response: schemas.productsReportSchema,
    problems: [409],
  },
  {
    method: 'get',
    path: '/api/products/report.csv',
    summary: 'The report as CSV (UTF-8 with BOM, semicolons)',
    query: schemas.productsQuerySchema.omit({ cursor: true }),
    status: 200,
    response: z.string(),
    problems: [409],
  },
];
