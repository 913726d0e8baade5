import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { type BuildDocumentInput, buildDocument } from '../../../src/document/build-document.ts';
import type { DocumentItem, IssuedDocument } from '../../../src/document/issued-document.ts';
import { orderMarker } from '../../../src/domain/marker.ts';
import type { ShopOrder } from '../../../src/domain/order.ts';
import {
  exampleCatalogue,
  exampleCompany,
  exampleLine,
  exampleOrder,
  exampleParty,
  exampleSettings,
} from '../../support/orders.ts';

const now = new Date('2026-03-12T23:30:00Z');
const codes = (texts: { code: string }[]) => texts.map((text) => text.code);

function build(order: Partial<ShopOrder> = {}, extra: Partial<BuildDocumentInput> = {}) {
  return buildDocument({
    order: exampleOrder(order),
    settings: exampleSettings(),
    catalogue: exampleCatalogue,
    links: { clientId: null, productIdBySku: new Map([['MUG-01', 333]]) },
    marker: orderMarker('shop', '132_5672eebab5aa6'),
    now,
    ...extra,
  });
}

function documentOf(order: Partial<ShopOrder> = {}, extra: Partial<BuildDocumentInput> = {}): IssuedDocument {
  const { document, problems } = build(order, extra);
  if (document === null) throw new Error(JSON.stringify(problems));
  return document;
}

/** `2 × 12.2 @0 Tazza` per item. */
const rows = (document: IssuedDocument) =>
  document.items.map((item) => `${item.quantity} × ${item.price} @${item.vatTypeId} ${item.name}`);

const line = (price: string, rate: number, more: Parameters<typeof exampleLine>[0] = {}) =>
  exampleLine({ unitPrice: new Decimal(price), taxProfileId: `tax${rate}`, title: `Al ${rate}`, ...more });

test('a paid order becomes an order document, whole', () => {
  const document = documentOf({
    lines: [exampleLine({ quantity: new Decimal(2), options: ['Taglia: M', 'Blu'] })],
  });
  expect(document).toEqual({
    kind: 'order',
    date: '2026-03-11',
    currency: 'EUR',
    language: 'it',
    marker: 'TSC:shop:132.5f.5672eebab5aa6:',
    subject: 'TSC:shop:132.5f.5672eebab5aa6: Ordine TeamSystem Commerce #1042',
    visibleSubject: 'Ordine #1042',
    notes: '',
    templateId: null,
    numeration: '',
    showPaymentMethod: true,
    showPayments: true,
    paymentMethodName: 'Carta di credito',
    eInvoice: false,
    eInvoicePaymentCode: null,
    entity: expect.objectContaining({ type: 'person', name: 'Mario Rossi', countryIso: 'IT' }),
    priceMode: 'gross',
    items: [
      {
        productId: 333,
        code: 'MUG-01',
        name: 'Tazza in ceramica',
        description: 'Taglia: M - Blu',
        quantity: new Decimal(2),
        price: new Decimal('12.2'),
        vatTypeId: 0,
        vatPercent: 22,
        stock: true,
      } satisfies DocumentItem,
    ],
    payments: [{ amountCents: 2440, dueDate: '2026-03-11', paidDate: '2026-03-11', paymentAccountId: 900 }],
    totals: { netCents: 2000, vatCents: 440, grossCents: 2440 },
  });
});

test('an invoice request becomes an e-invoice of the day of issue, which moves no stock', () => {
  const document = documentOf({ invoiceRequested: true, billing: exampleCompany() });
  expect(document).toMatchObject({
    kind: 'invoice',
    date: '2026-03-13',
    eInvoice: true,
    eInvoicePaymentCode: 'MP08',
    entity: { type: 'company', vatNumber: '07643520567', eInvoiceCode: 'ABCXCR1' },
    items: [{ productId: 333, stock: false }],
  });
});

describe('lines', () => {
  test.each<[string, Partial<ShopOrder>, string[]]>([
    [
      'a gift at zero stays',
      { lines: [line('12.20', 22), line('0', 22, { title: 'Omaggio' })] },
      ['1 × 12.2 @0 Al 22', '1 × 0 @0 Omaggio'],
    ],
    [
      'a line of quantity zero says nothing',
      { lines: [line('12.20', 22), line('5', 22, { quantity: new Decimal(0) })] },
      ['1 × 12.2 @0 Al 22'],
    ],
    [
      'a negative quantity becomes a negative price',
      {
        lines: [
          line('12.20', 22, { quantity: new Decimal(2) }),
          line('12.20', 22, { quantity: new Decimal(-1) }),
        ],
      },
      ['2 × 12.2 @0 Al 22', '1 × -12.2 @0 Al 22'],
    ],
    [
      'shipping goes by the order’s percentage, the payment cost too',
      {
        lines: [line('10', 10)],
        shipping: { title: 'Corriere', cents: 610, vatPercent: 22 },
        payment: { method: 'Contrassegno', costCents: 300 },
      },
      ['1 × 10 @3 Al 10', '1 × 6.1 @0 Spese di spedizione', '1 × 3 @0 Spese di pagamento'],
    ],
    [
      'shipping without a percentage takes the highest rate of the order',
      { lines: [line('10', 4), line('10', 10)], shipping: { title: null, cents: 610, vatPercent: null } },
      ['1 × 10 @4 Al 4', '1 × 10 @3 Al 10', '1 × 6.1 @3 Spese di spedizione'],
    ],
    [
      'a payment discount',
      { payment: { method: 'Bonifico', costCents: -100 } },
      ['1 × 12.2 @0 Tazza in ceramica', '1 × -1 @0 Sconto per metodo di pagamento'],
    ],
    [
      'a coupon on one rate',
      { discount: { cents: 200, couponCode: 'ESTATE10' } },
      ['1 × 12.2 @0 Tazza in ceramica', '1 × -2 @0 Sconto coupon ESTATE10'],
    ],
    [
      'a coupon over three rates, in proportion and to the cent',
      {
        lines: [line('22', 22), line('8', 10), line('3.33', 4)],
        discount: { cents: 1000, couponCode: 'ESTATE10' },
      },
      [
        '1 × 22 @0 Al 22',
        '1 × 8 @3 Al 10',
        '1 × 3.33 @4 Al 4',
        '1 × -6.6 @0 Sconto coupon ESTATE10 (IVA 22%)',
        '1 × -2.4 @3 Sconto coupon ESTATE10 (IVA 10%)',
        '1 × -1 @4 Sconto coupon ESTATE10 (IVA 4%)',
      ],
    ],
    [
      'a discount beyond the products is taken off shipping',
      {
        lines: [line('5', 10)],
        shipping: { title: null, cents: 610, vatPercent: 22 },
        discount: { cents: 700, couponCode: null },
      },
      [
        '1 × 5 @3 Al 10',
        '1 × -5 @3 Sconto (IVA 10%)',
        '1 × -2 @0 Sconto (IVA 22%)',
        '1 × 6.1 @0 Spese di spedizione',
      ],
    ],
    [
      'the shop’s total is a cent off',
      { lines: [line('10', 22)], totalCents: 1001 },
      ['1 × 10 @0 Al 22', '1 × 0.01 @0 Arrotondamento'],
    ],
  ])('%s', (_, order, expected) => {
    const document = documentOf(order);
    expect(rows(document)).toEqual(expected);
    expect(document.totals.grossCents).toBe(exampleOrder(order).totalCents);
    expect(document.payments[0]?.amountCents).toBe(exampleOrder(order).totalCents);
  });

  test('shipping’s own VAT type goes before the order’s percentage', () => {
    const settings = exampleSettings();
    settings.vat.shippingVatTypeId = 3;
    const document = documentOf({ shipping: { title: 'GLS', cents: 610, vatPercent: 22 } }, { settings });
    expect(document.items[1]).toMatchObject({
      vatTypeId: 3,
      vatPercent: 10,
      description: 'GLS',
      code: null,
      stock: false,
    });
  });

  test('a free order has a document of zero', () => {
    const document = documentOf({ discount: { cents: 1220, couponCode: 'GRATIS' } });
    expect(document.totals).toEqual({ netCents: 0, vatCents: 0, grossCents: 0 });
    expect(document.payments).toHaveLength(1);
  });

  test('odd texts: HTML, 300 characters, missing title, a SKU that is too long', () => {
    const long = `${'parola '.repeat(50)}fine`;
    const sku = 'X'.repeat(40);
    const { items } = documentOf({
      lines: [
        exampleLine({ title: '<b>Tè</b> &amp; biscotti 🍪', sku: null }),
        exampleLine({ title: long, sku }),
        exampleLine({ title: '', sku: 'MUG-01' }),
        exampleLine({ title: ' ', sku: '' }),
      ],
    });
    expect(items[0]).toMatchObject({ name: 'Tè & biscotti 🍪', code: null, productId: null, stock: false });
    expect(items[1]?.name).toMatch(/^(parola ){35}parola\.\.\.$/);
    expect(items[1]).toMatchObject({ code: null, description: `${long} - SKU: ${sku}` });
    expect(items[2]?.name).toBe('MUG-01');
    expect(items[3]).toMatchObject({ name: 'Articolo', code: null });
  });
});

describe('stock', () => {
  test('moves for a known product of an order document, with the setting on', () => {
    expect(documentOf().items[0]?.stock).toBe(true);
  });

  test.each<[string, Partial<ShopOrder>, Partial<BuildDocumentInput>]>([
    ['the setting is off', {}, { settings: exampleSettings({ products: { updateStock: false } }) }],
    ['the product is not known', {}, { links: { clientId: null, productIdBySku: new Map() } }],
    ['the document is an invoice', { invoiceRequested: true, billing: exampleCompany() }, {}],
  ])('does not move where %s', (_, order, extra) => {
    expect(documentOf(order, extra).items[0]?.stock).toBe(false);
  });

  test('an id of 0 is an id', () => {
    const links = { clientId: 0, productIdBySku: new Map([['MUG-01', 0]]) };
    const document = documentOf({}, { links });
    expect(document.items[0]).toMatchObject({ productId: 0, stock: true });
    expect(document.entity.id).toBe(0);
  });
});

describe('VAT', () => {
  const unmapped = exampleSettings({ vat: { mapping: { tax22: 0 }, shippingVatTypeId: null } });
  const profiles = [...exampleCatalogue.taxProfiles, { id: 'tax22b', value: 22, title: 'IVA 22 bis' }];
  const withTwo = (other: number): Partial<BuildDocumentInput> => ({
    catalogue: { ...exampleCatalogue, taxProfiles: profiles },
    settings: exampleSettings({ vat: { mapping: { tax22: 0, tax22b: other }, shippingVatTypeId: null } }),
  });
  const byPercent = [line('10', 22, { taxProfileId: null, vatPercent: 22 })];

  test.each<[string, Partial<ShopOrder>, Partial<BuildDocumentInput>, string[]]>([
    ['an unmapped profile', { lines: [line('10', 10)] }, { settings: unmapped }, ['vat-unmapped']],
    [
      'one problem per sentence, all at once',
      { lines: [line('1', 10), line('2', 10), line('3', 4, { title: 'Libro' })] },
      { settings: unmapped },
      ['vat-unmapped', 'vat-unmapped'],
    ],
    [
      'a percentage that no mapped profile has',
      { lines: [line('1', 9, { taxProfileId: null, vatPercent: 9 })] },
      {},
      ['vat-unmapped'],
    ],
    ['a percentage of two profiles mapped apart', { lines: byPercent }, withTwo(3), ['vat-ambiguous']],
    ['a line that names neither', { lines: [line('1', 22, { taxProfileId: null })] }, {}, ['vat-unknown']],
    [
      'a profile that no one knows',
      { lines: [line('1', 22, { taxProfileId: 'gone' })] },
      {},
      ['vat-unmapped'],
    ],
    [
      'a mapped type that was deleted',
      {},
      { settings: exampleSettings({ vat: { mapping: { tax22: 77 }, shippingVatTypeId: null } }) },
      ['vat-type-gone'],
    ],
    [
      'a deleted type of the shipping',
      { shipping: { title: null, cents: 100, vatPercent: 22 } },
      { settings: exampleSettings({ vat: { mapping: { tax22: 0 }, shippingVatTypeId: 77 } }) },
      ['vat-type-gone'],
    ],
    [
      'a mapped type of another percentage',
      {},
      { settings: exampleSettings({ vat: { mapping: { tax22: 3 }, shippingVatTypeId: null } }) },
      ['vat-rate-differs'],
    ],
    [
      'a line that was sold at another rate than its profile’s',
      { lines: [line('1', 22, { vatPercent: 19 })] },
      {},
      ['vat-rate-differs'],
    ],
    [
      'a profile named like a property of every object',
      { lines: [line('1', 22, { taxProfileId: 'constructor' })] },
      {},
      ['vat-unmapped'],
    ],
  ])('%s → problem', (_, order, extra, expected) => {
    const { document, problems } = build(order, extra);
    expect(document).toBeNull();
    expect(codes(problems)).toEqual(expected);
  });

  test('the unmapped profile is named, with its percentage and the article', () => {
    const [problem] = build({ lines: [line('10', 10)] }, { settings: unmapped }).problems;
    expect(problem?.detail).toBe(
      "L'aliquota «Profilo Iva 10%» (10%) di «Al 10» non è abbinata a un'aliquota di Fatture in Cloud.",
    );
    expect(problem?.fix).toContain("abbina l'aliquota");
  });

  test('a bare percentage goes by the mapped profile that has it; several that agree are one', () => {
    expect(documentOf({ lines: byPercent }).items[0]?.vatTypeId).toBe(0);
    expect(documentOf({ lines: byPercent }, withTwo(0)).items[0]?.vatTypeId).toBe(0);
  });

  test('shipping of an ambiguous percentage follows the products', () => {
    const catalogue = {
      taxProfiles: profiles,
      vatTypes: [...exampleCatalogue.vatTypes, { id: 500, value: 22, description: 'Altra', nature: null }],
    };
    const shipping = { title: null, cents: 100, vatPercent: 22 };
    const document = documentOf({ shipping }, { ...withTwo(500), catalogue });
    expect(document.items[1]?.vatTypeId).toBe(0);
  });

  test('the only profile of a shop is that of a line which names none', () => {
    const catalogue = { ...exampleCatalogue, taxProfiles: exampleCatalogue.taxProfiles.slice(0, 1) };
    expect(
      documentOf({ lines: [line('1', 22, { taxProfileId: null })] }, { catalogue }).items[0]?.vatTypeId,
    ).toBe(0);
  });

  describe('a zero rate without its natura', () => {
    const settings = exampleSettings({ vat: { mapping: { tax0: 6 }, shippingVatTypeId: null } });
    const lines = [line('10', 0)];

    test('is a warning on an order', () => {
      const { document, warnings } = build({ lines }, { settings });
      expect(document?.totals).toEqual({ netCents: 1000, vatCents: 0, grossCents: 1000 });
      expect(codes(warnings)).toEqual(['nature-missing']);
    });

    test('is a problem on an invoice', () => {
      const { document, problems } = build(
        { lines, invoiceRequested: true, billing: exampleCompany() },
        { settings },
      );
      expect(document).toBeNull();
      expect(codes(problems)).toEqual(['nature-missing']);
    });
  });
});

describe('payments', () => {
  test.each<[string, Partial<ShopOrder>, Partial<IssuedDocument['payments'][number]>]>([
    [
      'paid, on the day in Rome',
      { paidAt: new Date('2026-03-31T22:10:00Z') },
      { paidDate: '2026-04-01', dueDate: '2026-04-01' },
    ],
    ['paid, the shop does not say when', { paidAt: null }, { paidDate: '2026-03-11' }],
    [
      'unpaid: due on the day of issue',
      { paid: false, paidAt: null },
      { paidDate: null, dueDate: '2026-03-13' },
    ],
  ])('%s', (_, order, expected) => {
    expect(documentOf(order).payments).toEqual([expect.objectContaining({ amountCents: 1220, ...expected })]);
  });

  test('the account goes by payment method, else the default one', () => {
    const settings = exampleSettings();
    settings.paymentAccount.byPaymentMethod = { 'carta di credito': 0, Bonifico: 7 };
    expect(documentOf({}, { settings }).payments[0]?.paymentAccountId).toBe(0);
    const paypal = { method: 'PayPal', costCents: 0 };
    expect(documentOf({ payment: paypal }, { settings }).payments[0]?.paymentAccountId).toBe(900);
  });

  test('without a default account nothing goes, but the draft shows what would', () => {
    const settings = exampleSettings();
    settings.paymentAccount.id = null;
    const { document, draft, problems } = build({}, { settings });
    expect(document).toBeNull();
    expect(codes(problems)).toEqual(['payment-account-missing']);
    expect(draft?.totals.grossCents).toBe(1220);
  });

  test('the merchant’s own table of e-invoice codes goes first; an unknown method is told', () => {
    const settings = exampleSettings();
    settings.paymentAccount.eInvoiceCodeByPaymentMethod = { Baratto: 'MP22' };
    const order = {
      invoiceRequested: true,
      billing: exampleCompany(),
      payment: { method: 'Baratto', costCents: 0 },
    };
    expect(documentOf(order, { settings }).eInvoicePaymentCode).toBe('MP22');
    const { document, warnings } = build(order);
    expect(document?.eInvoicePaymentCode).toBe('MP08');
    expect(codes(warnings)).toEqual(['payment-code-unknown']);
  });
});

describe('head', () => {
  test('takes template, numeration and flags from the settings', () => {
    const template = {
      templateId: 5,
      showPaymentMethod: false,
      showPaymentDate: false,
      numberSuffix: '/WEB',
    };
    expect(documentOf({}, { settings: exampleSettings({ template }) })).toMatchObject({
      templateId: 5,
      showPaymentMethod: false,
      showPayments: false,
      numeration: '/WEB',
    });
  });

  test('language goes by country, notes lose their HTML, the id stands in for a missing number', () => {
    const document = documentOf({
      billing: exampleParty({ countryIso: 'DE' }),
      notes: '<p>Suonare al citofono</p>Grazie &amp; ciao',
      shortId: null,
    });
    expect(document.language).toBe('de');
    expect(document.notes).toBe('Suonare al citofono\nGrazie & ciao');
    expect(document.visibleSubject).toBe('Ordine #132_5672eebab5aa6');
  });

  test('an invoice is printed in Latin-1 alone', () => {
    const document = documentOf({
      invoiceRequested: true,
      billing: exampleCompany(),
      notes: 'Grazie 🎁 – “ciao”',
      lines: [exampleLine({ title: 'Tazza 🎁 “blu”', options: ['12 €'] })],
    });
    expect(document.notes).toBe('Grazie - "ciao"');
    expect(document.items[0]).toMatchObject({ name: 'Tazza "blu"', description: '12 EUR' });
  });

  test('another currency passes on an order with a warning, and not on an invoice', () => {
    const order = build({ currency: 'usd' });
    expect(order.document?.currency).toBe('USD');
    expect(codes(order.warnings)).toEqual(['currency-unsupported']);
    const invoice = build({ currency: 'USD', invoiceRequested: true, billing: exampleCompany() });
    expect(codes(invoice.problems)).toEqual(['currency-unsupported']);
    expect(codes(build({ currency: 'EURO' }).problems)).toEqual(['currency-unsupported']);
  });
});

describe('what cannot become a document', () => {
  test('the parts do not add up: both figures are told, the draft shows the lines', () => {
    const { document, draft, problems } = build({ lines: [line('1234.56', 22)], totalCents: 120_000 });
    expect(document).toBeNull();
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'total-mismatch',
        detail:
          "La somma delle voci dell'ordine (1.234,56 €) è diversa dal totale pagato dal cliente (1.200,00 €).",
      }),
    ]);
    expect(draft?.totals.grossCents).toBe(123_456);
  });

  test.each<[string, Partial<ShopOrder>, string[]]>([
    ['no lines', { lines: [], totalCents: 0 }, ['order-empty']],
    ['lines of nothing', { lines: [line('1', 22, { quantity: new Decimal(0) })] }, ['order-empty']],
    ['a cancelled order', { cancelled: true }, ['order-cancelled']],
    ['a negative total', { lines: [line('-5', 22)] }, ['total-negative']],
    ['a price that is no number', { lines: [line('NaN', 22)], totalCents: 100 }, ['amount-invalid']],
    [
      'an infinite quantity',
      { lines: [line('1', 22, { quantity: new Decimal(Infinity) })], totalCents: 1 },
      ['amount-invalid'],
    ],
    ['a total that is no number', { totalCents: Number.NaN }, ['amount-invalid']],
    ['a negative discount', { discount: { cents: -1, couponCode: null } }, ['amount-invalid']],
  ])('%s → problem', (_, order, expected) => {
    const { document, problems } = build(order);
    expect(document).toBeNull();
    expect(codes(problems)).toEqual(expected);
  });

  test('every problem is told at once', () => {
    const settings = exampleSettings({ vat: { mapping: {}, shippingVatTypeId: null } });
    settings.paymentAccount.id = null;
    const { document, draft, problems } = build({ cancelled: true, invoiceRequested: true }, { settings });
    expect([document, draft]).toEqual([null, null]);
    expect(codes(problems)).toEqual([
      'order-cancelled',
      'vat-unmapped',
      'payment-account-missing',
      'fiscal-data-missing',
    ]);
  });

  test('each says what to do', () => {
    const { problems } = build({ lines: [], totalCents: 0, cancelled: true });
    for (const problem of problems) expect(problem.fix.length).toBeGreaterThan(20);
  });
});

test('an order without a usable date takes the day of issue', () => {
  const document = documentOf({ placedAt: new Date('never'), paidAt: new Date('never') });
  expect(document.date).toBe('2026-03-13');
  expect(document.payments[0]?.paidDate).toBe('2026-03-13');
});

test('the input is not changed', () => {
  const order = exampleOrder({ discount: { cents: 100, couponCode: 'A' } });
  const before = JSON.stringify(order);
  build(order);
  expect(JSON.stringify(order)).toBe(before);
});
