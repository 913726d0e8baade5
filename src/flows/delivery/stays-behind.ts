import type { ShopOrder } from '../../domain/order.ts';
import { type ProblemText, problemText } from '../../domain/problem.ts';
import type { ClaimedDelivery } from '../../ports/stores/deliveries.ts';
import type { Setup } from '../../ports/stores/setups.ts';
import { deliveryTexts } from '../../texts/it/delivery.ts';

/** Why an order is not sent after all: passed over (`reason`), or told to a person. */
export type StaysBehind = { reason: string } | { problems: ProblemText[] };

/**
 * What was accepted to leave by itself and has changed since, in the shop or in the settings: cancelled, no longer paid,
 * or waiting for a person (refunded, say). What a person sends goes.
 */
export function staysBehind(
  order: ShopOrder,
  { origin }: Pick<ClaimedDelivery, 'origin'>,
  { settings }: Pick<Setup, 'settings'>,
): StaysBehind | null {
  if (origin !== 'automatic') return null;
  if (order.cancelled) return { reason: deliveryTexts.cancelled };
  if (order.hold) {
    const status = order.statusTitle ?? '';
    const held = order.problems.length > 0 ? [] : [problemText('order-on-hold', { status })];
    return { problems: [...order.problems, ...held] };
  }
  const wantsPayment = settings.orders.send !== 'invoice-requested';
  return wantsPayment && !order.paid ? { reason: deliveryTexts.notPaid } : null;
}
