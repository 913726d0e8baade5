import { problem } from '../../domain/problem.ts';
import type { Guest, Session, Visitor } from '../../ports/stores/connection/sessions.ts';
import type { Context } from '../context.ts';

/** Sliding: each opening of the panel prolongs it. */
export const SESSION_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Gives the loaded page its session. The first one within the setup window after an install holds the shop; any later one
 * is a guest's, which can only sign in with Fatture in Cloud (contract, promise 6: `instance` is not a credential), and
 * which nothing is stored of.
 *
 * @param visit `session`: what the browser holds of this shop already.
 * @throws Problem `shop-not-installed` (mend).
 */
export async function openPanel(
  context: Context,
  visit: { instance: string; session: Session | Guest | null } & Visitor,
): Promise<Session | Guest> {
  const { store, clock, log } = context;
  const shop = await store.shops.findByInstance(visit.instance);
  if (shop === null) throw problem('shop-not-installed', 'mend', {});
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + SESSION_MS);
  const { userAgent, address } = visit;

  const held = visit.session?.shopId === shop.id ? visit.session : null;
  if (held !== null && held.id !== null) {
    const lives = await store.sessions.extend(held.id, expiresAt, now, { userAgent, address });
    if (lives && (held.level === 'full' || shop.claimedAt !== null)) return { ...held, expiresAt };
  }
  const guest: Guest = { id: null, shopId: shop.id, level: 'guest', expiresAt };
  if (shop.setupEndsAt <= now || shop.claimedAt !== null) return guest;
  const claimed = await store.sessions.claim({ shopId: shop.id, expiresAt, userAgent, address }, clock.now());
  if (claimed === null) return guest;
  log.info({ shopId: shop.id, sessionId: claimed.id }, 'shop claimed by its first browser');
  return claimed;
}

/** A guest that begins to sign in: from here on there is a row of it, for what the sign-in brings. */
export async function noteGuest(
  context: Context,
  guest: Session | Guest,
  visitor: Visitor,
): Promise<Session> {
  if (guest.id !== null) return guest;
  const { shopId, expiresAt } = guest;
  return context.store.sessions.create({ shopId, expiresAt, ...visitor });
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
