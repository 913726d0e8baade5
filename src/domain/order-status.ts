import type { StatusMeaning } from './catalogue.ts';
import type { ShopOrder } from './order.ts';

/**
 * The order by what its status means to the merchant, where that is another thing than our reading of the title.
 * What says "paid" then counts even without an instant of payment; what does not, counts whatever `paidAt` says. An
 * order that waits for a person since something could not be read goes on waiting.
 *
 * @param meanings Shop's status id → meaning (`orders.statusMeaning`).
 */
export function orderAsMeant(order: ShopOrder, meanings: Readonly<Record<string, StatusMeaning>>): ShopOrder {
  const id = String(order.status);
  const meaning = Object.hasOwn(meanings, id) ? meanings[id] : undefined;
  if (meaning === undefined || meaning === order.statusMeaning) return order;
  const unread = order.hold && order.statusMeaning !== 'hold';
  return {
    ...order,
    statusMeaning: meaning,
    cancelled: meaning === 'cancelled',
    paid: meaning === 'paid' && !unread,
    hold: meaning === 'hold' || unread,
  };
}
