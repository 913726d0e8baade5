const romeDays = new Intl.DateTimeFormat('sv', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day of Europe/Rome that it is now, `YYYY-MM-DD`. */
export const todayInRome = (): string => romeDays.format(new Date());

/** `YYYY-MM-DD` → `YYYY-MM`. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The month so many months from one, `YYYY-MM` in and out. */
export function monthsFrom(month: string, count: number): string {
  const [year = 1970, index = 1] = month.split('-').map(Number);
  const date = new Date(Date.UTC(year, index - 1 + count));
  return date.toISOString().slice(0, 7);
}
