import { invalid } from './errors.ts';

/**
 * Filter of lists: `field op value`, joined with `and`, `or` and parentheses; `=`, `!=`, `<>`, `>`, `>=`, `<`,
 * `<=`, `like` (with `%`), `not like`, `is null`, `is not null`; values are 'quoted', numbers, true or false.
 */
type Row = Record<string, unknown>;
type Test = (row: Row) => boolean;

const pattern =
  /\s*(?:(\(|\))|('(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*")|(<=|>=|<>|!=|=|<|>)|([\w.]+|-?\d+(?:\.\d+)?))/y;

interface Token {
  kind: 'paren' | 'text' | 'op' | 'word';
  value: string;
}

function refuse(why: string): never {
  throw invalid({ q: [`Il filtro non è valido: ${why}.`] });
}

function tokens(q: string): Token[] {
  const found: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < q.trimEnd().length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(q);
    if (!match) refuse(`carattere inatteso alla posizione ${at}`);
    const [, paren, text, op, word] = match;
    if (paren) found.push({ kind: 'paren', value: paren });
    else if (text)
      found.push({ kind: 'text', value: text.slice(1, -1).replace(/\\(.)|''/g, (_, c) => c ?? "'") });
    else if (op) found.push({ kind: 'op', value: op });
    else if (word) found.push({ kind: 'word', value: word });
  }
  return found;
}

function like(value: unknown, wanted: string): boolean {
  const expression = wanted
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/%/g, '.*')
    .replace(/_/g, '.');
  return new RegExp(`^${expression}$`, 'is').test(value == null ? '' : String(value));
}

function compare(left: unknown, op: string, right: string): boolean {
  const bothNumbers = typeof left === 'number' && right !== '' && !Number.isNaN(Number(right));
  const a = bothNumbers ? left : String(left ?? '').toLowerCase();
  const b = bothNumbers ? Number(right) : right.toLowerCase();
  switch (op) {
    case '=':
      return a === b;
    case '!=':
    case '<>':
      return a !== b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '<':
      return a < b;
    default:
      return a <= b;
  }
}

class Parser {
  private at = 0;
  private readonly list: Token[];
  private readonly fields: Record<string, (row: Row) => unknown[]>;

  constructor(list: Token[], fields: Record<string, (row: Row) => unknown[]>) {
    this.list = list;
    this.fields = fields;
  }

  whole(): Test {
    const test = this.either();
    const rest = this.list[this.at];
    if (rest) refuse(`«${rest.value}» inatteso`);
    return test;
  }

  private word(word: string): boolean {
    const token = this.list[this.at];
    if (token?.kind !== 'word' || token.value.toLowerCase() !== word) return false;
    this.at += 1;
    return true;
  }

  private either(): Test {
    let test = this.both();
    while (this.word('or')) {
      const left = test;
      const right = this.both();
      test = (row) => left(row) || right(row);
    }
    return test;
  }

  private both(): Test {
    let test = this.single();
    while (this.word('and')) {
      const left = test;
      const right = this.single();
      test = (row) => left(row) && right(row);
    }
    return test;
  }

  private single(): Test {
    const token = this.list[this.at++];
    if (!token) refuse('condizione mancante');
    if (token.kind === 'paren' && token.value === '(') {
      const inner = this.either();
      const close = this.list[this.at++];
      if (close?.value !== ')') refuse('manca una parentesi chiusa');
      return inner;
    }
    if (token.kind !== 'word') refuse(`«${token.value}» inatteso`);
    const read = this.fields[token.value];
    if (!read) refuse(`il campo «${token.value}» non può essere usato nel filtro`);
    return this.condition(read);
  }

  private condition(read: (row: Row) => unknown[]): Test {
    if (this.word('is')) {
      const not = this.word('not');
      if (!this.word('null')) refuse('dopo «is» ci si aspetta null');
      return (row) => read(row).some((value) => value == null || value === '') !== not;
    }
    const not = this.word('not');
    if (this.word('like')) {
      const wanted = this.value();
      return (row) => read(row).some((value) => like(value, wanted)) !== not;
    }
    const op = this.list[this.at++];
    if (not || op?.kind !== 'op') refuse(`operatore «${op?.value ?? ''}» sconosciuto`);
    const wanted = this.value();
    return (row) => read(row).some((value) => compare(value, op.value, wanted));
  }

  private value(): string {
    const token = this.list[this.at++];
    if (!token || token.kind === 'paren' || token.kind === 'op') refuse('manca un valore');
    return token.value;
  }
}

function path(name: string): (row: Row) => unknown[] {
  const parts = name.split('.');
  return (row) => [parts.reduce<unknown>((value, part) => (value as Row | null | undefined)?.[part], row)];
}

function fields(names: readonly string[]): Record<string, (row: Row) => unknown[]> {
  return Object.fromEntries(names.map((name) => [name, path(name)]));
}

export const filters = {
  documents: {
    ...fields([
      'id',
      'type',
      'number',
      'numeration',
      'date',
      'next_due_date',
      'entity.id',
      'entity.name',
      'entity.vat_number',
      'entity.tax_code',
      'entity.city',
      'entity.province',
      'entity.country',
      'amount_net',
      'amount_vat',
      'amount_gross',
      'created_at',
      'updated_at',
    ]),
    any_subject: (row: Row) => [row.subject, row.visible_subject],
  },
  receipts: fields([
    'id',
    'date',
    'type',
    'description',
    'created_at',
    'updated_at',
    'rc_center',
    'amount_gross',
  ]),
  clients: fields([
    'id',
    'code',
    'name',
    'type',
    'first_name',
    'last_name',
    'contact_person',
    'vat_number',
    'tax_code',
    'address_street',
    'address_postal_code',
    'address_city',
    'address_province',
    'country',
    'email',
    'certified_email',
    'phone',
    'fax',
    'notes',
    'ei_code',
    'created_at',
    'updated_at',
  ]),
  products: fields([
    'id',
    'name',
    'code',
    'net_price',
    'gross_price',
    'net_cost',
    'description',
    'category',
    'notes',
    'in_stock',
    'created_at',
    'updated_at',
  ]),
} as const;

/** A test for rows, or 422 naming what is wrong with `q`. */
export function parseQuery(q: string | undefined, allowed: Record<string, (row: Row) => unknown[]>): Test {
  if (!q?.trim()) return () => true;
  return new Parser(tokens(q), allowed).whole();
}
