import type { Response } from 'express';
import type { Session } from '../../ports/stores/sessions.ts';

/** The session that the guard let in; each handler's queries are scoped to its shop. */
export function sessionOf(response: Response): Session {
  return response.locals.session as Session;
}
