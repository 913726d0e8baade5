import cron from 'node-cron';
import type { Context } from '../flows/context.ts';
import { SCHEDULED } from './tasks.ts';

export interface Schedule {
  reconcileCron: string;
}

const ROME = { timezone: 'Europe/Rome' };
const EVERY_HALF_MINUTE = '*/30 * * * * *';
const EVERY_HOUR = '17 * * * *';

/**
 * Only enqueues, each task under its own job key, so that any number of replicas runs one of each.
 *
 * @returns stops it.
 */
export function startScheduler(context: Context, schedule: Schedule): () => Promise<void> {
  const enqueue = (task: string) => () =>
    context.store.wake.enqueue(task, {}, { key: task }).catch((error: unknown) => {
      context.log.warn({ task, reason: String(error) }, 'could not be scheduled');
    });
  const tasks = [
    cron.schedule(EVERY_HALF_MINUTE, enqueue(SCHEDULED.wakeShops), ROME),
    cron.schedule(schedule.reconcileCron, enqueue(SCHEDULED.reconcileShops), ROME),
    cron.schedule(EVERY_HOUR, enqueue(SCHEDULED.housekeeping), ROME),
  ];
  return async () => {
    for (const task of tasks) await task.destroy();
  };
}

export const isCron = (expression: string) => cron.validate(expression);
