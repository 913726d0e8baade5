import type { RetryPolicy } from './context.ts';

/**
 * Exponential, capped, with jitter of a quarter either way, so that what failed together does not return together.
 *
 * @param attempt 1 for the first try that failed.
 * @param random between 0 and 1.
 */
export function retryDelayMs(policy: RetryPolicy, attempt: number, random: number): number {
  const exponential = policy.firstMs * 2 ** Math.min(Math.max(attempt - 1, 0), 30);
  return Math.round(Math.min(exponential, policy.capMs) * (0.75 + random / 2));
}
