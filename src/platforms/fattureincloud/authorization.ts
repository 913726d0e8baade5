import { createHash } from 'node:crypto';
import { Configuration, UserApi } from '@fattureincloud/fattureincloud-ts-sdk';
import { AuthorizationCode } from 'simple-oauth2';
import { z } from 'zod';
import { Problem, problem } from '../../domain/problem.ts';
import type { Authorization, TokenPair } from '../../ports/authorization.ts';
import type { Clock } from '../../ports/clock.ts';
import { type OnCall, reportCall } from '../call-report.ts';
import { readCompanies, readUser } from './account-answers.ts';
import { isApiWord } from './call/api-word.ts';
import { classify, type Happening } from './call/classify.ts';
import { createFicHttp } from './call/http.ts';
import { networkFailure } from './call/network.ts';

export interface AuthorizationOptions {
  /** Base of the API and of OAuth, e.g. `https://api-v2.fattureincloud.it`. */
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  scopes: readonly string[];
  clock: Clock;
  /** Longest time of one call; 15 s. */
  timeoutMs?: number | undefined;
  onCall?: OnCall | undefined;
}

/** A name to note down is not worth a longer wait. */
const userTimeoutMs = 5000;
/** An answer of the OAuth server is a few hundred bytes. */
const maxTokenBytes = 100_000;
/** Life of an access token where the answer does not tell it. Source: platform's documentation, 24 h. */
const defaultLifeSeconds = 24 * 3600;

const tokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional().catch(undefined),
  expires_in: z.coerce.number().positive().catch(defaultLifeSeconds),
});

/** simple-oauth2's errors are Boom's: status and payload are in here. */
const boomSchema = z.object({
  isBoom: z.literal(true),
  output: z.object({ statusCode: z.number() }),
  data: z
    .object({
      isResponseError: z.boolean().optional().catch(undefined),
      headers: z.record(z.string(), z.unknown()).optional().catch(undefined),
      payload: z.unknown().optional(),
      res: z.object({ statusCode: z.number() }).optional().catch(undefined),
    })
    .nullish()
    .catch(null),
});

/** What of the library's error is safe and useful; the error itself holds the request with the secret. */
function tokenHappening(error: unknown): Happening {
  const boom = boomSchema.safeParse(error);
  const data = boom.success ? boom.data.data : null;
  if (boom.success && data?.isResponseError) {
    const header = data.headers?.['retry-after'];
    return {
      kind: 'answer',
      status: boom.data.output.statusCode,
      retryAfter: typeof header === 'string' ? header : null,
      body: data.payload,
    };
  }
  // The answer began, and was no JSON or too long.
  if (data?.res) return { kind: 'answer', status: data.res.statusCode, retryAfter: null, body: undefined };
  return networkFailure(error);
}

/** The OAuth error's name, e.g. `invalid_grant`. */
function oauthError(body: unknown): string {
  const parsed = z.object({ error: z.string() }).safeParse(body);
  return parsed.success ? parsed.data.error : '';
}

/** Errors of the app, not of the merchant's grant (RFC 6749 §5.2). */
const appErrors = ['invalid_client', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope'];

/** What the token endpoint refused, without anything that was sent to it. */
class Refusal extends Error {
  readonly status: number;
  /** The OAuth error's name; empty where the answer has none. */
  readonly oauth: string;

  constructor(status: number, oauth: string) {
    super(`oauth/token: HTTP ${status}`);
    this.status = status;
    this.oauth = oauth;
  }
}

/** The request itself was found wrong, and not the code, the app or its secret. */
function isBodyRefused(error: unknown): boolean {
  const refusal = error instanceof Problem ? error.cause : null;
  return (
    refusal instanceof Refusal &&
    (refusal.status === 400 || refusal.status === 422) &&
    !['invalid_grant', ...appErrors].includes(refusal.oauth)
  );
}

/**
 * A refused code comes as 400 or 401, by server as `invalid_grant` or `invalid_request`: whatever is not the app's own
 * fault asks for a new authorization. Of a refresh token only `invalid_grant` says that it is refused for good (RFC 6749
 * §5.2); anything else may pass by itself, and is tried again.
 */
function tokenProblem(happening: Happening, now: Date, isRefresh: boolean): Problem {
  const isRefusal = happening.kind === 'answer' && [400, 401, 422].includes(happening.status);
  if (isRefusal && (isApiWord(happening.body) || !isRefresh)) {
    const oauth = oauthError(happening.body);
    const cause = new Refusal(happening.status, oauth);
    return appErrors.includes(oauth)
      ? problem('fic-app-refused', 'give-up', {}, { cause })
      : isRefresh && oauth !== 'invalid_grant'
        ? problem('fic-answer-unreadable', 'retry', {}, { cause })
        : problem('fic-authorization-refused', 'reauthorize', {}, { cause });
  }
  return classify(happening, { operation: 'oauth/token', isWrite: false, now, secrets: [] });
}

/**
 * PKCE (RFC 7636). That Fatture in Cloud knows it is written nowhere, so it is sent in a way that works either way. An
 * authorization server must ignore parameters that it does not know (RFC 6749 §3.1 and §3.2); this one's token endpoint
 * takes a JSON body, which that rule was not made for. Where it refuses the body with the verifier as malformed, the
 * code is tried once more without. That opens nothing: a server that has noted the challenge refuses a code without its
 * verifier (RFC 7636 §4.6), and a server that has not was never bound by it.
 */
const challengeOf = (codeVerifier: string) => ({
  code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
  code_challenge_method: 'S256',
});

/** The OAuth side of Fatture in Cloud. Makes no call before it is asked to. */
export function createAuthorization(options: AuthorizationOptions): Authorization {
  const { clock, onCall } = options;
  const timeoutMs = options.timeoutMs ?? 15_000;
  const base = new URL(options.apiUrl);
  const path = base.pathname.replace(/\/+$/, '');
  const basePath = options.apiUrl.replace(/\/+$/, '');
  const client = new AuthorizationCode({
    client: { id: options.clientId, secret: options.clientSecret },
    auth: {
      tokenHost: base.origin,
      tokenPath: `${path}/oauth/token`,
      authorizePath: `${path}/oauth/authorize`,
    },
    // The answer's type is not looked at before its status: an error page must not hide a 500.
    http: { timeout: timeoutMs, maxBytes: maxTokenBytes, redirects: false, json: true },
    options: { authorizationMethod: 'body', bodyFormat: 'json' },
  });
  const http = createFicHttp({ clock, timeoutMs, onCall });
  const quick = createFicHttp({ clock, timeoutMs: Math.min(timeoutMs, userTimeoutMs), onCall });

  async function token(ask: () => Promise<{ token: unknown }>, oldRefreshToken?: string): Promise<TokenPair> {
    const startMs = performance.now();
    const report = (status: number | null, failure: Problem | null) =>
      reportCall(onCall, {
        operation: 'oauth/token',
        status,
        ms: performance.now() - startMs,
        outcome: failure?.outcome ?? 'ok',
      });
    let answer: unknown;
    try {
      answer = (await ask()).token;
    } catch (error) {
      const happening = tokenHappening(error);
      const failure = tokenProblem(happening, clock.now(), oldRefreshToken !== undefined);
      report(happening.kind === 'answer' ? happening.status : null, failure);
      throw failure;
    }
    const parsed = tokenSchema.safeParse(answer);
    // A server that does not rotate leaves the refresh token out.
    const refreshToken = parsed.data?.refresh_token ?? oldRefreshToken;
    if (!parsed.success || refreshToken === undefined) {
      const failure = problem('fic-answer-unreadable', 'retry', {});
      report(200, failure);
      throw failure;
    }
    report(200, null);
    return {
      accessToken: parsed.data.access_token,
      refreshToken,
      accessExpiresAt: new Date(clock.now().getTime() + parsed.data.expires_in * 1000),
    };
  }

  return {
    authorizeUrl: ({ state, redirectUri, codeVerifier }) =>
      client.authorizeURL({
        redirect_uri: redirectUri,
        scope: [...options.scopes],
        state,
        ...challengeOf(codeVerifier),
      }),

    async exchangeCode({ code, redirectUri, codeVerifier }) {
      const grant = { code, redirect_uri: redirectUri };
      if (codeVerifier === null) return token(() => client.getToken(grant));
      try {
        return await token(() => client.getToken({ ...grant, code_verifier: codeVerifier } as typeof grant));
      } catch (error) {
        if (!isBodyRefused(error)) throw error;
        return token(() => client.getToken(grant));
      }
    },

    refresh: (refreshToken) =>
      token(() => client.createToken({ refresh_token: refreshToken }).refresh(), refreshToken),

    listCompanies: (accessToken) => {
      const api = new UserApi(new Configuration({ basePath, accessToken }), basePath, http.axios);
      return http.call({
        operation: 'listUserCompanies',
        isWrite: false,
        secrets: [accessToken],
        run: (config) => api.listUserCompanies(config),
        read: readCompanies,
      });
    },

    readUser: (accessToken) => {
      const api = new UserApi(new Configuration({ basePath, accessToken }), basePath, quick.axios);
      return quick.call({
        operation: 'getUserInfo',
        isWrite: false,
        secrets: [accessToken],
        run: (config) => api.getUserInfo(config),
        read: readUser,
      });
    },
  };
}
