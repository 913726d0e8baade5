import type { JobHelpers, Task, TaskList } from 'graphile-worker';
import { z } from 'zod';
import { Problem } from '../domain/problem.ts';
import { forgetRemovedShops } from '../flows/connection/forget-shop.ts';
import { healConnection } from '../flows/connection/heal-connection.ts';
import { registerWebhooks } from '../flows/connection/register-webhooks.ts';
import { leftInPeace } from '../flows/connection/removed-app.ts';
import type { Context } from '../flows/context.ts';
import { startCustomerSync, syncCustomers } from '../flows/customers/sync-customers.ts';
import { reconcileDue, reconcileShop } from '../flows/delivery/reconcile.ts';
import { followEInvoices } from '../flows/e-invoice/follow.ts';
import { keepSubscribed } from '../flows/e-invoice/subscribe.ts';
import { inspectShop } from '../flows/inspection/inspect-shop.ts';
import { prunePersonalData } from '../flows/personal-data/prune-personal-data.ts';
import { refreshBothProducts } from '../flows/products/refresh-products.ts';
import { RECORD_TAKINGS_TASK, recordTakings } from '../flows/receipts/record-takings.ts';
import type { Round } from '../ports/rounds.ts';
import { follow, traced } from '../trail.ts';
import type { ProcessLanes } from './lanes.ts';

/** Names of the tasks that the scheduler enqueues. */
export const SCHEDULED = {
  wakeShops: 'wake-shops',
  reconcileShops: 'reconcile-shops',
  housekeeping: 'housekeeping',
  healConnections: 'heal-connections',
  customerSyncs: 'customer-syncs',
  productRefreshes: 'product-refreshes',
  eInvoices: 'e-invoices',
  subscriptions: 'subscriptions',
  personalData: 'personal-data',
  inspections: 'inspections',
  takings: 'takings',
  eInvoiceAdoptions: 'e-invoice-adoptions',
} as const;

/** Looks at e-invoices that are due are spread over this time at most. */
const E_INVOICES_SPREAD_MS = 60_000;

/** Shops that are due within this part of a step of the schedule are looked at together. */
const RECONCILE_PARTS = 20;

/** Between two spans of a long silence: the shop's list of changed orders answers five times a minute. */
const CATCH_UP_MS = 15_000;

/** Long enough for an operator to look at why a job was given up. */
const DEAD_JOBS_KEPT_MS = 24 * 60 * 60 * 1000;

/** A notification older than a day is refused: it need not be known. */
const NOTIFICATIONS_KEPT_MS = 2 * 24 * 60 * 60 * 1000;

const DAY_MS = 24 * 60 * 60 * 1000;

const shopPayload = z.object({ shopId: z.uuid() });
const takingsPayload = shopPayload.extend({ day: z.iso.date().optional() });
const trailPayload = z.object({ requestId: z.string() });
const untilPayload = z.object({ until: z.coerce.date().nullish() });
const spreadPayload = z.object({ spreadMs: z.number().min(0) });

/**
 * The queue's tasks: each reads its payload and calls one flow.
 *
 * @param stopping Aborted as the process is asked to stop; the queue's own signal comes seconds later.
 */
export function createTasks(context: Context, lanes: ProcessLanes, stopping: AbortSignal): TaskList {
  const { store, clock } = context;
  const signalOf = ({ abortSignal }: JobHelpers) =>
    abortSignal === undefined ? stopping : AbortSignal.any([abortSignal, stopping]);
  /** Adds a round's job for each shop that has something to do, spread over the time that the scheduler tells. */
  const round =
    (name: Round): Task =>
    async (payload) => {
      const { spreadMs: overMs } = spreadPayload.parse(payload);
      await store.rounds.enqueue(name, { from: clock.now(), overMs });
    };
  /** What keeps a daily task from its work (disabled, not connected, one runs) is told where it is looked at. */
  const unlessProblem = (error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    context.log.info({ code: error.code }, 'a daily task did not run');
  };
  const tasks: TaskList = {
    shop: async (payload) => {
      await lanes.work(shopPayload.parse(payload).shopId);
    },
    'heal-connection': async (payload) => {
      await healConnection(context, shopPayload.parse(payload).shopId);
    },
    'register-webhooks': async (payload) => {
      await registerWebhooks(context, shopPayload.parse(payload).shopId);
    },
    'customer-sync': async (payload, helpers) => {
      await syncCustomers(context, shopPayload.parse(payload).shopId, signalOf(helpers));
    },
    'customer-sync-start': async (payload) => {
      await startCustomerSync(context, shopPayload.parse(payload).shopId, 'automatic').catch(unlessProblem);
    },
    [RECORD_TAKINGS_TASK]: async (payload) => {
      const { shopId, day } = takingsPayload.parse(payload);
      await recordTakings(context, shopId, day ?? null).catch(unlessProblem);
    },
    'refresh-products': async (payload) => {
      await refreshBothProducts(context, shopPayload.parse(payload).shopId).catch(unlessProblem);
    },
    'inspect-shop': async (payload) => {
      await inspectShop(context, shopPayload.parse(payload).shopId).catch(unlessProblem);
    },
    reconcile: async (payload) => {
      const { shopId } = shopPayload.parse(payload);
      let runAt = new Date(clock.now().getTime() + CATCH_UP_MS);
      try {
        if (await reconcileShop(context, shopId)) return;
      } catch (error) {
        // The shop's list was asked too often: no failure, it goes on then.
        if (!(error instanceof Problem) || error.outcome !== 'quota') throw error;
        runAt = error.retryAt ?? runAt;
      }
      await store.wake.enqueue('reconcile', { shopId }, { key: `reconcile:${shopId}`, runAt, priority: 5 });
    },

    'follow-e-invoices': async (payload) => {
      await followEInvoices(context, shopPayload.parse(payload).shopId);
    },
    subscribe: async (payload) => {
      await keepSubscribed(context, shopPayload.parse(payload).shopId);
    },

    // A killed worker cannot wake its shops again: this does, for all that is due.
    [SCHEDULED.wakeShops]: async () => {
      const due = await store.wake.listDueShops(clock.now());
      await store.wake.wakeShops(due.filter((shopId) => !lanes.isKnown(shopId)));
      for (const shopId of await store.syncs.listDue(clock.now())) await store.syncs.enqueue(shopId);
    },
    // Each shop in its own minute: what is due later goes on later, until the schedule begins it anew.
    [SCHEDULED.reconcileShops]: async (payload, helpers) => {
      const { until } = untilPayload.parse(payload);
      const next = await reconcileDue(context, signalOf(helpers));
      const soonest = clock.now().getTime() + context.reconcileEveryMs / RECONCILE_PARTS;
      const runAt = new Date(Math.max(next?.getTime() ?? Number.POSITIVE_INFINITY, soonest));
      if (until === undefined || until === null || !(runAt < until)) return;
      const key = SCHEDULED.reconcileShops;
      await store.wake.enqueue(key, { until }, { key, runAt, priority: 5 });
    },
    [SCHEDULED.customerSyncs]: round('customer-sync-start'),
    [SCHEDULED.productRefreshes]: round('refresh-products'),
    // Those that are due to be sent are woken as orders are.
    [SCHEDULED.eInvoices]: async (payload) => {
      const overMs = Math.min(spreadPayload.parse(payload).spreadMs, E_INVOICES_SPREAD_MS);
      await store.rounds.enqueueDueEInvoices({ from: clock.now(), overMs });
    },
    [SCHEDULED.eInvoiceAdoptions]: round('follow-e-invoices'),
    [SCHEDULED.subscriptions]: round('subscribe'),
    [SCHEDULED.inspections]: round('inspect-shop'),
    [SCHEDULED.healConnections]: round('heal-connection'),
    [SCHEDULED.takings]: round('record-takings'),
    [SCHEDULED.housekeeping]: async () => {
      const { retentionDays } = context;
      const since = new Date(clock.now().getTime() - retentionDays * DAY_MS);
      await store.sessions.deleteExpired(clock.now(), retentionDays === 0 ? null : since);
      await store.oauth.deleteExpired(clock.now());
      await store.ficSubscriptions.forgetBefore(new Date(clock.now().getTime() - NOTIFICATIONS_KEPT_MS));
      await store.wake.forgetDead(new Date(clock.now().getTime() - DEAD_JOBS_KEPT_MS));
    },
    [SCHEDULED.personalData]: async (_payload, helpers) => {
      await forgetRemovedShops(context);
      if (await prunePersonalData(context, signalOf(helpers))) return;
      // Cut off by the end of its process: another one goes on.
      await store.wake.enqueue(SCHEDULED.personalData, {}, { key: SCHEDULED.personalData });
    },
  };
  const unlessPaused =
    (task: Task): Task =>
    async (payload, helpers) => {
      try {
        await task(payload, helpers);
      } catch (error) {
        const peace = leftInPeace(error);
        if (peace === null) throw error;
        context.log.debug({ payload, ...peace }, 'keys refused, or shop erased: not asked');
      }
    };
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, inTrail(name, unlessPaused(task as Task))]),
  );
}

/** Each job goes on with the trail of the request that enqueued it, or begins one of its own. */
function inTrail(name: string, task: Task): Task {
  return (payload, helpers) =>
    follow(trailPayload.safeParse(payload).data?.requestId, null, () =>
      traced(`job ${name}`, () => task(payload, helpers)),
    );
}
