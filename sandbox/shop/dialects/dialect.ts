import type { Product } from '../catalogue.ts';
import type { Customer, DialectName, Order, ShopFacts } from '../types.ts';

export type Json = Record<string, unknown>;

export interface Refusal {
  status: number;
  body: Json;
}

/** How a shop writes its answers. Written from the vendor's documentation alone, never from a reader of it. */
export interface Dialect {
  readonly name: DialectName;
  /** Where each thing of an order stands, by our name for it: `shippingCost` → `cart.shipping_cost`. */
  readonly spellings: Readonly<Record<string, string>>;
  /** Buyers without account are listed among the clients. */
  readonly listsGuests: boolean;
  store(shop: ShopFacts, about: { url: string; nodes: readonly string[] }): Json;
  order(shop: ShopFacts, order: Order): Json;
  orderRow(order: Order, nodes: readonly string[]): Json;
  statuses(shop: ShopFacts): unknown;
  client(customer: Customer): Json;
  clientRow(customer: Customer, nodes: readonly string[]): Json;
  /** Whether clients/client.json means this one by `id`. */
  isClient(customer: Customer, id: string): boolean;
  product(product: Product): Json;
  productRow(product: Product, nodes: readonly string[]): Json;
  taxes(shop: ShopFacts): Json[];
  countries(): Json[];
  payments(): Json[];
  refusal(status: number, message: string): Refusal;
  /** Headers of a webhook's call, beside its content type. */
  webhookHeaders(shop: ShopFacts): Record<string, string>;
}

/** PHP writes an empty associative array as `[]`. */
export function php<T>(entries: Record<string, T>): Record<string, T> | never[] {
  return Object.keys(entries).length === 0 ? [] : entries;
}

export function number(value: string | number, asString: boolean): string | number {
  return asString ? String(value) : Number(value);
}

/** Adds the nodes that a row was asked for (`billing.email` → `billing: {email}`). */
export function withNodes(row: Json, wanted: readonly string[], nodes: Record<string, () => unknown>): Json {
  const whole = { ...row };
  for (const name of wanted) {
    const read = nodes[name];
    if (!read) continue;
    const [head = name, tail] = name.split('.');
    if (tail === undefined) whole[head] = read();
    else whole[head] = { ...(whole[head] as Json | undefined), [tail]: read() };
  }
  return whole;
}

/** Nodes that a row of the orders' list may be asked to carry. */
export function orderNodes(order: Order): Record<string, () => unknown> {
  return {
    'billing.fullname': () => order.billing.fullname,
    'billing.email': () => order.billing.email,
    'delivery.fullname': () => order.delivery?.fullname ?? '',
    'delivery.email': () => order.delivery?.email ?? '',
    short_id: () => order.shortId,
    tags: () => order.tags,
  };
}

/**
 * The rate that the platform charged on a piece, percent; null where nobody can tell. For a buyer in a country that is
 * not among the profile's it calculates no VAT: the price is as sold, at rate 0.
 */
export function chargedTax(order: Order, item: Order['items'][number]): number | null {
  const goesTo = order.delivery?.countryUid ?? order.billing.countryUid;
  return unionCountries.has(goesTo) ? item.tax : 0;
}

/** uids of the countries of the sandbox that belong to the Union: every profile's `countriesUID`. */
export const unionCountries: ReadonlySet<number> = new Set([82, 83, 84, 85, 86]);
