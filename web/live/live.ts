import { onlineManager, type QueryClient } from '@tanstack/react-query';
import { connectionState, followNetwork, watchConnection } from '../api/network.ts';
import { followPresence } from './pace.ts';

/**
 * Keeps what is shown true: while the connection is lost no query is made and those under way wait; once it is back,
 * and when someone returns after a long silence, all that is in sight is read anew. To be called once.
 */
export function stayLive(client: QueryClient): void {
  const refresh = () => void client.invalidateQueries();
  // Only our own looks say whether the plug-in answers: a browser with a network may still not reach it.
  onlineManager.setEventListener((setOnline) =>
    watchConnection(() => {
      const state = connectionState();
      setOnline(state !== 'lost');
      if (state === 'back') refresh();
    }),
  );
  followNetwork();
  followPresence(refresh);
}
