import type { StatusMeaning } from './catalogue.ts';
import type { ShopOrder } from './order.ts';

/**
 * The order by what its status means to the merchant. "Paid" then counts even without an instant of payment, but for cash
 * on delivery on its way, where our reading was "paid" too and meant all other orders; what is not "paid" counts
 * whatever `paidAt` says. An order that waits for a person since something could not be read, or since the
 * shop says beside its status that money went back, goes on waiting.
 *
 * @param meanings Shop's status id → meaning (`orders.statusMeaning`).
 */
export function orderAsMeant(order: ShopOrder, meanings: Readonly<Record<string, StatusMeaning>>): ShopOrder {
  const id = String(order.status);
  const meaning = Object.hasOwn(meanings, id) ? meanings[id] : undefined;
  if (meaning === undefined) return order;
  const unread = order.refunded || (order.hold && order.statusMeaning !== 'hold');
  const onItsWay = order.cashOnDelivery && order.statusMeaning === 'paid';
  return {
    ...order,
    statusMeaning: meaning,
    cancelled: meaning === 'cancelled',
    paid: meaning === 'paid' && !unread && (order.paid || !onItsWay),
    hold: meaning === 'hold' || unread,
  };
}
