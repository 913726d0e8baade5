import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createGiveWay, type GiveWay, SPACING_MS } from '../../../src/jobs/give-way.ts';

let giveWay: GiveWay;
let begun: number[];

beforeEach(() => {
  vi.useFakeTimers();
  begun = [];
  giveWay = createGiveWay(() => Date.now());
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
/** Two hundred requests a second for a while. */
async function ask(ms: number): Promise<void> {
  for (let at = 0; at < ms; at += 5) {
    giveWay.noteRequest();
    await pass(5);
  }
}

test('orders begin at once in a process that is asked now and then', async () => {
  for (let request = 0; request < 10; request += 1) {
    giveWay.noteRequest();
    await pass(40);
  }
  giveWay.noteRequest();
  await begin(3);
  expect(begun).toEqual([0, 1, 2]);
});

test('orders begin at once in a process that nobody asks', async () => {
  await pass(100);
  await begin(3);
  expect(begun).toEqual([0, 1, 2]);
});

test('in a process that is asked for many answers orders begin one after the other, and none is left out', async () => {
  await ask(100);
  await begin(4);
  expect(begun).toEqual([0]);
  for (const expected of [
    [0, 1],
    [0, 1, 2],
    [0, 1, 2, 3],
  ]) {
    await ask(SPACING_MS);
    expect(begun).toEqual(expected);
  }
});

test('when the requests have ended, what waits begins, and the next at once', async () => {
  await ask(100);
  await begin(20);
  expect(begun.length).toBe(1);
  await pass(100);
  expect(begun.length).toBe(20);
  await begin(3);
  expect(begun.length).toBe(23);
});

test('what waits as it is stopped begins', async () => {
  await ask(100);
  await begin(3);
  giveWay.stop();
  await pass(0);
  expect(begun).toEqual([0, 1, 2]);
});
