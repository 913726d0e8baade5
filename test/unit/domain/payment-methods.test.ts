import { expect, test } from 'vitest';
import { byMethodName, eInvoicePaymentCode } from '../../../src/domain/payment-methods.ts';

test.each([
  ['Carta di credito', 'MP08'],
  ['Stripe', 'MP08'],
  ['Nexi XPay', 'MP08'],
  ['PayPal', 'MP08'],
  ['Satispay', 'MP08'],
  ['Klarna', 'MP08'],
  ['Postepay', 'MP08'],
  ['Bonifico bancario', 'MP05'],
  ['Bonifico anticipato (IBAN)', 'MP05'],
  ['MyBank', 'MP05'],
  ['Contrassegno', 'MP01'],
  ['Pagamento alla consegna', 'MP01'],
  ['Contanti', 'MP01'],
  ['Assegno circolare', 'MP02'],
  ['Bollettino postale', 'MP18'],
  ['Ricevuta bancaria 30 gg', 'MP12'],
  ['Addebito diretto SEPA', 'MP19'],
  ['PagoPA', 'MP23'],
])('%s → %s', (method, code) => {
  expect(eInvoicePaymentCode(method)).toEqual({ code, known: true });
});

test.each(['Baratto', '', null])('%s is unknown: the default stands in', (method) => {
  expect(eInvoicePaymentCode(method)).toEqual({ code: 'MP08', known: false });
});

test('the merchant’s own table goes first, without regard to case, and only with a code that exists', () => {
  expect(eInvoicePaymentCode('paypal ', { PayPal: 'MP05' })).toEqual({ code: 'MP05', known: true });
  expect(eInvoicePaymentCode('PayPal', { PayPal: 'MP99' })).toEqual({ code: 'MP08', known: true });
});

test('names such as those of Object.prototype are no entries', () => {
  expect(byMethodName({}, 'constructor')).toBeUndefined();
  expect(byMethodName({ Bonifico: 5 }, ' bonifico')).toBe(5);
});
