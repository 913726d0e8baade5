import type { ShopStatus } from '../domain/catalogue.ts';
import type { ProblemCode } from '../domain/problem.ts';

/** What the shop's answers were looked at for. */
export type InspectedScope =
  | 'order'
  | 'item'
  | 'client'
  | 'product'
  | 'country'
  | 'tax'
  | 'payment'
  | 'store';

/** How a field of ours was found in the answers looked at. Paths are the shop's own (`cart.shippingCost`), never values. */
export interface FieldFinding {
  scope: InspectedScope;
  /** Our name of the field, by which `TSC_FIELDS` adds spellings: `shipping.cost`. */
  field: string;
  /** Path that was taken → in how many answers; the most frequent first. */
  taken: Readonly<Record<string, number>>;
  /** Answers that tell it nowhere. */
  absent: number;
  /** Paths whose value could not be read → in how many answers. */
  unreadable: Readonly<Record<string, number>>;
  /** Pairs of paths that said different things, `cart.shipping <> shipping_cost` → in how many answers. */
  conflicts: Readonly<Record<string, number>>;
}

/** A key that we do not know. */
export interface UnknownKey {
  scope: InspectedScope;
  /** Path from the answer's root; `[]` stands for any place of a list or of an object that is used as one. */
  path: string;
  /** `amount`: a number that may be money, written as one or as text. */
  kind: 'amount' | 'number' | 'text' | 'flag' | 'list' | 'object';
  /** In how many answers it told something. */
  count: number;
  /** Characters of one of its values (entries of a list or an object). */
  exampleLength: number;
}

/** What one kind of answer looked like. */
export interface InspectedAnswers {
  /** How many were looked at. */
  looked: number;
  /** Why they could not be read; null where they could. */
  problem: ProblemCode | null;
}

/**
 * A look at what a shop answers: no value of its orders, customers or products is in it, only names, kinds and counts,
 * so that it may be logged, shown and sent to support.
 */
export interface ShopInspection {
  /** Of which table of spellings; another one where `TSC_FIELDS` or a release adds some. */
  spellings: string;
  answers: Readonly<Record<InspectedScope | 'status', InspectedAnswers>>;
  fields: FieldFinding[];
  unknown: UnknownKey[];
  statuses: ShopStatus[];
  /** Orders whose parts come to their total, those that do not, and of these the ones explained by unknown amounts. */
  totals: { right: number; wrong: number; explained: number };
  /** `cart.shippin_fee`: unknown amounts that explain a total → in how many orders. */
  explains: Readonly<Record<string, number>>;
  /** Problems of the orders looked at → in how many. */
  problems: Readonly<Partial<Record<ProblemCode, number>>>;
}

/** A shop that can be looked at. */
export interface InspectShop {
  /**
   * Looks at the newest orders (at most `orders`, one call each) and at a few clients, products and lists: which spelling
   * each field has, what is unknown, whether totals add up. What cannot be read is told in it; only refused keys throw.
   */
  inspect(options: { orders: number }): Promise<ShopInspection>;
}
