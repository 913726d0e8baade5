import { Random } from '../../common/random.ts';
import { romeIso, unixSeconds } from '../../common/time.ts';
import { countries } from '../catalogue.ts';
import { orderTotal } from '../orders.ts';
import type { Address, Customer, Order, OrderItem, ShopFacts } from '../types.ts';
import { chargedTax, type Dialect, type Json, orderNodes, php, withNodes } from './dialect.ts';
import { accountNumber, documented, itemTitle, optionsText, paymentCode } from './documented.ts';
import * as lists from './spellings.ts';

type Field = lists.OrderField;

/** One draw of every spelling: a shop keeps to it. */
function draw(random: Random) {
  const names = Object.keys(lists.orderPlaces) as Field[];
  const places = Object.fromEntries(
    names.map((name) => [name, random.pick<string>(lists.orderPlaces[name])]),
  ) as Record<Field, string>;
  return {
    places,
    itemTax: random.pick(lists.itemPlaces.tax),
    itemProfile: random.pick(lists.itemPlaces.taxProfile),
    separator: random.pick(lists.itemPlaces.separator),
    flag: random.pick(lists.flags),
    amount: random.pick(lists.amountForms),
    instant: random.pick(lists.instantForms),
    guest: random.pick(lists.guestForms),
    statuses: random.pick(lists.statusForms),
    country: random.pick(lists.countryKeys),
    sku: random.pick(lists.skuKeys),
    profile: random.pick(lists.profileKeys),
    stock: random.pick(lists.stockKeys),
    storeName: random.pick(lists.storeNameKeys),
    error: random.pick(lists.errorForms),
    missingIsGood: random.chance(0.5),
    titleWithVariant: random.chance(0.5),
    vatWithCountry: random.chance(0.3),
    textUids: random.chance(0.5),
  };
}

/** Writes a value where the place says; an empty place leaves it out. */
export function put(body: Json, place: string, value: unknown): void {
  if (place === '') return;
  const labelled = /^(\w+)\[(.+)\]$/.exec(place);
  if (labelled) {
    const [, list = '', name] = labelled;
    if (value === '') return;
    body[list] = [...((body[list] as Json[] | undefined) ?? []), { name, value }];
    return;
  }
  const parts = place.split('.');
  const last = parts.pop() ?? '';
  let at = body;
  for (const part of parts) {
    const next = at[part];
    const inner = typeof next === 'object' && next !== null ? (next as Json) : {};
    at[part] = inner;
    at = inner;
  }
  at[last] = value;
}

/** Each thing's place and spelling drawn by a seed from the sandbox's own list. */
export function randomDialect(seed: number): Dialect {
  const drawn = draw(new Random(seed));
  const { places } = drawn;
  const amount = (euros: string): unknown => {
    const plain = Number(euros).toFixed(2);
    if (drawn.amount === 'number') return Number(plain);
    return drawn.amount === 'comma' ? plain.replace('.', ',') : plain;
  };
  const instant = (at: Date): unknown => {
    if (drawn.instant === 'iso') return romeIso(at);
    return drawn.instant === 'seconds' ? unixSeconds(at) : String(unixSeconds(at));
  };
  const uid = (value: number) => (drawn.textUids ? String(value) : value);
  const vatOf = (data: Address) =>
    drawn.vatWithCountry && /^\d{11}$/.test(data.vat) && data.countryUid === 82 ? `IT${data.vat}` : data.vat;

  const address = (shop: ShopFacts, data: Address): Json => ({
    addr1: data.addr1,
    addr2: data.addr2,
    city: data.city,
    email: data.email,
    fullname: places.company === '' ? data.company || data.fullname : data.fullname,
    country: uid(data.countryUid),
    phone: data.phone,
    state: data.stateUid === null ? '' : uid(data.stateUid),
    userUID: data.userUID === '' ? drawn.guest : accountNumber(shop, data.userUID),
    vat: '',
    zip: data.zip,
  });

  const item = (order: Order, data: OrderItem): Json => {
    const row: Json = {
      count: drawn.amount === 'number' ? data.count : String(data.count),
      price: amount(data.price),
      options: optionsText(data),
      title: drawn.titleWithVariant ? itemTitle(data) : data.title,
      sku: data.sku,
    };
    put(row, drawn.itemTax, chargedTax(order, data) ?? '');
    put(row, drawn.itemProfile, data.taxProfile);
    return row;
  };

  const order = (shop: ShopFacts, data: Order): Json => {
    const body: Json = {
      orderID: data.orderID,
      orderDate: instant(data.placedAt),
      status: uid(data.status),
      billing: address(shop, data.billing),
      delivery: data.delivery ? address(shop, data.delivery) : [],
      cart: {
        items: php(
          Object.fromEntries(
            data.items.map((entry) => [
              `${entry.productUid}${drawn.separator}${optionsText(entry)}`,
              item(data, entry),
            ]),
          ),
        ),
      },
      tags: data.tags,
    };
    const { billing } = data;
    const ownCode = places.taxCode.startsWith('billing') || billing.vat !== '';
    const values: Record<Field, unknown> = {
      shortId: data.shortId,
      total: amount(orderTotal(data).toFixed(2)),
      discount: amount(data.saleAmount),
      coupon: data.couponCode,
      shippingCost: amount(data.shippingCost),
      shippingMethod: data.shippingMethod,
      shippingTax: data.shippingTax ?? '',
      paymentMethod: paymentCode(data.paymentMethod),
      paymentCost: amount(data.paymentCost),
      paidAt: data.paidAt ? instant(data.paidAt) : '',
      currency: data.currency,
      notes: data.notes,
      invoice: drawn.flag[data.invoice ? 0 : 1],
      // Where the codice fiscale has no key of its own, the one field `vat` holds it.
      vat: ownCode ? vatOf(billing) : billing.taxCode,
      taxCode: ownCode ? billing.taxCode : '',
      pec: billing.pec,
      sdi: billing.sdi,
      company: billing.company,
    };
    for (const field of Object.keys(values) as Field[]) put(body, places[field], values[field]);
    return body;
  };

  const orderRow = (data: Order, wanted: readonly string[]): Json => {
    const row = {
      orderID: data.orderID,
      total: amount(orderTotal(data).toFixed(2)),
      orderDate: instant(data.placedAt),
      status: uid(data.status),
    };
    return withNodes(row, wanted, orderNodes(data));
  };

  const statuses = (shop: ShopFacts): unknown => {
    const map = Object.fromEntries(shop.statuses.map(({ id, title }) => [id, title]));
    const highest = Math.max(...shop.statuses.map(({ id }) => id));
    switch (drawn.statuses) {
      case 'maps':
        return documented.statuses(shop);
      case 'one map':
        return map;
      case 'one list in a list':
        return [Array.from({ length: highest + 1 }, (_, id) => map[id] ?? '')];
      case 'rows':
        return shop.statuses;
    }
  };

  const clientRow = (customer: Customer, nodes: readonly string[]): Json => {
    const row = documented.clientRow(customer, nodes);
    return {
      ...row,
      created_at: instant(customer.createdAt),
      userUID: customer.id === 0 ? drawn.guest : customer.id,
    };
  };
  const errorBody = (status: number, message: string): Json => {
    if (drawn.error === 'number and message') return { error: status, message };
    return { error: drawn.error === 'message in error' ? { message } : message };
  };

  return {
    ...documented,
    name: 'random',
    spellings: Object.fromEntries(Object.entries(places).filter(([, place]) => place !== '')),
    store: (shop, { url }) => ({ uid: shop.uid, url, [drawn.storeName]: shop.name }),
    order,
    orderRow,
    statuses,
    clientRow,
    client: (customer) => ({ ...documented.client(customer), ...clientRow(customer, []) }),
    productRow: (product, wanted) =>
      withNodes({ uid: product.uid, [drawn.sku]: product.sku, price: amount(product.price) }, wanted, {
        title: () => product.title,
      }),
    product: (product) => ({
      uid: product.uid,
      [drawn.sku]: product.sku,
      title: product.title,
      price: amount(product.price),
      final_price: amount(product.price),
      [drawn.stock]: product.stock,
      [drawn.profile]: product.taxProfile,
      taxable: 1,
    }),
    countries: () =>
      countries.map(({ uid: number, iso, name }) => ({
        uid: uid(number),
        [drawn.country]: iso === 'GB' && /tld/i.test(drawn.country) ? 'uk' : iso,
        name,
      })),
    refusal: (status, message) => ({
      status: status === 404 && drawn.missingIsGood ? 200 : status,
      body: errorBody(status, message),
    }),
  };
}
