import { problem } from '../../domain/problem.ts';
import type { Session, Visitor } from '../../ports/stores/sessions.ts';
import type { InstalledShop } from '../../ports/stores/shops.ts';
import type { Context } from '../context.ts';

/** Sliding: each opening of the panel prolongs it. */
export const SESSION_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Gives the browser that opens the embed page its session. The first one within the setup window after an install
 * holds the shop; any later one gets a guest session, which can only sign in with Fatture in Cloud (contract,
 * promise 6: `instance` is not a credential).
 *
 * @param visit `arrivedAt`: when its request came.
 * @returns session Null where another opening claimed the shop at this moment, or since this one's request came: it may
 * be the same browser's, in another frame, whose session this one must not replace.
 * @throws Problem `shop-not-installed` (mend).
 */
export async function openPanel(
  context: Context,
  visit: { instance: string; session: Session | null; arrivedAt: Date } & Visitor,
): Promise<{ shop: InstalledShop; session: Session | null }> {
  const { store, clock, log } = context;
  const shop = await store.shops.findByInstance(visit.instance);
  if (shop === null) throw problem('shop-not-installed', 'mend', {});
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + SESSION_MS);

  const { userAgent, address } = visit;
  const create = () => store.sessions.create({ shopId: shop.id, expiresAt, userAgent, address });

  let session: Session | null = null;
  if (visit.session !== null && visit.session.shopId === shop.id) {
    const lives = await store.sessions.extend(visit.session.id, expiresAt, now, { userAgent, address });
    if (lives) session = { ...visit.session, expiresAt };
  }
  const isOpening = shop.setupEndsAt > now;
  if (session === null && isOpening && shop.claimedAt !== null && shop.claimedAt >= visit.arrivedAt) {
    return { shop, session: null };
  }
  session ??= await create();
  if (session.level === 'full' || shop.claimedAt !== null) return { shop, session };
  let outcome = await store.sessions.claim(session, clock.now());
  if (outcome === 'ended') {
    // A second install came in between: this browser begins anew with it.
    session = await create();
    outcome = await store.sessions.claim(session, clock.now());
  }
  if (outcome === 'claimed') {
    log.info({ shopId: shop.id, sessionId: session.id }, 'shop claimed by its first browser');
    return { shop, session: { ...session, level: 'full' } };
  }
  return { shop, session: isOpening ? null : session };
}

/**
 * Why a guest session may not do more: it must sign in, or nobody can sign in any more because the shop was never
 * connected in its setup window.
 */
export async function guestProblem(context: Context, shopId: string) {
  const connection = await context.store.connections.find(shopId);
  return connection?.company == null
    ? problem('setup-closed', 'mend', {})
    : problem('sign-in-required', 'reauthorize', {});
}
