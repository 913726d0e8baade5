import { problem } from '../../domain/problem.ts';
import type { OpenSession, Session, SignIn } from '../../ports/stores/connection/sessions.ts';
import type { Context } from '../context.ts';

const SIGN_INS_SHOWN = 50;

/** Who may use a shop's panel now, and when browsers were let in. */
export async function readAccesses(
  context: Context,
  shopId: string,
): Promise<{ sessions: OpenSession[]; signIns: SignIn[] }> {
  const { sessions } = context.store;
  const [open, signIns] = await Promise.all([
    sessions.listOpen(shopId, context.clock.now()),
    sessions.listSignIns(shopId, SIGN_INS_SHOWN),
  ]);
  return { sessions: open, signIns };
}

/**
 * Ends one browser's session, which may be the asking one's. It must then sign in with Fatture in Cloud.
 *
 * @throws Problem `not-found`.
 */
export async function endSession(context: Context, by: Session, id: string): Promise<void> {
  if (!(await context.store.sessions.end(by.shopId, id, context.clock.now()))) {
    throw problem('not-found', 'mend', {});
  }
  context.log.info({ shopId: by.shopId, sessionId: id, by: by.id }, 'session ended');
}

/** Ends all sessions of the shop but the asking one; how many held the shop. */
export async function endOtherSessions(context: Context, by: Session): Promise<number> {
  const ended = await context.store.sessions.endOthers(by.shopId, by.id, context.clock.now());
  context.log.info({ shopId: by.shopId, ended, by: by.id }, 'other sessions ended');
  return ended;
}
