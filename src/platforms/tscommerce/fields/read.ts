import { type Entry, isContainerName, isTold, Places } from './places.ts';
import { readers, type Values } from './readers.ts';
import { type Field, fold, type Line, type Only, type Scope } from './table.ts';

/** How a field was found in one answer: the paths taken, unreadable, and at odds with the one taken. */
export interface Found {
  field: Field;
  taken: string | null;
  unreadable: readonly string[];
  clashes: readonly string[];
}

export interface Candidate<T> {
  path: string;
  value: T;
}

/** A scope with its names folded once. */
export interface ReadyScope {
  scope: Scope;
  fields: ReadonlyMap<string, { field: Field; lines: readonly Line[] }>;
}

export function readyScope(scope: Scope): ReadyScope {
  const fields = scope.fields.map(
    (field) =>
      [
        field.field,
        { field, lines: field.lines.map((line) => ({ ...line, names: line.names.map(fold) })) },
      ] as const,
  );
  return { scope, fields: new Map(fields) };
}

/** Reads one answer by its table, and notes where everything was found. */
export class AnswerReader {
  readonly found = new Map<string, Found>();
  private readonly named = new Map<string, readonly Entry[]>();
  private readonly places: Places;
  private readonly scope: ReadyScope;

  constructor(scope: ReadyScope, root: Record<string, unknown>) {
    this.scope = scope;
    this.places = new Places(root);
  }

  text = (name: string) => this.read(name, 'text');
  id = (name: string) => this.read(name, 'id');
  /** Cents. `isOther`: values that mean another thing. */
  amount = (name: string, isOther?: (cents: number) => boolean) => this.read(name, 'amount', isOther);
  count = (name: string) => this.read(name, 'count');
  rate = (name: string) => this.read(name, 'rate');
  instant = (name: string) => this.read(name, 'instant');
  flag = (name: string) => this.read(name, 'flag');
  status = (name: string) => this.read(name, 'status');
  whole = (name: string) => this.read(name, 'whole');

  /** How every field of the table is found, in its order; those not read yet are read now. */
  foundAll(): Found[] {
    return [...this.scope.fields.values()].flatMap(({ field }) => {
      if (!this.found.has(field.field)) this.read(field.field, field.kind);
      return this.found.get(field.field) ?? [];
    });
  }

  /** Whether any place names the field, be it empty. */
  isNamed(name: string): boolean {
    return this.entries(name).length > 0;
  }

  /** All that is told of a field, as it stands there, first come first. */
  raw(name: string): Entry[] {
    return this.entries(name).filter(({ value }) => isTold(value));
  }

  /** All readable values of a text field, first come first. */
  texts(name: string): Candidate<string>[] {
    return this.raw(name).flatMap(({ path, value }) => {
      const text = readers.text.read(value);
      return text === null ? [] : [{ path, value: text }];
    });
  }

  /** The first readable value; null where none is told. What differs and what cannot be read is noted in `found`. */
  private read<K extends keyof Values>(
    name: string,
    kind: K,
    isOther?: (value: Values[K]) => boolean,
  ): Values[K] | null {
    const { field } = this.field(name);
    const { read, same, isNone } = readers[kind];
    const unreadable: string[] = [];
    const readable: Candidate<Values[K]>[] = [];
    for (const { path, value } of this.entries(name)) {
      if (!isTold(value) || isNone(value)) continue;
      const told = read(value);
      if (told !== null && isOther?.(told) === true) continue;
      if (told !== null) readable.push({ path, value: told });
      else if (typeof value !== 'object' || !isContainerName(lastPart(path))) unreadable.push(path);
    }
    const [first] = readable;
    const clashes =
      first === undefined || field.clash === 'first'
        ? []
        : readable.filter(({ value }) => !same(first.value, value)).map(({ path }) => path);
    this.note(name, first?.path ?? null, unreadable, clashes);
    return first?.value ?? null;
  }

  /** Notes how a field was found that was read by other rules than its kind's. */
  note(name: string, taken: string | null, unreadable: readonly string[], clashes: readonly string[]): void {
    const { field } = this.field(name);
    this.found.set(name, { field, taken, unreadable, clashes });
  }

  private field(name: string) {
    const known = this.scope.fields.get(name);
    if (known === undefined) throw new Error(`no field ${name}`);
    return known;
  }

  /** Found once for each field: some are asked for in two ways. */
  private entries(name: string): readonly Entry[] {
    const before = this.named.get(name);
    if (before !== undefined) return before;
    const found: Entry[] = [];
    for (const line of this.field(name).lines) {
      for (const place of line.places) {
        for (const { entries } of this.places.at(place)) {
          for (const wanted of line.names) {
            const meant = entries.get(wanted);
            if (meant === undefined) continue;
            for (const entry of meant) {
              if (!found.some(({ path }) => path === entry.path) && isMeant(line.only, entry.value))
                found.push(entry);
            }
          }
        }
      }
    }
    this.named.set(name, found);
    return found;
  }
}

const lastPart = (path: string) => path.slice(path.lastIndexOf('.') + 1);

function isMeant(kind: Only | undefined, value: unknown): boolean {
  if (kind === undefined) return true;
  if (typeof value === 'object') return false;
  const isAmount = readers.amount.read(value) !== null;
  const isMail = typeof value === 'string' && value.includes('@');
  switch (kind) {
    case 'amount':
      return isAmount && typeof value !== 'boolean';
    case 'words':
      return typeof value === 'string' && !isAmount;
    case 'flag':
      return readers.flag.read(value) !== null;
    case 'instant':
      return readers.instant.read(value) !== null;
    case 'e-mail':
      return isMail;
    case 'no-e-mail':
      return !isMail;
  }
}
