import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FicSandbox, type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import {
  allScopes,
  askToken,
  authorizeUrl,
  callFic,
  redirectUri,
  signIn,
} from '../../support/sandbox-fic.ts';

let sandbox: Sandbox;
let fic: FicSandbox;
let clock = new Date();
beforeEach(async () => {
  clock = new Date('2026-11-20T10:00:00Z');
  sandbox = await startSandbox({ now: () => clock, orders: 0, customers: 0 });
  fic = sandbox.fic;
});
afterEach(() => sandbox.stop());

async function newCode(): Promise<string> {
  return new URL(await fic.authorize(authorizeUrl(fic))).searchParams.get('code') ?? '';
}

const withCode = (code: string) => ({ grant_type: 'authorization_code', redirect_uri: redirectUri, code });
const userInfo = (token: string) => callFic(fic, token, 'GET', '/user/info');

describe('the pages', () => {
  it('lead from login over consent to the app, with a code and the state', async () => {
    const back = new URL(await fic.authorize(authorizeUrl(fic)));
    expect(back.href).toMatch(/^http:\/\/localhost:3000\/oauth\/callback\?/);
    expect(back.searchParams.get('code')).toMatch(/^c\//);
    expect(back.searchParams.get('state')).toBe('a-state');
  });

  it('cannot be framed, list the users and the scopes', async () => {
    const login = await fetch(authorizeUrl(fic));
    expect(login.headers.get('x-frame-options')).toBe('DENY');
    expect(login.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const text = await login.text();
    expect(text).toContain('studio.ferri@example.com');
    const request = new URL(login.url).searchParams.get('request') ?? '';
    const consent = await fetch(`${fic.url}/oauth/login`, {
      method: 'POST',
      body: new URLSearchParams({ request, email: 'laura.conti@example.com' }),
    });
    expect(consent.headers.get('x-frame-options')).toBe('DENY');
    const shown = await consent.text();
    for (const scope of allScopes.split(' ')) expect(shown).toContain(`data-scope="${scope}"`);
  });

  it('answer Annulla with access_denied', async () => {
    const back = new URL(await fic.authorize(authorizeUrl(fic), { deny: true }));
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('code')).toBeNull();
    expect(back.searchParams.get('state')).toBe('a-state');
  });

  it('never send a browser to an address of an unknown app or of no web page', async () => {
    for (const change of [
      { client_id: 'x' },
      { redirect_uri: 'javascript:alert(1)' },
      { redirect_uri: '/here' },
    ]) {
      const answer = await fetch(authorizeUrl(fic, change), { redirect: 'manual' });
      expect(answer.status).toBe(400);
      expect(answer.headers.get('location')).toBeNull();
    }
  });

  it('give a wrong response type and an unknown scope back to the app', async () => {
    for (const [change, error] of [
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ scope: 'everything:a' }, 'invalid_scope'],
      [{ scope: '' }, 'invalid_scope'],
    ] as const) {
      const answer = await fetch(authorizeUrl(fic, change), { redirect: 'manual' });
      const back = new URL(answer.headers.get('location') ?? '');
      expect(back.searchParams.get('error')).toBe(error);
    }
  });
});

describe('the token endpoint', () => {
  it('exchanges a code once, for a pair that works a day', async () => {
    const code = await newCode();
    const { status, body } = await askToken(fic, withCode(code));
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 86_400 });
    expect(body.access_token).toMatch(/^a\//);
    expect(body.refresh_token).toMatch(/^r\//);
    expect((await userInfo(body.access_token)).status).toBe(200);
    const again = await askToken(fic, withCode(code));
    expect([again.status, again.body.error]).toEqual([400, 'invalid_grant']);
    clock = new Date(clock.getTime() + 86_400_000);
    expect((await userInfo(body.access_token)).status).toBe(401);
  });

  it('refuses a code after 60 s, and one for another redirect address', async () => {
    const late = await newCode();
    clock = new Date(clock.getTime() + 60_000);
    expect((await askToken(fic, withCode(late))).body.error).toBe('invalid_grant');
    const other = await askToken(fic, {
      ...withCode(await newCode()),
      redirect_uri: 'http://localhost:3000/x',
    });
    expect(other.body.error).toBe('invalid_grant');
  });

  it('refuses wrong credentials, a missing field, a form body and an unknown grant', async () => {
    const code = await newCode();
    const wrong = await askToken(fic, { ...withCode(code), client_secret: 'x' });
    expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client']);
    expect((await askToken(fic, { grant_type: 'authorization_code' })).body).toEqual({
      error: 'invalid_request',
      error_description: 'The code field is required when grant type is authorization_code.',
    });
    expect((await askToken(fic, { grant_type: 'password' })).body.error).toBe('unsupported_grant_type');
    const form = await fetch(`${fic.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...withCode(code),
        client_id: fic.app.clientId,
        client_secret: fic.app.clientSecret,
      }),
    });
    expect(form.status).toBe(400);
    expect(await form.json()).toMatchObject({ error: 'invalid_request' });
    // None of the refusals has spent the code.
    expect((await askToken(fic, withCode(code))).status).toBe(200);
  });

  it('rotates the pair on a refresh: the old refresh and access tokens end', async () => {
    const first = (await askToken(fic, withCode(await newCode()))).body;
    const refresh = (token: string) => askToken(fic, { grant_type: 'refresh_token', refresh_token: token });
    const second = await refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect((await userInfo(second.body.access_token)).status).toBe(200);
    expect((await userInfo(first.access_token)).status).toBe(401);
    const again = await refresh(first.refresh_token);
    expect([again.status, again.body.error]).toEqual([401, 'invalid_grant']);
    expect(fic.tokens.refreshes).toEqual({ done: 1, refused: 1 });
  });

  it('keeps refresh tokens good when access tokens expire, and ends both when permission is withdrawn', async () => {
    const first = (await askToken(fic, withCode(await newCode()))).body;
    fic.expireAccessTokens();
    expect((await userInfo(first.access_token)).status).toBe(401);
    const second = await askToken(fic, { grant_type: 'refresh_token', refresh_token: first.refresh_token });
    expect((await userInfo(second.body.access_token)).status).toBe(200);
    fic.revokeTokens();
    expect((await userInfo(second.body.access_token)).status).toBe(401);
    const third = await askToken(fic, {
      grant_type: 'refresh_token',
      refresh_token: second.body.refresh_token,
    });
    expect(third.body.error).toBe('invalid_grant');
  });
});

describe('who may do what', () => {
  it('tells the companies: the owner’s one, the accountant’s controlled ones, none', async () => {
    const companies = async (user: number) =>
      (await callFic(fic, await signIn(fic, user), 'GET', '/user/companies')).body.data.companies;
    const owner = await companies(1);
    expect(owner).toHaveLength(1);
    expect(owner[0]).toMatchObject({ id: 110, type: 'company', name: 'Bottega Belvedere S.r.l.' });
    const [office] = await companies(2);
    expect(office.type).toBe('accountant');
    expect(office.controlled_companies.map((company: { id: number }) => company.id)).toEqual([
      110, 120, 130, 140, 150, 160,
    ]);
    expect(await companies(3)).toEqual([]);
  });

  it('answers 403 without Retry-After for a missing scope, a foreign company and an expired licence', async () => {
    const narrow = await signIn(fic, 1, 'issued_documents.orders:r');
    const owner = await signIn(fic, 1);
    const accountant = await signIn(fic, 2);
    for (const [token, path, code] of [
      [narrow, '/c/110/entities/clients', 'NO_PERMISSION'],
      [narrow, '/c/110/issued_documents?type=invoice', 'NO_PERMISSION'],
      [narrow, '/c/110/info/vat_types', 'NO_PERMISSION'],
      [owner, '/c/120/issued_documents?type=order', 'NO_PERMISSION'],
      [accountant, '/c/150/issued_documents?type=order', 'LICENSE_EXPIRED'],
    ] as const) {
      const { status, headers, body } = await callFic(fic, token, 'GET', path);
      expect([status, body.error.code, headers.get('retry-after')]).toEqual([403, code, null]);
    }
    expect((await callFic(fic, narrow, 'GET', '/c/110/issued_documents?type=order')).status).toBe(200);
  });

  it('lets a user who may only read list, and create nothing', async () => {
    const token = await signIn(fic, 2);
    expect((await callFic(fic, token, 'GET', '/c/160/entities/clients')).status).toBe(200);
    const made = await callFic(fic, token, 'POST', '/c/160/entities/clients', { data: { name: 'X' } });
    expect([made.status, made.body.error.code]).toEqual([403, 'NO_PERMISSION']);
  });

  it('answers 401 without a token and for one it does not know', async () => {
    expect((await fetch(`${fic.url}/user/info`)).status).toBe(401);
    expect((await userInfo('a/unknown')).status).toBe(401);
  });
});
