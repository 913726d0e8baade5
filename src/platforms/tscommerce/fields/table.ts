/**
 * What a table of spellings is made of. A field of ours stands in one of several places of an answer under one of several
 * names; the table names them all, first come first taken.
 */

/** Where a spelling comes from. */
export const origins = {
  known: 'the vendor’s documentation',
  seen: 'running public code, or the vendor’s storefront scripts',
  follows: 'follows from what is known or seen',
  agreed: 'the names that the project’s first sandbox agreed on, after the order-creation call’s inputs',
  guessed: 'a guess: the words of shops of this kind, of their themes and of Italian forms',
  told: 'TSC_FIELDS',
} as const;
export type Origin = keyof typeof origins;

/** What a value is read as. */
export type Kind = 'text' | 'id' | 'amount' | 'count' | 'rate' | 'instant' | 'flag' | 'status' | 'whole';

/** Which values of an ambiguous name are meant: `shipping` may be a cost, a carrier's name or an object. */
export type Only = 'amount' | 'words' | 'flag' | 'instant' | 'e-mail' | 'no-e-mail';

/** A line of the table: names in places. The first place counts first, in it the first name. */
export interface Line {
  /** Paths from the answer's root, in the canonical names of `containers`; the empty path is the root. */
  places: readonly string[];
  names: readonly string[];
  origin: Origin;
  only?: Only;
}

export interface Field {
  /** Our name of it, by which `TSC_FIELDS` adds to it. */
  field: string;
  kind: Kind;
  /** What it is, for the documentation. */
  means: string;
  lines: readonly Line[];
  /** Two places that differ: a problem, or (for what nothing hangs on) the first one counts. */
  clash: 'problem' | 'first';
}

/** The table of one kind of answer. */
export interface Scope {
  scope: string;
  fields: readonly Field[];
  /** Keys that we know and do not need, as lines of the table. */
  ignored: readonly Line[];
}

/** Names are compared without regard to case, accents, `_`, `-`, blanks and other signs. */
export function fold(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/**
 * Objects and lists within an answer, each under the names that it may have; a path's parts are its canonical names.
 * Lists of `{name, value}` count as objects.
 */
export const containers: Readonly<Record<string, readonly string[]>> = {
  cart: ['cart', 'carrello', 'basket'],
  billing: ['billing', 'billing_address', 'invoice_address', 'fatturazione'],
  delivery: ['delivery', 'shipping_address', 'delivery_address'],
  shipping: ['shipping', 'shipment', 'spedizione'],
  payment: ['payment', 'pagamento'],
  discount: ['discount', 'coupon', 'sconto'],
  customer: ['customer', 'client', 'user', 'buyer', 'cliente'],
  iso: ['iso'],
  invoice: ['invoice', 'fattura'],
  digital_invoice: ['digital_invoice', 'electronic_invoice', 'e_invoice', 'fattura_elettronica'],
  addition_fields: ['addition_fields', 'additional_fields', 'custom_fields', 'extra_fields', 'fields'],
  metadata: ['metadata', 'meta', 'meta_data'],
  country: ['country', 'nation', 'nazione', 'paese'],
  state: ['state', 'province', 'provincia'],
  status: ['status', 'order_status', 'stato'],
  currency: ['currency', 'valuta'],
  tax: ['tax', 'tax_profile', 'vat', 'iva'],
  product: ['product', 'prodotto'],
  totals: ['totals', 'total', 'amounts', 'totali'],
};

/** `at('cart shipping', 'agreed', 'cost fee')`: names in places, each with blanks between them; `.` is the root. */
export function at(places: string, origin: Origin, ...names: string[]): Line {
  return {
    places: places.split(' ').map((place) => (place === '.' ? '' : place)),
    names: names.flatMap((some) => some.split(' ')),
    origin,
  };
}

/** The line for some values of its names only. */
export const only = (kind: Only, line: Line): Line => ({ ...line, only: kind });

/** A field on which what becomes of an order hangs: two places that differ are a problem. */
export function decisive(field: string, kind: Kind, means: string, ...lines: Line[]): Field {
  return { field, kind, means, lines, clash: 'problem' };
}

/** A field of which the first place counts, whatever others say. */
export function plain(field: string, kind: Kind, means: string, ...lines: Line[]): Field {
  return { field, kind, means, lines, clash: 'first' };
}
