import { queryOptions } from '@tanstack/react-query';
import { type SyncDto, syncSchema } from '../../src/contract/customers/sync.ts';
import { paced } from '../live/pace.ts';
import { request, send } from './client.ts';

/** The customer sync. */
export const customersApi = {
  customerSync: (signal?: AbortSignal) => request(syncSchema.nullable(), '/api/customers/sync', { signal }),
  cancelCustomerSync: () => send('/api/customers/sync', { method: 'DELETE' }),
  startCustomerSync: () => send('/api/customers/sync', { method: 'POST' }),
};

export const syncIsMoving = (sync: Pick<SyncDto, 'state'> | null | undefined) =>
  sync?.state === 'running' || sync?.state === 'waiting';

export const customerSyncQuery = queryOptions({
  queryKey: ['customer-sync'],
  queryFn: ({ signal }) => customersApi.customerSync(signal),
  refetchInterval: ({ state }) => paced(syncIsMoving(state.data) ? 2_000 : 60_000),
});
