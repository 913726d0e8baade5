import { language } from './texts.ts';

/**
 * Dates, money and numbers as the merchant reads them: by the browser's own region where it names one (`en-US`).
 * Instants are UTC, shown in Europe/Rome.
 */
export const locale =
  navigator.languages.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ??
  (language === 'en' ? 'en-GB' : 'it-IT');
const timeZone = 'Europe/Rome';

const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
const dayMonthTime = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone,
});
const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone });
const integer = new Intl.NumberFormat(locale, { useGrouping: 'always' });
const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });

/** Decimal euros (or another currency) → `1.234,50 €`. */
export function formatMoney(amount: number, currency: string): string {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency, useGrouping: 'always' }).format(
      amount,
    );
  } catch {
    // A shop may name a currency that is not an ISO 4217 code.
    return `${decimal.format(amount)} ${currency}`;
  }
}

export const formatInteger = (value: number): string => integer.format(value);
/** 22 → `22`, 5.5 → `5,5`. */
export const formatDecimal = (value: number): string => decimal.format(value);
/** ISO 8601 instant → `4 mar 2026, 10:15`. */
export const formatDateTime = (instant: string): string => dateTime.format(new Date(instant));
/** The same without the year, for lists. */
export const formatShortDateTime = (instant: string): string => dayMonthTime.format(new Date(instant));
export const formatTime = (instant: string): string => time.format(new Date(instant));
/** ISO 8601 instant or day → `04/03/26`. */
export const formatDay = (instant: string): string => day.format(new Date(instant));

/** Price of one piece, of which a document keeps up to five decimals: `8,19672 €`. */
export function formatPrice(amount: number, currency: string): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 5 };
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(amount);
  } catch {
    return `${new Intl.NumberFormat(locale, digits).format(amount)} ${currency}`;
  }
}

const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone });
const longDay = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

/** Day `YYYY-MM-DD` → `4 mar`. */
export const formatDayMonth = (date: string): string => dayMonth.format(new Date(date));
/** Day `YYYY-MM-DD` → `mercoledì 4 marzo`. */
export const formatLongDay = (date: string): string => longDay.format(new Date(date));

/** An instant of the past → `5 minuti fa`, `ieri`. */
export function formatAgo(instant: string, now: number = Date.now()): string {
  const minutes = Math.round((new Date(instant).getTime() - now) / 60_000);
  if (minutes > -60) return ago.format(minutes, 'minute');
  if (minutes > -24 * 60) return ago.format(Math.round(minutes / 60), 'hour');
  return ago.format(Math.round(minutes / (24 * 60)), 'day');
}
