import type { QueryClient } from '@tanstack/react-query';
import { settingsQuery } from './api/queries.ts';
import { orderOfPath } from './navigation/routes.ts';

/**
 * Asks for what most visits need next while the status is still on its way: each would otherwise wait for the one
 * before it, a round trip at a time. What is not needed after all (no session, no company yet) costs nothing that is seen.
 */
export function fetchAhead(client: QueryClient): void {
  if (orderOfPath(window.location.pathname) !== null) return;
  const ignore = () => undefined;
  void client.prefetchQuery(settingsQuery);
  void import('./screens/panel/panel-screen.tsx').catch(ignore);
  if (window.location.hash.length < 2) void import('./screens/home/home-view.tsx').catch(ignore);
}
