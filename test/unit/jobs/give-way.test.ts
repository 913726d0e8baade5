import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createGiveWay, type GiveWay } from '../../../src/jobs/give-way.ts';

let busy: number;
let giveWay: GiveWay;
let begun: number[];

beforeEach(() => {
  vi.useFakeTimers();
  busy = 0;
  begun = [];
  giveWay = createGiveWay(
    () => busy,
    () => Date.now(),
  );
});
afterEach(() => {
  giveWay.stop();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
async function begin(count: number): Promise<void> {
  for (let order = 0; order < count; order += 1) void giveWay.turn().then(() => begun.push(order));
  await pass(0);
}

test('orders begin at once in a process that has time, whatever is asked of it', async () => {
  await pass(100);
  giveWay.noteRequest();
  await begin(3);
  expect(begun).toEqual([0, 1, 2]);
});

test('orders begin at once in a busy process that nobody asks', async () => {
  busy = 0.9;
  await pass(100);
  await begin(3);
  expect(begun).toEqual([0, 1, 2]);
});

test('in a busy process that is asked, orders begin one after the other, and none is left out', async () => {
  busy = 0.9;
  await pass(100);
  giveWay.noteRequest();
  await begin(3);
  expect(begun).toEqual([0]);
  await pass(25);
  expect(begun).toEqual([0, 1]);
  await pass(25);
  expect(begun).toEqual([0, 1, 2]);
});

test('when the requests have ended, orders begin at once again', async () => {
  busy = 0.9;
  await pass(100);
  giveWay.noteRequest();
  await pass(300);
  await begin(3);
  expect(begun).toEqual([0, 1, 2]);
});
