import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { toCents } from '../../domain/money.ts';

/**
 * The platform's values as PHP writes them: numbers as strings, `[]` for an empty object, 0|1 for a boolean,
 * an empty string for nothing. Each reader answers null for what is absent or of another kind.
 */

/** Text without surrounding blanks; a number becomes text, an empty string null. Entities and tags stay. */
export function readText(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' ? null : text;
}

const plainNumber = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,2})?$/i;
const italianGroups = /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/;
const englishGroups = /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/;
const commaDecimals = /^[+-]?\d+,\d+$/;

/** `1.234,56` and `1,234.56` → `1234.56`; `45,25` → `45.25`; `1,234` is either of two numbers: null. */
function normalizeNumber(text: string): string | null {
  if (plainNumber.test(text)) return text;
  if (italianGroups.test(text)) return text.replaceAll('.', '').replace(',', '.');
  if (englishGroups.test(text)) return text.replaceAll(',', '');
  if (!commaDecimals.test(text) || /^[+-]?[1-9]\d{0,2},\d{3}$/.test(text)) return null;
  return text.replace(',', '.');
}

/**
 * An exact decimal. PHP writes some floats with their noise (`19.989999999999998`), so the value is rounded,
 * half up, at the eighth decimal, far below any price. Null beyond a thousand milliards: no amount of a shop.
 */
export function readDecimal(value: unknown): Decimal | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  const text = typeof value === 'number' ? String(value) : normalizeNumber(value.trim());
  if (text === null) return null;
  const decimal = new Decimal(text).toDecimalPlaces(8, Decimal.ROUND_HALF_UP);
  return decimal.abs().gt(1e12) ? null : decimal;
}

/** Euros (a number or a string) → whole cents, rounded half away from zero: a buyer pays whole cents. */
export function readCents(value: unknown): number | null {
  const euros = readDecimal(value);
  return euros === null ? null : toCents(euros);
}

/** A percent between 0 and 100 (22). */
export function readPercent(value: unknown): number | null {
  const percent = readDecimal(value)?.toNumber() ?? null;
  return percent !== null && percent >= 0 && percent <= 100 ? percent : null;
}

export function readInteger(value: unknown): number | null {
  const number = readDecimal(value)?.toNumber() ?? null;
  return number !== null && Number.isInteger(number) ? number : null;
}

export function readBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === 0) return value === 1;
  if (typeof value !== 'string') return null;
  const text = value.trim().toLowerCase();
  if (['1', 'true', 'yes', 'on', 'si', 'sì'].includes(text)) return true;
  return ['0', 'false', 'no', 'off'].includes(text) ? false : null;
}

const isoDateTime = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * An instant from `2015-12-17T18:19:54+0100`, unix seconds, or a date and time without an offset, which is
 * taken as Europe/Rome: the platform and its shops are Italian. `0000-00-00 00:00:00` is null.
 */
export function readInstant(value: unknown): Date | null {
  const text = readText(value);
  if (text === null) return null;
  if (/^\d{9,11}$/.test(text)) return new Date(Number(text) * 1000);
  const [, day, time, offset] = isoDateTime.exec(text) ?? [];
  if (day === undefined || time === undefined) return null;
  try {
    const local = Temporal.PlainDateTime.from(`${day}T${time}`, { overflow: 'reject' });
    const zone = offset === undefined ? 'Europe/Rome' : offset === 'Z' ? 'UTC' : offsetZone(offset);
    return new Date(local.toZonedDateTime(zone).epochMilliseconds);
  } catch {
    return null;
  }
}

/** `+0100` → `+01:00` */
function offsetZone(offset: string): string {
  return `${offset.slice(0, 3)}:${offset.slice(-2)}`;
}

/** An object's own entries; none for `[]`, null, or anything else. */
export function readRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** A tolerant field of a wire schema: absent or of another kind gives the reader's null. */
export function field<T>(read: (value: unknown) => T) {
  return z.unknown().optional().transform(read);
}
