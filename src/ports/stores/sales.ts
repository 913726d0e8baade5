import type { DaySum, SaleEnding } from '../../domain/receipts/register.ts';

/** A sale behind a figure of the register. */
export interface SaleRow {
  orderId: string;
  shortId: string | null;
  customer: string | null;
  day: string;
  /** Cents, VAT included; negative for a refund. */
  grossCents: number;
  refund: boolean;
}

/**
 * Sales without an invoice. A sale comes to be as its document of type order is marked as sent; days are those of
 * Europe/Rome, `YYYY-MM-DD`, first and last included.
 */
export interface SaleStore {
  /** What was sold and given back on each day, by VAT type. */
  sums(shopId: string, from: string, to: string): Promise<DaySum[]>;
  /** The sales and refunds of a day, largest amount first; `vatTypeId`: what of them is at this type. */
  ofDay(shopId: string, day: string, vatTypeId: number | null, limit: number): Promise<SaleRow[]>;
  /** The buyer paid on that day (cash on delivery: got the goods): from now on the sale counts. */
  paid(shopId: string, orderId: string, day: string): Promise<void>;
  /** An invoice was made of it, its document withdrawn, or its order cancelled. The first ending counts. */
  end(shopId: string, orderId: string, how: SaleEnding, day: string): Promise<void>;
  /** The day from which on sales are known; null: none is. Documents of before the register was kept are not in it. */
  knownSince(shopId: string): Promise<string | null>;
}
