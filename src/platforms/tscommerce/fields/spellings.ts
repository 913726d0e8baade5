import { createHash } from 'node:crypto';
import { itemScope } from './item-fields.ts';
import {
  clientScope,
  countryScope,
  orderRowScope,
  paymentScope,
  productScope,
  storeScope,
  taxScope,
} from './list-fields.ts';
import { orderScope } from './order-fields.ts';
import { AnswerReader, type ReadyScope, readyScope } from './read.ts';
import type { Scope } from './table.ts';

/** The whole table: of each kind of answer, where what we read of it may stand, and how it may be called. */
export const scopes = {
  order: orderScope,
  item: itemScope,
  orderRow: orderRowScope,
  client: clientScope,
  product: productScope,
  country: countryScope,
  tax: taxScope,
  payment: paymentScope,
  store: storeScope,
} as const satisfies Record<string, Scope>;
export type ScopeName = keyof typeof scopes;

/** Spellings of an operator's own (`TSC_FIELDS`): scope → field → places with names. */
export type ToldSpellings = Partial<Record<ScopeName, Readonly<Record<string, readonly string[]>>>>;

/** The table in force. */
export interface Spellings {
  /** Changes whenever the table does. */
  fingerprint: string;
  scope(name: ScopeName): ReadyScope;
  read(name: ScopeName, root: Record<string, unknown>): AnswerReader;
}

/** `cart.fee` → the place `cart` and the name `fee`; a bare name stands in every place of its field. */
function toldLine(spelling: string, places: readonly string[]): Scope['fields'][number]['lines'][number] {
  const cut = spelling.lastIndexOf('.');
  return {
    places: cut < 0 ? places : [spelling.slice(0, cut)],
    names: [spelling.slice(cut + 1)],
    origin: 'told',
  };
}

/** The table with further spellings, which come first. */
export function createSpellings(told: ToldSpellings = {}): Spellings {
  const withTold = Object.entries(scopes).map(([name, scope]: [string, Scope]) => {
    const own = told[name as ScopeName] ?? {};
    const fields = scope.fields.map((field) => {
      const places = [...new Set(field.lines.flatMap((line) => line.places))];
      const lines = (own[field.field] ?? []).map((spelling) => toldLine(spelling, places));
      return { ...field, lines: [...lines, ...field.lines] };
    });
    return [name, { ...scope, fields }] as const;
  });
  const ready = new Map(withTold.map(([name, scope]) => [name, readyScope(scope)]));
  const scope = (name: ScopeName): ReadyScope => {
    const found = ready.get(name);
    if (found === undefined) throw new Error(`no table ${name}`);
    return found;
  };
  return {
    fingerprint: createHash('sha256').update(JSON.stringify(withTold)).digest('hex').slice(0, 12),
    scope,
    read: (name, root) => new AnswerReader(scope(name), root),
  };
}
