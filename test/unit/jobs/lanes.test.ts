import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Context } from '../../../src/flows/context.ts';
import type { NextLook } from '../../../src/flows/delivery/work-shop.ts';
import { createLanes, type ProcessLanes } from '../../../src/jobs/lanes.ts';

/** A shop that is being worked on: how the test ends it. */
interface Hand {
  shopId: string;
  end(next?: NextLook): Promise<void>;
  fail(error: Error): Promise<void>;
  woken(): boolean;
}

let begun: Hand[];
let jobs: (string | Date)[][];
let lanes: ProcessLanes;

const settle = () => vi.advanceTimersByTimeAsync(0);
const names = () => begun.map(({ shopId }) => shopId);
const hand = (index: number) => {
  const one = begun[index];
  if (one === undefined) throw new Error(`work ${index} has not begun`);
  return one;
};

beforeEach(() => {
  vi.useFakeTimers();
  begun = [];
  jobs = [];
  const context = {
    log: { warn: () => undefined, debug: () => undefined },
    store: {
      wake: {
        wakeShop: async (shopId: string, at: Date) => void jobs.push([shopId, at]),
        wakeShops: async (shopIds: string[]) => void jobs.push(shopIds),
      },
    },
  } as unknown as Context;
  lanes = createLanes(
    context,
    (shopId, _signal, woken) =>
      new Promise((done, failed) => {
        const then = (act: () => void) => async () => {
          act();
          await settle();
        };
        begun.push({
          shopId,
          woken,
          end: (next = null) => then(() => done(next))(),
          fail: (error) => then(() => failed(error))(),
        });
      }),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

test('a shop that is woken while it is worked on is not worked on twice, and looked at once more', async () => {
  lanes.wake('a');
  lanes.wake('a');
  await lanes.work('a');
  expect(names()).toEqual(['a']);
  await hand(0).end();
  expect(names()).toEqual(['a', 'a']);
  await hand(1).end();
  expect(lanes.isKnown('a')).toBe(false);
  expect(jobs).toEqual([]);
});

test('work that heard of the wake itself is not followed by another one', async () => {
  lanes.wake('a');
  lanes.wake('a');
  expect([hand(0).woken(), hand(0).woken()]).toEqual([true, false]);
  await hand(0).end();
  expect(names()).toEqual(['a']);
});

test('eight shops at once; the next one begins as a hand is free, the longest waiting first', async () => {
  for (const shopId of 'abcdefghijk') lanes.wake(shopId);
  expect(names()).toEqual([...'abcdefgh']);
  await hand(3).end();
  expect(names().slice(8)).toEqual(['i']);
  // Its time was up: it goes to the end of the line.
  await hand(0).end('now');
  await hand(1).end();
  await hand(2).end();
  expect(names().slice(8)).toEqual(['i', 'j', 'k', 'a']);
});

test('a shop in line is not free for more than a thousand others', () => {
  for (let shop = 0; shop < 1007; shop += 1) lanes.wake(`${shop}`);
  expect(lanes.isFree()).toBe(true);
  lanes.wake('last');
  expect(lanes.isFree()).toBe(false);
});

test('a lane that another process holds is looked at again, later each time, and soon when something came', async () => {
  lanes.wake('a');
  await hand(0).end('busy');
  for (const [looks, ms] of [1000, 2000, 4000].entries()) {
    await vi.advanceTimersByTimeAsync(ms - 1);
    expect(begun).toHaveLength(looks + 1);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toHaveLength(looks + 2);
    await hand(looks + 1).end('busy');
  }
  lanes.wake('a');
  await vi.advanceTimersByTimeAsync(1000);
  expect(begun).toHaveLength(5);
  await hand(4).end();
  expect(lanes.isKnown('a')).toBe(false);
});

test('what waits for its time waits in the queue', async () => {
  const at = new Date(60_000);
  lanes.wake('a');
  await hand(0).end(at);
  expect(jobs).toEqual([['a', at]]);
});

test('work that fails is tried again by the queue where that brought it, here where nobody else would', async () => {
  const job = expect(lanes.work('a')).rejects.toThrow('away');
  await hand(0).fail(new Error('away'));
  await job;
  expect(lanes.isKnown('a')).toBe(false);

  const woken = expect(lanes.work('a')).rejects.toThrow('away');
  lanes.wake('a');
  await hand(1).fail(new Error('away'));
  await woken;
  await vi.advanceTimersByTimeAsync(1000);
  expect(names()).toEqual(['a', 'a', 'a']);
  await hand(2).fail(new Error('away'));
  await vi.advanceTimersByTimeAsync(2000);
  expect(begun).toHaveLength(4);
  await hand(3).end();
  expect(lanes.isKnown('a')).toBe(false);
});

test('a process that ends gives what is in line to the queue, and finishes what is in hand', async () => {
  for (const shopId of 'abcdefghij') lanes.wake(shopId);
  await hand(0).end('busy');
  const waiting = lanes.work('k');
  const stopped = lanes.stop();
  await waiting;
  expect(jobs).toEqual([['j', 'k', 'a']]);
  expect(lanes.isFree()).toBe(false);
  lanes.wake('l');
  expect(jobs.at(-1)).toEqual(['l']);
  await hand(1).end('now');
  expect(jobs.at(-1)).toEqual(['b']);
  for (let index = 2; index < 9; index += 1) await hand(index).end();
  await stopped;
  expect(begun).toHaveLength(9);
});
