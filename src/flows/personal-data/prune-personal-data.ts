import { problemText } from '../../domain/problem.ts';
import type { Place, Pruned } from '../../ports/stores/personal-data.ts';
import type { Context } from '../context.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Rows a statement: their locks last some milliseconds. */
const BATCH = 500;

/**
 * Removes what is older than the retention time, shop by shop, in short statements. Where it is cut off, the next run
 * goes on: what was removed is not found again.
 *
 * @param signal Aborted when the process is asked to stop.
 * @returns false when it stopped before the end.
 */
export async function prunePersonalData(context: Context, signal: AbortSignal): Promise<boolean> {
  const { store, clock, log, retentionDays } = context;
  if (retentionDays === 0) return true;
  const now = clock.now();
  const cutoff = new Date(now.getTime() - retentionDays * DAY_MS);
  const details = problemText('details-removed', {});
  const total = { orders: 0, deliveries: 0, customers: 0 };
  for (const shopId of await store.personalData.listShops()) {
    const walk = async (part: (after: Place | null) => Promise<Pruned>) => {
      let removed = 0;
      for (let after: Place | null = null; !signal.aborted; ) {
        const pruned: Pruned = await part(after);
        removed += pruned.removed;
        if (pruned.next === null) break;
        after = pruned.next;
      }
      return removed;
    };
    const span = { cutoff, limit: BATCH, now };
    total.orders += await walk((after) => store.personalData.pruneOrders(shopId, { ...span, after }));
    total.deliveries += await walk((after) =>
      store.personalData.pruneDeliveries(shopId, { ...span, after, details }),
    );
    if (signal.aborted) return false;
    total.customers += await store.personalData.pruneCustomers(shopId, cutoff);
  }
  log.info({ retentionDays, ...total }, 'personal data past their time removed');
  return true;
}
