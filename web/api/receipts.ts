import { queryOptions } from '@tanstack/react-query';
import { sendManySchema } from '../../src/contract/delivery/send.ts';
import {
  closeBodySchema,
  type RegisterDto,
  registerSchema,
  salesSchema,
} from '../../src/contract/receipts/register.ts';
import { paced } from '../live/pace.ts';
import { language } from '../texts.ts';
import { request } from './client.ts';

/** The register of sales without an invoice. Months are `YYYY-MM`, days `YYYY-MM-DD`. */
export const receiptsApi = {
  register: (month: string, signal?: AbortSignal) =>
    request(registerSchema, `/api/receipts?month=${month}`, { signal }),
  /** A link cannot carry a header. */
  registerCsv: (month: string) => `/api/receipts.csv?month=${month}&language=${language}`,
  sales: (day: string, vatTypeId: number | null, signal?: AbortSignal) =>
    request(
      salesSchema,
      `/api/receipts/${day}/orders${vatTypeId === null ? '' : `?vatTypeId=${vatTypeId}`}`,
      {
        signal,
      },
    ),
  record: (day: string) => request(sendManySchema, `/api/receipts/${day}/record`, { method: 'POST' }),
  close: (until: string | null) =>
    request(closeBodySchema, '/api/receipts/closed', { method: 'PUT', body: { until } }),
};

export const registerQuery = (month: string) =>
  queryOptions({
    queryKey: ['receipts', month],
    queryFn: ({ signal }) => receiptsApi.register(month, signal),
    refetchInterval: ({ state }) => paced(pollingMs(state.data)),
  });

/** A day that is being recorded is soon another. */
const pollingMs = (register: RegisterDto | undefined): number =>
  register?.days.some(({ state }) => state === 'open' || state === 'waiting') ? 5_000 : 60_000;

export const salesQuery = (day: string, vatTypeId: number | null) =>
  queryOptions({
    queryKey: ['receipts', 'sales', day, vatTypeId],
    queryFn: ({ signal }) => receiptsApi.sales(day, vatTypeId, signal),
  });
