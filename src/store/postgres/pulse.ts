import type { Database } from './database.ts';
import { noteSignOfLife } from './installation.ts';

const BEAT_MS = 10_000;

/** Keeps the sign of life in the database young while this process runs. Answers what ends it. */
export function startPulse({ pool }: Pick<Database, 'pool'>): () => void {
  const beat = () => void noteSignOfLife(pool).catch(() => undefined);
  const timer = setInterval(beat, BEAT_MS);
  timer.unref();
  return () => clearInterval(timer);
}
