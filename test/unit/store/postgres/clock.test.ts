import { expect, test } from 'vitest';
import { createDatabaseClock } from '../../../../src/store/postgres/clock.ts';

/** A database whose clock is 300 s behind the machine's, and whose answer takes its time on either way. */
function twoClocks({ there = 0, back = 0 } = {}) {
  const at = { ms: 1_000_000, there, back, behindMs: 300_000 };
  const pool = {
    async query() {
      at.ms += at.there;
      const rows = [{ now: new Date(at.ms - at.behindMs) }];
      at.ms += at.back;
      return { rows };
    },
  };
  const clock = createDatabaseClock(pool as never, { now: () => new Date(at.ms) });
  return { at, clock, offMs: () => clock.now().getTime() - (at.ms - at.behindMs) };
}

test('a machine whose clock is off tells the database’s time', async () => {
  const { clock, offMs, at } = twoClocks();
  expect(offMs()).toBe(300_000);
  await clock.follow();
  expect(offMs()).toBe(0);
  at.behindMs = -60_000;
  await clock.follow();
  expect(offMs()).toBe(0);
});

test('an answer that took its time moves nothing that agrees with it; the error is no longer than the quickest answer', async () => {
  const { at, clock, offMs } = twoClocks({ there: 5, back: 20 });
  await clock.follow();
  expect(Math.abs(offMs())).toBeLessThanOrEqual(25);
  const before = offMs();
  at.there = 900;
  at.back = 30;
  await clock.follow();
  expect(offMs()).toBe(before);
  Object.assign(at, { there: 0, back: 0 });
  await clock.follow();
  expect(offMs()).toBe(0);
});
