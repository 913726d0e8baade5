import { problem } from '../domain/problem.ts';
import { syncTexts } from '../texts/it/sync.ts';
import { openShop } from './access.ts';
import type { Context } from './context.ts';
import type { SyncRun } from './store.ts';

/** @throws Problem `sync-disabled`, `not-connected` or `sync-running`. */
export async function startCustomerSync(context: Context, shopId: string): Promise<SyncRun> {
  const { store, clock } = context;
  const [{ settings }, connection] = await Promise.all([
    store.settings.read(shopId),
    store.connections.find(shopId),
  ]);
  if (!settings.customers.enabled) throw problem('sync-disabled', 'mend', {});
  if (connection?.company == null) throw problem('not-connected', 'reauthorize', {});
  const run = await store.syncs.start(shopId, clock.now());
  if (run === null) throw problem('sync-running', 'retry', {});
  return run;
}

/**
 * Counts the shop's customers and says what it can do: clients are not written yet, their data goes with each document.
 */
export async function syncCustomers(context: Context, shopId: string, runId: string): Promise<void> {
  const { store, clock, log } = context;
  try {
    const shop = await openShop(context, shopId);
    let total = 0;
    for await (const page of shop.listCustomers(null)) total += page.length;
    await store.syncs.progress(runId, {
      state: 'failed',
      finished: clock.now(),
      total,
      errors: [{ customer: '', detail: syncTexts.notYet }],
    });
  } catch (error) {
    if (store.isAway(error)) throw error;
    log.warn({ shopId, err: error }, 'customers could not be read');
    await store.syncs.progress(runId, {
      state: 'failed',
      finished: clock.now(),
      errors: [{ customer: '', detail: syncTexts.unreadable }],
    });
  }
}
