import { type ShopOrder, summarize } from '../../domain/order.ts';
import { cleanText } from '../../domain/text.ts';
import type { MirroredOrder } from '../../ports/stores/orders.ts';

const CUSTOMER_MAX = 200;

/** What our table keeps of an order, for lists and searches. */
export function mirrorOrder(order: ShopOrder): MirroredOrder {
  const summary = summarize(order);
  return {
    ...summary,
    shortId: cleanText(summary.shortId, 50) || null,
    customer: cleanText(summary.customer, CUSTOMER_MAX),
    email: cleanText(order.billing.email, CUSTOMER_MAX) || null,
    paymentMethod: cleanText(order.payment.method, CUSTOMER_MAX) || null,
  };
}
