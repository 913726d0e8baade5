import { describe, expect, test } from 'vitest';
import type { IssuedDocument } from '../../../src/document/issued-document.ts';
import type { ShopOrder } from '../../../src/domain/order.ts';
import { build, codes, documentOf } from '../../support/documents.ts';
import { exampleCompany, exampleSettings } from '../../support/orders.ts';

describe('payments', () => {
  test.each<[string, Partial<ShopOrder>, Partial<IssuedDocument['payments'][number]>]>([
    [
      'paid, on the day in Rome',
      { paidAt: new Date('2026-03-11T23:10:00Z') },
      { paidDate: '2026-03-12', dueDate: '2026-03-12' },
    ],
    ['paid, nobody says when: it is seen now', { paidAt: null }, { paidDate: '2026-03-13' }],
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

  test('on an invoice the method’s name is in Latin-1', () => {
    const payment = { method: 'Carta “Łódź” 💳', costCents: 0 };
    expect(documentOf({ payment }).paymentMethodName).toBe('Carta “Łódź” 💳');
    const invoice = documentOf({ payment, invoiceRequested: true, billing: exampleCompany() });
    expect(invoice.paymentMethodName).toBe('Carta "Lódz"');
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
