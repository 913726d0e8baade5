import type { Asked, DocumentKind } from './delivery.ts';
import type { OrderSummary, ShopOrder } from './order.ts';
import { sortItalianIds } from './party/italian-ids.ts';
import type { Party } from './party/party.ts';
import { countryOfVatNumber, normalizeTaxId, readForeignVatNumber } from './party/tax-ids.ts';
import type { OrderSettings } from './settings.ts';

/**
 * `invoice` where `rule` says so (who asked for one; whoever has a valid VAT number too; everybody) or a person asked
 * for it, else `order`; by hand too. Source: contract.
 */
export function documentKind(
  order: Pick<ShopOrder, 'invoiceRequested' | 'billing'>,
  rule: OrderSettings['invoice'],
  asked?: { kind?: Asked['kind'] | undefined } | null,
): DocumentKind {
  const isInvoice =
    asked?.kind === 'invoice' ||
    order.invoiceRequested ||
    rule === 'always' ||
    (rule === 'business' && hasVatNumber(order.billing));
  return isInvoice ? 'invoice' : 'order';
}

/** The same as far as an order's row tells; what it does not is settled when the order is read for sending. */
export function summaryKind(
  order: Pick<OrderSummary, 'invoiceRequested'>,
  rule: OrderSettings['invoice'],
  asked?: Asked | null,
): DocumentKind {
  const isInvoice = asked?.kind === 'invoice' || order.invoiceRequested || rule === 'always';
  return isInvoice ? 'invoice' : 'order';
}

/** Whether the buyer told a VAT number that is a valid one by its form, of Italy or of the buyer's country. */
export function hasVatNumber({ vatNumber, taxCode, countryIso }: Party): boolean {
  const typed = normalizeTaxId(vatNumber);
  // Eleven digits of another country may look like an Italian number.
  const mayBeItalian = countryIso === null || countryIso === 'IT' || typed.startsWith('IT');
  if (mayBeItalian && sortItalianIds(vatNumber, taxCode).vatNumber !== null) return true;
  if (typed === '' || countryIso === 'IT') return false;
  return countryIso === null
    ? countryOfVatNumber(typed) !== null
    : readForeignVatNumber(typed, countryIso).valid === true;
}
