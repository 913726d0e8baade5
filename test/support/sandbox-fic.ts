import { expect } from 'vitest';
import type { FicSandbox } from '../../sandbox/index.ts';
import { ficDescriptionAvailable, validateRequest, validateResponse } from './openapi.ts';

export type Json = Record<string, unknown>;

export const redirectUri = 'http://localhost:3000/oauth/callback';
export const allScopes =
  'entity.clients:a issued_documents.orders:a issued_documents.invoices:a products:r settings:r';

export interface Answer {
  status: number;
  headers: Headers;
  /** Whatever JSON came; undefined for an empty answer. */
  body: ReturnType<typeof JSON.parse>;
}

export function authorizeUrl(fic: FicSandbox, change: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: fic.app.clientId,
    redirect_uri: redirectUri,
    scope: allScopes,
    state: 'a-state',
    ...change,
  });
  return `${fic.url}/oauth/authorize?${query}`;
}

/** The token endpoint with a JSON body; the app's credentials unless told otherwise. */
export async function askToken(fic: FicSandbox, body: Json): Promise<Answer> {
  const answer = await fetch(`${fic.url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: fic.app.clientId, client_secret: fic.app.clientSecret, ...body }),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

/** An access token of a sample user (1: owner of one company, 2: accountant…). */
export async function signIn(fic: FicSandbox, user = 2, scope = allScopes): Promise<string> {
  const back = new URL(await fic.authorize(authorizeUrl(fic, { scope }), { user }));
  const code = back.searchParams.get('code');
  const { body } = await askToken(fic, { grant_type: 'authorization_code', redirect_uri: redirectUri, code });
  return String(body.access_token);
}

/**
 * Calls the API and holds both directions against the description, where it is at hand: a request that is to be
 * accepted must be described, and so must every answer, with no property that the description lacks.
 */
export async function callFic(
  fic: FicSandbox,
  token: string,
  method: string,
  path: string,
  body?: Json,
): Promise<Answer> {
  const answer = await fetch(`${fic.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  const parsed = text === '' ? undefined : JSON.parse(text);
  if (ficDescriptionAvailable) {
    if (answer.ok) expect(validateRequest(method, path, body)).toEqual([]);
    expect(validateResponse(method, path, answer.status, parsed, { strict: true })).toEqual([]);
  }
  return { status: answer.status, headers: answer.headers, body: parsed };
}
