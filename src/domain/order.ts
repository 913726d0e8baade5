import type { Decimal } from 'decimal.js';
import type { StatusMeaning } from './catalogue.ts';
import type { Party } from './party/party.ts';
import type { ProblemText } from './problem.ts';

/** An order of the shop, as read from the Connect API and freed of its wire format. */
export interface ShopOrder {
  /** `orderID` of the platform, e.g. `132_5672eebab5aa6`. */
  id: string;
  /** The number that the merchant and the buyer know. */
  shortId: string | null;
  /** Instant of the order. */
  placedAt: Date;
  /** Status id in the shop's own list of statuses. */
  status: number;
  /** The shop's title of that status; null where it tells none. */
  statusTitle: string | null;
  /** Our reading of the status; the merchant may read it otherwise (`orderAsMeant`). */
  statusMeaning: StatusMeaning;
  cancelled: boolean;
  paid: boolean;
  /**
   * A person decides whether it goes: it never leaves by itself and never counts as paid. By its status (refunded,
   * returned, disputed, one that nobody knows), or since what decides could not be read (`problems` says what).
   */
  hold: boolean;
  /** Paid to the courier: it is paid once it is delivered. */
  cashOnDelivery: boolean;
  /** The goods are with the buyer, by the status. */
  delivered: boolean;
  /** The shop says beside its status that money went back, all or part of it. */
  refunded: boolean;
  /** Instant of the payment, where the shop tells it. */
  paidAt: Date | null;
  /** The buyer asked for an invoice. */
  invoiceRequested: boolean;
  /** ISO 4217, e.g. `EUR`. */
  currency: string;
  /** What the buyer pays, cents, VAT included. Source: order.json cart.total (known). */
  totalCents: number;
  lines: OrderLine[];
  shipping: {
    title: string | null;
    /** Cents, VAT included. */
    cents: number;
    /** Percent (22), where the shop tells it. */
    vatPercent: number | null;
  };
  payment: {
    /** The shop's name of the payment method, as shown to the buyer. */
    method: string | null;
    /** Surcharge of the payment method (e.g. cash on delivery), cents, VAT included. */
    costCents: number;
  };
  discount: {
    /** Taken off the cart's total, cents, VAT included, never negative. Source: cart.saleAmount. */
    cents: number;
    couponCode: string | null;
  };
  billing: Party;
  /** Where the goods go; null when the shop tells none. */
  delivery: Party | null;
  notes: string | null;
  /** The buyer's account in the shop (`billing.userUID`); null for a guest (`-1`, `0` and nothing are no id). */
  customerId: string | null;
  /** What could not be read, or contradicts itself: each forbids the document. */
  problems: ProblemText[];
  /** What a person should know of the shop's answer; the document goes. */
  warnings: ProblemText[];
}

/** One row of the cart. */
export interface OrderLine {
  productId: string | null;
  sku: string | null;
  title: string;
  /** Variant and options as text, e.g. `["Taglia: M", "Colore: Blu"]`. */
  options: string[];
  quantity: Decimal;
  /** Price of one piece, euros as an exact decimal (the shop may know more than two decimals), VAT included. */
  unitPrice: Decimal;
  /** Percent (22) that the buyer was charged, where the order or its tax profile tells it. */
  vatPercent: number | null;
  /** The shop's tax profile id, told by the order or read of the product. */
  taxProfileId: string | null;
  /** The product has no profile of its own: it follows the shop's main one (`vat.mainTaxProfileId`). */
  usesMainProfile: boolean;
  /**
   * False: the buyer's country is not among the profile's, so the shop calculated no VAT (`vatPercent` is 0). True: it
   * is. Null: the order tells the rate itself, or it cannot be told.
   */
  vatCharged: boolean | null;
}

/** The part of an order that lists, searches and decisions need, without reading it whole again. */
export interface OrderSummary {
  id: string;
  shortId: string | null;
  placedAt: Date;
  customer: string;
  totalCents: number;
  currency: string;
  status: number;
  cancelled: boolean;
  paid: boolean;
  invoiceRequested: boolean;
  /** What it told of its customer was removed from our tables; the shop still knows. */
  dataRemoved?: boolean;
}

export function summarize(order: ShopOrder): OrderSummary {
  return {
    id: order.id,
    shortId: order.shortId,
    placedAt: order.placedAt,
    customer: order.billing.company ?? order.billing.name ?? order.billing.email ?? '',
    totalCents: order.totalCents,
    currency: order.currency,
    status: order.status,
    cancelled: order.cancelled,
    paid: order.paid,
    invoiceRequested: order.invoiceRequested,
  };
}
