import { Temporal } from 'temporal-polyfill';

/** The day of Europe/Rome in which an instant falls, `YYYY-MM-DD`. Documents carry days of this zone. */
export function romeDay(instant: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO('Europe/Rome')
    .toPlainDate()
    .toString();
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
