import { type Request, type Response, Router } from 'express';
import { openSessionBodySchema } from '../../contract/connection/session.ts';
import type { Context } from '../../flows/context.ts';
import { openPanel } from '../../flows/panel/open-panel.ts';
import type { Guest, Session, Visitor } from '../../ports/stores/connection/sessions.ts';
import { limitOpenings } from '../edge/limits.ts';
import { parseInput } from '../edge/problem-response.ts';
import type { SessionCookie } from '../edge/session-cookie.ts';

/** The session that the guard let in; each handler's queries are scoped to its shop. */
export function sessionOf(response: Response): Session {
  return response.locals.session as Session;
}

/** The same before it is known to hold the shop. */
export const visitOf = (response: Response) => response.locals.session as Session | Guest;

/** What a browser tells of itself; its address as far as TRUST_PROXY lets it be known, an IPv4 one in its own form. */
export const visitorOf = (request: Request): Visitor => ({
  userAgent: request.get('user-agent') ?? null,
  address: request.ip?.replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 45) ?? null,
});

/** The loaded page asks for its session; the first browser within the setup window claims the shop here. */
export function createSessionRoutes(context: Context, cookie: SessionCookie): Router {
  const routes = Router();
  routes.post('/session', limitOpenings(context), async (request, response) => {
    const { instance } = parseInput(openSessionBodySchema, request.body);
    // What it holds of that shop, whatever its header says.
    request.headers['x-shop'] = encodeURIComponent(instance);
    const held = await cookie.read(request);
    const session = await openPanel(context, { instance, session: held, ...visitorOf(request) });
    await cookie.write(request, response, session, held);
    response.json({ level: session.level });
  });
  return routes;
}
