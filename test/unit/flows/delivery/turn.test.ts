import { beforeEach, describe, expect, test } from 'vitest';
import { createTurn, type Turn } from '../../../../src/flows/delivery/turn.ts';

let nowMs: number;
let stop: AbortController;
let turn: Turn;

beforeEach(() => {
  nowMs = 1_000_000;
  stop = new AbortController();
  turn = createTurn({ now: () => new Date(nowMs) }, stop.signal);
});

/** Orders that take so long each. */
const send = (count: number, eachMs: number) => {
  for (let order = 0; order < count; order += 1) {
    nowMs += eachMs;
    turn.note('next');
  }
};

describe('how many orders are taken together', () => {
  test('few before it is known how fast they go, and one is begun at a time', () => {
    expect(turn.ordersThatFit()).toBe(4);
    expect(turn.ordersWithin(500)).toBe(1);
  });
  test('quick ones: ten at most', () => {
    send(10, 5);
    expect(turn.ordersThatFit()).toBe(10);
    expect(turn.ordersWithin(500)).toBe(100);
  });
  test('slow ones: as many as still fit, and never none', () => {
    send(2, 500);
    expect(turn.ordersThatFit()).toBe(2);
    send(1, 900);
    expect(turn.ordersThatFit()).toBe(1);
    expect(turn.ordersWithin(500)).toBe(1);
  });
});

describe('when it ends', () => {
  test('after two seconds nothing more is taken, what was taken has half a second more; what is left goes on later', () => {
    send(1, 1999);
    expect([turn.isOver(), turn.isSpent(), turn.isCutShort()]).toEqual([false, false, false]);
    send(1, 1);
    expect([turn.isOver(), turn.isSpent(), turn.isCutShort()]).toEqual([true, false, true]);
    send(1, 500);
    expect([turn.isOver(), turn.isSpent(), turn.isCutShort()]).toEqual([true, true, true]);
  });
  test('as the process is asked to stop, at once', () => {
    stop.abort();
    expect([turn.isOver(), turn.isSpent(), turn.isCutShort()]).toEqual([true, true, true]);
  });
  test('after three failures in a row, or one that stops the shop: the rest waits for its own time', () => {
    turn.note('failing');
    turn.note('failing');
    turn.note('next');
    turn.note('failing');
    turn.note('failing');
    expect(turn.isOver()).toBe(false);
    turn.note('failing');
    expect([turn.isOver(), turn.isSpent(), turn.isCutShort()]).toEqual([true, true, false]);
    const other = createTurn({ now: () => new Date(nowMs) }, stop.signal);
    other.note('stop');
    other.note('next');
    expect([other.isOver(), other.isSpent(), other.isCutShort()]).toEqual([true, true, false]);
  });
});
