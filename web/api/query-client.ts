import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './errors.ts';
import { statusQuery } from './panel.ts';

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
