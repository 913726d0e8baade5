import { z } from 'zod';
import type { ApiRoute } from '../api-route.ts';
import { productsQuerySchema, productsReportSchema } from './report.ts';

export const productsRoutes: ApiRoute[] = [
  {
    method: 'get',
    path: '/api/products/report',
    summary: "The shop's SKUs held against Fatture in Cloud's products, by SKU",
    query: productsQuerySchema,
    status: 200,
    response: productsReportSchema,
    problems: [409],
  },
  {
    method: 'post',
    path: '/api/products/refresh',
    summary: "Reads both sides' products anew; the report's first page",
    status: 200,
    response: productsReportSchema,
    problems: [409],
  },
  {
    method: 'get',
    path: '/api/products/report.csv',
    summary: 'The report as CSV (UTF-8 with BOM, semicolons)',
    query: productsQuerySchema.omit({ cursor: true }),
    status: 200,
    response: z.string(),
    problems: [409],
  },
];
