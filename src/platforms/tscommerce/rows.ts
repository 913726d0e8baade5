import { problem } from '../../domain/problem.ts';

/** What stands beside the rows where an answer has them in a frame, or says that it is no error. */
const beside = new Set([
  'error',
  'message',
  'status',
  'success',
  'total',
  'count',
  'page',
  'pages',
  'limit',
  'skip',
]);
/** Names of the list in a frame. */
const framed = [
  'data',
  'items',
  'list',
  'rows',
  'results',
  'orders',
  'clients',
  'products',
  'taxes',
  'countries',
  'payments',
  'webhooks',
];

const isRow = (row: unknown): row is Record<string, unknown> =>
  typeof row === 'object' && row !== null && !Array.isArray(row);

/**
 * The rows of a list. PHP writes a list as an array, one with gaps or named keys as an object, and none as
 * `[]`, `null` or `false`; some stand in a frame, with `error: 0` beside them. Rows that are no objects are left out.
 * Throws `shop-answer-unreadable` (retry).
 */
export function readRows(body: unknown): Record<string, unknown>[] {
  if (body === null || body === false) return [];
  if (Array.isArray(body)) return body.filter(isRow);
  if (!isRow(body)) throw notList();
  const list = framed.map((name) => body[name]).find((value) => Array.isArray(value) || isRow(value));
  if (Array.isArray(list)) return list.filter(isRow);
  if (isRow(list) && Object.values(list).every(isRow)) return Object.values(list).filter(isRow);
  const rows = Object.entries(body).flatMap(([key, value]) => (beside.has(key) ? [] : [value]));
  if (rows.length === 0 || !rows.every(isRow)) throw notList();
  return rows;
}

const notList = () => problem('shop-answer-unreadable', 'retry', {}, { cause: new Error('not a list') });
