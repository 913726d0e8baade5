import { z } from 'zod';
import { accessesSchema, endedSessionsSchema } from '../../src/contract/connection/accesses.ts';
import { companySchema, oauthTicketSchema } from '../../src/contract/connection/connection.ts';
import { syncSchema } from '../../src/contract/customers/sync.ts';
import { deliverySchema } from '../../src/contract/delivery/delivery.ts';
import { sendBatchSchema, sendManySchema } from '../../src/contract/delivery/send.ts';
import { orderDetailSchema, ordersPageSchema } from '../../src/contract/orders/orders.ts';
import { previewSchema } from '../../src/contract/orders/preview.ts';
import { homeSchema } from '../../src/contract/panel/home.ts';
import { statusSchema } from '../../src/contract/panel/status.ts';
import {
  personalDataErasedSchema,
  personalDataSchema,
} from '../../src/contract/personal-data/personal-data.ts';
import { productsReportSchema } from '../../src/contract/products/report.ts';
import { catalogueSchema } from '../../src/contract/settings/catalogue.ts';
import {
  type SettingsDto,
  type SettingsInput,
  settingsSchema,
} from '../../src/contract/settings/settings.ts';
import { language } from '../texts.ts';
import { request, requestTagged, send } from './client.ts';
import { readVersions, type SettingsVersions, writeVersion } from './versions.ts';

export type SettingsSection = keyof SettingsDto;

/** The settings with the version of each section. */
export type VersionedSettings = SettingsDto & { versions: SettingsVersions };

/** Filters of the list of orders; empty strings mean no filter. Days are `YYYY-MM-DD`. */
export interface OrderFilters {
  status: string;
  q: string;
  from: string;
  to: string;
}

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

/** `basedOn`: the version that was edited; where another has been saved since it throws (412), and saves nothing. */
async function saveSection<S extends SettingsSection>(
  section: S,
  value: SettingsInput[S],
  basedOn?: number,
): Promise<{ saved: SettingsDto[S]; version: number }> {
  const { data, etag } = await requestTagged(settingsSchema.shape[section], `/api/settings/${section}`, {
    method: 'PUT',
    body: value,
    ...(basedOn === undefined ? {} : { headers: { 'if-match': writeVersion(section, basedOn) } }),
  });
  return { saved: data as SettingsDto[S], version: readVersions(etag)[section] ?? 0 };
}

const order = (orderId: string) => `/api/orders/${encodeURIComponent(orderId)}`;

/** The JSON API, a function an endpoint. */
export const api = {
  status: (signal?: AbortSignal) => request(statusSchema, '/api/status', { signal }),
  home: (signal?: AbortSignal) => request(homeSchema, '/api/home', { signal }),
  ticket: () => request(oauthTicketSchema, '/api/oauth/ticket', { method: 'POST' }),
  completeAuthorization: (code: string) =>
    request(statusSchema, '/api/oauth/complete', { method: 'POST', body: { code } }),
  companies: (signal?: AbortSignal) => request(z.array(companySchema), '/api/companies', { signal }),
  chooseCompany: (id: number) => request(statusSchema, '/api/company', { method: 'PUT', body: { id } }),
  disconnect: () => send('/api/connection', { method: 'DELETE' }),

  accesses: (signal?: AbortSignal) => request(accessesSchema, '/api/sessions', { signal }),
  endSession: (id: string) => send(`/api/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  endOtherSessions: () => request(endedSessionsSchema, '/api/sessions', { method: 'DELETE' }),

  settings: async (signal?: AbortSignal): Promise<VersionedSettings> => {
    const { data, etag } = await requestTagged(settingsSchema, '/api/settings', { signal });
    return { ...data, versions: readVersions(etag) };
  },
  /** Saves whatever was there. */
  saveSettings: async <S extends SettingsSection>(
    section: S,
    value: SettingsInput[S],
  ): Promise<SettingsDto[S]> => (await saveSection(section, value)).saved,
  saveSection,
  catalogue: (signal?: AbortSignal) => request(catalogueSchema, '/api/catalog', { signal }),
  refreshCatalogue: () => request(catalogueSchema, '/api/catalog?refresh=1'),

  customerSync: (signal?: AbortSignal) => request(syncSchema.nullable(), '/api/customers/sync', { signal }),
  cancelCustomerSync: () => send('/api/customers/sync', { method: 'DELETE' }),
  productsReport: (filters: ProductFilters, cursor: string | null, signal?: AbortSignal) =>
    request(productsReportSchema, `/api/products/report?${productQuery(filters, cursor)}`, { signal }),
  /** A link cannot carry a header. */
  productsCsv: (filters: ProductFilters) =>
    `/api/products/report.csv?${productQuery(filters, null)}&language=${language}`,
  refreshProducts: () => request(productsReportSchema, '/api/products/refresh', { method: 'POST' }),
  startCustomerSync: () => send('/api/customers/sync', { method: 'POST' }),

  orders: (filters: OrderFilters, cursor: string | null, signal?: AbortSignal, limit?: number) => {
    const query = new URLSearchParams();
    if (limit !== undefined) query.set('limit', `${limit}`);
    for (const [name, value] of Object.entries(filters)) if (value !== '') query.set(name, value);
    if (cursor !== null) query.set('cursor', cursor);
    return request(ordersPageSchema, `/api/orders?${query}`, { signal });
  },
  order: (orderId: string, signal?: AbortSignal) => request(orderDetailSchema, order(orderId), { signal }),
  preview: (orderId: string, signal?: AbortSignal) =>
    request(previewSchema, `${order(orderId)}/preview`, { signal }),
  sendOrder: (orderId: string, again: boolean) =>
    request(deliverySchema, `${order(orderId)}/send`, { method: 'POST', body: again ? { again } : {} }),
  sendMany: (what: { ids: string[] } | { from: string; to: string }) =>
    request(sendManySchema, '/api/orders/send', { method: 'POST', body: what }),
  sendBatch: (signal?: AbortSignal) => request(sendBatchSchema.nullable(), '/api/orders/send', { signal }),
  cancelBatch: (id: string) => send(`/api/orders/send/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  retryFailed: () =>
    request(sendManySchema, '/api/deliveries/retry', { method: 'POST', body: { state: 'failed' } }),
  findPersonalData: (query: string) =>
    request(personalDataSchema, '/api/personal-data/search', { method: 'POST', body: { query } }),
  erasePersonalData: (query: string) =>
    request(personalDataErasedSchema, '/api/personal-data/erase', { method: 'POST', body: { query } }),
  retryDelivery: (orderId: string) =>
    send(`/api/deliveries/${encodeURIComponent(orderId)}/retry`, { method: 'POST' }),
};
