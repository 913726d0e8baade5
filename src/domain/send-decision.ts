import type { ShopOrder } from './order.ts';
import type { OrderSettings } from './settings.ts';

export type NotSendingReason =
  | 'automatic-off'
  | 'cancelled'
  | 'before-activation'
  | 'empty'
  | 'not-paid'
  | 'no-invoice-request';

export type SendDecision = { send: true } | { send: false; reason: NotSendingReason };

/**
 * Whether an order leaves by itself, and if not, why. By hand every order may go; this is not asked then.
 * Of several reasons the most lasting is told: sending is off, the order is cancelled, too old, empty; those
 * that a payment or a change of settings ends come last.
 *
 * `paid`: paid orders of any kind. `invoice-requested`: orders whose buyer asked for an invoice, paid or not,
 * since the invoice of an unpaid order (bank transfer on 30 days) is what its payment waits for.
 *
 * @param activation Instant at which automatic sending was switched on; null: never. An order placed earlier
 *   is not swept in, even when it is paid later.
 */
export function decideSending(
  order: Pick<ShopOrder, 'cancelled' | 'paid' | 'invoiceRequested' | 'placedAt' | 'lines'>,
  settings: OrderSettings,
  activation: Date | null,
): SendDecision {
  if (!settings.automatic || activation === null) return { send: false, reason: 'automatic-off' };
  if (order.cancelled) return { send: false, reason: 'cancelled' };
  if (order.placedAt.getTime() < activation.getTime()) return { send: false, reason: 'before-activation' };
  if (order.lines.length === 0) return { send: false, reason: 'empty' };
  if (settings.send === 'paid' && !order.paid) return { send: false, reason: 'not-paid' };
  if (settings.send === 'invoice-requested' && !order.invoiceRequested) {
    return { send: false, reason: 'no-invoice-request' };
  }
  return { send: true };
}
