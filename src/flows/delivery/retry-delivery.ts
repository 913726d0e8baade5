import type { Delivery } from '../../domain/delivery.ts';
import { problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { AlreadySent } from './request-send.ts';

/** One more try for a delivery that failed, was skipped or waits. */
export async function retryDelivery(context: Context, shopId: string, orderId: string): Promise<Delivery> {
  const { store } = context;
  const delivery = await store.deliveries.find(shopId, orderId);
  if (delivery === null) throw problem('delivery-not-found', 'mend', {});
  if (delivery.state === 'sent') throw new AlreadySent(delivery);
  if (delivery.state === 'queued' || delivery.state === 'sending') return delivery;
  if (delivery.state === 'skipped') {
    // What would not go by itself goes on a person's word.
    const { kind } = delivery;
    return store.deliveries.accept({ shopId, orderId, origin: 'manual', kind, requeue: true });
  }
  await store.deliveries.requeue(shopId, { orderIds: [orderId], states: ['failed', 'waiting'] });
  return (await store.deliveries.find(shopId, orderId)) ?? delivery;
}
