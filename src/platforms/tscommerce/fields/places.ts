import { containers, fold } from './table.ts';

/** A key as the answer has it, with its value and its path from the answer's root. */
export interface Entry {
  path: string;
  value: unknown;
}

/** An object of the answer, by folded name. */
export interface Container {
  path: string;
  entries: ReadonlyMap<string, readonly Entry[]>;
}

const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;

const nameKeys = ['name', 'label', 'key', 'title', 'field', 'nome'];
const valueKeys = ['value', 'val', 'content', 'text', 'valore'];

/** `{name: "PEC", value: "a@pec.it"}` → the pair; null for anything else. */
function namedValue(row: unknown): [string, unknown] | null {
  const entry = record(row);
  if (entry === null) return null;
  const name = nameKeys.map((key) => entry[key]).find((value) => typeof value === 'string');
  const valueKey = valueKeys.find((key) => key in entry);
  return typeof name === 'string' && valueKey !== undefined ? [name, entry[valueKey]] : null;
}

/**
 * The pairs of an object, of a list of `{name, value}`, of an object that PHP made of such a list, or of one of these
 * written as JSON text; null for anything else.
 */
export function pairsOf(value: unknown): [string, unknown][] | null {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    try {
      return pairsOf(JSON.parse(value));
    } catch {
      return null;
    }
  }
  if (typeof value !== 'object' || value === null) return null;
  const rows = Object.values(value).map(namedValue);
  if (rows.length > 0 && rows.every((row) => row !== null)) return rows;
  return Array.isArray(value) ? null : Object.entries(value);
}

/** Whether a value says anything: null, blanks, `[]` and `{}` do not. */
export function isTold(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** Keys come again with every answer: some thousand short ones are folded once. Never values, which are people's. */
const MAX_FOLDED = 4000;
const MAX_FOLDED_LENGTH = 60;
const foldedKeys = new Map<string, string>();

function foldKey(key: string): string {
  const known = foldedKeys.get(key);
  if (known !== undefined) return known;
  const folded = fold(key);
  if (foldedKeys.size < MAX_FOLDED && key.length <= MAX_FOLDED_LENGTH) foldedKeys.set(key, folded);
  return folded;
}

function open(path: string, value: unknown): Container | null {
  const pairs = pairsOf(value);
  if (pairs === null) return null;
  const entries = new Map<string, Entry[]>();
  for (const [key, told] of pairs) {
    const name = foldKey(key);
    const entry = { path: path === '' ? key : `${path}.${key}`, value: told };
    const same = entries.get(name);
    if (same === undefined) entries.set(name, [entry]);
    else same.push(entry);
  }
  return { path, entries };
}

const foldedContainers = new Map(
  Object.entries(containers).map(([name, aliases]) => [name, [...new Set([name, ...aliases].map(fold))]]),
);
/** The names that a part of a path may have, folded. */
export const namesOfContainer = (part: string): readonly string[] =>
  foldedContainers.get(part) ?? [fold(part)];

/** Whether this name may be an object that is a place of its own. */
const containerNames = new Set([...foldedContainers.values()].flat());
export const isContainerName = (name: string): boolean => containerNames.has(fold(name));

/** The objects of one answer by place, each opened once. */
export class Places {
  private readonly opened = new Map<string, readonly Container[]>();

  constructor(root: Record<string, unknown>) {
    const opened = open('', root);
    this.opened.set('', opened === null ? [] : [opened]);
  }

  /** Those at a place (`cart.shipping`): several where the answer has it under several names. */
  at(place: string): readonly Container[] {
    const before = this.opened.get(place);
    if (before !== undefined) return before;
    const cut = place.lastIndexOf('.');
    const parents = this.at(cut < 0 ? '' : place.slice(0, cut));
    const found: Container[] = [];
    const names = parents.length === 0 ? [] : namesOfContainer(place.slice(cut + 1));
    for (const parent of parents) {
      for (const name of names) {
        for (const entry of parent.entries.get(name) ?? []) {
          const opened = open(entry.path, entry.value);
          if (opened !== null) found.push(opened);
        }
      }
    }
    this.opened.set(place, found);
    return found;
  }
}
