import { toCents } from '../domain/money.ts';
import type { PricedPart } from './representation.ts';

/** Imposta di bollo on an invoice. Source: DPR 642/1972, tariffa art. 13. */
const STAMP_DUTY_CENTS = 200;
/** It is due on more than this. Source: DPR 642/1972, tariffa art. 13, note 2. */
const FREE_UP_TO_CENTS = 7747;

/** Natures of sales that bear no VAT and no exemption from the duty. Source: Agenzia delle Entrate, guide to the bollo on e-invoices. */
const DUTIABLE = /^(N1|N2\.[12]|N3\.[56]|N4)$/;

/**
 * The stamp duty of an invoice, cents: where what stands at these natures comes to more than 77.47, discounts taken
 * off. VAT of another member state on a line of its own is VAT and does not count.
 */
export function stampDutyCents(items: readonly PricedPart[]): number {
  const cents = items
    .filter(({ part }) => part.kind !== 'tax' && part.vat.value === 0 && DUTIABLE.test(part.vat.nature ?? ''))
    .reduce((sum, { quantity, price }) => sum + toCents(quantity.times(price)), 0);
  return cents > FREE_UP_TO_CENTS ? STAMP_DUTY_CENTS : 0;
}
