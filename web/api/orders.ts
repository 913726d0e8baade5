import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { sendBodySchema } from '../../src/contract/delivery/send.ts';
import type { EInvoiceState } from '../../src/contract/e-invoice/e-invoice.ts';
import { type OrdersPageDto, orderDetailSchema, ordersPageSchema } from '../../src/contract/orders/orders.ts';
import { previewSchema } from '../../src/contract/orders/preview.ts';
import { paced } from '../live/pace.ts';
import { request } from './client.ts';
import { pollingMs } from './delivery.ts';
import { orderPath } from './order-path.ts';

/** Filters of the list of orders; empty strings mean no filter. Days are `YYYY-MM-DD`. */
export interface OrderFilters {
  status: string;
  /** Where their invoices stand on the way to the SDI. */
  eInvoice: EInvoiceState | '';
  /** Those that changed after they were sent. */
  changed: 'true' | '';
  q: string;
  from: string;
  to: string;
}

/** What a person asks for beside the sending. */
export type Asked = Pick<z.input<typeof sendBodySchema>, 'kind' | 'publicBody'>;

function askedQuery({ kind, publicBody }: Asked): string {
  const query = new URLSearchParams();
  if (kind !== undefined) query.set('kind', kind);
  if (publicBody !== undefined) {
    query.set('splitPayment', String(publicBody.splitPayment));
    if (publicBody.cig !== undefined) query.set('cig', publicBody.cig);
    if (publicBody.cup !== undefined) query.set('cup', publicBody.cup);
  }
  return query.size === 0 ? '' : `?${query}`;
}

/** Orders and their previews. */
export const ordersApi = {
  orders: (filters: OrderFilters, cursor: string | null, signal?: AbortSignal, limit?: number) => {
    const query = new URLSearchParams();
    if (limit !== undefined) query.set('limit', `${limit}`);
    for (const [name, value] of Object.entries(filters)) if (value !== '') query.set(name, value);
    if (cursor !== null) query.set('cursor', cursor);
    return request(ordersPageSchema, `/api/orders?${query}`, { signal });
  },
  order: (orderId: string, signal?: AbortSignal) =>
    request(orderDetailSchema, orderPath(orderId), { signal }),
  preview: (orderId: string, asked: Asked, signal?: AbortSignal) =>
    request(previewSchema, `${orderPath(orderId)}/preview${askedQuery(asked)}`, { signal }),
};

function ordersPollingMs(pages: readonly OrdersPageDto[]): number {
  const wanted = pollingMs(pages.flatMap((page) => page.orders.map((order) => order.delivery)));
  // Each round reads every page shown again: a long list is read less often.
  return paced(wanted * Math.max(1, pages.length));
}

export const ordersQuery = (filters: OrderFilters) =>
  infiniteQueryOptions({
    queryKey: ['orders', filters],
    queryFn: ({ pageParam, signal }) => ordersApi.orders(filters, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: ({ state }) => ordersPollingMs(state.data?.pages ?? []),
    placeholderData: (previous) => previous,
  });

export const orderQuery = (orderId: string) =>
  queryOptions({ queryKey: ['order', orderId], queryFn: ({ signal }) => ordersApi.order(orderId, signal) });

export const previewQuery = (orderId: string, asked: Asked = {}) =>
  queryOptions({
    queryKey: ['preview', orderId, asked],
    queryFn: ({ signal }) => ordersApi.preview(orderId, asked, signal),
    staleTime: 0,
    gcTime: 0,
  });
