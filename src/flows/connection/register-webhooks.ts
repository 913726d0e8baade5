import type { WebhookType } from '../../ports/shop.ts';
import type { Context } from '../context.ts';
import { openShop } from './access.ts';

const NAMES: Record<WebhookType, string> = {
  'order-created': 'Fatture in Cloud: nuovo ordine',
  'order-paid': 'Fatture in Cloud: ordine pagato',
  'order-cancelled': 'Fatture in Cloud: ordine annullato',
};

const pathOf = (token: string) => `/tscommerce/webhooks/${token}`;

/**
 * Registers the webhooks for order created, paid and cancelled at an address with a fresh token, and removes ours
 * that carry an older one.
 *
 * @param token The token whose hash is stored already; without it a new one is made and stored.
 */
export async function registerWebhooks(context: Context, shopId: string, token?: string): Promise<void> {
  const { store, clock, publicUrl } = context;
  const shop = await openShop(context, shopId);
  let fresh = token;
  if (fresh === undefined) {
    fresh = context.randomToken();
    await store.shops.renewWebhookToken(shopId, fresh);
  }
  const url = `${publicUrl}${pathOf(fresh)}`;
  // Without the list the old ones cannot be removed; their tokens are unknown by now and their calls refused.
  const before = await shop.listWebhooks().catch((error: unknown) => {
    context.log.warn({ shopId, err: error }, 'registered webhooks could not be listed');
    return [];
  });
  for (const type of Object.keys(NAMES) as WebhookType[]) {
    await shop.registerWebhook({ url, type, name: NAMES[type] });
  }
  const ours = `${publicUrl}${pathOf('')}`;
  for (const webhook of before.filter((candidate) => candidate.url.startsWith(ours))) {
    await shop.removeWebhook(webhook.id);
  }
  await store.shops.markWebhooksRegistered(shopId, clock.now());
}
