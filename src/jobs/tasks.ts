import type { JobHelpers, TaskList } from 'graphile-worker';
import { z } from 'zod';
import type { Context } from '../flows/context.ts';
import { reconcileShop } from '../flows/reconcile.ts';
import { registerWebhooks } from '../flows/register-webhooks.ts';
import { syncCustomers } from '../flows/sync-customers.ts';
import { workShop } from '../flows/work-shop.ts';

/** Names of the tasks that the scheduler enqueues. */
export const SCHEDULED = {
  wakeShops: 'wake-shops',
  reconcileShops: 'reconcile-shops',
  housekeeping: 'housekeeping',
} as const;

/** Reconciliation of many shops is spread over this time. */
const RECONCILE_SPREAD_MS = 60_000;

const shopPayload = z.object({ shopId: z.uuid() });
const syncPayload = shopPayload.extend({ runId: z.uuid() });

/** The queue's tasks: each reads its payload and calls one flow. */
export function createTasks(context: Context): TaskList {
  const { store, clock } = context;
  const signalOf = (helpers: JobHelpers) => helpers.abortSignal ?? new AbortController().signal;
  return {
    shop: async (payload, helpers) => {
      await workShop(context, shopPayload.parse(payload).shopId, signalOf(helpers));
    },
    'register-webhooks': async (payload) => {
      await registerWebhooks(context, shopPayload.parse(payload).shopId);
    },
    'customer-sync': async (payload) => {
      const { shopId, runId } = syncPayload.parse(payload);
      await syncCustomers(context, shopId, runId);
    },
    reconcile: async (payload) => {
      await reconcileShop(context, shopPayload.parse(payload).shopId);
    },

    // A killed worker cannot wake its shops again: this does, for all that is due.
    [SCHEDULED.wakeShops]: async () => {
      for (const shopId of await store.wake.listDueShops(clock.now())) await store.wake.wakeShop(shopId);
    },
    [SCHEDULED.reconcileShops]: async () => {
      for (const shopId of await store.shops.listConnected()) {
        const runAt = new Date(clock.now().getTime() + Math.random() * RECONCILE_SPREAD_MS);
        await store.wake.enqueue('reconcile', { shopId }, { key: `reconcile:${shopId}`, runAt, priority: 5 });
      }
    },
    [SCHEDULED.housekeeping]: async () => {
      await store.sessions.deleteExpired(clock.now());
      await store.oauth.deleteExpired(clock.now());
    },
  };
}
