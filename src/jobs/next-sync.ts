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
