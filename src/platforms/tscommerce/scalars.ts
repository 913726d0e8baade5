import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
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

/** Signs and codes of the currency around an amount: `€ 7.50`, `7,50 EUR`. */
const currencySign = /^(?:€|eur|euro)\s*|\s*(?:€|eur|euro)$/gi;

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
  const text =
    typeof value === 'number'
      ? String(value)
      : normalizeNumber(
          value
            .replace(/[\s\u00a0]+/g, ' ')
            .trim()
            .replace(currencySign, ''),
        );
  if (text === null) return null;
  const decimal = new Decimal(text).toDecimalPlaces(8, Decimal.ROUND_HALF_UP);
  return decimal.abs().gt(1e12) ? null : decimal;
}

/** Euros (a number or a string) → whole cents, rounded half away from zero: a buyer pays whole cents. */
export function readCents(value: unknown): number | null {
  const euros = readDecimal(value);
  return euros === null ? null : toCents(euros);
}

/**
 * A VAT rate in percent (22), as a number or in a text (`22%`, `Profilo Iva EU 22%`). What has two decimals, lies between
 * 0 and 2 or above 30 is no rate of a member state, but an amount or a fraction: null.
 */
export function readRate(value: unknown): number | null {
  const [, inText] = typeof value === 'string' ? (/(\d+(?:[.,]\d+)?)\s*%/.exec(value) ?? []) : [];
  const rate = readDecimal(inText ?? value);
  if (rate === null || rate.decimalPlaces() > 1) return null;
  return rate.isZero() || (rate.gte(2) && rate.lte(30)) ? rate.toNumber() : null;
}

export function readInteger(value: unknown): number | null {
  const number = readDecimal(value)?.toNumber() ?? null;
  return number !== null && Number.isInteger(number) ? number : null;
}

const yes =
  /^(1|true|yes|y|on|si|s|vero|fattura|con fattura|fattura elettronica|invoice|richiesta|richiesto|requested|required|checked|online|active|attivo)$/;
const no =
  /^(0|false|no|n|off|falso|none|null|nessuna|nessuno|no fattura|senza fattura|non richiesta|ricevuta|scontrino|receipt|not requested|offline|inactive)$/;

/** A flag in the words people use; a small number above 0 is a yes (`2`: another kind of it). */
export function readBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = readText(value)
    ?.normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
  if (text === undefined) return null;
  if (yes.test(text) || /^[2-9]$/.test(text)) return true;
  return no.test(text) ? false : null;
}

const isoDateTime =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const italianDateTime = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,]+(\d{2}:\d{2}(?::\d{2})?))?$/;

/** Orders of other years are no shop's. */
const firstMs = Date.UTC(2000, 0, 1);
const lastMs = Date.UTC(2100, 0, 1);

/**
 * An instant from `2015-12-17T18:19:54+0100`, unix seconds or milliseconds, or a date (with or without a time) without an
 * offset, also as Italians write it (`17/12/2015 18:19`), which is taken as Europe/Rome: the platform and its shops are
 * Italian. `0000-00-00 00:00:00` is null, and so is what lies outside of this century.
 */
export function readInstant(value: unknown): Date | null {
  const text = readText(value);
  if (text === null) return null;
  const instant = /^\d{9,13}$/.test(text) ? unixInstant(text) : writtenInstant(text);
  if (instant === null) return null;
  return instant.getTime() >= firstMs && instant.getTime() < lastMs ? instant : null;
}

const unixInstant = (digits: string) => new Date(Number(digits) * (digits.length > 11 ? 1 : 1000));

function writtenInstant(text: string): Date | null {
  const [, d = '', m = '', y, clock] = italianDateTime.exec(text) ?? [];
  const iso =
    y === undefined ? text : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}${clock ? `T${clock}` : ''}`;
  const [, day, time, offset] = isoDateTime.exec(iso) ?? [];
  if (day === undefined) return null;
  try {
    const local = Temporal.PlainDateTime.from(`${day}T${time ?? '00:00'}`, { overflow: 'reject' });
    const zone = offset === undefined ? 'Europe/Rome' : /z/i.test(offset) ? 'UTC' : offsetZone(offset);
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
