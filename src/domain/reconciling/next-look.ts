/** How a shop is looked at for orders whose webhook never came. */
export interface ReconcilingState {
  /** Between its last two looks, milliseconds; null: none was made yet. */
  intervalMs: number | null;
  /** When a look last found an order whose webhook had not come. */
  missedAt: Date | null;
}

/** How often shops are looked at, in steps of RECONCILE_CRON's. */
export const RECONCILE_STEPS = {
  /** At most, for a shop whose webhooks come. Each look that finds nothing doubles the time to the next one. */
  rarest: 24,
  /** At most, for a day after one was missed. */
  afterMissed: 2,
  /** At most after an order went: where one comes, more may. */
  afterSale: 3,
} as const;

const MISSED_FOR_MS = 24 * 60 * 60 * 1000;
/** Shares of an interval by which looks come earlier or later, so that shops keep to their own minutes. */
const JITTER = 0.1;

/**
 * When a shop is looked at again, after a look that was made now.
 *
 * @param look `missed`: it found an order of which nothing was known. `stepMs`: RECONCILE_CRON's. `random`: from 0 to 1.
 */
export function nextLook(
  { intervalMs, missedAt }: ReconcilingState,
  { missed, stepMs, now, random }: { missed: boolean; stepMs: number; now: Date; random: number },
): ReconcilingState & { at: Date } {
  const lastMissed = missed ? now : missedAt;
  const wasMissed = lastMissed !== null && now.getTime() - lastMissed.getTime() < MISSED_FOR_MS;
  const longestMs = stepMs * (wasMissed ? RECONCILE_STEPS.afterMissed : RECONCILE_STEPS.rarest);
  const wantedMs = missed || intervalMs === null ? stepMs : intervalMs * 2;
  const nextMs = Math.min(Math.max(wantedMs, stepMs), longestMs);
  const at = new Date(now.getTime() + Math.round(nextMs * (1 - JITTER + 2 * JITTER * random)));
  return { intervalMs: nextMs, missedAt: lastMissed, at };
}
