import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CallReport, createAuthorization } from '../../../src/platforms/fattureincloud/index.ts';
import type { Authorization } from '../../../src/ports/authorization.ts';
import {
  everythingOf,
  problemOf,
  type Script,
  type ScriptedServer,
  startScriptedServer,
} from '../support/scripted-server.ts';

const secrets = {
  clientSecret: 'client-secret-0815',
  code: 'c/code-2342',
  refresh: 'r/refresh-9182',
  access: 'a/access-1234',
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
};
const now = new Date('2026-03-02T10:00:00Z');
const redirectUri = 'https://plugin.example/oauth/callback';
let server: ScriptedServer;
let reports: CallReport[];
let authorization: Authorization;

beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
  reports = [];
  authorization = connect();
});

function connect(options: { apiUrl?: string; timeoutMs?: number } = {}): Authorization {
  return createAuthorization({
    apiUrl: server.url,
    clientId: 'app-1',
    clientSecret: secrets.clientSecret,
    scopes: ['entity.clients:a', 'settings:r'],
    clock: { now: () => now },
    onCall: (report) => reports.push(report),
    ...options,
  });
}

const pair = { token_type: 'bearer', access_token: 'a/new', refresh_token: 'r/new', expires_in: 86_400 };
const exchange = (from = authorization, codeVerifier: string | null = null) =>
  from.exchangeCode({ code: secrets.code, redirectUri, codeVerifier });
const refresh = (from = authorization) => from.refresh(secrets.refresh);
const always = (script: Script) => {
  server.respond = () => script;
};

describe('the address to authorize at', () => {
  it('names the app, where to return to, the scopes and the state, and makes no call', () => {
    const url = new URL(
      authorization.authorizeUrl({ state: 's-1', redirectUri, codeVerifier: secrets.verifier }),
    );
    expect(`${url.origin}${url.pathname}`).toBe(`${server.url}/oauth/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'app-1',
      redirect_uri: redirectUri,
      scope: 'entity.clients:a settings:r',
      state: 's-1',
      // Of that verifier, by RFC 7636, appendix B.
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    expect(server.seen).toEqual([]);
  });

  it('keeps a path in the base', async () => {
    const under = connect({ apiUrl: `${server.url}/fic/` });
    expect(
      new URL(under.authorizeUrl({ state: 's', redirectUri, codeVerifier: secrets.verifier })).pathname,
    ).toBe('/fic/oauth/authorize');
    always({ json: pair });
    await exchange(under);
    expect(server.seen[0]?.path).toBe('/fic/oauth/token');
  });
});

describe('tokens', () => {
  it('a code becomes a pair, by a JSON body as the platform wants it', async () => {
    always({ json: pair });
    expect(await exchange()).toEqual({
      accessToken: 'a/new',
      refreshToken: 'r/new',
      accessExpiresAt: new Date('2026-03-03T10:00:00Z'),
    });
    expect(server.seen[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      grant_type: 'authorization_code',
      client_id: 'app-1',
      client_secret: secrets.clientSecret,
      redirect_uri: redirectUri,
      code: secrets.code,
    });
  });

  describe('PKCE', () => {
    const bodies = () => server.seen.map(({ body }) => JSON.parse(body ?? '{}') as Record<string, unknown>);

    it('the verifier goes with the code, and again for nothing', async () => {
      always({ json: pair });
      await exchange(authorization, secrets.verifier);
      expect(bodies()).toMatchObject([{ code: secrets.code, code_verifier: secrets.verifier }]);
    });

    it.each<Script>([
      { status: 400, json: { error: 'invalid_request' } },
      {
        status: 422,
        json: { message: 'The given data was invalid.', errors: { code_verifier: ['unknown'] } },
      },
    ])('a server that refuses what it does not know gets the code without (%#)', async (refusal) => {
      server.respond = ({ body }) => (body?.includes('code_verifier') ? refusal : { json: pair });
      expect(await exchange(authorization, secrets.verifier)).toMatchObject({ accessToken: 'a/new' });
      expect(bodies().map((body) => 'code_verifier' in body)).toEqual([true, false]);
    });

    it.each<Script>([
      { status: 400, json: { error: 'invalid_grant' } },
      { status: 401, json: { error: 'invalid_client' } },
      { status: 500, json: {} },
    ])('a refused code, a refused app and a server that fails get no second call (%#)', async (refusal) => {
      always(refusal);
      await problemOf(exchange(authorization, secrets.verifier));
      expect(server.seen).toHaveLength(1);
    });
  });

  it('a refresh token becomes a new pair', async () => {
    always({ json: { ...pair, expires_in: '3600' } });
    expect(await refresh()).toMatchObject({
      refreshToken: 'r/new',
      accessExpiresAt: new Date('2026-03-02T11:00:00Z'),
    });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      grant_type: 'refresh_token',
      client_id: 'app-1',
      client_secret: secrets.clientSecret,
      refresh_token: secrets.refresh,
    });
  });

  it('an answer without a new refresh token keeps the old one', async () => {
    always({ json: { access_token: 'a/new', expires_in: 60 } });
    expect(await refresh()).toMatchObject({ accessToken: 'a/new', refreshToken: secrets.refresh });
  });

  const cases: [string, Script, string, string][] = [
    [
      'a grant that is no longer valid',
      { status: 400, json: { error: 'invalid_grant' } },
      'fic-authorization-refused',
      'reauthorize',
    ],
    [
      'a wrong client secret',
      { status: 401, json: { error: 'invalid_client' } },
      'fic-app-refused',
      'give-up',
    ],
    ['429', { status: 429, json: {}, headers: { 'retry-after': '10' } }, 'fic-quota', 'quota'],
    ['500', { status: 500, json: {} }, 'fic-unreachable', 'retry'],
    ['502 with HTML', { status: 502, text: '<html>' }, 'fic-unreachable', 'retry'],
    ['a reset', 'reset', 'fic-unreachable', 'retry'],
    ['a cut', 'cut', 'fic-answer-unreadable', 'retry'],
    ['HTML with status 200', { text: '<html>' }, 'fic-answer-unreadable', 'retry'],
    ['an empty answer', { text: '' }, 'fic-answer-unreadable', 'retry'],
    ['no JSON that says it is', { text: '{', type: 'application/json' }, 'fic-answer-unreadable', 'retry'],
    [
      'a redirect',
      { status: 302, text: '', headers: { location: '/login' } },
      'fic-answer-unreadable',
      'retry',
    ],
    ['no access token', { json: { refresh_token: 'r/new' } }, 'fic-answer-unreadable', 'retry'],
    [
      'an answer without end',
      { json: { access_token: 'x'.repeat(200_000), refresh_token: 'r' } },
      'fic-answer-unreadable',
      'retry',
    ],
  ];
  it.each(cases)('%s', async (_title, script, code, outcome) => {
    always(script);
    expect(await problemOf(exchange())).toMatchObject({ code, outcome });
    expect(await problemOf(refresh())).toMatchObject({ code, outcome });
    expect(reports.map((report) => report.outcome)).toEqual([outcome, outcome]);
  });

  it.each<Script>([
    { status: 400, json: { error: 'invalid_request', error_description: 'The code has expired.' } },
    { status: 401, json: {} },
    { status: 400, text: '<html>' },
  ])(
    'a code is refused in other words too; a refresh token by `invalid_grant` alone (%#)',
    async (script) => {
      always(script);
      expect(await problemOf(exchange())).toMatchObject({
        code: 'fic-authorization-refused',
        outcome: 'reauthorize',
      });
      expect(await problemOf(refresh())).toMatchObject({ code: 'fic-answer-unreadable', outcome: 'retry' });
    },
  );

  it.each([400, 401, 402, 403, 404, 409, 422])('a page with status %i ends nothing', async (status) => {
    always({ status, text: '<html>' });
    expect(await problemOf(refresh())).toMatchObject({ outcome: 'retry' });
  });

  it('a time-out, and nobody listening', async () => {
    always('hang');
    expect(await problemOf(exchange(connect({ timeoutMs: 60 })))).toMatchObject({
      code: 'fic-unreachable',
      outcome: 'retry',
    });
    const nobody = connect({ apiUrl: 'http://127.0.0.1:1' });
    expect(await problemOf(refresh(nobody))).toMatchObject({ code: 'fic-unreachable', outcome: 'retry' });
  });

  it.each<Script>([
    { status: 400, json: { error: 'invalid_grant', error_description: Object.values(secrets).join(' ') } },
    { status: 500, text: Object.values(secrets).join(' ') },
    { text: Object.values(secrets).join(' ') },
    'reset',
  ])('no secret is in a problem (%#)', async (script) => {
    always(script);
    const all = everythingOf(await problemOf(exchange())) + everythingOf(await problemOf(refresh()));
    for (const secret of Object.values(secrets)) expect(all).not.toContain(secret);
  });
});

describe('the user', () => {
  it.each([
    [
      { name: 'Laura Conti', email: 'laura@example.com' },
      { name: 'Laura Conti', email: 'laura@example.com' },
    ],
    [
      { first_name: 'Laura', last_name: null, email: '' },
      { name: 'Laura', email: null },
    ],
    [{}, { name: null, email: null }],
  ])('%j', async (data, user) => {
    always({ json: { data } });
    expect(await authorization.readUser(secrets.access)).toEqual(user);
    expect(server.seen[0]?.path).toBe('/user/info');
  });

  it('an answer that cannot be read is a problem', async () => {
    always({ text: '<html>' });
    expect((await problemOf(authorization.readUser(secrets.access))).outcome).toBe('retry');
  });
});

describe('companies', () => {
  const company = (id: number, name: string | null, more: Record<string, unknown> = {}) => ({
    id,
    name,
    type: 'company',
    access_token: 'never-shown',
    ...more,
  });

  it('an accountant’s controlled ones come in place of the accountant’s own, each once', async () => {
    always({
      json: {
        data: {
          companies: [
            company(1, 'Rossi S.r.l.'),
            company(2, 'Studio Verdi', {
              type: 'accountant',
              controlled_companies: [company(3, 'Bianchi'), company(1, 'Rossi S.r.l.')],
            }),
            company(4, 'Neri', { controlled_companies: null }),
            { name: 'no id' },
          ],
        },
      },
    });
    expect(await authorization.listCompanies(secrets.access)).toEqual([
      { id: 1, name: 'Rossi S.r.l.' },
      { id: 3, name: 'Bianchi' },
      { id: 4, name: 'Neri' },
    ]);
    expect(server.seen[0]).toMatchObject({
      path: '/user/companies',
      headers: { authorization: `Bearer ${secrets.access}` },
    });
  });

  it('two with the same name can be told apart', async () => {
    always({
      json: {
        data: {
          companies: [
            company(1, 'Rossi', { tax_code: '00743110157' }),
            company(2, 'Rossi'),
            company(3, null),
          ],
        },
      },
    });
    expect((await authorization.listCompanies('a')).map(({ name }) => name)).toEqual([
      'Rossi (00743110157)',
      'Rossi (2)',
      'Azienda 3',
    ]);
  });

  it('none is an empty list', async () => {
    always({ json: { data: { companies: null } } });
    expect(await authorization.listCompanies('a')).toEqual([]);
  });

  it.each<[string, Script, string]>([
    ['401', { status: 401, json: { error: 'invalid_token' } }, 'reauthorize'],
    ['403', { status: 403, json: { error: { message: 'Non hai i permessi.' } } }, 'mend'],
    ['500', { status: 500, json: {} }, 'retry'],
    ['HTML', { text: '<html>' }, 'retry'],
  ])('%s', async (_title, script, outcome) => {
    always(script);
    const problem = await problemOf(authorization.listCompanies(secrets.access));
    expect(problem.outcome).toBe(outcome);
    expect(everythingOf(problem)).not.toContain(secrets.access);
  });
});
