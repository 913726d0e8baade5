import type { PaymentAccount } from '../domain/catalogue.ts';
import type { DocumentKind } from '../domain/delivery.ts';
import type { ShopOrder } from '../domain/order.ts';
import { byMethodName, eInvoicePaymentCode } from '../domain/payment-methods.ts';
import type { PaymentAccountSettings } from '../domain/settings.ts';
import { cleanText, toLatin } from '../domain/text.ts';
import type { DocumentDates } from './dates.ts';
import type { DocumentPayment, IssuedDocument } from './issued-document.ts';
import type { Findings } from './problems.ts';

const METHOD_NAME_MAX = 100;

/**
 * One payment of the whole amount due; none where nothing is. Paid: on the day of the payment, to the account of the
 * payment method or the default one. Unpaid: due on the day of issue, to the same account.
 */
export function buildPayments(
  order: ShopOrder,
  settings: PaymentAccountSettings,
  dueCents: number,
  { paidDate, today }: DocumentDates,
  findings: Findings,
): DocumentPayment[] {
  if (settings.id === null) findings.problem('payment-account-missing', {});
  if (dueCents === 0) return [];
  const paymentAccountId = accountOf(order, settings);
  return [{ amountCents: dueCents, dueDate: paidDate ?? today, paidDate, paymentAccountId }];
}

const accountOf = ({ payment }: ShopOrder, settings: PaymentAccountSettings) =>
  byMethodName(settings.byPaymentMethod, payment.method) ?? settings.id;

/** Bank transfer, whose account an e-invoice names by its IBAN. Source: FatturaPA 2.4.2.13. */
const BANK_TRANSFER = 'MP05';

/** The payment method's printed name, and on an e-invoice its code and a bank transfer's IBAN. */
export function describeMethod(
  order: ShopOrder,
  kind: DocumentKind,
  settings: PaymentAccountSettings,
  accounts: readonly PaymentAccount[],
  findings: Findings,
): Pick<IssuedDocument, 'paymentMethodName' | 'eInvoicePaymentCode' | 'bankIban'> {
  const typed = cleanText(order.payment.method, METHOD_NAME_MAX);
  const paymentMethodName = (kind === 'invoice' ? toLatin(typed) : typed) || null;
  if (kind !== 'invoice') return { paymentMethodName, eInvoicePaymentCode: null, bankIban: null };
  const { code, known } = eInvoicePaymentCode(order.payment.method, settings.eInvoiceCodeByPaymentMethod);
  if (!known && paymentMethodName !== null) {
    findings.warning('payment-code-unknown', { method: paymentMethodName, code });
  }
  const account = accounts.find(({ id }) => id === accountOf(order, settings));
  const bankIban = code === BANK_TRANSFER ? (account?.iban ?? null) : null;
  return { paymentMethodName, eInvoicePaymentCode: code, bankIban };
}
