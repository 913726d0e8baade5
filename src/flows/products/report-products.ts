import { problem } from '../../domain/problem.ts';
import type { ProductRow, ProductState } from '../../ports/stores/products.ts';
import type { Context } from '../context.ts';
import { refreshBothProducts } from './refresh-products.ts';

export interface ProductFilter {
  text?: string | undefined;
  state?: ProductState | undefined;
}

export interface ProductReport {
  counts: Record<ProductState, number>;
  rows: ProductRow[];
  nextCursor: string | null;
  readAt: Date | null;
}

const CSV_PAGE = 1000;

/**
 * The shop's SKUs, each held against Fatture in Cloud's products: there, missing, or there more than once. From our
 * tables; the first time both sides are read.
 *
 * @throws Problem `not-connected` or `company-not-chosen`, and the first time those of the platforms.
 */
export async function reportProducts(
  context: Context,
  shopId: string,
  filter: ProductFilter & { cursor?: string | undefined; limit: number },
): Promise<ProductReport> {
  const { store } = context;
  const companyId = await prepare(context, shopId);
  const [counts, page, readAt] = await Promise.all([
    store.products.counts(shopId, companyId),
    store.products.list(shopId, companyId, filter),
    store.products.shopReadAt(shopId),
  ]);
  const connection = await store.connections.find(shopId);
  return { counts, ...page, readAt: readAt ?? connection?.productsReadAt ?? null };
}

/** All rows that fit, some at a time. */
export async function* reportProductRows(
  context: Context,
  shopId: string,
  filter: ProductFilter,
): AsyncGenerator<ProductRow[]> {
  const companyId = await prepare(context, shopId);
  let cursor: string | undefined;
  do {
    const page = await context.store.products.list(shopId, companyId, { ...filter, cursor, limit: CSV_PAGE });
    yield page.rows;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** The company that the report is about. */
async function prepare(context: Context, shopId: string): Promise<number> {
  const { store } = context;
  const connection = await store.connections.find(shopId);
  if (connection === null) throw problem('not-connected', 'reauthorize', {});
  if (connection.company === null) throw problem('company-not-chosen', 'reauthorize', {});
  const shopReadAt = await store.products.shopReadAt(shopId);
  if (connection.productsReadAt === null || shopReadAt === null) await refreshBothProducts(context, shopId);
  return connection.company.id;
}
