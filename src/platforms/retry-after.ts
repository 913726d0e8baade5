/** Longest wait that a `Retry-After` is believed for: a month's quota, and a day of slack. */
const longestWaitMs = 32 * 24 * 3_600_000;

/**
 * The instant that a `Retry-After` header names: delta seconds or an HTTP date (RFC 9110 §10.2.3). Null when
 * there is none or it cannot be read. Never earlier than `now`, never later than 32 days from it.
 */
export function retryAfter(header: string | null | undefined, now: Date): Date | null {
  const text = header?.trim() ?? '';
  if (text === '') return null;
  const atMs = /^\d{1,12}$/.test(text) ? now.getTime() + Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(atMs)) return null;
  const latestMs = now.getTime() + longestWaitMs;
  return new Date(Math.min(Math.max(atMs, now.getTime()), latestMs));
}
