import { Router } from 'express';
import { z } from 'zod';
import type { AccessesDto, VisitorDto } from '../../../contract/connection/accesses.ts';
import { problem } from '../../../domain/problem.ts';
import { endOtherSessions, endSession, readAccesses } from '../../../flows/connection/accesses.ts';
import type { Context } from '../../../flows/context.ts';
import type { SignIn } from '../../../ports/stores/connection/sessions.ts';
import type { SessionCookie } from '../../edge/session-cookie.ts';
import { sessionOf } from '../session.ts';
import { browserName } from './browser-name.ts';

const toVisitorDto = ({ origin, user, userAgent, address }: SignIn): VisitorDto => ({
  origin,
  user,
  browser: browserName(userAgent),
  address,
});

/** Who may use the panel: seen, and ended. */
export function createAccessRoutes(context: Context, cookie: SessionCookie): Router {
  const routes = Router();
  routes.get('/sessions', async (_request, response) => {
    const { id: own, shopId } = sessionOf(response);
    const { sessions, signIns } = await readAccesses(context, shopId);
    // The asking browser's own first.
    const sorted = [...sessions].sort((one, other) => Number(other.id === own) - Number(one.id === own));
    const dto: AccessesDto = {
      sessions: sorted.map((session) => ({
        ...toVisitorDto({ ...session, at: session.signedInAt }),
        id: session.id,
        current: session.id === own,
        signedIn: session.signedInAt.toISOString(),
        lastSeen: session.lastSeenAt.toISOString(),
        expires: session.expiresAt.toISOString(),
      })),
      signIns: signIns.map((signIn) => ({ ...toVisitorDto(signIn), at: signIn.at.toISOString() })),
    };
    response.json(dto);
  });
  routes.delete('/sessions', async (_request, response) => {
    response.json({ ended: await endOtherSessions(context, sessionOf(response)) });
  });
  routes.delete('/sessions/:id', async (request, response) => {
    const id = z.uuid().safeParse(request.params.id);
    if (!id.success) throw problem('not-found', 'mend', {});
    const session = sessionOf(response);
    await endSession(context, session, id.data);
    if (id.data === session.id) await cookie.forget(request, response, session);
    response.status(204).end();
  });
  return routes;
}
