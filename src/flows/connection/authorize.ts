import { problem } from '../../domain/problem.ts';
import type { OAuthAttempt, SignInResult } from '../../ports/stores/connection/oauth.ts';
import type { Guest, Session, Visitor } from '../../ports/stores/connection/sessions.ts';
import type { Context } from '../context.ts';
import { guestProblem, noteGuest } from '../panel/open-panel.ts';
import { wakeAfterConnecting } from './connect-company.ts';

/** Source: contract, `/oauth/start`. */
const TICKET_MS = 60 * 1000;
/** Time to sign in and consent. */
const SIGN_IN_MS = 15 * 60 * 1000;
/** Time to hand the result over to the browser that asked. */
const COMPLETION_MS = 10 * 60 * 1000;

const callbackUrl = (context: Context) => `${context.publicUrl}/oauth/callback`;

/** A one-time address that opens the flow in a top-level window, where the iframe's cookie does not reach. */
export async function createTicket(
  context: Context,
  visit: Session | Guest,
  visitor: Visitor,
): Promise<{ url: string; session: Session }> {
  await mayAuthorize(context, visit);
  const session = await noteGuest(context, visit, visitor);
  const ticket = context.randomToken();
  await context.store.oauth.createWithTicket({
    shopId: session.shopId,
    sessionId: session.id,
    ticket,
    expiresAt: new Date(context.clock.now().getTime() + TICKET_MS),
  });
  return { url: `${context.publicUrl}/oauth/start?ticket=${ticket}`, session };
}

/** A guest of a shop that was never connected has nothing to sign in to. */
async function mayAuthorize(context: Context, session: Session | Guest): Promise<void> {
  if (session.level === 'full') return;
  const why = await guestProblem(context, session.shopId);
  if (why.code !== 'sign-in-required') throw why;
}

/**
 * Starts the flow for the session of the cookie, or for the one whose ticket is given.
 *
 * @returns the address of Fatture in Cloud's sign-in, and the `state` that the window's own cookie must hold.
 */
export async function startAuthorization(
  context: Context,
  from: { session: Session | Guest | null; ticket: string | null; visitor: Visitor },
): Promise<{ url: string; state: string; session: Session | null }> {
  const { store, clock } = context;
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + SIGN_IN_MS);
  let attempt: OAuthAttempt | null;
  let session: Session | null = null;
  if (from.ticket !== null) {
    attempt = await store.oauth.takeTicket(from.ticket, now);
    if (attempt === null) throw problem('sign-in-expired', 'reauthorize', {});
  } else {
    if (from.session === null) throw problem('session-missing', 'reauthorize', {});
    await mayAuthorize(context, from.session);
    session = await noteGuest(context, from.session, from.visitor);
    attempt = await store.oauth.create({ shopId: session.shopId, sessionId: session.id, expiresAt });
  }
  const state = context.randomToken();
  const codeVerifier = context.randomToken();
  if (!(await store.oauth.setState(attempt.id, { state, codeVerifier, expiresAt }))) {
    throw problem('sign-in-expired', 'reauthorize', {});
  }
  const redirectUri = callbackUrl(context);
  return { url: context.authorization.authorizeUrl({ state, redirectUri, codeVerifier }), state, session };
}

export type CallbackOutcome =
  /** The window belongs to the browser that asked: all is done. Its session may have a new id. */
  | { done: true; session: Session; before: Session }
  /** The window must hand this code to the page that opened it, which completes with its own session. */
  | { done: false; completionCode: string };

/**
 * Fatture in Cloud's answer. It counts only in the window that started (its cookie holds the `state`) and once.
 * Where the asking session's cookie reaches this window the flow is completed at once; else the result is kept,
 * sealed, until that session presents the code. So nobody can be led to connect a company to another's shop, nor
 * to sign another's browser in.
 */
export async function receiveCallback(
  context: Context,
  answer: {
    code: string | null;
    error: string | null;
    state: string | null;
    windowState: string | null;
    /** Whether this window's browser holds a session. */
    holds: (sessionId: string) => Promise<boolean>;
  },
): Promise<CallbackOutcome> {
  const { store, clock } = context;
  const now = clock.now();
  if (answer.state === null || answer.state !== answer.windowState) {
    throw problem('sign-in-expired', 'reauthorize', {});
  }
  const attempt = await store.oauth.takeState(answer.state, now);
  if (attempt === null) throw problem('sign-in-expired', 'reauthorize', {});
  if (answer.error !== null || answer.code === null) {
    throw problem(answer.error === 'access_denied' ? 'sign-in-denied' : 'sign-in-failed', 'reauthorize', {});
  }
  const tokens = await context.authorization.exchangeCode({
    code: answer.code,
    redirectUri: callbackUrl(context),
    codeVerifier: attempt.codeVerifier,
  });
  const [companies, user] = await Promise.all([
    context.authorization.listCompanies(tokens.accessToken),
    // Who it was is only noted down: without it the sign-in stands.
    context.authorization.readUser(tokens.accessToken).catch(() => null),
  ]);
  if (companies.length === 0) throw problem('no-company', 'mend', {});
  const result = { tokens, companies, user };

  const asking = (await answer.holds(attempt.sessionId))
    ? await store.sessions.find(attempt.sessionId, clock.now())
    : null;
  if (asking !== null) {
    return { done: true, session: await complete(context, asking, attempt, result), before: asking };
  }
  const completionCode = shortCode(context.randomToken());
  const until = new Date(now.getTime() + COMPLETION_MS);
  if (!(await store.oauth.keepResult(attempt.id, completionCode, result, until))) {
    throw problem('sign-in-expired', 'reauthorize', {});
  }
  return { done: false, completionCode };
}

/** Eight characters that a person can copy: no 0, 1, I, O. 40 bits, for ten minutes, bound to one session. */
function shortCode(token: string): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const bytes = Buffer.from(token, 'base64url');
  return Array.from({ length: 8 }, (_, index) => alphabet[(bytes[index] ?? 0) % alphabet.length]).join('');
}

/**
 * The asking browser presents the code that its window was given.
 *
 * @returns its session, which may have a new id.
 */
export async function completeAuthorization(
  context: Context,
  session: Session | Guest,
  code: string,
): Promise<Session> {
  if (session.id === null) throw problem('completion-code-wrong', 'mend', {});
  const wanted = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const taken = await context.store.oauth.takeResult(wanted, session.id, context.clock.now());
  if (taken === null) throw problem('completion-code-wrong', 'mend', {});
  return complete(context, session, taken.attempt, taken.result);
}

/**
 * Connects the company for a browser that holds the shop; signs a guest in that has access to its company. Where the
 * session was ended or the shop disconnected since the walk began, nothing is kept of it.
 *
 * @returns the session, under a new id where it was a guest's.
 */
async function complete(
  context: Context,
  asking: Session,
  attempt: OAuthAttempt,
  result: SignInResult,
): Promise<Session> {
  const { store, clock, log } = context;
  let session = asking;
  const connection = await store.connections.find(session.shopId);
  const connected = connection?.company ?? null;
  const stillThere = connected === null ? undefined : result.companies.find(({ id }) => id === connected.id);

  if (asking.level === 'guest') {
    if (stillThere === undefined) throw problem('sign-in-other-company', 'mend', {});
    const by = { companyId: stillThere.id, user: result.user, now: clock.now() };
    const promoted = await store.sessions.promote(asking, by);
    if (promoted === null) throw problem('sign-in-expired', 'reauthorize', {});
    session = promoted;
    log.info({ shopId: session.shopId, sessionId: session.id }, 'browser signed in with Fatture in Cloud');
    // A sign-in also mends an expired connection; a working one keeps its own tokens.
    if (connection?.state !== 'expired') return session;
  }
  const only = result.companies.length === 1 ? result.companies[0] : undefined;
  const company = stillThere ?? only ?? null;
  const saved = await store.connections.save({
    attempt,
    state: company === null ? 'choose-company' : 'connected',
    company,
    companies: result.companies,
    tokens: result.tokens,
    now: clock.now(),
  });
  if (!saved) throw problem('sign-in-expired', 'reauthorize', {});
  if (asking.level === 'full' && result.user !== null) await store.sessions.noteUser(session, result.user);
  log.info({ shopId: session.shopId, companyId: company?.id ?? null }, 'authorized by Fatture in Cloud');
  if (company !== null) await wakeAfterConnecting(context, session.shopId);
  return session;
}
