import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { toCreateRequest } from '../../../src/platforms/fattureincloud/index.ts';
import { build, codes, documentOf, line } from '../../support/documents.ts';
import { exampleCatalogue, exampleCompany, exampleSettings, exampleVatType } from '../../support/orders.ts';

const invoice = { invoiceRequested: true, billing: exampleCompany() };

describe('the date of an invoice is the day of the operation', () => {
  const at = (text: string) => new Date(text);
  test.each([
    ['paid: that day in Rome', { paidAt: at('2026-12-31T22:40:00Z') }, '2027-01-05T09:00:00Z', '2026-12-31'],
    [
      'paid in the first hour of a year, in Rome',
      { paidAt: at('2026-12-31T23:10:00Z') },
      '2027-01-05T09:00:00Z',
      '2027-01-01',
    ],
    ['unpaid: the day it is made', { paid: false, paidAt: null }, '2027-01-05T09:00:00Z', '2027-01-05'],
    [
      'a payment that comes after now is now',
      { paidAt: at('2027-02-01T10:00:00Z') },
      '2027-01-05T09:00:00Z',
      '2027-01-05',
    ],
  ])('%s', (_, order, now, expected) => {
    const placedAt = at('2026-12-30T10:00:00Z');
    const document = documentOf({ ...invoice, placedAt, ...order }, { now: at(now) });
    expect(document.date).toBe(expected);
  });

  test('where the shop does not tell, it is the day on which it was first seen paid, never the order’s', () => {
    const order = { ...invoice, paidAt: null };
    const now = at('2026-03-20T10:00:00Z');
    expect(documentOf(order, { now, paidSeenAt: at('2026-03-18T10:00:00Z') }).date).toBe('2026-03-18');
    expect(documentOf(order, { now }).date).toBe('2026-03-20');
  });

  test('older than twelve days it stays, and is told', () => {
    const late = build(
      { ...invoice, paidAt: at('2026-03-11T10:00:00Z') },
      { now: at('2026-03-24T10:00:00Z') },
    );
    expect(late.document?.date).toBe('2026-03-11');
    expect(codes(late.warnings)).toEqual(['invoice-late']);
    const timely = build(
      { ...invoice, paidAt: at('2026-03-11T10:00:00Z') },
      { now: at('2026-03-23T10:00:00Z') },
    );
    expect(timely.warnings).toEqual([]);
  });
});

describe('the stamp duty', () => {
  const sold = (
    nature: string,
    price: string,
    change: Parameters<typeof documentOf>[0] = {},
    stampDuty: 'automatic' | 'never' = 'automatic',
  ) =>
    documentOf(
      { ...invoice, lines: [line(price, 0)], ...change },
      {
        catalogue: {
          ...exampleCatalogue,
          vatTypes: [exampleVatType(0, 22), exampleVatType(21, 0, { nature })],
        },
        settings: exampleSettings({
          vat: { ...exampleSettings().vat, mapping: { tax0: 21, tax22: 0 }, stampDuty },
        }),
      },
    ).stampDutyCents;

  test.each([
    ['N1', 200],
    ['N2.1', 200],
    ['N2.2', 200],
    ['N3.5', 200],
    ['N3.6', 200],
    ['N4', 200],
    ['N3.4', 0],
    ['N5', 0],
  ])('%s → %i', (nature, expected) => {
    expect(sold(nature, '77.48')).toBe(expected);
  });

  test('is not due up to 77.47, after discounts, of the exempt part alone, on orders, nor where it is switched off', () => {
    expect(sold('N4', '77.47')).toBe(0);
    expect(sold('N4', '90', { discount: { cents: 1500, couponCode: null } })).toBe(0);
    expect(sold('N4', '70', { lines: [line('70', 0), line('122', 22)] })).toBe(0);
    expect(sold('N4', '80', { lines: [line('80', 0), line('122', 22)] })).toBe(200);
    expect(sold('N4', '80', { invoiceRequested: false })).toBe(0);
    expect(sold('N4', '80', {}, 'never')).toBe(0);
  });

  test('leaves what the buyer owes as it was paid, where Fatture in Cloud adds it', () => {
    const order = { ...invoice, lines: [line('80', 0)] };
    const request = (stampDutyAdded: boolean) => toCreateRequest(documentOf(order, { stampDutyAdded })).data;
    expect(request(true)).toMatchObject({ stamp_duty: 2, amount_due_discount: 2 });
    expect(request(false)).toMatchObject({ stamp_duty: 2 });
    expect(request(false)).not.toHaveProperty('amount_due_discount');
    expect(request(true)?.payments_list?.[0]?.amount).toBe(80);
  });
});

describe('an invoice to a public body', () => {
  const billing = exampleCompany({ company: 'Comune di Prova', sdiCode: 'UFABCD', certifiedEmail: null });
  const order = { ...invoice, billing, paid: false, paidAt: null, lines: [line('122', 22)] };

  test('waits for what only a person knows', () => {
    expect(codes(build(order).problems)).toEqual(['public-body-data-missing']);
  });

  test('with split payment the body owes the net', () => {
    const document = documentOf(order, { publicBody: { cig: 'Z1234567AB', splitPayment: true } });
    expect(document.totals.grossCents).toBe(12_200);
    const { data } = toCreateRequest(document);
    expect(data).toMatchObject({
      use_split_payment: true,
      ei_data: { vat_kind: 'S', cig: 'Z1234567AB' },
      payments_list: [{ amount: 100, status: 'not_paid' }],
    });
  });

  test('without it the body owes all, CIG and CUP being as told', () => {
    const document = documentOf(order, { publicBody: { cup: 'J12345678901234', splitPayment: false } });
    const { data } = toCreateRequest(document);
    expect(data).toMatchObject({ ei_data: { cup: 'J12345678901234' }, payments_list: [{ amount: 122 }] });
    expect(data).not.toHaveProperty('use_split_payment');
  });
});

test('a bank transfer’s e-invoice names the account’s IBAN', () => {
  const payment = { method: 'Bonifico bancario', costCents: 0 };
  const iban = 'IT60X0542811101000000123456';
  const catalogue = { ...exampleCatalogue, paymentAccounts: [{ id: 900, name: 'Banca', iban }] };
  expect(documentOf({ ...invoice, payment }, { catalogue }).bankIban).toBe(iban);
  expect(documentOf(invoice, { catalogue }).bankIban).toBeNull();
  expect(documentOf({ payment }, { catalogue }).bankIban).toBeNull();
});

test('invoices have a numeration of their own where one is set', () => {
  const { template } = exampleSettings();
  const settings = exampleSettings({
    template: { ...template, numberSuffix: '/WEB', invoiceNumberSuffix: '/F' },
  });
  expect(documentOf(invoice, { settings }).numeration).toBe('/F');
  expect(documentOf({}, { settings }).numeration).toBe('/WEB');
});

describe('who gets an invoice', () => {
  const by = (rule: 'requested' | 'business' | 'always') => ({
    settings: exampleSettings({ orders: { ...exampleSettings().orders, invoice: rule } }),
  });
  test('who asked; a business too; everybody', () => {
    const business = { billing: exampleCompany() };
    expect(documentOf(business, by('requested')).kind).toBe('order');
    expect(documentOf(business, by('business')).kind).toBe('invoice');
    expect(build({}, by('business')).draft?.kind).toBe('order');
    expect(build({}, by('always')).draft?.kind).toBe('invoice');
  });

  test('a body’s code is no VAT number, and neither is a word', () => {
    for (const vatNumber of ['80051890152', 'privato', '00000000000']) {
      const billing = exampleCompany({ vatNumber, taxCode: null });
      expect(build({ billing }, by('business')).draft?.kind).toBe('order');
    }
  });
});

test('a coupon worth more than the order takes off what there is', () => {
  const document = documentOf({
    lines: [line('12.20', 22)],
    shipping: { title: null, cents: 610, vatPercent: 22 },
    discount: { cents: 5000, couponCode: 'GRANDE' },
    totalCents: 0,
  });
  expect(document.totals.grossCents).toBe(0);
  expect(document.items.at(-2)?.price).toEqual(new Decimal('-18.3'));
});
