import { grossFactor, roundToCent, toCents, toEuros } from '../money.ts';

/**
 * The register of sales without an invoice (corrispettivi), by day and VAT rate. Source: art. 24 DPR 633/1972; a distance
 * seller needs no till (art. 2 DPR 696/1996), but the register.
 */

/** What of a sale is at one VAT type. */
export interface SaleLine {
  vatTypeId: number;
  /** Percent (22). */
  vatPercent: number;
  /** Cents, VAT included. */
  grossCents: number;
}

/**
 * How a sale ended: an invoice was made of it, its document was withdrawn, or its order was cancelled after it was
 * delivered.
 */
export type SaleEnding = 'invoiced' | 'withdrawn' | 'cancelled';

/** An order whose document is of type order, as the register counts it. Days are those of Europe/Rome, `YYYY-MM-DD`. */
export interface Sale {
  orderId: string;
  /** The day of payment (cash on delivery: of delivery); null: not paid yet. */
  day: string | null;
  lines: SaleLine[];
  /** ISO 3166-1: sold under OSS, at that country's rates; null: a sale in Italy. */
  ossCountry: string | null;
  ended: { how: SaleEnding; day: string } | null;
}

/** Amounts at one VAT type; VAT is taken out of the gross. Cents; a day with more refunds than sales is negative. */
export interface RateAmounts extends SaleLine {
  ossCountry: string | null;
  netCents: number;
  vatCents: number;
}

export interface RegisterDay {
  /** `YYYY-MM-DD` */
  day: string;
  /** Sales of the day. */
  orders: number;
  /** Sales less refunds. */
  grossCents: number;
  /** What of earlier days' sales was given back on this day, cents, positive. */
  refundCents: number;
  /** Sales less refunds by VAT type; sales under OSS stand apart, by country. Highest rate first. */
  rates: RateAmounts[];
}

/** Sums of a day at one VAT type, as they are read or counted. */
export interface DaySum {
  day: string;
  vatTypeId: number;
  vatPercent: number;
  ossCountry: string | null;
  salesCents: number;
  refundCents: number;
  /** Sales that are counted at this VAT type: each order once, whatever VAT types it has. */
  orders: number;
}

/**
 * On which days a sale counts. What was invoiced counts on none. What was withdrawn, or cancelled, on the day of its
 * sale never was; later, the day stands and that of the refund is lowered.
 */
export function daysOf(sale: Sale): { sold: string | null; refunded: string | null } {
  const { day, ended } = sale;
  if (day === null || ended?.how === 'invoiced') return { sold: null, refunded: null };
  if (ended === null) return { sold: day, refunded: null };
  return ended.day <= day ? { sold: null, refunded: null } : { sold: day, refunded: ended.day };
}

/** Sums as the database tells them, counted from the sales themselves: what every other way of counting must equal. */
export function sumSales(sales: readonly Sale[]): DaySum[] {
  const sums = new Map<string, DaySum>();
  for (const sale of sales) {
    const { sold, refunded } = daysOf(sale);
    sale.lines.forEach((line, place) => {
      for (const [day, isSale] of [
        [sold, true],
        [refunded, false],
      ] as const) {
        if (day === null) continue;
        const key = JSON.stringify([day, line.vatTypeId, line.vatPercent, sale.ossCountry]);
        const { vatTypeId, vatPercent } = line;
        const none = {
          day,
          vatTypeId,
          vatPercent,
          ossCountry: sale.ossCountry,
          salesCents: 0,
          refundCents: 0,
        };
        const before = sums.get(key) ?? { ...none, orders: 0 };
        sums.set(key, {
          ...before,
          salesCents: before.salesCents + (isSale ? line.grossCents : 0),
          refundCents: before.refundCents + (isSale ? 0 : line.grossCents),
          orders: before.orders + (isSale && place === 0 ? 1 : 0),
        });
      }
    });
  }
  return [...sums.values()];
}

/** The days that have sales or refunds, in their sequence. */
export function registerDays(sums: readonly DaySum[]): RegisterDay[] {
  const days = new Map<string, DaySum[]>();
  for (const sum of sums) days.set(sum.day, [...(days.get(sum.day) ?? []), sum]);
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, ofDay]) => ({
      day,
      orders: total(ofDay.map(({ orders }) => orders)),
      grossCents: total(ofDay.map(({ salesCents, refundCents }) => salesCents - refundCents)),
      refundCents: total(ofDay.map(({ refundCents }) => refundCents)),
      rates: ofDay.map(amountsOf).sort(byRate),
    }));
}

/** All days together, rate by rate: the sums of the days' amounts, so that what is printed adds up. */
export function registerTotals(days: readonly RegisterDay[]): Omit<RegisterDay, 'day'> {
  const rates = new Map<string, RateAmounts>();
  for (const { rates: ofDay } of days) {
    for (const rate of ofDay) {
      const key = JSON.stringify([rate.vatTypeId, rate.vatPercent, rate.ossCountry]);
      const before = rates.get(key) ?? { ...rate, grossCents: 0, netCents: 0, vatCents: 0 };
      rates.set(key, {
        ...before,
        grossCents: before.grossCents + rate.grossCents,
        netCents: before.netCents + rate.netCents,
        vatCents: before.vatCents + rate.vatCents,
      });
    }
  }
  return {
    orders: total(days.map(({ orders }) => orders)),
    grossCents: total(days.map(({ grossCents }) => grossCents)),
    refundCents: total(days.map(({ refundCents }) => refundCents)),
    rates: [...rates.values()].sort(byRate),
  };
}

/** VAT is taken out of what was paid: net is gross / (1 + rate), to the cent, VAT the rest. */
function amountsOf({ vatTypeId, vatPercent, ossCountry, salesCents, refundCents }: DaySum): RateAmounts {
  const grossCents = salesCents - refundCents;
  const netCents = toCents(roundToCent(toEuros(grossCents).div(grossFactor(vatPercent))));
  return { vatTypeId, vatPercent, ossCountry, grossCents, netCents, vatCents: grossCents - netCents };
}

const byRate = (a: RateAmounts, b: RateAmounts) =>
  (a.ossCountry ?? '').localeCompare(b.ossCountry ?? '') ||
  b.vatPercent - a.vatPercent ||
  a.vatTypeId - b.vatTypeId;

const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
