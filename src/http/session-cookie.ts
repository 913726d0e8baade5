import type { CookieOptions, Request, Response } from 'express';
import { jwtVerify, SignJWT } from 'jose';
import type { Context } from '../flows/context.ts';
import type { Session } from '../flows/store.ts';

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

export function createSessionCookie(context: Context, key: Uint8Array): SessionCookie {
  const options = cookieOptions(context.publicUrl);
  return {
    async read(request) {
      const token = readCookie(request, SESSION_COOKIE);
      if (token === null) return null;
      const now = context.clock.now();
      const verified = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        currentDate: now,
      }).catch(() => null);
      const id = verified?.payload.sid;
      return typeof id === 'string' ? context.store.sessions.find(id, now) : null;
    },

    async write(response, session) {
      const token = await new SignJWT({ sid: session.id })
        .setProtectedHeader({ alg: ALGORITHM })
        .setExpirationTime(session.expiresAt)
        .sign(key);
      response.cookie(SESSION_COOKIE, token, { ...options, expires: session.expiresAt });
    },

    clear(response) {
      response.clearCookie(SESSION_COOKIE, options);
    },
  };
}
