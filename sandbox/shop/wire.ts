import { romeIso, unixSeconds } from '../common/time.ts';
import { orderTotal } from './orders.ts';
import type { Address, Customer, Order, OrderItem } from './types.ts';

/** PHP writes an empty associative array as `[]`. */
function php<T>(entries: Record<string, T>): Record<string, T> | never[] {
  return Object.keys(entries).length === 0 ? [] : entries;
}

function number(value: string | number, asString: boolean): string | number {
  return asString ? String(value) : Number(value);
}

/** Nodes that a row of the orders' list may be asked to carry. */
const nodes: Record<string, (order: Order) => unknown> = {
  'billing.fullname': (order) => order.billing.fullname,
  'billing.email': (order) => order.billing.email,
  'delivery.fullname': (order) => order.delivery?.fullname ?? '',
  'delivery.email': (order) => order.delivery?.email ?? '',
  short_id: (order) => order.shortId,
  tags: (order) => order.tags,
};

/** A row of orders/list.json: the documented fields and the nodes asked for (`billing.email` → `billing: {email}`). */
export function orderRow(order: Order, wanted: readonly string[]): Record<string, unknown> {
  const row: Record<string, unknown> = {
    orderID: order.orderID,
    total: number(orderTotal(order).toFixed(2), order.numbersAsStrings),
    orderDate: romeIso(order.placedAt),
    status: order.status,
    iso: { orderDate: romeIso(order.placedAt) },
  };
  for (const name of wanted) {
    const read = nodes[name];
    if (!read) continue;
    const [head = name, tail] = name.split('.');
    if (tail === undefined) row[head] = read(order);
    else row[head] = { ...(row[head] as Record<string, unknown> | undefined), [tail]: read(order) };
  }
  return row;
}

function address(data: Address, asString: boolean): Record<string, unknown> {
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

function item(data: OrderItem, asString: boolean): Record<string, unknown> {
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
export function orderBody(order: Order): Record<string, unknown> {
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
    ...order.raw,
  };
}

/** A row of clients/list.json. */
export function clientRow(customer: Customer, wanted: readonly string[]): Record<string, unknown> {
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
export function clientBody(customer: Customer): Record<string, unknown> {
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
