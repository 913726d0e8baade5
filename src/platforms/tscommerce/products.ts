import { z } from 'zod';
import type { ShopKeys } from '../../ports/shop.ts';
import { readRows } from './rows.ts';
import { field, readRecord, readText } from './scalars.ts';
import type { Transport } from './transport.ts';

const pageSize = 100;
/** A list that never ends would be asked for for ever: half a million products are no shop's. */
const maxPages = 5000;

/** A row of products/paginated_list.json: `uid`, `sku`, `title` (known of product.json). */
const productSchema = z.object({ uid: field(readText), sku: field(readText), title: field(readText) });

/** Whether the rows come alone or in a frame is unknown: the first list in the frame is taken. */
function rowsOf(body: unknown): Record<string, unknown>[] {
  const frame = readRecord(body);
  const framed =
    frame && ['products', 'items', 'data', 'list'].map((name) => frame[name]).find(Array.isArray);
  return readRows(framed ?? body);
}

/** All products that have a SKU, page by page; a page without a product that is new ends the list. */
export async function* listProducts(
  transport: Transport,
  keys: ShopKeys,
): AsyncGenerator<{ sku: string; title: string }[]> {
  const seen = new Set<string>();
  for (let page = 1; page <= maxPages; page += 1) {
    const answer = await transport(keys, {
      method: 'GET',
      path: 'products/paginated_list.json',
      values: { page, limit: pageSize },
    });
    const rows = answer.missing ? [] : rowsOf(answer.body).map((row) => productSchema.parse(row));
    const fresh = rows.filter(({ uid, sku }) => {
      const key = uid ?? sku;
      if (key === null || seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    if (fresh.length === 0) return;
    yield fresh.flatMap(({ sku, title }) => (sku === null ? [] : [{ sku, title: title ?? sku }]));
  }
}
