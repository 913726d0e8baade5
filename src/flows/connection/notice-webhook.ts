import { createHash, timingSafeEqual } from 'node:crypto';
import type { ReceivedHint } from '../../ports/stores/hints.ts';
import type { Context } from '../context.ts';

/** Names of a body that are logged, and their length. */
const NAMES = 50;
const NAME_MAX = 40;

const hash = (text: string) => createHash('sha256').update(text).digest();

/**
 * Notices what a webhook that was accepted carries besides its order: whether its header `key` is the shop's own, and once
 * per shop the names in its body. Nobody is refused for it: what the platform sends is not documented (public code compares
 * such a header), and this is how it is learned.
 */
export async function noticeWebhook(
  context: Context,
  { shopId, isSeen, readKeys }: ReceivedHint,
  { key, body }: { key: string | undefined; body: unknown },
): Promise<void> {
  const isGiven = key !== undefined && key !== '';
  const isOwn = isGiven && timingSafeEqual(hash(key), hash(readKeys().key));
  context.metrics.webhookKey(isGiven ? (isOwn ? 'equal' : 'different') : 'absent');
  if (isSeen || !(await context.store.shops.markWebhookSeen(shopId, context.clock.now()))) return;
  context.log.info({ shopId, names: bodyNames(body) }, 'first webhook of a shop: the names in its body');
}

/** The names of a body, no value; of what is no name only that it is there. */
export function bodyNames(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.keys(body)
    .slice(0, NAMES)
    .map((name) => (/^[\w.[\]-]+$/.test(name) ? name.slice(0, NAME_MAX) : '?'));
}
