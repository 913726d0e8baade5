import type { DocumentKind } from '../domain/delivery.ts';
import type { ShopOrder } from '../domain/order.ts';
import { byMethodName, eInvoicePaymentCode } from '../domain/payment-methods.ts';
import type { PaymentAccountSettings } from '../domain/settings.ts';
import { cleanText, toLatin } from '../domain/text.ts';
import { firstInstant, romeDay } from '../domain/time.ts';
import type { DocumentPayment, IssuedDocument } from './issued-document.ts';
import type { Findings } from './problems.ts';

const METHOD_NAME_MAX = 100;

/**
 * One payment of the whole amount due. Paid: on the Europe/Rome day of the payment (of the order, where the
 * shop does not tell it), to the account of the payment method or the default one. Unpaid: due on the day of
 * issue, to the same account.
 */
export function buildPayments(
  order: ShopOrder,
  settings: PaymentAccountSettings,
  grossCents: number,
  now: Date,
  findings: Findings,
): DocumentPayment[] {
  if (settings.id === null) findings.problem('payment-account-missing', {});
  const paymentAccountId = byMethodName(settings.byPaymentMethod, order.payment.method) ?? settings.id;
  const paidDate = order.paid ? romeDay(firstInstant(order.paidAt, order.placedAt, now)) : null;
  return [{ amountCents: grossCents, dueDate: paidDate ?? romeDay(now), paidDate, paymentAccountId }];
}

/** The payment method's printed name, and its code on an e-invoice. */
export function describeMethod(
  order: ShopOrder,
  kind: DocumentKind,
  settings: PaymentAccountSettings,
  findings: Findings,
): Pick<IssuedDocument, 'paymentMethodName' | 'eInvoicePaymentCode'> {
  const typed = cleanText(order.payment.method, METHOD_NAME_MAX);
  const paymentMethodName = (kind === 'invoice' ? toLatin(typed) : typed) || null;
  if (kind !== 'invoice') return { paymentMethodName, eInvoicePaymentCode: null };
  const { code, known } = eInvoicePaymentCode(order.payment.method, settings.eInvoiceCodeByPaymentMethod);
  if (!known && paymentMethodName !== null) {
    findings.warning('payment-code-unknown', { method: paymentMethodName, code });
  }
  return { paymentMethodName, eInvoicePaymentCode: code };
}
