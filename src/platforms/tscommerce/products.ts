import type { ShopKeys } from '../../ports/shop.ts';
import type { Spellings } from './fields/spellings.ts';
import { readRows } from './rows.ts';
import type { Transport } from './transport.ts';

const pageSize = 100;
/** A list that never ends would be asked for for ever: half a million products are no shop's. */
const maxPages = 5000;

/**
 * All products that have a SKU, page by page; a page without a product that is new ends the list. Titles come only where
 * they are asked for. Source: platforms.md.
 */
export async function* listProducts(
  transport: Transport,
  spellings: Spellings,
  keys: ShopKeys,
): AsyncGenerator<{ sku: string; title: string }[]> {
  const seen = new Set<string>();
  for (let page = 1; page <= maxPages; page += 1) {
    const answer = await transport(keys, {
      method: 'GET',
      path: 'products/paginated_list.json',
      values: { page, limit: pageSize, nodes: 'title' },
    });
    const rows = answer.missing ? [] : readRows(answer.body);
    const fresh = rows.flatMap((row) => {
      const product = spellings.read('product', row);
      const [uid, sku, title] = [product.id('id'), product.text('sku'), product.text('title')];
      const key = uid ?? sku;
      if (key === null || seen.has(key)) return [];
      seen.add(key);
      return [{ sku, title }];
    });
    if (fresh.length === 0) return;
    yield fresh.flatMap(({ sku, title }) => (sku === null ? [] : [{ sku, title: title ?? sku }]));
  }
}
