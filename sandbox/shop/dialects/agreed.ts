import { romeIso, unixSeconds } from '../../common/time.ts';
import { countries, externalPayments, type Product } from '../catalogue.ts';
import { orderTotal } from '../orders.ts';
import type { Address, Customer, Order, OrderItem } from '../types.ts';
import { type Dialect, type Json, number, orderNodes, php, withNodes } from './dialect.ts';

/** A row of orders/list.json: the documented fields and the nodes asked for. */
function orderRow(order: Order, wanted: readonly string[]): Json {
  const row = {
    orderID: order.orderID,
    total: number(orderTotal(order).toFixed(2), order.numbersAsStrings),
    orderDate: romeIso(order.placedAt),
    status: order.status,
    iso: { orderDate: romeIso(order.placedAt) },
  };
  return withNodes(row, wanted, orderNodes(order));
}

function address(data: Address, asString: boolean): Json {
  return {
    fullname: data.fullname,
    company: data.company,
    addr1: data.addr1,
    addr2: data.addr2,
    city: data.city,
    zip: data.zip,
    state: data.stateUid === null ? '' : number(data.stateUid, asString),
    state_iso: data.stateIso,
    country: number(data.countryUid, asString),
    ...(data.countryIso ? { country_iso: data.countryIso } : {}),
    email: data.email,
    phone: data.phone,
    vat: data.vat,
    tax_code: data.taxCode,
    pec: data.pec,
    sdi: data.sdi,
    userUID: data.userUID,
  };
}

function item(data: OrderItem, asString: boolean): Json {
  return {
    count: number(data.count, asString),
    price: number(data.price, asString),
    title: data.title,
    sku: data.sku,
    options: php(data.options),
    ...(data.tax === null ? {} : { tax: number(data.tax, asString) }),
    tax_profile: data.taxProfile,
  };
}

/** The whole order, as order.json gives it. */
function orderBody(order: Order): Json {
  const strings = order.numbersAsStrings;
  return {
    orderID: order.orderID,
    short_id: order.shortId,
    orderDate: romeIso(order.placedAt),
    iso: { orderDate: romeIso(order.placedAt) },
    status: number(order.status, strings),
    currency: order.currency,
    invoice: number(order.invoice ? 1 : 0, strings),
    paid_at: order.paidAt ? romeIso(order.paidAt) : null,
    payment_method: order.paymentMethod,
    payment_cost: number(order.paymentCost, strings),
    shipping_method: order.shippingMethod,
    shipping_cost: number(order.shippingCost, strings),
    ...(order.shippingTax === null ? {} : { shipping_tax: number(order.shippingTax, strings) }),
    notes: order.notes,
    tags: order.tags,
    billing: address(order.billing, strings),
    delivery: order.delivery ? address(order.delivery, strings) : [],
    cart: {
      total: number(orderTotal(order).toFixed(2), strings),
      items: php(
        Object.fromEntries(
          order.items.map((entry) => [`${entry.productUid}|#|${entry.variant}`, item(entry, strings)]),
        ),
      ),
      couponCode: order.couponCode,
      saleAmount: number(order.saleAmount, strings),
    },
  };
}

/** A row of clients/list.json. */
function clientRow(customer: Customer, wanted: readonly string[]): Json {
  return {
    id: customer.id,
    userUID: customer.userUID,
    fullname: customer.address.fullname,
    first_name: customer.firstName,
    last_name: customer.lastName,
    email: customer.address.email,
    created_at: unixSeconds(customer.createdAt),
    accept_marketing: customer.acceptMarketing ? 1 : 0,
    ...(wanted.includes('custom_fields') ? { custom_fields: [] } : {}),
  };
}

/** clients/client.json */
function clientBody(customer: Customer): Json {
  const { address: data } = customer;
  const metadata: Record<string, string> = {};
  if (data.company) metadata.company = data.company;
  if (data.pec) metadata.pec = data.pec;
  if (data.sdi) metadata.sdi = data.sdi;
  if (data.taxCode && data.taxCode !== customer.code) metadata.tax_code = data.taxCode;
  if (data.stateIso) metadata.state_iso = data.stateIso;
  return {
    ...clientRow(customer, []),
    website: customer.website,
    phone: data.phone,
    mobile: customer.mobile,
    address: [data.addr1, data.addr2].filter(Boolean).join(', '),
    city: data.city,
    zip: data.zip,
    state: data.stateUid ?? '',
    country: data.countryUid,
    code: customer.code,
    tax_number: data.vat,
    metadata: php(metadata),
  };
}

const productBody = (product: Product): Json => ({
  uid: product.uid,
  sku: product.sku,
  title: product.title,
  price: Number(product.price),
  final_price: Number(product.price),
  stock_count: product.stock,
  tax_profile: product.taxProfile,
  taxable: 1,
});

/** The names that the project's first sandbox settled on. */
export const agreed: Dialect = {
  name: 'agreed',
  spellings: {
    shortId: 'short_id',
    currency: 'currency',
    invoice: 'invoice',
    paidAt: 'paid_at',
    paymentMethod: 'payment_method',
    paymentCost: 'payment_cost',
    shippingMethod: 'shipping_method',
    shippingCost: 'shipping_cost',
    shippingTax: 'shipping_tax',
    notes: 'notes',
    total: 'cart.total',
    discount: 'cart.saleAmount',
    coupon: 'cart.couponCode',
    vat: 'billing.vat',
    taxCode: 'billing.tax_code',
    pec: 'billing.pec',
    sdi: 'billing.sdi',
    company: 'billing.company',
  },
  listsGuests: false,
  store: (shop, { url }) => ({
    uid: shop.uid,
    url,
    name: shop.name,
    online: shop.online ? 1 : 0,
    invoicing: shop.invoicing ? 1 : 0,
  }),
  order: (_shop, order) => orderBody(order),
  orderRow,
  statuses: (shop) => shop.statuses,
  client: clientBody,
  clientRow,
  isClient: (customer, id) => String(customer.id) === id || customer.userUID === id,
  product: productBody,
  productRow: productBody,
  taxes: (shop) => shop.taxProfiles.map((profile) => ({ ...profile, countriesUID: [82, 83] })),
  countries: () => countries.map((country) => ({ ...country })),
  payments: () => externalPayments.map((payment) => ({ ...payment })),
  refusal: (status, message) => ({ status, body: { error: message, status } }),
  webhookHeaders: () => ({}),
};
