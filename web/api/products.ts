import { productsReportSchema } from '../../src/contract/products/report.ts';
import { language } from '../texts.ts';
import { request, shop } from './client.ts';

/** Filters of the product report; empty strings mean no filter. */
export interface ProductFilters {
  q: string;
  state: '' | 'matched' | 'missing' | 'duplicate';
}

function productQuery(filters: ProductFilters, cursor: string | null): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== '') query.set(name, value);
  if (cursor !== null) query.set('cursor', cursor);
  return query;
}

/** The shop's SKUs held against Fatture in Cloud's products. */
export const productsApi = {
  productsReport: (filters: ProductFilters, cursor: string | null, signal?: AbortSignal) =>
    request(productsReportSchema, `/api/products/report?${productQuery(filters, cursor)}`, { signal }),
  /** A link cannot carry a header. */
  productsCsv: (filters: ProductFilters) =>
    `/api/products/report.csv?${productQuery(filters, null)}&language=${language}&shop=${encodeURIComponent(shop)}`,
  refreshProducts: () => request(productsReportSchema, '/api/products/refresh', { method: 'POST' }),
};
