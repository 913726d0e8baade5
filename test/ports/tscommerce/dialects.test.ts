import { afterEach, describe, expect, it } from 'vitest';
import { type DialectName, type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { orderTotal } from '../../../sandbox/shop/orders.ts';
import type { Order } from '../../../sandbox/shop/types.ts';
import type { ShopOrder } from '../../../src/domain/order.ts';
import { createShopConnector } from '../../../src/platforms/tscommerce/index.ts';

/** What the sandbox's shop sold is what the adapter reads, however the shop spells it. */

let sandbox: Sandbox | null = null;
afterEach(() => sandbox?.stop());

const cents = (euros: string) => Math.round(Number(euros) * 100);
/** What is printed in capitals or small letters alike. */
const loose = (text: string | null | undefined) => (text ?? '').toLowerCase();

/** Said of the order by the sandbox, in the adapter's words. */
function sold(order: Order, isTold: (field: string) => boolean) {
  const { billing } = order;
  return {
    id: order.orderID,
    placedAt: new Date(Math.floor(order.placedAt.getTime() / 1000) * 1000),
    totalCents: cents(orderTotal(order).toFixed(2)),
    shippingCents: cents(order.shippingCost),
    paymentCents: cents(order.paymentCost),
    discountCents: cents(order.saleAmount),
    invoiceRequested: order.invoice,
    currency: 'EUR',
    cancelled: order.status === 6,
    method: order.paymentMethod,
    company: billing.company || billing.fullname,
    sdi: loose(billing.sdi),
    pec: loose(billing.pec),
    taxIds: [billing.vat, billing.taxCode].filter((id) => id !== '').map(loose)[0] ?? '',
    city: billing.city,
    rates: order.items.map(({ productUid }) => rateOf(productUid)),
    quantities: order.items.map(({ count }) => count),
    skus: order.items.map(({ sku }) => sku),
    shortId: isTold('shortId') ? order.shortId : null,
    problems: [],
  };
}

function rateOf(productUid: string): number | undefined {
  const { products, taxProfiles } = (sandbox as Sandbox).shop.main;
  const { taxProfile } = products.find(({ uid }) => uid === productUid) ?? {};
  return taxProfiles.find(({ id }) => id === taxProfile)?.value;
}

function read(order: ShopOrder) {
  const { billing } = order;
  return {
    id: order.id,
    placedAt: order.placedAt,
    totalCents: order.totalCents,
    shippingCents: order.shipping.cents,
    paymentCents: order.payment.costCents,
    discountCents: order.discount.cents,
    invoiceRequested: order.invoiceRequested,
    currency: order.currency,
    cancelled: order.cancelled,
    method: order.payment.method,
    company: billing.company ?? billing.name,
    sdi: loose(billing.sdiCode),
    pec: loose(billing.certifiedEmail),
    taxIds: loose(billing.vatNumber ?? billing.taxCode).replace(/^it(?=\d)/, ''),
    city: billing.city,
    rates: order.lines.map(({ vatPercent }) => vatPercent),
    quantities: order.lines.map(({ quantity }) => quantity.toNumber()),
    skus: order.lines.map(({ sku }) => sku),
    shortId: order.shortId,
    problems: order.problems.map(({ detail }) => detail),
  };
}

const dialects: [DialectName, number][] = [
  ['agreed', 0],
  ['documented', 0],
  ...Array.from({ length: 40 }, (_, seed): [DialectName, number] => ['random', seed + 1]),
];

describe('every order of a shop is read as it was sold', () => {
  it.each(dialects)('%s %i', async (dialect, dialectSeed) => {
    sandbox = await startSandbox({ dialect, dialectSeed, orders: 15, customers: 8 });
    const { apiUrl, main, orders } = sandbox.shop;
    const clock = { now: () => new Date() };
    const shop = createShopConnector({ apiUrl, clock })({ key: main.key, exchange: main.exchange });
    const { spellings } = main.dialect;
    const isTold = (field: string) => (spellings[field] ?? '') !== '';
    // Domestic buyers: what a foreign one was charged hangs on the shop's profiles.
    const domestic = orders.filter(({ billing, delivery }) =>
      [billing, delivery].every((place) => place === null || place.countryUid === 82),
    );
    expect(domestic.length).toBeGreaterThan(5);
    for (const order of domestic) {
      const found = await shop.readOrder(order.orderID);
      expect([spellings, found && read(found)]).toEqual([spellings, sold(order, isTold)]);
    }
  });
});

describe('a guest has no id, whatever the shop writes for one', () => {
  it.each(dialects.slice(1, 12))('%s %i', async (dialect, dialectSeed) => {
    sandbox = await startSandbox({ dialect, dialectSeed, orders: 25, customers: 3 });
    const { apiUrl, main, orders } = sandbox.shop;
    const shop = createShopConnector({ apiUrl, clock: { now: () => new Date() } })(main);
    for (const order of orders.filter(({ billing }) => billing.userUID === '')) {
      expect(await shop.readOrder(order.orderID)).toMatchObject({ customerId: null });
    }
  });
});
