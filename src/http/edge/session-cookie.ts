import type { CookieOptions, Request, Response } from 'express';
import { jwtVerify, SignJWT } from 'jose';
import type { Context } from '../../flows/context.ts';
import type { Session } from '../../ports/stores/sessions.ts';

export const SESSION_COOKIE = 'session';
const ALGORITHM = 'HS256';

/** Names a session in a signed cookie; whether it still counts stands in the database. */
export interface SessionCookie {
  read(request: Request): Promise<Session | null>;
  write(response: Response, session: Session): Promise<void>;
  clear(response: Response): void;
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
  return {
    async read(request) {
      const token = readCookie(request, SESSION_COOKIE);
      if (token === null) return null;
      const now = context.clock.now();
      const id = (await verify(token, now))?.sid;
      return typeof id === 'string' ? context.store.sessions.find(id, now) : null;
    },

    async write(response, session) {
      const token = await new SignJWT({ sid: session.id })
        .setProtectedHeader({ alg: ALGORITHM })
        .setExpirationTime(session.expiresAt)
        .sign(keys[0]);
      response.cookie(SESSION_COOKIE, token, { ...options, expires: session.expiresAt });
    },

    clear(response) {
      response.clearCookie(SESSION_COOKIE, options);
    },
  };
}
