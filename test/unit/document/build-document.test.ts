import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import type { DocumentItem } from '../../../src/document/issued-document.ts';
import type { ShopOrder } from '../../../src/domain/order.ts';
import { build, codes, documentOf, line } from '../../support/documents.ts';
import {
  exampleCompany,
  exampleLine,
  exampleOrder,
  exampleParty,
  exampleSettings,
} from '../../support/orders.ts';

test('a paid order becomes an order document, whole', () => {
  const document = documentOf({
    lines: [exampleLine({ quantity: new Decimal(2), options: ['Taglia: M', 'Blu'] })],
  });
  expect(document).toEqual({
    kind: 'order',
    stampDutyCents: 0,
    dueDiscountCents: 0,
    dueCents: 2440,
    bankIban: null,
    publicBody: null,
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
        kind: 'product',
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

test('an invoice request becomes an e-invoice of the day of payment, which moves no stock', () => {
  const document = documentOf({ invoiceRequested: true, billing: exampleCompany() });
  expect(document).toMatchObject({
    kind: 'invoice',
    date: '2026-03-11',
    eInvoice: true,
    eInvoicePaymentCode: 'MP08',
    entity: { type: 'company', vatNumber: '07643520567', eInvoiceCode: 'ABCXCR1' },
    items: [{ productId: 333, stock: false }],
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
