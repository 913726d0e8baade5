import type { Database } from './database.ts';
import { noteSignOfLife } from './installation.ts';

const BEAT_MS = 5000;
/** Three beats: one connection may break without the database being away. */
const ALIVE_WITHIN_MS = 3 * BEAT_MS;

export interface Pulse {
  /** Whether every pool, and the connection of the locks, has answered just now: evidence, as against hope. */
  isAlive(): boolean;
  stop(): void;
}

/** Asks each way to the database for an answer, and keeps the sign of life in it young. */
export function startPulse({ pool, ways }: Pick<Database, 'pool' | 'ways'>): Pulse {
  const answeredAt = new Map<string, number>();
  const asked = new Set<string>();
  const look = async (name: string, ask: () => Promise<unknown>) => {
    // A way that does not answer is not asked once more beside.
    if (asked.has(name)) return;
    asked.add(name);
    try {
      await ask();
      answeredAt.set(name, performance.now());
    } catch {
      // Its age tells.
    } finally {
      asked.delete(name);
    }
  };
  const beat = () => {
    for (const [name, ask] of Object.entries(ways)) void look(name, ask);
    void noteSignOfLife(pool).catch(() => undefined);
  };
  const now = performance.now();
  for (const name of Object.keys(ways)) answeredAt.set(name, now);
  beat();
  const timer = setInterval(beat, BEAT_MS);
  timer.unref();
  return {
    isAlive: () => [...answeredAt.values()].every((at) => performance.now() - at < ALIVE_WITHIN_MS),
    stop: () => clearInterval(timer),
  };
}
