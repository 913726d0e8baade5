import { problem } from '../domain/problem.ts';
import type { Context } from './context.ts';
import type { InstalledShop, Session } from './store.ts';

/** Sliding: each opening of the panel prolongs it. */
export const SESSION_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Gives the browser that opens the embed page its session. The first one within the setup window after an install
 * holds the shop; any later one gets a guest session, which can only sign in with Fatture in Cloud (contract,
 * promise 6: `instance` is not a credential).
 *
 * @throws Problem `shop-not-installed` (mend).
 */
export async function openPanel(
  context: Context,
  visit: { instance: string; session: Session | null; userAgent: string | null },
): Promise<{ shop: InstalledShop; session: Session }> {
  const { store, clock, log } = context;
  const shop = await store.shops.findByInstance(visit.instance);
  if (shop === null) throw problem('shop-not-installed', 'mend', {});
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + SESSION_MS);

  let session: Session;
  if (visit.session !== null && visit.session.shopId === shop.id) {
    session = { ...visit.session, expiresAt };
    await store.sessions.extend(session.id, expiresAt, now);
  } else {
    session = await store.sessions.create({ shopId: shop.id, expiresAt, userAgent: visit.userAgent });
  }
  if (session.level === 'guest' && shop.claimedAt === null && (await store.sessions.claim(session, now))) {
    log.info({ shopId: shop.id, sessionId: session.id }, 'shop claimed by its first browser');
    session = { ...session, level: 'full' };
  }
  return { shop, session };
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
