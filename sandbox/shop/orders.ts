import { Decimal, round2, sum } from '../common/money.ts';
import type { Random } from '../common/random.ts';
import { unixSeconds } from '../common/time.ts';
import { cancelledStatus, paymentMethods, products, taxProfiles } from './catalogue.ts';
import { makeGuest } from './people.ts';
import type { Customer, Order, OrderItem } from './types.ts';

/** What a test may say of a new order; the rest is made up. */
export type OrderPartial = Partial<Omit<Order, 'items'>> & {
  items?: (Partial<OrderItem> & { sku?: string })[];
};

/** Euros: items + shipping + payment cost − discount, the platform's `cart.total`. */
export function orderTotal(order: Order): Decimal {
  if (order.total !== null) return new Decimal(order.total);
  return round2(
    sum(order.items.map((item) => round2(new Decimal(item.price).times(item.count))))
      .plus(order.shippingCost)
      .plus(order.paymentCost)
      .minus(order.saleAmount),
  );
}

export function makeItem(random: Random, wish: Partial<OrderItem> = {}): OrderItem {
  const product =
    products.find((candidate) => candidate.sku === wish.sku || candidate.uid === wish.productUid) ??
    random.pick(products.filter((candidate) => candidate.sku !== 'BUONO-25'));
  const choice = product.variants ? random.pick(product.variants.values) : null;
  return {
    productUid: product.uid,
    variant: choice ? `${product.variants?.name}:${choice}` : '',
    count: random.weighted([
      [1, 6],
      [2, 3],
      [3, 1],
      [6, 1],
    ]),
    price: product.price,
    title: product.title,
    sku: product.sku,
    options: choice && product.variants ? { [product.variants.name]: choice } : {},
    tax: taxProfiles.find((profile) => profile.id === product.taxProfile)?.value ?? null,
    taxProfile: product.taxProfile,
    ...wish,
  };
}

function makeItems(random: Random): OrderItem[] {
  const chosen = new Map<string, OrderItem>();
  const wanted = random.weighted([
    [1, 4],
    [2, 4],
    [3, 3],
    [5, 1],
  ]);
  while (chosen.size < wanted) {
    const item = makeItem(random);
    chosen.set(`${item.productUid}|${item.variant}`, item);
  }
  return [...chosen.values()];
}

/** One realistic order; `number` is the shop's running number. */
export function makeOrder(
  random: Random,
  {
    customers,
    number,
    placedAt,
    wish = {},
  }: { customers: readonly Customer[]; number: number; placedAt: Date; wish?: OrderPartial },
): Order {
  const customer = customers.length > 0 && random.chance(0.85) ? random.pick(customers) : null;
  const billing = wish.billing ?? customer?.address ?? makeGuest(random);
  const items = wish.items ? wish.items.map((item) => makeItem(random, item)) : makeItems(random);
  const goods = sum(items.map((item) => round2(new Decimal(item.price).times(item.count))));
  const coupon = random.chance(0.2);
  const paymentMethod =
    wish.paymentMethod ??
    random.weighted([
      [paymentMethods[0], 6],
      [paymentMethods[1], 4],
      [paymentMethods[2], 2],
      [paymentMethods[3], 2],
    ]);
  const pickUp = random.chance(0.1);
  const free = goods.gte(90) || pickUp;
  const paid = random.chance(0.7);
  const delivery =
    !pickUp && random.chance(0.25)
      ? { ...makeGuest(random), vat: '', taxCode: '', pec: '', sdi: '', company: '' }
      : { ...billing, vat: '', taxCode: '', pec: '', sdi: '' };
  const status = wish.status ?? (paid ? random.pick([1, 1, 2, 3, 4]) : 0);
  const paidAt =
    status >= 1 && status !== cancelledStatus
      ? new Date(placedAt.getTime() + random.int(20, 7200) * 1000)
      : null;
  return {
    orderID: `${number}_${unixSeconds(placedAt).toString(16)}${random.hex(5)}`,
    shortId: String(number),
    placedAt,
    updatedAt: paidAt ?? placedAt,
    status,
    paidAt,
    currency: 'EUR',
    invoice: billing.company !== '' || random.chance(0.15),
    billing,
    delivery,
    couponCode: coupon ? random.pick(['BENVENUTO10', 'AUTUNNO', 'AMICI5']) : '',
    saleAmount: coupon ? round2(goods.times(random.pick(['0.05', '0.10', '0.15']))).toFixed(2) : '0',
    shippingMethod: pickUp ? 'Ritiro in negozio' : 'Corriere espresso',
    shippingCost: free ? '0' : random.pick(['6.90', '7.50', '9.90']),
    shippingTax: random.chance(0.8) ? 22 : null,
    paymentMethod,
    paymentCost: paymentMethod === 'Contrassegno' ? '3.50' : '0',
    notes: random.chance(0.12)
      ? random.pick(['Citofonare due volte, grazie.', 'È un regalo: niente prezzi nel pacco.'])
      : '',
    tags: random.chance(0.1) ? ['regalo'] : [],
    total: null,
    numbersAsStrings: random.chance(0.25),
    raw: {},
    ...wish,
    items,
  };
}

/** The orders of the last days, oldest first; some of every kind whatever the seed. */
export function makeOrders(
  random: Random,
  customers: readonly Customer[],
  count: number,
  now: Date,
): Order[] {
  const company = customers.find(
    (customer) => customer.address.company !== '' && customer.address.countryIso !== 'DE',
  );
  const inUnion = customers.find((customer) => customer.address.countryIso === 'DE');
  const outside = customers.find((customer) => customer.address.countryIso === 'US');
  const sure: OrderPartial[] = [
    {
      status: 1,
      items: [
        { sku: 'OLIO-EVO-500', count: 6 },
        { sku: 'TAG-OLIVO-M', count: 1 },
      ],
      ...(company ? { billing: company.address } : {}),
      invoice: true,
    },
    { status: 0, paymentMethod: 'Contrassegno', paymentCost: '3.50', invoice: false },
    { status: cancelledStatus },
    {
      status: 1,
      items: [
        { sku: 'BUONO-25', count: 1 },
        { sku: 'MIELE-ACACIA', count: 3 },
      ],
      couponCode: 'BENVENUTO10',
      saleAmount: '5.41',
    },
    { status: 1, ...(inUnion ? { billing: inUnion.address } : {}), invoice: true },
    { status: 1, ...(outside ? { billing: outside.address } : {}), invoice: false },
    { status: 1, billing: makeGuest(random), invoice: false },
    {
      status: 3,
      items: [
        { sku: 'LIBRO-RICETTE', count: 2 },
        { sku: 'TAZZA-GRES', count: 4 },
        { sku: 'SALAME-FELINO', count: 1 },
      ],
    },
  ];
  // The index decides the day, so that the list reads well: newest today, oldest some ten days ago.
  return Array.from({ length: count }, (_, index) => {
    const age = ((count - index) * 10 * 86_400) / Math.max(count, 1);
    const placedAt = new Date((unixSeconds(now) - Math.round(age) + random.int(0, 600) - 600) * 1000);
    const order = makeOrder(random, { customers, number: 101 + index, placedAt, wish: sure[index] ?? {} });
    // Nobody has paid tomorrow.
    if (order.paidAt && order.paidAt > now) order.paidAt = now;
    if (order.updatedAt > now) order.updatedAt = now;
    return order;
  });
}
