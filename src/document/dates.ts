import type { DocumentKind } from '../domain/delivery.ts';
import type { ShopOrder } from '../domain/order.ts';
import { daysBetween, firstInstant, romeDay } from '../domain/time.ts';
import type { Findings } from './problems.ts';

/** An invoice is transmitted within so many days of its date. Source: art. 21 c. 4 DPR 633/1972. */
const TRANSMIT_WITHIN_DAYS = 12;

/** Days of Europe/Rome, `YYYY-MM-DD`. */
export interface DocumentDates {
  date: string;
  /** null: unpaid. */
  paidDate: string | null;
  /** The day on which the document is made. */
  today: string;
}

/**
 * The document's day and that of the payment. An invoice carries the day of the operation: that of the payment, which
 * comes before the goods are shipped, else the day it is made; an order its own day. Source: art. 6 c. 4 and 21 DPR
 * 633/1972, Agenzia delle Entrate, circ. 14/E/2019.
 *
 * @param seen `paidSeenAt`: when the order was first read as paid, which stands in where the shop does not tell it.
 */
export function documentDates(
  order: Pick<ShopOrder, 'paid' | 'paidAt' | 'placedAt'>,
  kind: DocumentKind,
  { now, paidSeenAt }: { now: Date; paidSeenAt: Date | null },
  findings: Findings,
): DocumentDates {
  const today = romeDay(now);
  const placed = romeDay(firstInstant(order.placedAt, now));
  const paidDate = order.paid
    ? within(romeDay(firstInstant(order.paidAt, paidSeenAt, now)), placed, today)
    : null;
  if (kind === 'order') return { date: placed, paidDate, today };
  const date = paidDate ?? today;
  const days = daysBetween(date, today);
  if (days > TRANSMIT_WITHIN_DAYS) findings.warning('invoice-late', { date: italianDay(date), days });
  return { date, paidDate, today };
}

/** No payment comes before its order, or after now: a clock that says so is wrong. */
function within(day: string, earliest: string, latest: string): string {
  if (day > latest) return latest;
  return day < earliest && earliest <= latest ? earliest : day;
}

/** `2026-11-30` → `30/11/2026`. */
const italianDay = (day: string) => day.split('-').reverse().join('/');
