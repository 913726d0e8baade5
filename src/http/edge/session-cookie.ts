import type { CookieOptions, Request, Response } from 'express';
import { jwtVerify, SignJWT } from 'jose';
import type { Context } from '../../flows/context.ts';
import { SESSION_MS } from '../../flows/panel/open-panel.ts';
import type { Guest, Session } from '../../ports/stores/connection/sessions.ts';

export const SESSION_COOKIE = 'session';
/** Beside it, so that a frame that came too late replaces nothing of the one that holds the shop. */
export const GUEST_COOKIE = 'guest';
const ALGORITHM = 'HS256';

/** Names the shop that a page speaks for: one browser may hold several. */
const SHOP_HEADER = 'x-shop';
/** Shops of one browser; those opened longest ago are left out. */
const SHOPS_KEPT = 16;

/**
 * Names this browser's sessions, one a shop, in a signed cookie; whether one still counts stands in the database. Shops
 * of which it is a guest stand in a cookie of their own, by their names alone: there is no session of a guest.
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
  /** What a cookie names, in the order of its opening; `until`: the one that was written last ends last. */
  const namedBy = async (request: Request, name: string): Promise<{ held: string[]; until: number }> => {
    const token = readCookie(request, name);
    const payload = token === null ? null : await verify(token, context.clock.now());
    // `sid`: the one session of cookies made before there could be several.
    const held = payload?.held ?? (payload?.sid === undefined ? [] : [payload.sid]);
    const names = Array.isArray(held) ? held.filter((one) => typeof one === 'string') : [];
    return { held: names, until: names.length === 0 ? 0 : (payload?.exp ?? 0) };
  };
  const put = async (response: Response, name: string, held: readonly string[], expiresAt: Date) => {
    const token = await new SignJWT({ held: held.slice(-SHOPS_KEPT) })
      .setProtectedHeader({ alg: ALGORITHM })
      .setExpirationTime(expiresAt)
      .sign(keys[0]);
    response.cookie(name, token, { ...options, expires: expiresAt });
  };
  /** The cookie without some of what it names. */
  const drop = async (
    request: Request,
    response: Response,
    { name, gone, expiresAt }: { name: string; gone: string; expiresAt: Date },
  ) => {
    const { held } = await namedBy(request, name);
    const others = held.filter((one) => one !== gone);
    if (others.length === held.length) return;
    if (others.length === 0) response.clearCookie(name, options);
    else await put(response, name, others, expiresAt);
  };
  const guestOf = (shopId: string): Guest => ({
    id: null,
    shopId,
    level: 'guest',
    expiresAt: new Date(context.clock.now().getTime() + SESSION_MS),
  });

  return {
    async read(request) {
      const { sessions, shops } = context.store;
      const [own, guest] = await Promise.all([
        namedBy(request, SESSION_COOKIE),
        namedBy(request, GUEST_COOKIE),
      ]);
      const now = context.clock.now();
      const instance = shopNamedBy(request);
      const isOwnLast = own.until > 0 && own.until >= guest.until;
      if (instance === undefined && isOwnLast) {
        const last = await sessions.find(own.held.at(-1) ?? '', now);
        // Both cookies may be of one second: one that was ended says nothing of a guest who came after it.
        if (last !== null) return last;
      }
      const shop =
        guest.held.length === 0
          ? null
          : instance === undefined
            ? await shops.find(guest.held.at(-1) ?? '')
            : await shops.findByInstance(instance);
      const named = instance ?? shop?.instance;
      if (named === undefined) return null;
      const session = await sessions.findOf(named, own.held, now);
      if (session !== null) return session;
      return shop !== null && guest.held.includes(shop.id) ? guestOf(shop.id) : null;
    },

    holds: async (request, sessionId) => (await namedBy(request, SESSION_COOKIE)).held.includes(sessionId),

    async write(request, response, session, replaces = null) {
      const { id, shopId, expiresAt } = session;
      const name = id === null ? GUEST_COOKIE : SESSION_COOKIE;
      const gone = new Set([id ?? shopId, replaces?.id]);
      const others = (await namedBy(request, name)).held.filter((one) => !gone.has(one));
      await put(response, name, [...others, id ?? shopId], expiresAt);
      if (id !== null) await drop(request, response, { name: GUEST_COOKIE, gone: shopId, expiresAt });
    },

    forget: (request, response, { id, expiresAt }) =>
      drop(request, response, { name: SESSION_COOKIE, gone: id, expiresAt }),
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
