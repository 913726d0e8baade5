import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';

/** Raised when what is kept changes its form: an older file is then left aside. */
const format = 2;

/** State kept from one run to the next, dates and shared objects included; null where there is none to use. */
export function loadState(path: string): unknown {
  try {
    const kept = deserialize(readFileSync(path)) as { format?: unknown; state?: unknown };
    return kept.format === format ? kept.state : null;
  } catch {
    return null;
  }
}

/** Replaces the file at once, so that a kill in between leaves the old one. */
export function saveState(path: string, state: unknown): void {
  const draft = `${path}.new`;
  writeFileSync(draft, serialize({ format, state }), { mode: 0o600 });
  renameSync(draft, path);
}
