import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import type { TaxProfile, VatType } from '../../src/domain/catalogue.ts';
import type { OrderLine, ShopOrder } from '../../src/domain/order.ts';
import type { Party } from '../../src/domain/party/party.ts';
import { defaultSettings, type Settings, type SettingsSection } from '../../src/domain/settings.ts';

/** Orders, buyers and settings for tests: fixed examples to override, and fast-check arbitraries. */

export function exampleParty(overrides: Partial<Party> = {}): Party {
  return {
    name: 'Mario Rossi',
    company: null,
    address1: 'Via Roma 1',
    address2: null,
    city: 'Roma',
    postalCode: '00184',
    province: 'RM',
    countryIso: 'IT',
    email: 'mario.rossi@example.com',
    phone: '+39 06 1234567',
    vatNumber: null,
    taxCode: null,
    certifiedEmail: null,
    sdiCode: null,
    ...overrides,
  };
}

/** A business that may receive an invoice. */
export function exampleCompany(overrides: Partial<Party> = {}): Party {
  return exampleParty({
    company: 'Bianchi S.r.l.',
    vatNumber: '07643520567',
    sdiCode: 'ABCXCR1',
    certifiedEmail: 'bianchi@pec.example.com',
    ...overrides,
  });
}

export function exampleLine(overrides: Partial<OrderLine> = {}): OrderLine {
  return {
    productId: 'p1',
    sku: 'MUG-01',
    title: 'Tazza in ceramica',
    options: [],
    quantity: new Decimal(1),
    unitPrice: new Decimal('12.20'),
    vatPercent: null,
    taxProfileId: 'tax22',
    usesMainProfile: false,
    vatCharged: null,
    ...overrides,
  };
}

/** What an order's parts come to, cents, each line rounded to the cent. */
export function partsTotal(order: Pick<ShopOrder, 'lines' | 'shipping' | 'payment' | 'discount'>): number {
  const lines = order.lines.map((line) =>
    line.quantity.times(line.unitPrice).times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber(),
  );
  const products = lines.reduce((a, b) => a + b, 0);
  return products + order.shipping.cents + order.payment.costCents - order.discount.cents;
}

/** A paid order of one mug (12.20 at 22 %); `totalCents` is what its parts come to, unless given. */
export function exampleOrder(overrides: Partial<ShopOrder> = {}): ShopOrder {
  const order: ShopOrder = {
    id: '132_5672eebab5aa6',
    shortId: '1042',
    placedAt: new Date('2026-03-10T23:30:00Z'),
    status: 1,
    statusTitle: 'Pagato',
    statusMeaning: 'paid',
    cancelled: false,
    paid: true,
    hold: false,
    cashOnDelivery: false,
    delivered: false,
    refunded: false,
    paidAt: new Date('2026-03-11T08:00:00Z'),
    invoiceRequested: false,
    currency: 'EUR',
    totalCents: 0,
    lines: [exampleLine()],
    shipping: { title: null, cents: 0, vatPercent: null },
    payment: { method: 'Carta di credito', costCents: 0 },
    discount: { cents: 0, couponCode: null },
    billing: exampleParty(),
    delivery: null,
    notes: null,
    customerId: null,
    problems: [],
    warnings: [],
    ...overrides,
  };
  return { ...order, totalCents: overrides.totalCents ?? partsTotal(order) };
}

/** A VAT type that may stand on e-invoices, unless told. */
export function exampleVatType(id: number, value: number, change: Partial<VatType> = {}): VatType {
  return { id, value, description: '', nature: null, forEInvoices: true, isDisabled: false, ...change };
}

/** Fatture in Cloud's standard VAT types, 0 being a valid id, and a zero rate with its natura. */
export const exampleVatTypes: VatType[] = [
  exampleVatType(0, 22),
  exampleVatType(3, 10),
  exampleVatType(54, 5),
  exampleVatType(4, 4),
  exampleVatType(6, 0, { forEInvoices: false }),
  exampleVatType(21, 0, { description: 'Esente art. 10', nature: 'N4' }),
];

export const exampleTaxProfiles: TaxProfile[] = [
  { id: 'tax22', value: 22, title: 'Profilo Iva EU 22%' },
  { id: 'tax10', value: 10, title: 'Profilo Iva 10%' },
  { id: 'tax5', value: 5, title: 'Profilo Iva 5%' },
  { id: 'tax4', value: 4, title: 'Libri 4%' },
  { id: 'tax0', value: 0, title: 'Esente' },
];

export const exampleCatalogue = { taxProfiles: exampleTaxProfiles, vatTypes: exampleVatTypes };

/** Settings of a merchant who has filled in every tab; a section given stands over its defaults. */
export function exampleSettings(overrides: { [S in SettingsSection]?: Partial<Settings[S]> } = {}): Settings {
  const filledIn: typeof overrides = {
    vat: { mapping: { tax22: 0, tax10: 3, tax5: 54, tax4: 4, tax0: 21 } },
    paymentAccount: { id: 900 },
  };
  const sections = { ...filledIn, ...overrides };
  return Object.fromEntries(
    Object.entries(defaultSettings).map(([section, defaults]) => [
      section,
      { ...structuredClone(defaults), ...sections[section as SettingsSection] },
    ]),
  ) as unknown as Settings;
}

const rates = [22, 10, 5, 4, 0] as const;

/** A price of the shop: mostly odd cents, sometimes what a net price with VAT gives (up to four decimals). */
const priceArbitrary: fc.Arbitrary<Decimal> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 50_000 }).map((cents) => new Decimal(cents).div(100)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5_000_000 }).map((n) => new Decimal(n).div(10_000)) },
);

const lineArbitrary: fc.Arbitrary<OrderLine> = fc
  .record({
    rate: fc.constantFrom(...rates),
    quantity: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 5 }) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 500 }) },
    ),
    unitPrice: priceArbitrary,
    percentOnly: fc.boolean(),
  })
  .map(({ rate, quantity, unitPrice, percentOnly }) =>
    exampleLine({
      sku: `SKU-${rate}`,
      title: `Articolo al ${rate}%`,
      quantity: new Decimal(quantity),
      unitPrice,
      vatPercent: percentOnly ? rate : null,
      taxProfileId: percentOnly ? null : `tax${rate}`,
    }),
  );

/**
 * Orders whose parts add up to their total: 1–60 lines, rates 22/10/5/4/0, quantities to 500, discounts up to
 * everything, shipping and payment cost. The shop's total rounds each line, or only the whole, as shops do.
 */
export const orderArbitrary: fc.Arbitrary<ShopOrder> = fc
  .record({
    lines: fc.oneof(
      { weight: 5, arbitrary: fc.array(lineArbitrary, { minLength: 1, maxLength: 6, size: 'max' }) },
      { weight: 1, arbitrary: fc.array(lineArbitrary, { minLength: 1, maxLength: 60, size: 'max' }) },
    ),
    shipping: fc.option(fc.integer({ min: 1, max: 2_500 }), { nil: 0 }),
    shippingPercent: fc.constantFrom(null, ...rates),
    paymentCost: fc.option(fc.integer({ min: 1, max: 500 }), { nil: 0 }),
    discountShare: fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: 0 }),
    coupon: fc.constantFrom(null, 'ESTATE10'),
    invoiceRequested: fc.boolean(),
    paid: fc.boolean(),
    roundsWhole: fc.boolean(),
  })
  .map((generated) => {
    const parts = {
      lines: generated.lines,
      shipping: { title: 'Corriere', cents: generated.shipping, vatPercent: generated.shippingPercent },
      payment: { method: 'PayPal', costCents: generated.paymentCost },
      discount: { cents: 0, couponCode: generated.coupon },
    };
    const exact = generated.lines.reduce(
      (total, line) => total.plus(line.quantity.times(line.unitPrice).times(100)),
      new Decimal(generated.shipping + generated.paymentCost),
    );
    const charged = generated.roundsWhole
      ? exact.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber()
      : partsTotal(parts);
    const discountCents = Math.floor((charged * generated.discountShare) / 1_000);
    return exampleOrder({
      ...parts,
      discount: { ...parts.discount, cents: discountCents },
      totalCents: charged - discountCents,
      billing: exampleCompany(),
      invoiceRequested: generated.invoiceRequested,
      paid: generated.paid,
    });
  });

/** Text as people and PHP write it: null, blanks, HTML, emoji, lone surrogates, control characters, very long. */
export const oddTextArbitrary: fc.Arbitrary<string | null> = fc.oneof(
  fc.constantFrom(
    null,
    '',
    ' ',
    '-',
    '[]',
    'null',
    '<b>Rossi</b> &amp; Figli',
    '👩‍👩‍👧‍👦'.repeat(60),
    'à'.repeat(300),
  ),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(fc.constantFrom('\ud83d', '\u0000', '\u202e', '<', '>', '&#', ';', '👍', 'ß', '\n'), {
      maxLength: 30,
    })
    .map((parts) => parts.join('')),
);

export const oddPartyArbitrary: fc.Arbitrary<Party> = fc.record({
  name: oddTextArbitrary,
  company: oddTextArbitrary,
  address1: oddTextArbitrary,
  address2: oddTextArbitrary,
  city: oddTextArbitrary,
  postalCode: oddTextArbitrary,
  province: oddTextArbitrary,
  countryIso: fc.oneof(oddTextArbitrary, fc.constantFrom('IT', 'DE', 'US', 'SM', 'XX', 'GR')),
  email: oddTextArbitrary,
  phone: oddTextArbitrary,
  vatNumber: oddTextArbitrary,
  taxCode: oddTextArbitrary,
  certifiedEmail: oddTextArbitrary,
  sdiCode: oddTextArbitrary,
});
