import { Decimal } from 'decimal.js';
import type { OrderLine, ShopOrder } from '../../../domain/order.ts';
import { countryName } from '../../../domain/party/countries.ts';
import { type ProblemText, problemText } from '../../../domain/problem.ts';
import type { AnswerReader, Found } from '../fields/read.ts';
import type { Spellings } from '../fields/spellings.ts';
import { type KnownKeys, type UnknownEntry, unknownEntries } from '../fields/unknown-keys.ts';
import type { Countries, PlaceOfCountry } from '../lists/countries.ts';
import { readAddress } from '../party.ts';
import { readBoolean, readDecimal } from '../scalars.ts';
import { type ReadItem, readItems, unreadable } from './items.ts';
import { isCashOnDelivery, paymentTitle, shippingTitle } from './payment-words.ts';
import { isHeld, isPaid, meanings, type PaymentSigns, readStatus } from './status.ts';
import { lineTax, type OrderCountries, type ProductTax, type ShopTaxProfile } from './taxes.ts';
import { addsUp, describeAmounts, explainingAmounts } from './witness.ts';

/** Bounds of an order; our tables hold no more. */
const maxIdLength = 100;
const maxCents = 100_000_000_000;
const maxStatus = 1_000_000;

/** Fields of which depends whether an order goes: one that cannot be read makes it wait for a person. */
const deciding: ReadonlySet<string> = new Set(['status', 'paid-at', 'paid', 'invoice']);

/** An order of the wire, read as far as the answer goes by itself. */
export interface ReadOrder {
  raw: Record<string, unknown>;
  reader: AnswerReader;
  items: ReadItem[];
  status: number | string | null;
  billing: ReturnType<typeof readAddress>;
  delivery: ReturnType<typeof readAddress>;
  methods: string[];
}

/** What was looked up for it. */
export interface KnownOfOrder {
  countries: Countries;
  /** Number → title of the shop's statuses. */
  statusTitles: ReadonlyMap<number, string>;
  /** Name of the payment method whose id the order tells; null where it tells a name, or nobody knows it. */
  paymentLabel: string | null;
  /** Only where a line does not tell its rate. */
  taxProfiles: readonly ShopTaxProfile[];
  /** Product → its tax, where a line tells neither rate nor profile. */
  productTaxes: ReadonlyMap<string, ProductTax>;
}

export function openOrder(raw: Record<string, unknown>, spellings: Spellings): ReadOrder {
  const reader = spellings.read('order', raw);
  const methods = [...reader.texts('payment.method'), ...reader.texts('payment.id')].map(
    ({ value }) => value,
  );
  return {
    raw,
    reader,
    items: readItems(raw, spellings),
    status: reader.status('status'),
    billing: readAddress(reader, 'billing'),
    delivery: readAddress(reader, 'delivery'),
    methods,
  };
}

/** Where the buyer and the goods are, for the list of countries. */
export const countriesOf = ({ billing, delivery }: ReadOrder): PlaceOfCountry[] =>
  [billing, delivery].flatMap((address) => (address === null ? [] : [address.country]));

/** Lines whose rate the order does not tell. */
export const withoutRate = ({ items }: ReadOrder): ReadItem[] => items.filter(({ rate }) => rate === null);

/**
 * Order of the wire → ShopOrder. What nothing can stand in for (id, date, total, a line's count and price) throws
 * `shop-order-unreadable` (mend) where it is missing or no order's; all else that cannot be read or contradicts itself is
 * among its problems.
 */
export function toShopOrder(
  read: ReadOrder,
  known: KnownOfOrder,
  spellings: Spellings,
  keys: KnownKeys,
): ShopOrder {
  const { reader, items } = read;
  const required = <T>(value: T | null, field: string): T => {
    if (value === null) throw unreadable(pathOf(reader, field), spellings);
    return value;
  };
  const id = required(reader.id('id'), 'id');
  if (id.length > maxIdLength) throw unreadable(pathOf(reader, 'id'), spellings);
  const totalCents = cents(required(reader.amount('total'), 'total'), 'total', reader, spellings);
  const amount = (field: string, isOther?: (cents: number) => boolean) =>
    cents(reader.amount(field, isOther) ?? 0, field, reader, spellings);

  const problems: ProblemText[] = [];
  const party = (address: ReadOrder['billing']) => address?.party(known.countries) ?? null;
  const [billing, delivery] = [party(read.billing), party(read.delivery)];
  const to: OrderCountries = {
    billing: (billing ?? delivery)?.countryIso ?? null,
    delivery: delivery?.countryIso ?? null,
  };
  const title = reader.text('payment.method') ?? reader.id('payment.id');
  const method = known.paymentLabel ?? (title === null ? null : paymentTitle(title));
  const carrier = reader.text('shipping.method');
  // A field of this name may hold what was paid: no surcharge is as large as all the order.
  const paymentCost = amount('payment.cost', (value) => value === totalCents && totalCents !== 0);
  const payment = readPayment(read, known, title === null ? [] : [method ?? title]);
  const shop: ShopOrder = {
    id,
    shortId: reader.text('number'),
    placedAt: required(reader.instant('placed-at'), 'placed-at'),
    ...payment,
    invoiceRequested: reader.flag('invoice') ?? false,
    currency: currencyOf(reader.text('currency')),
    totalCents,
    lines: items.map((item) => toLine(item, known, to, problems)),
    shipping: {
      title: carrier === null ? null : shippingTitle(carrier),
      cents: amount('shipping.cost'),
      vatPercent: reader.rate('shipping.rate'),
    },
    payment: { method, costCents: paymentCost },
    // Written with or without its sign; a discount is what it is called.
    discount: {
      cents: new Decimal(amount('discount.amount')).abs().toNumber(),
      couponCode: reader.text('discount.code'),
    },
    billing: billing ?? delivery ?? noParty,
    delivery: billing === null ? null : delivery,
    notes: reader.text('notes'),
    customerId: reader.id('customer.id'),
    problems,
    warnings: [],
  };
  const doubts = findDoubts(reader, items, spellings);
  problems.unshift(...doubts.map(({ text }) => text));
  const amounts = explainingAmounts(shop, unknownOf(read, keys, shop));
  if (amounts.length > 0) {
    const values = { amounts: describeAmounts(amounts), spellings: spellings.fingerprint };
    problems.push(problemText('shop-field-unknown', values));
  }
  return doubts.some(({ decides }) => decides) ? { ...shop, hold: true, paid: false } : shop;
}

/** Only where the parts do not come to the total: nothing else asks. */
function unknownOf(read: ReadOrder, keys: KnownKeys, order: ShopOrder): UnknownEntry[] {
  return addsUp(order) ? [] : unknownEntries(keys, read.raw);
}

/** The path of a field as the shop has it; where it has none, the first one that we would take. */
function pathOf(reader: AnswerReader, name: string): string {
  const found = reader.found.get(name);
  const line = found?.field.lines.find(({ origin }) => origin === 'known') ?? found?.field.lines[0];
  const place = line?.places[0] ?? '';
  return (
    found?.unreadable[0] ?? found?.taken ?? `${place === '' ? '' : `${place}.`}${line?.names[0] ?? name}`
  );
}

function cents(value: number, field: string, reader: AnswerReader, spellings: Spellings): number {
  if (!Number.isSafeInteger(value) || Math.abs(value) > maxCents)
    throw unreadable(pathOf(reader, field), spellings);
  return value;
}

function readPayment(read: ReadOrder, known: KnownOfOrder, names: readonly string[]) {
  const { reader, status } = read;
  const told = typeof status === 'number' && Math.abs(status) > maxStatus ? null : status;
  const byTitle =
    typeof told === 'string' ? [...known.statusTitles].find(([, title]) => title === told)?.[0] : told;
  const number = byTitle ?? null;
  const statusTitle =
    (number === null ? null : known.statusTitles.get(number)) ?? (typeof told === 'string' ? told : null);
  const refunded = reader.raw('refunded').some(({ value }) => saysRefunded(value));
  const reading = refunded ? 'refunded' : readStatus(number, statusTitle);
  const paidAt = reader.instant('paid-at');
  const signs: PaymentSigns = {
    paidAt,
    paidFlag: reader.flag('paid'),
    tellsPayments: reader.isNamed('paid-at') || reader.isNamed('paid'),
    status: reading,
    isTitled: statusTitle !== null || number === null,
    methods: [...read.methods, ...names],
  };
  const paid = isPaid(signs);
  return {
    status: number ?? -1,
    statusTitle,
    statusMeaning: meanings[reading],
    cancelled: reading === 'cancelled',
    paid,
    hold: isHeld(signs),
    cashOnDelivery: signs.methods.some(isCashOnDelivery),
    delivered: reading === 'delivered',
    refunded,
    paidAt: paidAt,
  };
}

/** A flag, an instant or an amount that is not zero, a list of refunds; not "no". */
function saysRefunded(value: unknown): boolean {
  if (typeof value === 'object') return true;
  return readBoolean(value) ?? readDecimal(value)?.isZero() !== true;
}

function toLine(item: ReadItem, known: KnownOfOrder, to: OrderCountries, problems: ProblemText[]): OrderLine {
  const { productId, sku, title, options, quantity, unitPrice, rate, profileId } = item;
  const line = { productId, sku, title, options, quantity, unitPrice };
  if (rate !== null) {
    return { ...line, vatPercent: rate, taxProfileId: profileId, usesMainProfile: false, vatCharged: null };
  }
  const product = productId === null ? null : (known.productTaxes.get(productId) ?? null);
  const tax = lineTax(profileId, product, known.taxProfiles, to);
  if (tax !== null) return { ...line, ...tax };
  const name = (iso: string | null) => (iso === null ? '?' : (countryName(iso) ?? iso));
  const values = { article: title || item.name, billing: name(to.billing), delivery: name(to.delivery) };
  problems.push(problemText('shop-vat-unclear', values));
  return { ...line, vatPercent: null, taxProfileId: profileId, usesMainProfile: false, vatCharged: null };
}

/** What is there and cannot be read, and what contradicts itself. `decides`: whether the order goes hangs on it. */
function findDoubts(reader: AnswerReader, items: readonly ReadItem[], { fingerprint }: Spellings) {
  const doubts: { text: ProblemText; decides: boolean }[] = [];
  const look = (found: Found, prefix: string) => {
    const { field, taken, unreadable: paths, clashes } = found;
    if (field.clash === 'first') return;
    const decides = deciding.has(field.field);
    const [path] = paths;
    if (taken === null && path !== undefined) {
      const values = { field: `${prefix}${path}`, spellings: fingerprint };
      doubts.push({ text: problemText('shop-order-unreadable', values), decides });
    }
    const [other] = clashes;
    if (taken !== null && other !== undefined) {
      const values = { first: `${prefix}${taken}`, second: `${prefix}${other}`, spellings: fingerprint };
      doubts.push({ text: problemText('shop-field-conflict', values), decides });
    }
  };
  for (const found of reader.found.values()) look(found, '');
  for (const item of items) for (const found of item.reader.found.values()) look(found, `${item.name}.`);
  return doubts;
}

const signs: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['EURO', 'EUR'],
  ['$', 'USD'],
  ['£', 'GBP'],
  ['CHF.', 'CHF'],
]);

/** ISO 4217; the euro where nothing is told. */
function currencyOf(told: string | null): string {
  const code = told?.toUpperCase() ?? 'EUR';
  return signs.get(code) ?? code;
}

const noParty = {
  name: null,
  company: null,
  address1: null,
  address2: null,
  city: null,
  postalCode: null,
  province: null,
  countryIso: null,
  email: null,
  phone: null,
  vatNumber: null,
  taxCode: null,
  certifiedEmail: null,
  sdiCode: null,
};
