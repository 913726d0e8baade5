import type { CookieOptions, Request, Response } from 'express';
import { jwtVerify, SignJWT } from 'jose';
import type { Context } from '../../flows/context.ts';
import { SESSION_MS } from '../../flows/panel/open-panel.ts';
import type { Guest, Session } from '../../ports/stores/connection/sessions.ts';

export const SESSION_COOKIE = 'session';
const ALGORITHM = 'HS256';
const GUEST = 'guest:';

/** Names the shop that a page speaks for: one browser may hold several. */
const SHOP_HEADER = 'x-shop';
/** Shops of one browser; those opened longest ago are left out. */
const SHOPS_KEPT = 16;

/**
 * Names this browser's sessions, one a shop, in a signed cookie; whether one still counts stands in the database. Of a
 * guest it names the shop alone: there is no session of it.
 */
export interface SessionCookie {
  /** Of the shop that the request names, else of the one opened last; null where this browser holds none of it. */
  read(request: Request): Promise<Session | Guest | null>;
  /** Whether this browser holds that session, of whatever shop. */
  holds(request: Request, sessionId: string): Promise<boolean>;
  /** @param replaces What the browser held of this shop before. */
  write(
    request: Request,
    response: Response,
    session: Session | Guest,
    replaces?: Session | Guest | null,
  ): Promise<void>;
  /** Forgets the session of one shop. */
  forget(request: Request, response: Response, session: Session): Promise<void>;
}

/** One cookie of a request, as sent; null when absent. */
export function readCookie(request: Request, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

/**
 * Behind https the panel lives in another site's iframe: `SameSite=None; Partitioned`. On plain localhost the two
 * are one site, and `Lax` is what browsers accept without `Secure`.
 */
export function cookieOptions(publicUrl: string): CookieOptions {
  const secure = publicUrl.startsWith('https:');
  return secure
    ? { httpOnly: true, secure: true, sameSite: 'none', partitioned: true, path: '/' }
    : { httpOnly: true, sameSite: 'lax', path: '/' };
}

/** @param keys The first one signs; a cookie signed with any of them is good until it ends. */
export function createSessionCookie(
  context: Context,
  keys: readonly [Uint8Array, ...Uint8Array[]],
): SessionCookie {
  const options = cookieOptions(context.publicUrl);
  const verify = async (token: string, now: Date) => {
    for (const key of keys) {
      const check = { algorithms: [ALGORITHM], currentDate: now };
      const verified = await jwtVerify(token, key, check).catch(() => null);
      if (verified !== null) return verified.payload;
    }
    return null;
  };
  /** As they were opened: ids of sessions, `guest:` and a shop's id. */
  const heldBy = async (request: Request): Promise<string[]> => {
    const token = readCookie(request, SESSION_COOKIE);
    const payload = token === null ? null : await verify(token, context.clock.now());
    // `sid`: the one session of cookies made before there could be several.
    const held = payload?.held ?? (payload?.sid === undefined ? [] : [payload.sid]);
    return Array.isArray(held) ? held.filter((one) => typeof one === 'string') : [];
  };
  const put = async (response: Response, held: readonly string[], expiresAt: Date) => {
    const token = await new SignJWT({ held: held.slice(-SHOPS_KEPT) })
      .setProtectedHeader({ alg: ALGORITHM })
      .setExpirationTime(expiresAt)
      .sign(keys[0]);
    response.cookie(SESSION_COOKIE, token, { ...options, expires: expiresAt });
  };
  const nameOf = ({ id, shopId }: Session | Guest) => id ?? `${GUEST}${shopId}`;
  const guestOf = (shopId: string): Guest => ({
    id: null,
    shopId,
    level: 'guest',
    expiresAt: new Date(context.clock.now().getTime() + SESSION_MS),
  });

  return {
    async read(request) {
      const held = await heldBy(request);
      if (held.length === 0) return null;
      const { sessions, shops } = context.store;
      const now = context.clock.now();
      const instance = shopNamedBy(request);
      if (instance === undefined) {
        const last = held.at(-1) ?? '';
        return last.startsWith(GUEST) ? guestOf(last.slice(GUEST.length)) : sessions.find(last, now);
      }
      const ids = held.filter((one) => !one.startsWith(GUEST));
      const session = await sessions.findOf(instance, ids, now);
      if (session !== null || ids.length === held.length) return session;
      const shop = await shops.findByInstance(instance);
      return shop !== null && held.includes(`${GUEST}${shop.id}`) ? guestOf(shop.id) : null;
    },

    holds: async (request, sessionId) => (await heldBy(request)).includes(sessionId),

    async write(request, response, session, replaces = null) {
      const gone = new Set([nameOf(session), `${GUEST}${session.shopId}`]);
      if (replaces !== null) gone.add(nameOf(replaces));
      const others = (await heldBy(request)).filter((one) => !gone.has(one));
      await put(response, [...others, nameOf(session)], session.expiresAt);
    },

    async forget(request, response, session) {
      const others = (await heldBy(request)).filter((one) => one !== nameOf(session));
      if (others.length === 0) response.clearCookie(SESSION_COOKIE, options);
      else await put(response, others, session.expiresAt);
    },
  };
}

/** A header holds Latin letters alone, so the panel encodes it. Links cannot carry one: a download, a document's page. */
function shopNamedBy(request: Request): string | undefined {
  const named = request.get(SHOP_HEADER);
  if (named === undefined) {
    return request.method === 'GET' && typeof request.query.shop === 'string'
      ? request.query.shop
      : undefined;
  }
  try {
    return decodeURIComponent(named);
  } catch {
    return named;
  }
}
