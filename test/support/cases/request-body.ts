import { Decimal } from 'decimal.js';
import type { CaseVatType } from './case-files.ts';

export type Json = Record<string, unknown>;

interface BodyItem {
  product_id?: number;
  code?: string;
  name?: string;
  description?: string;
  qty: number;
  gross_price?: number;
  net_price?: number;
  vat: { id: number };
  stock?: boolean;
}

/** The request that makes a document, as it was received. */
export interface RequestBody {
  data: Json & {
    type: string;
    date: string;
    numeration?: string;
    subject?: string;
    entity: Record<string, string | number | boolean | null | undefined>;
    use_gross_prices: boolean;
    items_list: BodyItem[];
    payments_list: { amount: number; paid_date?: string | null; status: string }[];
    ei_data?: Record<string, string | null>;
  };
  options?: Json;
}

/** Price of one piece, decimal euros, as the request's mode says. */
export function priceOf(item: BodyItem, body: RequestBody): number {
  const price = body.data.use_gross_prices ? item.gross_price : item.net_price;
  if (price === undefined) throw new Error('an item without a price');
  return price;
}

const round = (value: Decimal) => value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
const cents = (value: Decimal) => value.times(100).toNumber();

/**
 * What Fatture in Cloud makes of a request, cents: prices to two decimals first, each row to the cent, VAT by rate
 * (here by type). Source: vendor's guide "invoice-totals".
 */
export function amountsOf(body: RequestBody, vatTypes: readonly CaseVatType[]) {
  const rows = new Map<number, Decimal>();
  for (const item of body.data.items_list) {
    const row = round(round(new Decimal(priceOf(item, body))).times(item.qty));
    rows.set(item.vat.id, (rows.get(item.vat.id) ?? new Decimal(0)).plus(row));
  }
  const byVat: Record<string, { net: number; vat: number }> = {};
  for (const [id, amount] of rows) {
    const type = vatTypes.find((candidate) => candidate.id === id);
    if (type === undefined) throw new Error(`an item at VAT type ${id}, which there is not`);
    const rate = new Decimal(type.value).div(100);
    const net = body.data.use_gross_prices ? round(amount.div(rate.plus(1))) : amount;
    const vat = body.data.use_gross_prices ? amount.minus(net) : round(amount.times(rate));
    byVat[id] = { net: cents(net), vat: cents(vat) };
  }
  const total = (name: 'net' | 'vat') => Object.values(byVat).reduce((sum, part) => sum + part[name], 0);
  return { byVat, net: total('net'), vat: total('vat'), gross: total('net') + total('vat') };
}

/** By SKU, how many pieces the stock gains; only what moves. */
export function stockMovedBy(body: RequestBody, codeOf: ReadonlyMap<number, string>): Record<string, number> {
  const moved: Record<string, number> = {};
  for (const item of body.data.items_list) {
    if (item.stock !== true || item.product_id === undefined) continue;
    const code = codeOf.get(item.product_id) ?? String(item.product_id);
    moved[code] = (moved[code] ?? 0) - item.qty;
  }
  return moved;
}
