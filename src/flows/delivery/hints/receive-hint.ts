import type { ReceivedHint } from '../../../ports/stores/hints.ts';
import type { Context } from '../../context.ts';

/**
 * Keeps a webhook's hint; durable when it resolves, null for an unknown token. Its order is followed by this process,
 * where that works and has hands free, else by whoever takes the job that wakes the shop.
 */
export async function receiveHint(
  { store, lanes }: Context,
  webhookToken: string,
  orderId: string,
): Promise<ReceivedHint | null> {
  const here = lanes.isFree();
  const received = await store.hints.receive(webhookToken, orderId, !here);
  if (here && received !== null) lanes.wake(received.shopId);
  return received;
}
