import cron, { type TaskContext } from 'node-cron';
import type { Context } from '../flows/context.ts';
import { SCHEDULED } from './tasks.ts';

export interface Schedule {
  reconcileCron: string;
  customerSyncCron: string;
  receiptsCron: string;
  eInvoiceCron: string;
}

const ROME = { timezone: 'Europe/Rome' };
const EVERY_HALF_MINUTE = '*/30 * * * * *';
const EVERY_HOUR = '17 * * * *';
/** Products are read anew once a day, when nobody sells. */
const EVERY_NIGHT = '30 4 * * *';
/** Each shop's answers are looked at once a day. */
const EVERY_DAWN = '45 5 * * *';
const EVERY_MORNING = '15 5 * * *';
/** Daily work of many shops is spread over an hour, or over less where it comes more often. */
export const SPREAD_MS = 60 * 60 * 1000;

/**
 * Only enqueues, each task under its own job key, so that any number of replicas runs one of each.
 *
 * @returns stops it.
 */
export function startScheduler(context: Context, schedule: Schedule): () => Promise<void> {
  const add = (task: string, payload: object) =>
    context.store.wake.enqueue(task, payload, { key: task }).catch((error: unknown) => {
      context.log.warn({ task, reason: String(error) }, 'could not be scheduled');
    });
  const enqueue = (task: string) => () => add(task, {});
  /** Goes on until its next moment. */
  const enqueueUntil = (task: string) => (event: TaskContext) =>
    add(task, { until: event.task?.getNextRun() ?? null });
  const enqueueSpread = (task: string) => (event: TaskContext) => {
    const next = event.task?.getNextRun()?.getTime() ?? Number.POSITIVE_INFINITY;
    const spreadMs = Math.max(0, Math.min(SPREAD_MS, next - Date.now()));
    return add(task, { spreadMs });
  };
  const tasks = [
    cron.schedule(EVERY_HALF_MINUTE, enqueue(SCHEDULED.wakeShops), ROME),
    cron.schedule(schedule.reconcileCron, enqueueUntil(SCHEDULED.reconcileShops), ROME),
    cron.schedule(schedule.customerSyncCron, enqueueSpread(SCHEDULED.customerSyncs), ROME),
    cron.schedule(schedule.receiptsCron, enqueueSpread(SCHEDULED.takings), ROME),
    cron.schedule(schedule.eInvoiceCron, enqueueSpread(SCHEDULED.eInvoices), ROME),
    cron.schedule(EVERY_NIGHT, enqueueSpread(SCHEDULED.eInvoiceAdoptions), ROME),
    // Without a public https address there is nothing to subscribe to.
    ...(context.publicUrl.startsWith('https://')
      ? [cron.schedule(EVERY_NIGHT, enqueueSpread(SCHEDULED.subscriptions), ROME)]
      : []),
    cron.schedule(EVERY_NIGHT, enqueueSpread(SCHEDULED.productRefreshes), ROME),
    cron.schedule(EVERY_DAWN, enqueueSpread(SCHEDULED.inspections), ROME),
    cron.schedule(EVERY_MORNING, enqueue(SCHEDULED.personalData), ROME),
    cron.schedule(EVERY_HOUR, enqueue(SCHEDULED.housekeeping), ROME),
    cron.schedule(EVERY_HOUR, enqueueSpread(SCHEDULED.healConnections), ROME),
  ];
  return async () => {
    for (const task of tasks) await task.destroy();
  };
}

export const isCron = (expression: string) => cron.validate(expression);
