import { invalid } from './errors.ts';
import { parseQuery } from './query.ts';

type Row = Record<string, unknown>;

export interface ListQuery {
  page?: unknown;
  per_page?: unknown;
  sort?: unknown;
  q?: unknown;
  fields?: unknown;
  fieldset?: unknown;
}

function positive(value: unknown, otherwise: number, name: string, least: number, most: number): number {
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most) {
    throw invalid({ [name]: [`Il campo ${name} deve essere compreso tra ${least} e ${most}.`] });
  }
  return number;
}

/** `-date,number`: a minus sign for falling order. */
function sorter(
  sort: unknown,
  allowed: Record<string, (row: Row) => unknown[]>,
): ((a: Row, b: Row) => number) | null {
  if (typeof sort !== 'string' || sort === '') return null;
  const keys = sort.split(',').map((part) => {
    const name = part.trim().replace(/^-/, '');
    const read = allowed[name];
    if (!read) throw invalid({ sort: [`Il campo «${name}» non può essere usato per ordinare.`] });
    return { read, sign: part.trim().startsWith('-') ? -1 : 1 };
  });
  return (a, b) => {
    for (const { read, sign } of keys) {
      const left = read(a)[0] ?? '';
      const right = read(b)[0] ?? '';
      if (left < right) return -sign;
      if (left > right) return sign;
    }
    return 0;
  };
}

/** Keeps the named fields alone (`id` always); all of them without names. */
export function pickFields(row: Row, names: unknown): Row {
  if (typeof names !== 'string' || names === '') return row;
  const wanted = new Set(['id', ...names.split(',').map((name) => name.trim().split('.')[0] ?? '')]);
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted.has(name)));
}

/** A page of rows in the API's own frame. */
export function listPage(
  rows: readonly Row[],
  query: ListQuery,
  allowed: Record<string, (row: Row) => unknown[]>,
  address: string,
  shape: (row: Row) => Row = (row) => row,
): Row {
  const page = positive(query.page, 1, 'page', 1, 1_000_000);
  // The description says 1, the live API refuses less than 5.
  const perPage = positive(query.per_page, 50, 'per_page', 5, 100);
  const test = parseQuery(query.q === undefined ? undefined : String(query.q), allowed);
  const order = sorter(query.sort, allowed);
  const matching = rows.filter(test);
  if (order) matching.sort(order);
  const last = Math.max(1, Math.ceil(matching.length / perPage));
  const from = (page - 1) * perPage;
  const data = matching.slice(from, from + perPage);
  const link = (number: number) => `${address}?page=${number}`;
  return {
    current_page: page,
    data: data.map((row) => pickFields(shape(row), query.fields)),
    first_page_url: link(1),
    from: data.length > 0 ? from + 1 : null,
    last_page: last,
    last_page_url: link(last),
    next_page_url: page < last ? link(page + 1) : null,
    path: address,
    per_page: perPage,
    prev_page_url: page > 1 ? link(page - 1) : null,
    to: data.length > 0 ? from + data.length : null,
    total: matching.length,
  };
}
