import type { ShopOrder } from './order.ts';
import type { OrderSettings } from './settings.ts';

export type NotSendingReason =
  | 'automatic-off'
  | 'cancelled'
  | 'before-activation'
  | 'empty'
  | 'hold'
  | 'not-paid'
  | 'no-invoice-request';

export type SendDecision = { send: true } | { send: false; reason: NotSendingReason };

/**
 * Whether an order leaves by itself, and if not, why. By hand every order may go; this is not asked then.
 * Of several reasons the most lasting is told: sending is off, the order is cancelled, too old, empty; those that
 * a person (`hold`), a payment or a change of settings ends come last.
 *
 * `paid`: paid orders of any kind. `invoice-requested`: orders whose buyer asked for an invoice, paid or not,
 * since the invoice of an unpaid order (bank transfer on 30 days) is what its payment waits for.
 * `paid-and-invoice-requested`: where both hold.
 *
 * @param activation Instant at which automatic sending was switched on; null: never. What was complete before it
 *   is not swept in: an order placed earlier goes only where `paid` counts and the payment came later, since
 *   that payment is what would have sent it.
 */
export function decideSending(
  order: Pick<
    ShopOrder,
    | 'cancelled'
    | 'hold'
    | 'paid'
    | 'paidAt'
    | 'invoiceRequested'
    | 'placedAt'
    | 'lines'
    | 'problems'
    | 'totalCents'
  >,
  settings: Pick<OrderSettings, 'automatic' | 'send'>,
  activation: Date | null,
): SendDecision {
  if (!settings.automatic || activation === null) return { send: false, reason: 'automatic-off' };
  if (order.cancelled) return { send: false, reason: 'cancelled' };
  const wantsPayment = settings.send !== 'invoice-requested';
  const paidAt = wantsPayment ? order.paidAt : null;
  const completedAt = Math.max(order.placedAt.getTime(), paidAt?.getTime() ?? Number.NEGATIVE_INFINITY);
  // The shop's instants are whole seconds.
  const activeFrom = Math.floor(activation.getTime() / 1000) * 1000;
  if (completedAt < activeFrom) return { send: false, reason: 'before-activation' };
  // A total without articles is not nothing: building the document says what is wrong with it.
  if (order.lines.length === 0 && order.totalCents === 0) return { send: false, reason: 'empty' };
  // Where something could not be read, "no" may be no answer: a person is told.
  const isUnread = order.hold && order.problems.length > 0;
  if (settings.send !== 'paid' && !order.invoiceRequested && !isUnread) {
    return { send: false, reason: 'no-invoice-request' };
  }
  if (order.hold) return { send: false, reason: 'hold' };
  if (wantsPayment && !order.paid) return { send: false, reason: 'not-paid' };
  return { send: true };
}
