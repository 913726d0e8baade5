import cron from 'node-cron';
import { SPREAD_MS } from './scheduler.ts';
import { spreadMs } from './spread.ts';

/**
 * Tells when the customer sync of a shop next begins by itself: the schedule's moment (Europe/Rome) and the shop's own
 * share of the time over which the shops are spread.
 */
export function createNextCustomerSync(expression: string): (shopId: string) => Date | null {
  const task = cron.createTask(expression, () => undefined, { timezone: 'Europe/Rome' });
  return (shopId) => {
    const [next, after] = task.getNextRuns(2);
    if (next === undefined) return null;
    const everyMs = after === undefined ? Number.POSITIVE_INFINITY : after.getTime() - next.getTime();
    const ownMs = spreadMs(shopId, Math.min(SPREAD_MS, everyMs));
    // Between the schedule's moment and its own the shop still has today's before it.
    const today = next.getTime() - everyMs + ownMs;
    return new Date(today > Date.now() ? today : next.getTime() + ownMs);
  };
}

/** Moments of a schedule that are looked at for its shortest step. */
const STEPS = 50;
const HOUR_MS = 60 * 60 * 1000;

/** The shortest time between two moments of a schedule, milliseconds. */
export function shortestStepMs(expression: string): number {
  const task = cron.createTask(expression, () => undefined, { timezone: 'Europe/Rome' });
  const moments = task.getNextRuns(STEPS).map((run) => run.getTime());
  const steps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? moment));
  return steps.length === 0 ? HOUR_MS : Math.min(...steps);
}
