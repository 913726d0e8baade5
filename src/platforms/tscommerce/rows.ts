import { problem } from '../../domain/problem.ts';

/**
 * The rows of a list. PHP writes a list as an array, one with gaps or named keys as an object, and none as
 * `[]`, `null` or `false`. Rows that are no objects are left out. Throws `shop-answer-unreadable` (retry).
 */
export function readRows(body: unknown): Record<string, unknown>[] {
  if (body === null || body === false) return [];
  const isRow = (row: unknown): row is Record<string, unknown> =>
    typeof row === 'object' && row !== null && !Array.isArray(row);
  if (Array.isArray(body)) return body.filter(isRow);
  const rows = typeof body === 'object' ? Object.values(body as object) : [];
  if (rows.length === 0 || !rows.every(isRow)) {
    throw problem('shop-answer-unreadable', 'retry', {}, { cause: new Error('not a list') });
  }
  return rows;
}
