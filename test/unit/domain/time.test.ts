import { expect, test } from 'vitest';
import { firstInstant, romeDay } from '../../../src/domain/time.ts';

test.each([
  ['2026-03-10T22:59:59Z', '2026-03-10', 'winter, a minute before midnight in Rome'],
  ['2026-03-10T23:00:00Z', '2026-03-11', 'winter, midnight in Rome'],
  ['2026-07-10T21:59:59Z', '2026-07-10', 'summer, a minute before midnight in Rome'],
  ['2026-07-10T22:00:00Z', '2026-07-11', 'summer, midnight in Rome'],
  ['2025-12-31T23:30:00Z', '2026-01-01', 'the year changes in Rome first'],
])('%s is %s (%s)', (instant, day) => {
  expect(romeDay(new Date(instant))).toBe(day);
});

test('an invalid date counts as absent', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  expect(firstInstant(null, new Date('no date'), now)).toBe(now);
});
