import { Temporal } from 'temporal-polyfill';

/** Writes a day as ISO 8601 does, for a fraction of what a calendar's date costs. */
const romeDays = new Intl.DateTimeFormat('sv', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day of Europe/Rome in which an instant falls, `YYYY-MM-DD`. Documents carry days of this zone. */
export function romeDay(instant: Date): string {
  return romeDays.format(instant);
}

/** The first of the instants that is a real one (an invalid `Date` counts as absent). */
export function firstInstant(...instants: [...(Date | null | undefined)[], Date]): Date {
  const found = instants.find((instant) => instant instanceof Date && !Number.isNaN(instant.getTime()));
  return found ?? new Date(0);
}

/** The instant at which a day of Europe/Rome begins; `plusDays` counts calendar days. `YYYY-MM-DD` in, instant out. */
export function romeDayStart(day: string, plusDays = 0): Date {
  const date = Temporal.PlainDate.from(day).add({ days: plusDays });
  return new Date(date.toZonedDateTime('Europe/Rome').epochMilliseconds);
}

/** The `count` days of Europe/Rome that end with `last`, oldest first. `YYYY-MM-DD` in and out. */
export function daysUpTo(last: string, count: number): string[] {
  const end = Temporal.PlainDate.from(last);
  return Array.from({ length: count }, (_, index) => end.subtract({ days: count - 1 - index }).toString());
}

/** The first day of a day's month. `YYYY-MM-DD` in and out. */
export const monthStart = (day: string): string => `${day.slice(0, 8)}01`;

/** Days from one to another, negative where the other comes first. `YYYY-MM-DD` in. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** The last day of a day's month. `YYYY-MM-DD` in and out. */
export const monthEnd = (day: string): string => {
  const date = Temporal.PlainDate.from(day);
  return date.with({ day: date.daysInMonth }).toString();
};

/** A day and so many calendar days. `YYYY-MM-DD` in and out. */
export const addDays = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();
