import { randomBytes } from 'node:crypto';
import express, { type Response, type Router } from 'express';
import { html } from '../../common/html.ts';
import { sendPage } from '../pages/layout.ts';
import type { User } from '../types.ts';
import { knownScopes, scopeTexts } from './scopes.ts';
import type { Tokens } from './tokens.ts';

/** A page's walk from the app's link to the answer on its redirect address. */
interface Request {
  clientId: string;
  redirectUri: string;
  scopes: string[];
  state: string | null;
  /** PKCE's S256 challenge, where one was sent. Whether the real one knows it is written nowhere. */
  challenge: string | null;
  userId: number | null;
}

export interface OAuthApp {
  clientId: string;
  clientSecret: string;
  /** Shown on the consent page. */
  name: string;
}

function oauthError(response: Response, status: number, error: string, description: string): void {
  response.status(status).json({ error, error_description: description });
}

function back(request: Pick<Request, 'redirectUri' | 'state'>, answer: Record<string, string>): string {
  const url = new URL(request.redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (request.state !== null) url.searchParams.set('state', request.state);
  return url.href;
}

/** The authorize, login and consent pages. */
export function oauthPages(options: { app: OAuthApp; tokens: Tokens; users: readonly User[] }): Router {
  const { app, tokens, users } = options;
  const router = express.Router();
  const open = new Map<string, Request>();
  const form = express.urlencoded({ extended: false });
  const gone = (response: Response) =>
    sendPage(
      response,
      'Richiesta scaduta',
      html`<section class="card narrow"><h1>Richiesta scaduta</h1><p>Torna all’applicazione e premi di nuovo Autorizza.</p></section>`,
      { plain: true, status: 400 },
    );

  router.get('/oauth/authorize', (request, response) => {
    const text = (name: string) => {
      const value = request.query[name];
      return typeof value === 'string' ? value : '';
    };
    const wrong = (message: string) =>
      sendPage(
        response,
        'Richiesta non valida',
        html`<section class="card narrow"><h1>Richiesta non valida</h1><p data-testid="oauth-error">${message}</p></section>`,
        { plain: true, status: 400 },
      );
    // Until the address is known to be the app's, nothing may be sent to it.
    if (text('client_id') !== app.clientId) return wrong('L’applicazione (client_id) non esiste.');
    const redirectUri = text('redirect_uri');
    if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol)) {
      return wrong('L’indirizzo di ritorno (redirect_uri) non è valido.');
    }
    const state = typeof request.query.state === 'string' ? request.query.state : null;
    const scopes = text('scope').split(/\s+/).filter(Boolean);
    const refuse = (error: string, description: string) =>
      response.redirect(back({ redirectUri, state }, { error, error_description: description }));
    if (text('response_type') !== 'code') {
      return refuse('unsupported_response_type', 'The response_type must be code.');
    }
    const unknown = scopes.find((scope) => !knownScopes.has(scope));
    if (scopes.length === 0 || unknown !== undefined) {
      return refuse('invalid_scope', `The scope ${unknown ?? ''} is not valid.`);
    }
    const challenge = text('code_challenge') || null;
    if (challenge !== null && text('code_challenge_method') !== 'S256') {
      return refuse('invalid_request', 'The code_challenge_method must be S256.');
    }
    const id = randomBytes(16).toString('hex');
    open.set(id, { clientId: app.clientId, redirectUri, scopes, state, challenge, userId: null });
    response.redirect(`/oauth/login?request=${id}`);
  });

  router.get('/oauth/login', (request, response) => {
    const id = String(request.query.request ?? '');
    if (!open.has(id)) return gone(response);
    sendPage(
      response,
      'Accedi',
      html`<section class="card narrow">
<h1>Accedi a Fatture in Cloud</h1>
<p class="muted">Ambiente di prova: scegli con quale utente entrare, la password non serve.</p>
<form method="post" action="/oauth/login" class="stack">
<input type="hidden" name="request" value="${id}">
${users.map(
  (user) => html`<button class="choice" name="email" value="${user.email}" data-testid="login-${user.id}">
<strong>${user.firstName} ${user.lastName}</strong><span>${user.email}</span><span class="muted">${user.about}</span></button>`,
)}
</form>
</section>`,
      { plain: true },
    );
  });

  router.post('/oauth/login', form, (request, response) => {
    const body = (request.body ?? {}) as Record<string, string | undefined>;
    const found = open.get(body.request ?? '');
    if (!found) return gone(response);
    const user = users.find((candidate) => candidate.email === body.email);
    if (!user) return response.redirect(`/oauth/login?request=${body.request}`);
    found.userId = user.id;
    response.redirect(303, `/oauth/consent?request=${body.request}`);
  });

  router.get('/oauth/consent', (request, response) => {
    const id = String(request.query.request ?? '');
    const found = open.get(id);
    const user = users.find((candidate) => candidate.id === found?.userId);
    if (!found || !user) return gone(response);
    sendPage(
      response,
      'Autorizza',
      html`<section class="card narrow">
<h1>${app.name} chiede di accedere a Fatture in Cloud</h1>
<p>Sei entrato come <strong>${user.firstName} ${user.lastName}</strong>. L’applicazione potrà:</p>
<ul class="scopes" data-testid="scopes">${found.scopes.map((scope) => html`<li data-scope="${scope}">${scopeTexts(scope)}</li>`)}</ul>
<form method="post" action="/oauth/consent" class="row">
<input type="hidden" name="request" value="${id}">
<button class="primary" name="decision" value="allow" data-testid="consent-allow">Autorizza</button>
<button name="decision" value="deny" data-testid="consent-deny">Annulla</button>
</form>
</section>`,
      { plain: true },
    );
  });

  router.post('/oauth/consent', form, (request, response) => {
    const body = (request.body ?? {}) as Record<string, string | undefined>;
    const found = open.get(body.request ?? '');
    if (!found || found.userId === null) return gone(response);
    open.delete(body.request ?? '');
    if (body.decision !== 'allow') {
      return response.redirect(
        303,
        back(found, { error: 'access_denied', error_description: 'The user denied the request.' }),
      );
    }
    const { clientId, redirectUri, scopes, userId, challenge } = found;
    response.redirect(
      303,
      back(found, { code: tokens.issueCode({ clientId, userId, scopes }, redirectUri, challenge) }),
    );
  });
  return router;
}

/** The token endpoint: a JSON body alone. */
export function tokenEndpoint(options: { app: OAuthApp; tokens: Tokens }): Router {
  const { app, tokens } = options;
  const router = express.Router();
  router.post('/oauth/token', express.json(), (request, response) => {
    response.set('Cache-Control', 'no-store');
    const body = (request.body ?? {}) as Record<string, unknown>;
    const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : '');
    if (!request.is('application/json')) {
      return oauthError(response, 400, 'invalid_request', 'The request body must be JSON.');
    }
    const grantType = text('grant_type');
    if (!grantType) return oauthError(response, 400, 'invalid_request', 'The grant_type field is required.');
    if (text('client_id') !== app.clientId || text('client_secret') !== app.clientSecret) {
      return oauthError(response, 401, 'invalid_client', 'Client authentication failed.');
    }
    let pair: ReturnType<Tokens['exchange']>;
    if (grantType === 'authorization_code') {
      for (const name of ['code', 'redirect_uri']) {
        if (!text(name)) {
          return oauthError(
            response,
            400,
            'invalid_request',
            `The ${name} field is required when grant type is authorization_code.`,
          );
        }
      }
      pair = tokens.exchange(text('code'), app.clientId, text('redirect_uri'), text('code_verifier'));
      if (!pair)
        return oauthError(
          response,
          400,
          'invalid_grant',
          'The authorization code is not valid, expired or already used.',
        );
    } else if (grantType === 'refresh_token') {
      if (!text('refresh_token')) {
        return oauthError(
          response,
          400,
          'invalid_request',
          'The refresh_token field is required when grant type is refresh_token.',
        );
      }
      pair = tokens.refresh(text('refresh_token'), app.clientId);
      if (!pair)
        return oauthError(
          response,
          401,
          'invalid_grant',
          'The refresh token is not valid, expired or revoked.',
        );
    } else {
      return oauthError(response, 400, 'unsupported_grant_type', 'The grant type is not supported.');
    }
    response.json({
      token_type: 'bearer',
      access_token: pair.accessToken,
      refresh_token: pair.refreshToken,
      expires_in: 86_400,
    });
  });
  return router;
}
