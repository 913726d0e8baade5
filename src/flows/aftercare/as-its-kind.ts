import type { Delivery } from '../../domain/delivery.ts';
import type { ShopOrder } from '../../domain/order.ts';
import type { Setup } from '../../ports/stores/setups.ts';

/** A document stays what it is, whatever order and settings now say: its number is of its kind. */
export function asItsKind(delivery: Delivery, order: ShopOrder, setup: Setup) {
  if (delivery.kind === 'invoice') {
    return { order, setup, asked: { ...delivery.asked, kind: 'invoice' as const } };
  }
  const { publicBody } = delivery.asked ?? {};
  const orders = { ...setup.settings.orders, invoice: 'requested' as const };
  return {
    order: { ...order, invoiceRequested: false },
    setup: { ...setup, settings: { ...setup.settings, orders } },
    asked: publicBody === undefined ? null : { publicBody },
  };
}
