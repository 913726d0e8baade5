/** What a line of a document stands for. `tax`: foreign VAT of a sale under OSS, on an invoice a line of its own. */
export type SentLineKind = 'product' | 'cost' | 'discount' | 'rounding' | 'tax';

/** A line as it was sent; its place in the document is its name for who credits it. */
export interface SentLine {
  kind: SentLineKind;
  name: string;
  /** SKU as printed. */
  code: string | null;
  /** Pieces, an exact decimal as text; never negative. */
  quantity: string;
  vatTypeId: number;
  /** Percent (22). */
  vatPercent: number;
  /** What the line comes to, cents, VAT included; all lines of a VAT type come to that type's gross. */
  grossCents: number;
}

/** What was sent of an order, as far as what comes after it needs to know. Cents; days of Europe/Rome. */
export interface SentDocument {
  kind: 'order' | 'invoice';
  /** The document's own date, `YYYY-MM-DD`. */
  date: string;
  /** When the buyer paid, `YYYY-MM-DD`; null: unpaid as it was sent. */
  paidDate: string | null;
  /** ISO 4217. */
  currency: string;
  /** Country of the goods' destination, ISO 3166-1; null: not known. */
  country: string | null;
  /** Sold under OSS, at the rates of this country (ISO 3166-1); null: at Italy's. */
  ossCountry: string | null;
  lines: SentLine[];
  grossCents: number;
  /** What the buyer owes, cents; absent where an earlier release kept it: the gross. */
  dueCents?: number;
  /** The order that it was made of. */
  order: OrderPrint;
}

/**
 * What of an order may not change without the merchant's knowing, once it was sent. Each hash is one text to compare; no
 * person's data can be told from it.
 */
export interface OrderPrint {
  /** What the buyer pays, cents. */
  totalCents: number;
  paid: boolean;
  /** Articles, quantities, prices, shipping, costs and discounts. */
  linesHash: string;
  /** The buyer's names, numbers and address as an invoice has them. */
  buyerHash: string;
}
