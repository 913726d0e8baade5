import { queryOptions } from '@tanstack/react-query';
import { type HomeDto, homeSchema } from '../../src/contract/panel/home.ts';
import { statusSchema } from '../../src/contract/panel/status.ts';
import { paced } from '../live/pace.ts';
import { request } from './client.ts';
import { syncIsMoving } from './customers.ts';

/** The panel's first screen, and what every screen needs to know. */
export const panelApi = {
  status: (signal?: AbortSignal) => request(statusSchema, '/api/status', { signal }),
  home: (signal?: AbortSignal) => request(homeSchema, '/api/home', { signal }),
};

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => panelApi.status(signal),
  refetchInterval: () => paced(30_000),
});

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => panelApi.home(signal),
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
