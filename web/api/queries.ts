import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import type { SyncDto } from '../../src/contract/customers/sync.ts';
import type { DeliveryDto } from '../../src/contract/delivery/delivery.ts';
import type { OrdersPageDto } from '../../src/contract/orders/orders.ts';
import type { HomeDto } from '../../src/contract/panel/home.ts';
import { paced } from '../live/pace.ts';
import { api, type OrderFilters } from './endpoints.ts';
import { ApiError } from './errors.ts';

/** Only what may pass by itself is asked again: no answer (until one comes), or an error of the server. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (error instanceof ApiError && error.status === 0) return true;
  const transient = !(error instanceof ApiError) || error.status >= 500;
  return transient && failures < 2;
}

/**
 * The panel's cache. A 401 from any query makes the status be read again, whose own 401 then shows the screen
 * that says what to do.
 */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 15_000 },
      // A click that finds no connection is refused at once: it must not come true minutes later.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  const onError = (error: unknown, isStatus: boolean) => {
    if (error instanceof ApiError && error.status === 401 && !isStatus) {
      void client.invalidateQueries({ queryKey: statusQuery.queryKey });
    }
  };
  client.getQueryCache().config.onError = (error, query) =>
    onError(error, query.queryKey[0] === statusQuery.queryKey[0]);
  client.getMutationCache().config.onError = (error) => onError(error, false);
  return client;
}

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => api.status(signal),
  refetchInterval: () => paced(30_000),
});

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => api.home(signal),
  // Who comes back from mending something sees what became of it.
  staleTime: 0,
  refetchInterval: ({ state }) => paced(homePollingMs(state.data)),
});

/** Figures move while something is on its way, or a sync runs. */
function homePollingMs(home: HomeDto | undefined): number {
  if (home === undefined) return 10_000;
  if (home.waiting.queued > 0) return 3_000;
  return home.waiting.waiting > 0 || syncIsMoving(home.customers.last) ? 8_000 : 20_000;
}

export const companiesQuery = queryOptions({
  queryKey: ['companies'],
  queryFn: ({ signal }) => api.companies(signal),
});

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => api.settings(signal),
});

export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: ({ signal }) => api.catalogue(signal),
  staleTime: 5 * 60_000,
});

const syncIsMoving = (sync: Pick<SyncDto, 'state'> | null | undefined) =>
  sync?.state === 'running' || sync?.state === 'waiting';

export const customerSyncQuery = queryOptions({
  queryKey: ['customer-sync'],
  queryFn: ({ signal }) => api.customerSync(signal),
  refetchInterval: ({ state }) => paced(syncIsMoving(state.data) ? 2_000 : 60_000),
});

/** Milliseconds until a list with these deliveries is worth reading again. */
export function pollingMs(deliveries: readonly (DeliveryDto | null)[]): number {
  const states = new Set(deliveries.map((delivery) => delivery?.state));
  if (states.has('queued') || states.has('sending')) return 3_000;
  return states.has('waiting') ? 8_000 : 30_000;
}

function ordersPollingMs(pages: readonly OrdersPageDto[]): number {
  const wanted = pollingMs(pages.flatMap((page) => page.orders.map((order) => order.delivery)));
  // Each round reads every page shown again: a long list is read less often.
  return paced(wanted * Math.max(1, pages.length));
}

export const ordersQuery = (filters: OrderFilters) =>
  infiniteQueryOptions({
    queryKey: ['orders', filters],
    queryFn: ({ pageParam, signal }) => api.orders(filters, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: ({ state }) => ordersPollingMs(state.data?.pages ?? []),
    placeholderData: (previous) => previous,
  });

/** The latest request of many at once; one that another browser made is noticed too. */
export const sendBatchQuery = queryOptions({
  queryKey: ['send-batch'],
  queryFn: ({ signal }) => api.sendBatch(signal),
  refetchInterval: ({ state }) => paced(state.data && state.data.left > 0 ? 1_500 : 30_000),
});

export const orderQuery = (orderId: string) =>
  queryOptions({ queryKey: ['order', orderId], queryFn: ({ signal }) => api.order(orderId, signal) });

export const previewQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['preview', orderId],
    queryFn: ({ signal }) => api.preview(orderId, signal),
    staleTime: 0,
    gcTime: 0,
  });
