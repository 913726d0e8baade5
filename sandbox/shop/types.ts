import type { Product, TaxProfile } from './catalogue.ts';

/** An address with the fiscal data that the checkout asks for. Absent data is the empty string, as in the platform. */
export interface Address {
  fullname: string;
  company: string;
  addr1: string;
  addr2: string;
  city: string;
  zip: string;
  /** The platform's number of the province; null outside Italy. */
  stateUid: number | null;
  /** Province, two letters; empty outside Italy. */
  stateIso: string;
  countryUid: number;
  /** ISO 3166-1 alpha-2; empty where the shop does not tell it. */
  countryIso: string;
  email: string;
  phone: string;
  /** Partita IVA or a foreign VAT number. */
  vat: string;
  /** Codice fiscale. */
  taxCode: string;
  pec: string;
  sdi: string;
  /** Account in the shop; empty for a guest. */
  userUID: string;
}

export interface OrderItem {
  productUid: string;
  /** Key of the variant, empty for none. */
  variant: string;
  count: number;
  /** Euros, VAT included, of one piece. */
  price: string;
  title: string;
  sku: string;
  options: Record<string, string>;
  /** Percent; null where the order does not tell it. */
  tax: number | null;
  taxProfile: string;
}

export interface Order {
  orderID: string;
  shortId: string;
  placedAt: Date;
  updatedAt: Date;
  status: number;
  paidAt: Date | null;
  currency: string;
  invoice: boolean;
  billing: Address;
  delivery: Address | null;
  items: OrderItem[];
  couponCode: string;
  /** Euros taken off the cart's total. */
  saleAmount: string;
  shippingMethod: string;
  shippingCost: string;
  /** Percent; null where the order does not tell it. */
  shippingTax: number | null;
  paymentMethod: string;
  paymentCost: string;
  notes: string;
  tags: string[];
  /** Euros; the sum of the parts where null, which it is in all normal data. */
  total: string | null;
  /** Some orders write their numbers as strings, as PHP does. */
  numbersAsStrings: boolean;
  /** Merged into the answer of order.json as the last thing, to test odd shapes. */
  raw: Record<string, unknown>;
}

export interface Customer {
  id: number;
  userUID: string;
  firstName: string;
  lastName: string;
  createdAt: Date;
  updatedAt: Date;
  acceptMarketing: boolean;
  /** The shop's own customer code, or a codice fiscale. */
  code: string;
  mobile: string;
  website: string;
  address: Address;
}

export interface Webhook {
  id: string;
  url: string;
  type: number;
  name: string;
}

export interface WebhookDelivery {
  at: Date;
  instance: string;
  type: number;
  url: string;
  orderID: string;
  /** 1 for the first try. */
  attempt: number;
  /** Status of the receiver's answer; null when it gave none. */
  status: number | null;
  error: string | null;
}

/** How a shop spells what it tells; what each one is stands in its file in `dialects`. */
export type DialectName = 'agreed' | 'documented' | 'random';

export interface OrderStatus {
  id: number;
  title: string;
}

/** What a dialect reads of a shop. */
export interface ShopFacts {
  readonly name: string;
  readonly instance: string;
  readonly uid: string;
  readonly key: string;
  readonly online: boolean;
  readonly invoicing: boolean;
  readonly customers: readonly Customer[];
  readonly products: readonly Product[];
  readonly taxProfiles: readonly TaxProfile[];
  readonly statuses: readonly OrderStatus[];
}

export interface ShopOptions {
  name: string;
  /** The sandbox's where absent. */
  dialect?: DialectName;
  /** Of the dialect `random`: which spellings are drawn. */
  dialectSeed?: number;
  /** A pair whose right to write was not given: webhooks cannot be registered with it. */
  readOnly?: boolean;
  orders?: number;
  customers?: number;
}
