import type { Delivery } from '../domain/delivery.ts';
import { problem } from '../domain/problem.ts';
import type { Context } from './context.ts';
import { AlreadySent } from './request-send.ts';

/** One more try for a delivery that failed, was skipped or waits. */
export async function retryDelivery(context: Context, shopId: string, orderId: string): Promise<Delivery> {
  const { store } = context;
  const delivery = await store.deliveries.find(shopId, orderId);
  if (delivery === null) throw problem('delivery-not-found', 'mend', {});
  if (delivery.state === 'sent') throw new AlreadySent(delivery);
  if (delivery.state === 'queued' || delivery.state === 'sending') return delivery;
  await store.deliveries.requeue(shopId, { orderIds: [orderId], states: ['failed', 'skipped', 'waiting'] });
  return (await store.deliveries.find(shopId, orderId)) ?? delivery;
}
