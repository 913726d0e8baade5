import type { QueryClient } from '@tanstack/react-query';
import { homeQuery, statusQuery } from './api/panel.ts';
import { catalogueQuery, settingsQuery } from './api/settings.ts';
import { orderOfPath } from './navigation/routes.ts';

/**
 * Asks for what most visits need next, as early as it can be asked for: each would otherwise wait for the one
 * before it, a round trip at a time. What is not needed after all (no session, no company yet) costs nothing that is seen.
 */
export function fetchAhead(client: QueryClient): void {
  if (orderOfPath(window.location.pathname) !== null) return;
  const ignore = () => undefined;
  const isHome = window.location.hash.length < 2;
  // Only a connected shop has lists to choose from and a home: else the browser would tell of refusals.
  void client
    .fetchQuery(statusQuery)
    .then(({ connection }) => {
      if (!isHome || connection.state !== 'connected') return;
      void client.prefetchQuery(homeQuery);
      void client.prefetchQuery(catalogueQuery);
    })
    .catch(ignore);
  void client.prefetchQuery(settingsQuery);
  void import('./screens/panel/panel-screen.tsx').catch(ignore);
  if (!isHome) return;
  void import('./screens/home/home-view.tsx').catch(ignore);
  void import('./screens/home/home-screen.tsx').catch(ignore);
}
