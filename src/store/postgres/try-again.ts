import { setTimeout as sleep } from 'node:timers/promises';

/** Deadlock and serialization failure: nothing was done, and the same statement goes through a moment later. P2034: Prisma's name. */
const LOST_RACE = new Set(['40P01', '40001', 'P2034']);
const TRIES = 6;
/** Longest wait before the second try, milliseconds; doubles with each. */
const FIRST_WAIT_MS = 20;

/** Whether the database gave up this statement in favour of another one's. */
export function isLostRace(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
    const { code, meta } = at as { code?: unknown; meta?: { code?: unknown } };
    if ([code, meta?.code].some((told) => typeof told === 'string' && LOST_RACE.has(told))) return true;
    const { originalCode } = at as { originalCode?: unknown };
    if (typeof originalCode === 'string' && LOST_RACE.has(originalCode)) return true;
  }
  return false;
}

/** Does a statement or transaction again that lost a race for locks. Any other error is thrown at once. */
export async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (tried >= TRIES || !isLostRace(error)) throw error;
      await sleep(Math.random() * FIRST_WAIT_MS * 2 ** (tried - 1));
    }
  }
}
