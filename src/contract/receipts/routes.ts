import { z } from 'zod';
import type { ApiRoute } from '../api-route.ts';
import { sendManySchema } from '../delivery/send.ts';
import {
  closeBodySchema,
  registerQuerySchema,
  registerSchema,
  salesQuerySchema,
  salesSchema,
} from './register.ts';

export const receiptsRoutes: ApiRoute[] = [
  {
    method: 'get',
    path: '/api/receipts',
    summary: 'The register of sales without an invoice, a month by day and VAT rate',
    query: registerQuerySchema,
    status: 200,
    response: registerSchema,
    problems: [],
  },
  {
    method: 'get',
    path: '/api/receipts.csv',
    summary: 'The same as CSV (UTF-8 with BOM, semicolons)',
    query: registerQuerySchema,
    status: 200,
    response: z.string(),
    problems: [],
  },
  {
    method: 'put',
    path: '/api/receipts/closed',
    summary: 'Up to and with this day nothing recorded is touched any more; null opens all again',
    body: closeBodySchema,
    status: 200,
    response: closeBodySchema,
    problems: [],
  },
  {
    method: 'get',
    path: '/api/receipts/{day}/orders',
    summary: 'The sales and refunds behind a day, largest first',
    params: z.object({ day: z.string() }),
    query: salesQuerySchema,
    status: 200,
    response: salesSchema,
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/receipts/{day}/record',
    summary: 'Records a day in Fatture in Cloud, or corrects it',
    params: z.object({ day: z.string() }),
    status: 202,
    response: sendManySchema,
    problems: [404, 409],
  },
];
