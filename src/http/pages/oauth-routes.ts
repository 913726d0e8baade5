import { type Response, Router } from 'express';
import { receiveCallback, startAuthorization } from '../../flows/connection/authorize.ts';
import type { Context } from '../../flows/context.ts';
import { visitorOf } from '../api/session.ts';
import { asProblem, statusOf } from '../edge/problem-response.ts';
import { readCookie, type SessionCookie } from '../edge/session-cookie.ts';
import { handOverPage, signedInPage, signInFailedPage } from './pages.ts';

/** Holds `state` in the window that walks through the sign-in, so that the answer counts there alone. */
const STATE_COOKIE = 'oauth_state';
const STATE_COOKIE_MS = 15 * 60 * 1000;

export function createOAuthRoutes(context: Context, cookie: SessionCookie): Router {
  const routes = Router();
  const stateCookie = {
    httpOnly: true,
    secure: context.publicUrl.startsWith('https:'),
    // Fatture in Cloud leads back by a top-level navigation, which Lax cookies follow.
    sameSite: 'lax',
    path: '/oauth',
  } as const;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const fail = (response: Response, error: unknown) => {
    const failure = asProblem(context, error);
    if (failure.code === 'internal-error') context.log.error({ err: failure.cause }, 'sign-in failed');
    else context.log.info({ code: failure.code }, 'sign-in not completed');
    signInFailedPage(response, statusOf(failure), failure.toText());
  };

  routes.get('/start', async (request, response) => {
    try {
      const visit = await cookie.read(request);
      const { url, state, session } = await startAuthorization(context, {
        session: visit,
        ticket: text(request.query.ticket),
        visitor: visitorOf(request),
      });
      if (session !== null) await cookie.write(request, response, session, visit);
      response.cookie(STATE_COOKIE, state, { ...stateCookie, maxAge: STATE_COOKIE_MS });
      response.set('cache-control', 'no-store').redirect(302, url);
    } catch (error) {
      fail(response, error);
    }
  });

  routes.get('/callback', async (request, response) => {
    try {
      response.clearCookie(STATE_COOKIE, stateCookie);
      const outcome = await receiveCallback(context, {
        code: text(request.query.code),
        error: text(request.query.error),
        state: text(request.query.state),
        windowState: readCookie(request, STATE_COOKIE),
        holds: (sessionId) => cookie.holds(request, sessionId),
      });
      if (outcome.done) {
        await cookie.write(request, response, outcome.session, outcome.before);
        signedInPage(response);
      } else handOverPage(response, outcome.completionCode);
    } catch (error) {
      fail(response, error);
    }
  });
  return routes;
}
