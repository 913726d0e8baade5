import { createHash } from 'node:crypto';

/** A shop's own moment of a span, always the same one: thousands of shops do not start together. Milliseconds. */
export function spreadMs(shopId: string, overMs: number): number {
  const share = createHash('sha256').update(shopId).digest().readUInt32BE(0) / 2 ** 32;
  return Math.floor(share * overMs);
}
