import { Problem, problem } from '../../domain/problem.ts';
import type { Shop } from '../../ports/shop.ts';
import type { SyncError, SyncRun } from '../../ports/stores/syncs.ts';
import { syncTexts } from '../../texts/it/sync.ts';
import { openShop, withCompany } from '../connection/access.ts';
import { leftInPeace } from '../connection/removed-app.ts';
import type { Context } from '../context.ts';
import { retryDelayMs } from '../retry-delay.ts';
import { type AddressBook, HeldBack, holdBack } from './hold-back.ts';
import { syncBatch } from './sync-batch.ts';
import { readClientPage } from './sync-clients.ts';
import { SyncPause } from './sync-pause.ts';

/** After this long a sync goes to the end of the line: it holds no worker that an order could use. */
const SLICE_MS = 1500;
/** When another job works on the shop's customers, look again after this. */
const BUSY_MS = 500;
/** All customers are read anew, and the company's clients with them, after this. */
const FULL_EVERY_MS = 30 * 24 * 60 * 60 * 1000;
/** Looked at again each time: the shop's clock and ours may differ, and its list may lag. */
const OVERLAP_MS = 10 * 60 * 1000;

/** @throws Problem `sync-disabled`, `not-connected` or `sync-running`. */
export async function startCustomerSync(
  context: Context,
  shopId: string,
  origin: SyncRun['origin'],
): Promise<SyncRun> {
  const { store, clock } = context;
  const [{ settings }, connection] = await Promise.all([
    store.settings.read(shopId),
    store.connections.find(shopId),
  ]);
  if (!settings.customers.enabled) throw problem('sync-disabled', 'mend', {});
  if (connection?.company == null) throw problem('not-connected', 'reauthorize', {});
  const companyId = connection.company.id;
  const now = clock.now();
  const { changedUntil, fullAt } = await store.customers.watermark(shopId, companyId);
  const full = changedUntil === null || fullAt === null || now.getTime() - fullAt.getTime() >= FULL_EVERY_MS;
  const run = await store.syncs.start({ shopId, companyId, origin, full, now });
  if (run === null) throw problem('sync-running', 'retry', {});
  return run;
}

/** When a run will have ended at the latest, were each customer that is left a call; null while that is not known, or it has. */
export async function latestEndOf({ store, clock }: Context, run: SyncRun): Promise<Date | null> {
  if (run.finished !== null || run.total === null || run.companyId === null) return null;
  return store.customerCalls.latestEnd(run.companyId, Math.max(0, run.total - run.done), clock.now());
}

/** @throws Problem `sync-not-running`. */
export async function cancelCustomerSync(context: Context, shopId: string): Promise<SyncRun> {
  const run = await endSync(context, shopId, 'cancelled');
  if (run === null) throw problem('sync-not-running', 'mend', {});
  return run;
}

/** Ends the shop's running sync, and counts it; null when none runs. */
async function endSync(
  context: Context,
  shopId: string,
  state: 'done' | 'cancelled' | 'failed',
  error?: SyncError,
): Promise<SyncRun | null> {
  const ending = { state, now: context.clock.now(), ...(error === undefined ? {} : { error }) };
  const run = await context.store.syncs.end(shopId, ending);
  if (run !== null) context.metrics.syncEnded(state);
  return run;
}

/**
 * A slice of the shop's running sync. What is to do stands in the tables, so that any process goes on where the last
 * one was, however it ended. Ends after a slice of time and enqueues itself again while something is left.
 *
 * @param signal Aborted when the process is asked to stop: the customers in hand are finished, no others are taken.
 */
export async function syncCustomers(context: Context, shopId: string, signal: AbortSignal): Promise<void> {
  const { store, clock } = context;
  let more = false;
  const worked = await store.syncs.withLane(shopId, async () => {
    const run = await store.syncs.current(shopId);
    if (run === null) return;
    if (run.waitingUntil !== null && run.waitingUntil > clock.now()) {
      await store.syncs.wait(run, {
        until: run.waitingUntil,
        reason: run.waitingReason ?? '',
        attempts: run.attempts,
      });
      return;
    }
    if (run.state === 'waiting') await store.syncs.resume(run.id);
    try {
      more = await slice(context, run, signal);
    } catch (error) {
      await settle(context, run, error);
    }
  });
  if (more) await store.syncs.enqueue(shopId);
  if (worked) return;
  // Whoever has the lane may just be leaving it, after the last look at what is to do.
  const runAt = new Date(clock.now().getTime() + BUSY_MS);
  await store.wake.enqueue('customer-sync', { shopId }, { key: `customer-sync:${shopId}:busy`, runAt });
}

/** True while something is left. */
async function slice(context: Context, run: SyncRun, signal: AbortSignal): Promise<boolean> {
  const { store, clock } = context;
  const shop = await openShop(context, run.shopId);
  const { settings } = await store.settings.read(run.shopId);
  if (!settings.customers.enabled) {
    await endSync(context, run.shopId, 'cancelled');
    return false;
  }
  let left = true;
  await withCompany(context, run.shopId, 'customers', async (connected, company) => {
    if (company.id !== run.companyId) throw new CompanyChanged();
    const invoicing = holdBack(context, company.id, connected);
    const sliceEnd = clock.now().getTime() + SLICE_MS;
    while (left && !signal.aborted && clock.now().getTime() < sliceEnd) {
      const current = await store.syncs.current(run.shopId);
      left = current?.id === run.id && (await step(context, current, shop, invoicing));
    }
  });
  return left;
}

/** One page of clients, the list of customers, or some customers; false when the run is over. */
async function step(context: Context, run: SyncRun, shop: Shop, invoicing: AddressBook): Promise<boolean> {
  const { store } = context;
  switch (run.phase) {
    case 'clients':
      if (await readClientPage(context, run, invoicing)) await store.syncs.advance(run.id, { phase: 'list' });
      return true;
    case 'list':
      await listTasks(context, run, shop);
      return true;
    case 'customers': {
      const outcome = await syncBatch(context, run, shop, invoicing);
      if (outcome === 'done') await finish(context, run);
      return outcome === 'more';
    }
  }
}

/** Which customers to look at: durable before the first is. Read anew from the start where it was cut off. */
async function listTasks(context: Context, run: SyncRun, shop: Shop): Promise<void> {
  const { store } = context;
  const { changedUntil } = await store.customers.watermark(run.shopId, run.companyId ?? 0);
  const from = new Date((changedUntil?.getTime() ?? 0) - OVERLAP_MS);
  const span = run.full || changedUntil === null ? null : { from, to: run.started };
  for await (const ids of shop.listCustomerIds(span)) await store.customers.addTasks(run.shopId, ids, run.id);
  await store.customers.adoptTasks(run, run.origin === 'manual');
  // Nothing is done yet, unless an erasure had the clients read anew.
  const total = run.done + (await store.customers.countTasks(run.id));
  await store.syncs.advance(run.id, { phase: 'customers', total });
}

/** The watermark moves only now: a run that was cancelled or failed has its customers read again. */
async function finish(context: Context, run: SyncRun): Promise<void> {
  const { store, log } = context;
  await store.customers.saveWatermark(run.shopId, run.companyId ?? 0, {
    changedUntil: run.started,
    ...(run.full ? { fullAt: run.started } : {}),
  });
  const ended = await endSync(context, run.shopId, 'done');
  if (ended === null) return;
  const { total, created, updated, unchanged, linked, failed } = ended;
  log.info({ shopId: run.shopId, total, created, updated, unchanged, linked, failed }, 'customers synced');
}

class CompanyChanged extends Error {}

/** Turns what was thrown into the run's next state: it waits and goes on, or a person must mend something. */
async function settle(context: Context, run: SyncRun, error: unknown): Promise<void> {
  const { store, clock, log, retry } = context;
  if (store.isAway(error)) throw error;
  const end = (detail: string) => endSync(context, run.shopId, 'failed', { customer: '', detail });
  if (error instanceof CompanyChanged) {
    await end(syncTexts.companyChanged);
    return;
  }
  const cause = error instanceof SyncPause ? error.cause : error;
  const failure = cause instanceof Problem ? cause : null;
  const values = { shopId: run.shopId, code: failure?.code ?? 'internal-error' };
  if (
    failure !== null &&
    (leftInPeace(failure)?.until ?? null) === null &&
    ['mend', 'reauthorize', 'give-up'].includes(failure.outcome)
  ) {
    log.warn(values, 'customer sync failed');
    await end(syncTexts.refused(failure.detail, failure.fix));
    return;
  }
  if (failure === null) log.error({ ...values, err: cause }, 'customer sync: internal error');
  else log.info(values, 'customer sync waits');
  // Steps that succeeded since the run was read began the count anew.
  const attempts =
    failure?.outcome === 'quota' ? 0 : ((await store.syncs.current(run.shopId))?.attempts ?? 0) + 1;
  const delayMs = retryDelayMs(retry, Math.max(attempts, 1), Math.random());
  const lookMs = failure?.answered ? retry.answeredMs : retry.uncertainMs;
  const atLeastMs = failure?.outcome === 'uncertain' ? Math.max(delayMs, lookMs) : delayMs;
  const until = failure?.retryAt ?? new Date(clock.now().getTime() + atLeastMs);
  await store.syncs.wait(run, { until, reason: reasonOf(failure), attempts });
}

function reasonOf(failure: Problem | null): string {
  if (failure === null) return syncTexts.waiting.internal;
  if (failure instanceof HeldBack) return syncTexts.waiting[failure.reason];
  if (failure.outcome === 'quota') {
    return failure.code === 'shop-quota' ? syncTexts.waiting.shopQuota : syncTexts.waiting.quota;
  }
  if (failure.outcome === 'uncertain') return syncTexts.waiting.uncertain;
  return failure.code.startsWith('shop-') ? syncTexts.waiting.shop : syncTexts.waiting.invoicing;
}
