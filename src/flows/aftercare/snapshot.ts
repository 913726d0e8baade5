import { createHash } from 'node:crypto';
import type { IssuedDocument } from '../../document/issued-document.ts';
import { sentLines } from '../../document/sent-lines.ts';
import type { OrderPrint, SentDocument } from '../../domain/aftercare/sent-document.ts';
import { orderMarker } from '../../domain/marker.ts';
import type { ShopOrder } from '../../domain/order.ts';
import type { Party } from '../../domain/party/party.ts';
import type { VatSettings } from '../../domain/settings.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';

/** 96 bits: enough to tell two states of one order apart. */
const HASH_CHARACTERS = 16;

const hashOf = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, HASH_CHARACTERS);

/** By which a credit note is found again after a create call whose answer was lost; each has its own. */
export const creditNoteMarker = (shop: InstalledShop, orderId: string, place: number): string =>
  orderMarker(shop.uid, `${orderId}/credit/${place}`);

/** What of an order is compared once it was sent. */
export function printOrder(order: ShopOrder): OrderPrint {
  const { lines, shipping, payment, discount, billing, totalCents, paid } = order;
  return {
    totalCents,
    paid,
    linesHash: hashOf([
      lines.map(({ sku, title, options, quantity, unitPrice }) => [
        sku,
        title,
        options,
        quantity.toFixed(),
        unitPrice.toFixed(),
      ]),
      shipping.cents,
      payment.costCents,
      discount.cents,
    ]),
    buyerHash: hashOf(fiscalData(billing)),
  };
}

/** What a document keeps of its order: what was sent, and the order's print. */
export function snapshot(order: ShopOrder, document: IssuedDocument, vat: VatSettings): SentDocument {
  const { kind, date, currency, payments, entity, totals } = document;
  const destination = order.delivery?.countryIso ?? order.billing.countryIso ?? entity.countryIso;
  return {
    kind,
    date,
    paidDate: payments[0]?.paidDate ?? null,
    currency,
    country: destination,
    ossCountry: destination !== null && isOss(document, destination, vat) ? destination : null,
    lines: sentLines(document),
    grossCents: totals.grossCents,
    dueCents: document.dueCents,
    order: printOrder(order),
  };
}

/** Whether anything in it is at a rate that the merchant has set for sales to that country under OSS. */
function isOss({ items }: IssuedDocument, country: string, { oss }: VatSettings): boolean {
  const types = Object.entries(oss.rates).flatMap(([rate, id]) =>
    rate.startsWith(`${country}:`) ? [id] : [],
  );
  return items.some(({ vatTypeId }) => types.includes(vatTypeId));
}

/** What an invoice says of its buyer; an e-mail address or a telephone number may change. */
function fiscalData({ email: _email, phone: _phone, ...fiscal }: Party): unknown {
  return Object.entries(fiscal).sort(([a], [b]) => (a < b ? -1 : 1));
}
