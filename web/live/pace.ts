/** Nobody has touched the panel for so long: it asks less often. */
const QUIET_AFTER_MS = 3 * 60_000;
const ASLEEP_AFTER_MS = 20 * 60_000;
const QUIET_FACTOR = 4;
const ASLEEP_PAUSE_MS = 5 * 60_000;

let touchedAt = Date.now();

/** Milliseconds until the next look, by what would be wanted while someone is there. A hidden tab asks nothing. */
export function paced(wantedMs: number, now: number = Date.now()): number {
  const idleMs = now - touchedAt;
  if (idleMs > ASLEEP_AFTER_MS) return Math.max(wantedMs, ASLEEP_PAUSE_MS);
  return idleMs > QUIET_AFTER_MS ? wantedMs * QUIET_FACTOR : wantedMs;
}

/** Follows whether someone is there; `onReturn` after a long silence. To be called once. */
export function followPresence(onReturn: () => void): void {
  const touch = () => {
    const away = Date.now() - touchedAt > QUIET_AFTER_MS;
    touchedAt = Date.now();
    if (away) onReturn();
  };
  for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focus']) {
    window.addEventListener(event, touch, { passive: true, capture: true });
  }
}
