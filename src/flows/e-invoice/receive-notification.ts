import type { NotificationRefusal, ReceivedNotification } from '../../ports/notifications.ts';
import type { Context } from '../context.ts';

/** One invoice's changes come close together, and so do many invoices': they are looked at together. */
const TOGETHER_MS = 15_000;

/** The address at which Fatture in Cloud's notifications for a shop come. */
export const sinkOf = (context: Context, token: string): string =>
  `${context.publicUrl}/fattureincloud/webhooks/${token}`;

/** Whether the address is a shop's: who asks for it may be answered. */
export const isSink = async ({ store }: Context, token: string): Promise<boolean> =>
  (await store.ficSubscriptions.findByToken(token)) !== null;

/**
 * Keeps a notification as a hint: the invoices that it names are looked at. Durable when it answers.
 *
 * @returns `unknown`: no shop's address.
 */
export async function receiveNotification(
  context: Context,
  token: string,
  received: ReceivedNotification,
): Promise<'kept' | 'unknown' | NotificationRefusal> {
  const { store, clock, metrics, notifications } = context;
  const shop = await store.ficSubscriptions.findByToken(token);
  if (shop === null) return 'unknown';
  const address = { sink: sinkOf(context, token), companyId: shop.companyId };
  const told = await notifications(received, address);
  if ('refused' in told) return told.refused;
  const lookAt = new Date(clock.now().getTime() + TOGETHER_MS);
  metrics.notified(await store.ficSubscriptions.receive(shop, told, lookAt));
  return 'kept';
}
