export type ProductState = 'matched' | 'missing' | 'duplicate';

export interface ProductRow {
  sku: string;
  title: string;
  state: ProductState;
  productId: number | null;
}

export interface ProductStore {
  /** Replaces the SKUs of the shop. */
  replaceShopProducts(
    shopId: string,
    products: readonly { sku: string; title: string }[],
    at: Date,
  ): Promise<void>;
  /** When the shop's SKUs were read; null: never, or it had none. */
  shopReadAt(shopId: string): Promise<Date | null>;
  counts(shopId: string, companyId: number, text?: string): Promise<Record<ProductState, number>>;
  /** By SKU. */
  list(
    shopId: string,
    companyId: number,
    filter: {
      text?: string | undefined;
      state?: ProductState | undefined;
      cursor?: string | undefined;
      limit: number;
    },
  ): Promise<{ rows: ProductRow[]; nextCursor: string | null }>;
}

export interface LinkStore {
  /** What a look for these SKUs found; the others are not there, which is remembered for a day. */
  saveLook(
    shopId: string,
    companyId: number,
    skus: readonly string[],
    found: readonly { sku: string; productId: number; copies: number }[],
    at: Date,
  ): Promise<void>;
  productIds(shopId: string, companyId: number, skus: readonly string[]): Promise<Map<string, number>>;
  replaceProducts(
    shopId: string,
    companyId: number,
    products: readonly { sku: string; productId: number; copies: number }[],
    at: Date,
  ): Promise<void>;
}
