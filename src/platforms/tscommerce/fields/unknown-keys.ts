import type { UnknownKey } from '../../../ports/shop-inspection.ts';
import { readCents } from '../scalars.ts';
import { isTold, namesOfContainer, pairsOf } from './places.ts';
import { readers } from './readers.ts';
import { fold, type Scope } from './table.ts';

/** A key that says something and that the table does not know. */
export interface UnknownEntry {
  /** As the answer has it: `cart.shippin_fee`, `cart.fees[0].value`. */
  path: string;
  kind: UnknownKey['kind'];
  /** Characters of a text or a number, entries of a list or an object. */
  length: number;
  /** Cents, where it is an amount. */
  cents: number | null;
}

/** A scope's known names, by place. */
export interface KnownKeys {
  names: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every place, and whatever lies on the way to it. */
  places: ReadonlySet<string>;
}

export function knownKeys(scope: Scope): KnownKeys {
  const names = new Map<string, Set<string>>();
  const places = new Set<string>();
  for (const line of [...scope.fields.flatMap((field) => field.lines), ...scope.ignored]) {
    for (const place of line.places) {
      const known = names.get(place) ?? new Set();
      for (const name of line.names) known.add(fold(name));
      names.set(place, known);
      const parts = place === '' ? [] : place.split('.');
      parts.forEach((_, index) => {
        places.add(parts.slice(0, index + 1).join('.'));
      });
    }
  }
  return { names, places };
}

const maxDepth = 5;
/** An answer of more unknown keys than this is another API's. */
const maxEntries = 200;

/** What an answer tells under keys that we do not know. */
export function unknownEntries(known: KnownKeys, root: Record<string, unknown>): UnknownEntry[] {
  const found: UnknownEntry[] = [];
  visit(known, '', '', root, found, 0);
  return found.slice(0, maxEntries);
}

function visit(
  known: KnownKeys,
  place: string,
  path: string,
  value: unknown,
  found: UnknownEntry[],
  depth: number,
): void {
  for (const [key, told] of pairsOf(value) ?? []) {
    if (!isTold(told) || found.length >= maxEntries) continue;
    const at = path === '' ? key : `${path}.${key}`;
    const below = placeBelow(known, place, key);
    if (below !== null && pairsOf(told) !== null) visit(known, below, at, told, found, depth + 1);
    else if (known.names.get(place)?.has(fold(key)) !== true) tell(at, told, found, depth);
  }
}

/** The place that a key of this place opens, if it is one. */
function placeBelow(known: KnownKeys, place: string, key: string): string | null {
  const prefix = place === '' ? '' : `${place}.`;
  for (const candidate of known.places) {
    if (!candidate.startsWith(prefix)) continue;
    const part = candidate.slice(prefix.length);
    if (part !== '' && !part.includes('.') && namesOfContainer(part).includes(fold(key))) return candidate;
  }
  return null;
}

/** All that an unknown key holds, leaf by leaf. */
function tell(path: string, value: unknown, found: UnknownEntry[], depth: number): void {
  if (found.length >= maxEntries || !isTold(value)) return;
  if (typeof value !== 'object' || value === null) {
    found.push({ path, kind: kindOf(value), length: String(value).length, cents: amountOf(value) });
    return;
  }
  const isList = Array.isArray(value);
  if (depth >= maxDepth) {
    const length = Object.keys(value).length;
    found.push({ path, kind: isList ? 'list' : 'object', length, cents: null });
    return;
  }
  for (const [key, entry] of Object.entries(value)) {
    tell(isList ? `${path}[${key}]` : `${path}.${key}`, entry, found, depth + 1);
  }
}

/** Money of an order: a number, or text that is written as one; no ids, instants or long digits. */
function amountOf(value: unknown): number | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  if (typeof value === 'string' && /^\s*\d{7,}\s*$/.test(value)) return null;
  const cents = readCents(value);
  return cents === null || cents === 0 || Math.abs(cents) > 100_000_000 ? null : cents;
}

function kindOf(value: unknown): UnknownKey['kind'] {
  if (typeof value === 'boolean' || value === 0 || value === '0' || value === 1 || value === '1')
    return 'flag';
  if (amountOf(value) !== null) return 'amount';
  if (typeof value === 'number' || /^\s*\d+\s*$/.test(String(value))) return 'number';
  return readers.flag.read(value) !== null ? 'flag' : 'text';
}

/** A path as an inspection tells it: places in lists, and keys that are ids, are left out. */
export function keyName(path: string): string {
  return path
    .replace(/\[\d+\]/g, '[]')
    .split('.')
    .map((part) => (/\d{3,}|#/.test(part) ? '[]' : part.slice(0, 60)))
    .join('.');
}
