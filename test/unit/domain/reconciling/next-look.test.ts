import { expect, test } from 'vitest';
import {
  nextLook,
  RECONCILE_STEPS,
  type ReconcilingState,
} from '../../../../src/domain/reconciling/next-look.ts';

const MINUTE_MS = 60_000;
const STEP_MS = 10 * MINUTE_MS;
const NEVER: ReconcilingState = { intervalMs: null, missedAt: null };
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 27) + minutes * MINUTE_MS);
const look = (state: ReconcilingState, missed: boolean, now: Date, random = 0.5) =>
  nextLook(state, { missed, stepMs: STEP_MS, now, random });

test('a shop whose webhooks come is looked at half as often each time, down to once in four hours', () => {
  const intervals: number[] = [];
  let state: ReconcilingState & { at?: Date } = NEVER;
  let now = at(0);
  for (let times = 0; times < 8; times += 1) {
    const next = look(state, false, now);
    intervals.push((next.at.getTime() - now.getTime()) / MINUTE_MS);
    [state, now] = [next, next.at];
  }
  expect(intervals).toEqual([10, 20, 40, 80, 160, 240, 240, 240]);
});

test('one whose webhook was missed is looked at at once as often as can be, and often for a day', () => {
  const missed = look({ intervalMs: RECONCILE_STEPS.rarest * STEP_MS, missedAt: null }, true, at(0));
  expect(missed).toEqual({ intervalMs: STEP_MS, missedAt: at(0), at: at(10) });
  const clean = look(missed, false, at(10));
  expect(clean).toEqual({ intervalMs: 2 * STEP_MS, missedAt: at(0), at: at(30) });
  expect(look(clean, false, at(30)).at).toEqual(at(50));
  expect(look(clean, false, at(24 * 60)).at).toEqual(at(24 * 60 + 40));
});

test('two shops that were looked at together part', () => {
  const state = { intervalMs: 10 * STEP_MS, missedAt: null };
  expect(look(state, false, at(0), 0).at).toEqual(at(180));
  expect(look(state, false, at(0), 1).at).toEqual(at(220));
});

test('a step that was made shorter or longer counts from the next look on', () => {
  const state = { intervalMs: 1000 * STEP_MS, missedAt: null };
  expect(look(state, false, at(0)).intervalMs).toBe(RECONCILE_STEPS.rarest * STEP_MS);
  expect(look({ intervalMs: 1000, missedAt: null }, false, at(0)).intervalMs).toBe(STEP_MS);
});
