/**
 * Whether the plug-in answers.
 *
 * `up` → `lost`: a call got no answer, and neither did the look that followed soon after.
 * `lost` → `back`: an answer came again.
 * `back` → `up`: the merchant has been told for long enough.
 */
export type ConnectionState = 'up' | 'lost' | 'back';

const FIRST_LOOK_MS = 300;
const LONGEST_PAUSE_MS = 15_000;
const LOOK_TIMEOUT_MS = 10_000;
const TOLD_MS = 5_000;

let state: ConnectionState = 'up';
/** The next look; undefined while there is nothing to doubt. */
let nextLook: ReturnType<typeof setTimeout> | undefined;
let pauseMs = FIRST_LOOK_MS;
const listeners = new Set<() => void>();

export const connectionState = (): ConnectionState => state;

export function watchConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function move(next: ConnectionState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

/** Any call got an answer of the plug-in. */
export function answered(): void {
  clearTimeout(nextLook);
  nextLook = undefined;
  pauseMs = FIRST_LOOK_MS;
  if (state !== 'lost') return;
  move('back');
  setTimeout(() => state === 'back' && move('up'), TOLD_MS);
}

/** A call got none: looks again soon, then less and less often. */
export function unanswered(): void {
  if (nextLook !== undefined) return;
  nextLook = setTimeout(() => void look(), pauseMs);
  pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
}

/** Looks whether there is an answer again; at once on the merchant's word or when the network says so. */
export async function look(): Promise<void> {
  clearTimeout(nextLook);
  nextLook = undefined;
  try {
    const signal = AbortSignal.timeout(LOOK_TIMEOUT_MS);
    const response = await fetch('/api/status', { cache: 'no-store', signal });
    if (isAway(response)) throw new Error('away');
    answered();
  } catch {
    move('lost');
    unanswered();
  }
}

/** A proxy's answer in the place of the plug-in's. */
export function isAway(response: Response): boolean {
  const own = response.headers.get('content-type')?.includes('json') ?? false;
  return [502, 503, 504].includes(response.status) && !own;
}

/** Listens to what the browser knows of the network; to be called once. */
export function followNetwork(): void {
  window.addEventListener('online', () => void look());
  window.addEventListener('offline', () => {
    move('lost');
    unanswered();
  });
}
