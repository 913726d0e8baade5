const KEY = 'closed-send-batch';

/** Which summary was closed in this browser; some keep nothing inside another site's frame. */
export function closedBatch(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function rememberClosed(id: string): void {
  try {
    window.localStorage.setItem(KEY, id);
  } catch {
    // The summary comes back with the next visit, no more.
  }
}
