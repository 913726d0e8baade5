import type { Context } from '../context.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Erases the shops whose keys have been refused for the retention time: their app was removed, nobody will come back. */
export async function forgetRemovedShops({ store, clock, log, retentionDays }: Context): Promise<void> {
  if (retentionDays === 0) return;
  const before = new Date(clock.now().getTime() - retentionDays * DAY_MS);
  for (const shopId of await store.shops.listRefusedSince(before)) {
    await store.shops.erase(shopId);
    log.warn(
      { shopId, retentionDays },
      'shop erased: the platform has refused its keys for the retention time',
    );
  }
}
