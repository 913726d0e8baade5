import type { HomeDto } from '../../../src/contract/panel/home.ts';

export type Day = HomeDto['days'][number];
/** From the bottom of a column to its top. */
export const series = ['sent', 'waiting', 'failed'] as const;
export type Series = (typeof series)[number];

export interface Part {
  name: Series;
  /** Of the column, from its top, in pixels. */
  y: number;
  height: number;
}

/** A mark that has a half: the least of 2, 4, 10, 20, 40, 100, … that is not below the highest column. */
export function scaleTop(days: readonly Day[]): number {
  const highest = Math.max(0, ...days.map((day) => day.sent + day.waiting + day.failed));
  for (let power = 1; ; power *= 10) {
    const top = [2, 4, 10].find((mark) => mark * power >= highest);
    if (top !== undefined) return top * power;
  }
}

/** Nothing that is there may be too small to be seen. Pixels. */
const LEAST_HEIGHT = 3;
/** Between the parts of a column, so that they are told apart without their colours. Pixels. */
const GAP = 1;

/** The parts of a day's column, `height` pixels at the scale's top. */
export function columnParts(day: Day, top: number, height: number): Part[] {
  const parts: Part[] = [];
  let floor = height;
  for (const name of series) {
    if (day[name] === 0) continue;
    const own = Math.max(LEAST_HEIGHT, (day[name] / top) * height);
    floor -= own;
    parts.push({ name, y: Math.max(0, floor), height: Math.max(LEAST_HEIGHT - GAP, own - GAP) });
  }
  return parts;
}

/** Each series added up. */
export function sumOf(days: readonly Day[]): Record<Series, number> {
  const sum = { sent: 0, waiting: 0, failed: 0 };
  for (const day of days) for (const name of series) sum[name] += day[name];
  return sum;
}
