import { Decimal } from 'decimal.js';
import { problem } from '../../../domain/problem.ts';
import { isTold } from '../fields/places.ts';
import type { AnswerReader } from '../fields/read.ts';
import { readId } from '../fields/readers.ts';
import type { Spellings } from '../fields/spellings.ts';
import { fold } from '../fields/table.ts';
import { readRecord, readText } from '../scalars.ts';

/** One row of the cart as it stands in the answer; its VAT is looked up where the order does not tell it. */
export interface ReadItem {
  reader: AnswerReader;
  raw: Record<string, unknown>;
  /** Where it stands, for problems: `cart.items[105251#|#xl_red]`. */
  name: string;
  productId: string | null;
  sku: string | null;
  title: string;
  options: string[];
  quantity: Decimal;
  /** Euros, VAT included. */
  unitPrice: Decimal;
  /** Percent, where told. */
  rate: number | null;
  profileId: string | null;
}

/** Bounds of what a shop sells: beyond them a number is none of an order's. */
const maxPieces = 1_000_000;
const maxPriceEuros = 1_000_000_000;

const zero = new Decimal(0);

const itemsNames = ['items', 'products', 'rows', 'articoli'];

/** The cart's entries with their path: `cart.items`, else the same beside the cart. */
function findItems(raw: Record<string, unknown>): { path: string; items: unknown } {
  const cart = readRecord(raw.cart);
  for (const [holder, prefix] of [
    [cart, 'cart.'],
    [raw, ''],
  ] as const) {
    const entry = Object.entries(holder ?? {}).find(
      ([key, value]) => itemsNames.includes(fold(key)) && value !== null && value !== undefined,
    );
    if (entry !== undefined) return { path: `${prefix}${entry[0]}`, items: entry[1] };
  }
  return { path: 'cart.items', items: null };
}

/** Rows of the cart: an object, `[]` when empty, or a list. Throws `shop-order-unreadable` (mend) for one that is none. */
export function readItems(raw: Record<string, unknown>, spellings: Spellings): ReadItem[] {
  const { path, items } = findItems(raw);
  if (items === null || items === '') return [];
  if (typeof items !== 'object') throw unreadable(path, spellings);
  const isList = Array.isArray(items);
  return Object.entries(items).map(([key, value]) =>
    readItem(`${path}[${key.slice(0, 60)}]`, isList ? null : key, value, spellings),
  );
}

function readItem(name: string, key: string | null, value: unknown, spellings: Spellings): ReadItem {
  const raw = readRecord(value);
  if (raw === null) throw unreadable(name, spellings);
  const reader = spellings.read('item', raw);
  // `105251#|#xl_red`; the project's first sandbox wrote `105251|#|xl_red`.
  const [productUid = '', variant = ''] = key?.split(/#\|#|\|#\|/) ?? [];
  const quantity = bounded(reader.count('count'), maxPieces);
  if (quantity === null) throw unreadable(`${name}.count`, spellings);
  const title = reader.text('title') ?? '';
  const { options } = raw;
  return {
    reader,
    raw,
    name,
    productId: reader.id('product') ?? readId(productUid),
    sku: reader.text('sku'),
    title,
    options: optionTexts(options ?? raw.option ?? raw.variant ?? null, variant, title),
    quantity,
    unitPrice: readPrice(reader, name, spellings),
    rate: reader.rate('rate'),
    profileId: reader.id('profile'),
  };
}

/** A gift has a price that is null or empty; one without any price is no row of an order. */
function readPrice(reader: AnswerReader, name: string, spellings: Spellings): Decimal {
  const price = reader.count('price');
  const isGift = price === null && reader.raw('price').length === 0 && reader.isNamed('price');
  if (isGift) return zero;
  const read = bounded(price, maxPriceEuros);
  if (read === null) throw unreadable(`${name}.price`, spellings);
  return read;
}

const bounded = (value: Decimal | null, max: number): Decimal | null =>
  value === null || value.abs().gt(max) ? null : value;

/** Sizes of clothes are written in capitals. */
const size = /^(x{0,4}[sml]|\dx[sl])$/i;

/** `{Taglia: "M"}`, `[{name: "Taglia", value: "M"}]` or `["M"]` → `["Taglia: M"]`; text as `variantWords` reads it. */
function optionTexts(options: unknown, variant: string, title: string): string[] {
  const alone = readText(options);
  if (alone !== null) return variantWords(alone, variant, title);
  if (typeof options !== 'object' || options === null) return [];
  return Object.entries(options).flatMap(([key, entry]: [string, unknown]) => {
    if (!isTold(entry)) return [];
    const named = readRecord(entry);
    const name = named
      ? readText(named.name ?? named.title ?? named.label)
      : Array.isArray(options)
        ? null
        : readText(key);
    const value = named ? readText(named.value) : readText(entry);
    if (value === null) return name === null || !named ? [] : [name];
    return [name === null ? value : `${name}: ${value}`];
  });
}

/**
 * `xl_red` → `["XL", "Red"]`, without what the title says already. Source: platforms.md: the variant's values in lower
 * case joined by `_`, not a label to print as it is. Text with blanks is a label and stays.
 */
function variantWords(text: string, variant: string, title: string): string[] {
  const isCode = text === variant || /^[^\s:]*_[^\s:]*$/.test(text);
  if (!isCode) return [text];
  const said = ` ${title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return text
    .split('_')
    .filter((word) => word !== '' && !said.includes(` ${word.toLowerCase()} `))
    .map((word) =>
      size.test(word) ? word.toUpperCase() : `${word.charAt(0).toUpperCase()}${word.slice(1)}`,
    );
}

export function unreadable(field: string, { fingerprint }: Spellings) {
  return problem('shop-order-unreadable', 'mend', { field, spellings: fingerprint });
}
