import { Decimal } from 'decimal.js';
import type { OrderLine, ShopOrder } from '../../domain/order.ts';
import type { Party } from '../../domain/party/party.ts';
import { problem } from '../../domain/problem.ts';
import { addressParty, type Countries } from './party.ts';
import { readRecord, readText } from './scalars.ts';
import { isPaid, type StatusMeaning } from './status.ts';
import { itemSchema, type WireAddress, type WireOrder } from './wire.ts';

/** A value without which the document would be a guess; its absence is a problem that names the field. */
function required<T>(value: T | null, field: string): T {
  if (value === null) throw unreadable(field);
  return value;
}

function unreadable(field: string) {
  return problem('shop-order-unreadable', 'mend', { field });
}

/** `[key, item]` of `cart.items`: an object, `[]` when empty, or a list (then without a product's uid). */
function itemEntries(items: unknown): [string, unknown][] {
  if (items === undefined || items === null) return [];
  if (typeof items !== 'object') throw unreadable('cart.items');
  return Object.entries(items);
}

/** `{Taglia: "M"}`, `[{name: "Taglia", value: "M"}]` or `["M"]` → `["Taglia: M"]`. */
function optionTexts(options: unknown): string[] {
  const alone = readText(options);
  if (alone !== null) return [alone];
  if (typeof options !== 'object' || options === null) return [];
  return Object.entries(options).flatMap(([key, entry]: [string, unknown]) => {
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

function orderLine([key, raw]: [string, unknown], listed: boolean): OrderLine {
  const name = `cart.items[${key.slice(0, 60)}]`;
  const item = itemSchema.parse(required(readRecord(raw), name));
  const [productUid = ''] = key.split('|#|');
  return {
    productId: listed ? null : readText(productUid),
    sku: item.sku,
    title: item.title ?? '',
    options: optionTexts(item.options),
    quantity: required(item.count, `${name}.count`),
    unitPrice: required(item.price, `${name}.price`),
    vatPercent: item.tax,
    taxProfileId: item.tax_profile,
    usesMainProfile: false,
    vatCharged: null,
  };
}

function isEmpty(address: WireAddress): boolean {
  return Object.values(address).every((value) => value === null);
}

function deliveryParty(address: WireAddress, countries: Countries): Party | null {
  return isEmpty(address) ? null : addressParty(address, countries);
}

/** Order of the wire → ShopOrder. Throws `shop-order-unreadable` (mend) where id, date, total or a line cannot be read. */
export function toShopOrder(
  wire: WireOrder,
  known: { countries: Countries; status: StatusMeaning; tellsPayments: boolean },
): ShopOrder {
  const placedAt = wire.orderDate ?? wire.iso.orderDate;
  const listed = Array.isArray(wire.cart.items);
  return {
    id: required(wire.orderID, 'orderID'),
    shortId: wire.short_id,
    placedAt: required(placedAt, 'orderDate'),
    status: wire.status ?? -1,
    statusTitle: null,
    statusMeaning: known.status === 'cancelled' ? 'cancelled' : 'unpaid',
    cancelled: known.status === 'cancelled',
    hold: false,
    delivered: known.status === 'delivered',
    refunded: false,
    paid: isPaid({
      paidAt: wire.paid_at,
      tellsPayments: known.tellsPayments,
      status: known.status,
      paymentMethod: wire.payment_method,
    }),
    paidAt: wire.paid_at,
    invoiceRequested: wire.invoice ?? false,
    currency: wire.currency?.toUpperCase() ?? 'EUR',
    totalCents: required(wire.cart.total ?? wire.total, 'cart.total'),
    lines: itemEntries(wire.cart.items).map((entry) => orderLine(entry, listed)),
    shipping: {
      title: wire.shipping_method,
      cents: wire.shipping_cost ?? 0,
      vatPercent: wire.shipping_tax,
    },
    payment: { method: wire.payment_method, costCents: wire.payment_cost ?? 0 },
    // Written with or without its sign; a discount is what it is called.
    discount: {
      cents: new Decimal(wire.cart.saleAmount ?? 0).abs().toNumber(),
      couponCode: wire.cart.couponCode,
    },
    billing: addressParty(wire.billing, known.countries),
    delivery: deliveryParty(wire.delivery, known.countries),
    notes: wire.notes,
    customerId: wire.billing.userUID,
    problems: [],
    warnings: [],
  };
}
