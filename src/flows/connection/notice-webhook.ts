import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from '../context.ts';

/** Shops whose key is known here, and how long: a new install has a new token. */
const SHOPS = 1000;
const FRESH_MS = 10 * 60 * 1000;
/** Names of a body that are logged, and their length. */
const NAMES = 50;
const NAME_MAX = 40;

/** `isSeen`: the names in its first webhook were logged. */
type Known = { shopId: string; keyHash: Buffer; isSeen: boolean } | null;

const caches = new WeakMap<Context, Map<string, { shop: Promise<Known>; untilMs: number }>>();
const hash = (text: string) => createHash('sha256').update(text).digest();

/**
 * Notices what a webhook that was accepted carries besides its order: whether its header `key` is the shop's own, and once
 * per shop the names in its body. Nobody is refused for it: what the platform sends is not documented (public code compares
 * such a header), and this is how it is learned.
 */
export async function noticeWebhook(
  context: Context,
  webhook: { token: string; key: string | undefined; body: unknown },
): Promise<void> {
  const shop = await findShop(context, webhook.token);
  if (shop === null) return;
  const { key } = webhook;
  const isOwn = key !== undefined && timingSafeEqual(hash(key), shop.keyHash);
  context.metrics.webhookKey(key === undefined || key === '' ? 'absent' : isOwn ? 'equal' : 'different');
  if (shop.isSeen) return;
  shop.isSeen = true;
  if (!(await context.store.shops.markWebhookSeen(shop.shopId, context.clock.now()))) return;
  const names = bodyNames(webhook.body);
  context.log.info({ shopId: shop.shopId, names }, 'first webhook of a shop: the names in its body');
}

/** The names of a body, no value; of what is no name only that it is there. */
export function bodyNames(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.keys(body)
    .slice(0, NAMES)
    .map((name) => (/^[\w.[\]-]+$/.test(name) ? name.slice(0, NAME_MAX) : '?'));
}

function findShop(context: Context, token: string): Promise<Known> {
  const cache = caches.get(context) ?? new Map<string, { shop: Promise<Known>; untilMs: number }>();
  caches.set(context, cache);
  const place = hash(token).toString('hex');
  const now = context.clock.now().getTime();
  const known = cache.get(place);
  if (known !== undefined && known.untilMs > now) return known.shop;
  cache.delete(place);
  const [oldest] = cache.keys();
  if (cache.size >= SHOPS && oldest !== undefined) cache.delete(oldest);
  const shop = context.store.shops
    .findByWebhookToken(token)
    .then((found) => found && { shopId: found.id, keyHash: hash(found.keys.key), isSeen: found.isSeen });
  cache.set(place, { shop, untilMs: now + FRESH_MS });
  shop.catch(() => cache.delete(place));
  return shop;
}
