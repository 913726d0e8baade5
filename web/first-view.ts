import type { QueryClient } from '@tanstack/react-query';
import { catalogueQuery, homeQuery, settingsQuery, statusQuery } from './api/queries.ts';
import { orderOfPath } from './navigation/routes.ts';

/**
 * Asks for what most visits need next, all at once: each would otherwise wait for the one
 * before it, a round trip at a time. What is not needed after all (no session, no company yet) costs nothing that is seen.
 */
export function fetchAhead(client: QueryClient): void {
  if (orderOfPath(window.location.pathname) !== null) return;
  const ignore = () => undefined;
  void client.prefetchQuery(statusQuery);
  void client.prefetchQuery(settingsQuery);
  const isHome = window.location.hash.length < 2;
  if (isHome) {
    void client.prefetchQuery(homeQuery);
    void client.prefetchQuery(catalogueQuery);
  }
  void import('./screens/panel/panel-screen.tsx').catch(ignore);
  if (!isHome) return;
  void import('./screens/home/home-view.tsx').catch(ignore);
  void import('./screens/home/home-screen.tsx').catch(ignore);
}
