import { beforeEach, expect, test } from 'vitest';
import type { Context } from '../../../src/flows/context.ts';
import { createTasks } from '../../../src/jobs/tasks.ts';

const shopId = '7c0f6f0e-9d8e-4a52-a6a1-0b7f8a4f1c11';
let looks: ((shop: null) => void)[];
let failing: ((error: Error) => void)[];
let wakes: (Date | undefined)[];
let run: () => Promise<void>;

beforeEach(() => {
  looks = [];
  failing = [];
  wakes = [];
  const context = {
    clock: { now: () => new Date(0) },
    store: {
      shops: {
        find: () =>
          new Promise((done, failed) => {
            looks.push(done);
            failing.push(failed);
          }),
      },
      wake: {
        wakeShop: async (_shopId: string, at?: Date) => {
          wakes.push(at);
        },
      },
    },
  } as unknown as Context;
  const { shop } = createTasks(context, new AbortController().signal);
  run = async () => {
    await shop?.({ shopId }, {} as never);
  };
});

test('a shop that is woken while it is worked on is not worked on twice, and looked at once more', async () => {
  const first = run();
  await run();
  await run();
  expect(looks).toHaveLength(1);
  looks[0]?.(null);
  await first;
  expect(wakes).toEqual([undefined]);
  const next = run();
  expect(looks).toHaveLength(2);
  looks[1]?.(null);
  await next;
  expect(wakes).toHaveLength(1);
});

test('work that nobody woke again ends without a wake', async () => {
  const first = run();
  looks[0]?.(null);
  await first;
  expect(wakes).toEqual([]);
});

test('work that fails after it was woken again is tried anew: the queue would not', async () => {
  const first = run();
  await run();
  failing[0]?.(new Error('away'));
  await expect(first).rejects.toThrow('away');
  expect(wakes).toEqual([new Date(1000)]);
});

test('work that fails by itself is left to the queue', async () => {
  const first = run();
  failing[0]?.(new Error('away'));
  await expect(first).rejects.toThrow('away');
  expect(wakes).toEqual([]);
});
