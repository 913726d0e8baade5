import { isTold } from '../fields/places.ts';
import { fold } from '../fields/table.ts';
import { readInteger, readRecord, readText } from '../scalars.ts';

const idNames = ['id', 'status', 'statusid', 'code', 'number', 'value', 'uid'];
const titleNames = ['title', 'name', 'label', 'titolo', 'nome', 'text', 'description'];

function named(row: Record<string, unknown>, names: readonly string[]): unknown {
  const folded = new Map(Object.entries(row).map(([key, value]) => [fold(key), value]));
  return names.map((name) => folded.get(name)).find(isTold);
}

/**
 * Number → title of orders/statuses.json, in every form that was seen: a list of maps (`[{"0": "Attesa pagamento"}]`), a
 * list of lists or of titles (the place is the number), one map, rows of `{id, title}`; in a frame or not.
 */
export function readStatusTitles(body: unknown): ReadonlyMap<number, string> {
  const titles = new Map<number, string>();
  collect(body, null, titles, 0);
  return titles;
}

function collect(value: unknown, key: number | null, titles: Map<number, string>, depth: number): void {
  if (depth > 4) return;
  if (Array.isArray(value)) {
    // The place in a list of titles is the number; a list of maps or lists says the numbers within.
    value.forEach((entry, index) => {
      collect(entry, typeof entry === 'string' ? index : null, titles, depth + 1);
    });
    return;
  }
  const row = readRecord(value);
  if (row === null) {
    const title = typeof value === 'string' ? readText(value) : null;
    if (title !== null && key !== null && !titles.has(key)) titles.set(key, title);
    return;
  }
  const title = readText(named(row, titleNames));
  if (title !== null) {
    const id = readInteger(named(row, idNames)) ?? key;
    if (id !== null && !titles.has(id)) titles.set(id, title);
    return;
  }
  for (const [name, entry] of Object.entries(row)) collect(entry, readInteger(name), titles, depth + 1);
}
