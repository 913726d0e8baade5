import { romeIso, unixSeconds } from '../../common/time.ts';
import { countries, externalPayments, type Product } from '../catalogue.ts';
import { orderTotal } from '../orders.ts';
import { townOfProvince } from '../places.ts';
import type { Address, Customer, Order, OrderItem, ShopFacts } from '../types.ts';
import { type Dialect, type Json, number, orderNodes, php, unionCountries, withNodes } from './dialect.ts';

/** The storefront's code of cash on delivery. */
export const cashOnDelivery = 'mark';

/** A buyer without account has no number of their own: -1 in orders, 0 among the clients. */
export function accountNumber(shop: ShopFacts, userUID: string): number {
  return shop.customers.find((customer) => customer.userUID === userUID)?.id ?? -1;
}

/** Ids of other companies' methods; `mark` for cash on delivery; else the method's name. */
export function paymentCode(method: string): string {
  if (method === 'Contrassegno') return cashOnDelivery;
  return externalPayments.find(({ label }) => label === method)?.id ?? method;
}

/** `{name, value}`, as the checkout's extra fields are written; the names are the theme's. */
export function digitalInvoice(address: Address): { name: string; value: string }[] {
  const rows = [
    { name: 'PEC', value: address.pec },
    { name: 'Codice destinatario', value: address.sdi },
    // The one field `vat` holds the partita IVA already.
    { name: 'Codice fiscale', value: address.vat === '' ? '' : address.taxCode },
  ];
  return rows.filter(({ value }) => value !== '');
}

function address(shop: ShopFacts, data: Address): Json {
  return {
    addr1: data.addr1,
    addr2: data.addr2,
    city: data.city,
    email: data.email,
    fullname: data.company || data.fullname,
    country: String(data.countryUid),
    phone: data.phone,
    principal: 1,
    state: data.stateUid === null ? '' : String(data.stateUid),
    userUID: accountNumber(shop, data.userUID),
    vat: data.vat || data.taxCode,
    zip: data.zip,
  };
}

/** The variant's values in lower case: `xl_red`. */
export function optionsText(item: OrderItem): string {
  return Object.values(item.options)
    .map((value) => value.toLowerCase())
    .join('_');
}

export function itemTitle(item: OrderItem): string {
  return [item.title, ...Object.values(item.options)].join(' ');
}

/** A line tells no VAT: its product's profile does. */
function item(data: OrderItem, asString: boolean): Json {
  return {
    count: number(data.count, asString),
    price: number(data.price, asString),
    options: optionsText(data),
    title: itemTitle(data),
    sku: data.sku,
  };
}

function orderBody(shop: ShopFacts, order: Order): Json {
  const strings = order.numbersAsStrings;
  return {
    orderID: order.orderID,
    short_id: order.shortId,
    orderDate: romeIso(order.placedAt),
    iso: { orderDate: romeIso(order.placedAt) },
    status: number(order.status, strings),
    locale: 'it',
    billing: address(shop, order.billing),
    delivery: order.delivery ? address(shop, order.delivery) : [],
    cart: {
      total: number(orderTotal(order).toFixed(2), strings),
      items: php(
        Object.fromEntries(
          order.items.map((entry) => [`${entry.productUid}#|#${optionsText(entry)}`, item(entry, strings)]),
        ),
      ),
      couponCode: order.couponCode,
      saleAmount: number(order.saleAmount, strings),
      shippingMethod: order.shippingMethod,
      shippingCost: number(order.shippingCost, strings),
      paymentMethod: paymentCode(order.paymentMethod),
      paymentCost: number(order.paymentCost, strings),
    },
    needInvoice: order.invoice,
    digital_invoice: digitalInvoice(order.billing),
    addition_fields: [],
    message: order.notes,
    isGift: false,
    giftMessage: '',
    tags: order.tags,
  };
}

function orderRow(order: Order, wanted: readonly string[]): Json {
  const row = {
    orderID: order.orderID,
    total: Number(orderTotal(order)),
    orderDate: romeIso(order.placedAt),
    status: order.status,
    iso: { orderDate: romeIso(order.placedAt) },
    locale: 'it',
  };
  return withNodes(row, wanted, orderNodes(order));
}

function clientRow(customer: Customer, wanted: readonly string[]): Json {
  const row = {
    fullname: customer.address.company || customer.address.fullname,
    first_name: customer.firstName,
    last_name: customer.lastName,
    email: customer.address.email,
    created_at: unixSeconds(customer.createdAt),
    id: customer.userUID,
    userUID: customer.id,
    accept_marketing: customer.acceptMarketing,
  };
  return withNodes(row, wanted, { custom_fields: () => [] });
}

function client(customer: Customer): Json {
  const { address: data } = customer;
  return {
    ...clientRow(customer, []),
    website: customer.website,
    phone: data.phone,
    mobile: customer.mobile,
    address: [data.addr1, data.addr2].filter(Boolean).join(', '),
    city: data.city,
    zip: data.zip,
    state: townOfProvince(data.stateIso),
    country: data.countryUid,
    code: customer.code,
    tax_number: data.vat || data.taxCode,
    metadata: digitalInvoice(data),
  };
}

/** `code` is the SKU's old name; a title comes only where it is asked for. */
function productRow(product: Product, wanted: readonly string[]): Json {
  const row = {
    uid: product.uid,
    code: product.sku,
    price: Number(product.price),
    final_price: Number(product.price),
    status: 1,
  };
  return withNodes(row, wanted, { title: () => product.title });
}

function product(data: Product): Json {
  return {
    ...productRow(data, ['title']),
    sku: data.sku,
    stock_count: data.stock,
    tax_profile: data.taxProfile,
    taxable: 1,
  };
}

/** ISO but for `uk`, in either case. */
function tld(iso: string): string {
  return iso === 'GB' ? 'uk' : iso === 'US' ? iso : iso.toLowerCase();
}

/** The vendor's documentation to the letter; what it does not tell is spelt as its own keys are, or is not there. */
export const documented: Dialect = {
  name: 'documented',
  spellings: {
    shortId: 'short_id',
    invoice: 'needInvoice',
    paymentMethod: 'cart.paymentMethod',
    paymentCost: 'cart.paymentCost',
    shippingMethod: 'cart.shippingMethod',
    shippingCost: 'cart.shippingCost',
    notes: 'message',
    total: 'cart.total',
    discount: 'cart.saleAmount',
    coupon: 'cart.couponCode',
    vat: 'billing.vat',
    taxCode: 'digital_invoice[Codice fiscale]',
    pec: 'digital_invoice[PEC]',
    sdi: 'digital_invoice[Codice destinatario]',
  },
  listsGuests: true,
  store: (shop, { url, nodes }) =>
    withNodes({ uid: shop.uid, url, store_name: shop.name }, nodes, {
      email: () => `info@${shop.instance.slice(0, 8)}.example.com`,
      status: () => (shop.online ? 1 : 0),
      warehouse: () => [],
    }),
  order: orderBody,
  orderRow,
  statuses: (shop) => shop.statuses.map(({ id, title }) => ({ [id]: title })),
  client,
  clientRow,
  isClient: (customer, id) => customer.userUID === id,
  product,
  productRow,
  taxes: (shop) =>
    shop.taxProfiles.map(({ id, value, title }) => ({
      id,
      value,
      title,
      countriesUID: [...unionCountries],
    })),
  countries: () => countries.map(({ uid, iso, name }) => ({ uid, tld: tld(iso), name })),
  payments: () => externalPayments.map((payment) => ({ ...payment })),
  // What is not there is told with status 200; a refusal keeps its own.
  refusal: (status, message) => ({ status: status === 404 ? 200 : status, body: { error: status, message } }),
  webhookHeaders: (shop) => ({ key: shop.key }),
};
