import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FaultKind, type FicSandbox, type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { callFic, type Json, signIn } from '../../support/sandbox-fic.ts';

let sandbox: Sandbox;
let fic: FicSandbox;
let token = '';
let clock = new Date();
beforeEach(async () => {
  // Ten minutes into an hour, so that its window has fifty left.
  clock = new Date('2026-11-20T10:10:00Z');
  sandbox = await startSandbox({
    now: () => clock,
    orders: 2,
    customers: 2,
    quota: { per5Minutes: 3, perHour: 5, perMonth: 7 },
  });
  fic = sandbox.fic;
  token = await signIn(fic);
});
afterEach(() => sandbox.stop());

const pass = (seconds: number) => {
  clock = new Date(clock.getTime() + seconds * 1000);
};
const read = (company = 110) => callFic(fic, token, 'GET', `/c/${company}/entities/clients`);

describe('quotas', () => {
  it('tells what is left with every answer, refusals included', async () => {
    const { headers } = await read();
    expect(headers.get('ratelimit-hourlylimit')).toBe('5');
    expect(headers.get('ratelimit-hourlyremaining')).toBe('4');
    expect(headers.get('ratelimit-monthlylimit')).toBe('7');
    expect(headers.get('ratelimit-monthlyremaining')).toBe('6');
    const wrong = await callFic(fic, token, 'GET', '/c/110/entities/clients/1');
    expect([wrong.status, wrong.headers.get('ratelimit-hourlyremaining')]).toEqual([404, '3']);
  });

  it('refuses the fourth call of five minutes with 429, per company', async () => {
    for (let i = 0; i < 3; i++) {
      expect((await read()).status).toBe(200);
      pass(60);
    }
    const refused = await read();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '120']);
    expect(refused.headers.get('ratelimit-hourlyremaining')).toBe('2');
    expect((await read(120)).status).toBe(200);
    pass(120);
    expect((await read()).status).toBe(200);
    expect(fic.refusals).toEqual({ per5Minutes: 1, perHour: 0, perMonth: 0 });
  });

  it('refuses past the hour with 403 and the seconds to its end, then past the month', async () => {
    fic.quota.limits.per5Minutes = 100;
    for (let i = 0; i < 5; i++) await read();
    const hour = await read();
    expect([hour.status, hour.headers.get('retry-after')]).toEqual([403, '3000']);
    expect(hour.body.error.code).toBeUndefined();
    pass(3000);
    expect((await read()).status).toBe(200);
    expect((await read()).status).toBe(200);
    const month = await read();
    expect(month.status).toBe(403);
    // From 20 November 11:00 to 1 December, UTC.
    expect(Number(month.headers.get('retry-after'))).toBe((10 * 24 + 13) * 3600);
    expect(fic.refusals).toEqual({ per5Minutes: 0, perHour: 1, perMonth: 1 });
    expect(fic.quota.peaks).toEqual({ per5Minutes: 5, perHour: 5, perMonth: 7 });
  });

  it('counts other apps’ calls for the five minutes alone, the same app’s for all', async () => {
    fic.usedByOthers(110, 3);
    const refused = await read();
    expect([refused.status, refused.headers.get('ratelimit-hourlyremaining')]).toEqual([429, '5']);
    pass(301);
    fic.usedByApp(110, 2);
    expect((await read()).headers.get('ratelimit-hourlyremaining')).toBe('2');
  });

  it('shortens every window by the scale', async () => {
    fic.quota.limits = { per5Minutes: 1, perHour: 100, perMonth: 100, scale: 60 };
    await read();
    const refused = await read();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
    pass(5);
    expect((await read()).status).toBe(200);
    fic.quota.limits = { per5Minutes: 100, perHour: 2, perMonth: 100, scale: 60 };
    const hour = await read();
    expect([hour.status, hour.headers.get('retry-after')]).toEqual([403, '55']);
  });

  it('counts calls by company and path', async () => {
    await read();
    await read(120);
    await callFic(fic, token, 'GET', '/c/110/products');
    expect(fic.calls.count({ account: '110' })).toBe(2);
    expect(fic.calls.count({ path: /\/entities\/clients$/ })).toBe(2);
    expect(fic.calls.byPath()['GET /c/120/entities/clients']).toBe(1);
  });
});

describe('faults', () => {
  const order = {
    type: 'order',
    entity: { name: 'Mario Rossi' },
    use_gross_prices: true,
    items_list: [{ name: 'Tazza', gross_price: 12.2, qty: 1, vat: { id: 0 } }],
    payments_list: [{ amount: 12.2, due_date: '2026-11-20' }],
  };
  const path = /\/issued_documents$/;
  beforeEach(() => {
    fic.quota.limits = { per5Minutes: 1000, perHour: 1000, perMonth: 1000, scale: 1 };
  });
  const create = async (): Promise<
    { status: number; type: string | null; retry: string | null; text: string } | 'cut'
  > => {
    try {
      const answer = await fetch(`${fic.url}/c/110/issued_documents`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ data: order } satisfies Json),
      });
      return {
        status: answer.status,
        type: answer.headers.get('content-type'),
        retry: answer.headers.get('retry-after'),
        text: await answer.text(),
      };
    } catch {
      return 'cut';
    }
  };

  it.each<[string, FaultKind, unknown, number]>([
    ['a status before the effect', { kind: 'status', status: 500 }, { status: 500 }, 0],
    ['a status after the effect', { kind: 'status', status: 502, when: 'after' }, { status: 502 }, 1],
    ['a reset before the effect', { kind: 'reset' }, 'cut', 0],
    ['a reset after the effect', { kind: 'reset', when: 'after' }, 'cut', 1],
    ['HTML', { kind: 'html' }, { status: 200, type: 'text/html; charset=utf-8' }, 0],
    ['an empty body', { kind: 'empty' }, { status: 200, text: '' }, 0],
    ['too many', { kind: 'too-many', retryAfterSeconds: 7 }, { status: 429, retry: '7' }, 0],
    ['a quota', { kind: 'quota', retryAfterSeconds: 9 }, { status: 403, retry: '9' }, 0],
    ['a refused token', { kind: 'unauthorized' }, { status: 401 }, 0],
    ['a slow answer', { kind: 'slow', ms: 1 }, { status: 200 }, 1],
  ])('gives %s once, then the truth', async (_name, fault, answer, documents) => {
    const rule = fic.faults.add({ method: 'POST', path, fault, times: 1 });
    const got = await create();
    if (answer === 'cut') expect(got).toBe('cut');
    else expect(got).toMatchObject(answer as object);
    expect(fic.documents(110)).toHaveLength(documents);
    expect(rule.applied).toBe(1);
    expect(fic.calls.calls.at(-1)?.fault).toBe(fault.kind);
    expect(await create()).toMatchObject({ status: 200 });
    expect(fic.documents(110)).toHaveLength(documents + 1);
  });

  it.each(['before', 'after'] as const)('hangs %s the effect until it is released', async (when) => {
    fic.faults.add({ path, fault: { kind: 'hang', when }, times: 1 });
    const open = create();
    await expect.poll(() => fic.faults.hangingCount).toBe(1);
    expect(fic.documents(110)).toHaveLength(when === 'after' ? 1 : 0);
    fic.faults.release();
    expect(await open).toBe('cut');
  });

  it('matches method and path, skips calls, and stops when removed', async () => {
    const rule = fic.faults.add({ method: 'POST', path, skip: 1, fault: { kind: 'status', status: 500 } });
    expect((await callFic(fic, token, 'GET', '/c/110/issued_documents?type=order')).status).toBe(200);
    expect(await create()).toMatchObject({ status: 200 });
    expect(await create()).toMatchObject({ status: 500 });
    rule.remove();
    expect(await create()).toMatchObject({ status: 200 });
  });

  it('strikes with a probability, the same way for the same seed', async () => {
    const pattern = async () => {
      const other = await startSandbox({ seed: 5, orders: 0, customers: 0 });
      other.fic.faults.add({ path, probability: 0.5, fault: { kind: 'html' } });
      const struck = Array.from(
        { length: 40 },
        () => other.fic.faults.next('POST', '/c/1/issued_documents') !== null,
      );
      await other.stop();
      return struck;
    };
    const first = await pattern();
    expect(await pattern()).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });

  it('strikes the token endpoint and the shop alike', async () => {
    fic.faults.add({ path: /^\/oauth\/token$/, fault: { kind: 'status', status: 503 } });
    expect((await fetch(`${fic.url}/oauth/token`, { method: 'POST' })).status).toBe(503);
    sandbox.shop.faults.add({ path: /^\/store\/info\.json$/, fault: { kind: 'html' }, times: 1 });
    const { key, exchange } = sandbox.shop.main;
    const info = () => fetch(`${sandbox.shop.apiUrl}/store/info.json`, { headers: { key, exchange } });
    expect(await (await info()).text()).toContain('<h1>');
    expect(await (await info()).json()).toMatchObject({ uid: sandbox.shop.main.uid });
    expect(sandbox.shop.calls.count({ account: sandbox.shop.main.instance, path: '/store/info.json' })).toBe(
      2,
    );
  });
});
