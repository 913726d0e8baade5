import type { Decimal } from 'decimal.js';
import {
  readBoolean,
  readCents,
  readDecimal,
  readInstant,
  readInteger,
  readRate,
  readText,
} from '../scalars.ts';
import { fold, type Kind } from './table.ts';

/** What each kind of field is read as. */
export interface Values {
  text: string;
  id: string;
  /** Cents. */
  amount: number;
  /** Exact decimal. */
  count: Decimal;
  /** Percent. */
  rate: number;
  instant: Date;
  flag: boolean;
  /** The number of a status, or its title where the shop tells that. */
  status: number | string;
  whole: number;
}

interface Reader<T> {
  read(value: unknown): T | null;
  /** Whether two places say the same. */
  same(a: T, b: T): boolean;
  /** Whether a value is one of PHP's and MySQL's ways to say nothing. */
  isNone(value: unknown): boolean;
}

const sameText = (a: string, b: string) => a === b || fold(a) === fold(b);
const equal = <T>(a: T, b: T) => a === b;

/** What buyers without an account have for one. Source: platforms.md (-1 in orders, 0 in clients). */
const noIds: ReadonlySet<string> = new Set(['-1', '0']);

export function readId(value: unknown): string | null {
  const id = readText(value);
  return id === null || noIds.has(id) ? null : id;
}

const minuteMs = 60_000;

const isFalse = (value: unknown) => value === false;
const noWord = /^(null|undefined|false|nan|-+)$/i;
const isNothing = (value: unknown) =>
  isFalse(value) || (typeof value === 'string' && noWord.test(value.trim()));
const isNoInstant = (value: unknown) =>
  isNothing(value) || value === 0 || (typeof value === 'string' && /^(0|0000-00-00.*)$/.test(value.trim()));

export const readers: { [K in Kind]: Reader<Values[K]> } = {
  text: { read: readText, same: sameText, isNone: isFalse },
  id: {
    read: readId,
    same: equal,
    isNone: (value) => isNothing(value) || noIds.has(readText(value) ?? ''),
  },
  amount: { read: readCents, same: equal, isNone: isNothing },
  count: { read: readDecimal, same: (a, b) => a.eq(b), isNone: isNothing },
  rate: { read: readRate, same: equal, isNone: isNothing },
  instant: {
    read: readInstant,
    // One place may have seconds that the other leaves out.
    same: (a, b) => Math.abs(a.getTime() - b.getTime()) < minuteMs,
    isNone: isNoInstant,
  },
  flag: { read: readBoolean, same: equal, isNone: () => false },
  status: {
    read: (value) => readInteger(value) ?? readText(value),
    same: (a, b) => String(a) === String(b),
    isNone: isNothing,
  },
  whole: { read: readInteger, same: equal, isNone: isNothing },
};
