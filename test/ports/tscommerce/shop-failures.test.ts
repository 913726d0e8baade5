import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CallReport, createShopConnector } from '../../../src/platforms/tscommerce/index.ts';
import type { Shop } from '../../../src/ports/shop.ts';
import {
  everythingOf,
  problemOf,
  type Script,
  type ScriptedServer,
  startScriptedServer,
} from '../support/scripted-server.ts';

const keys = { key: 'key-3f1c9', exchange: 'exchange-8a77d' };
const now = new Date('2026-03-02T10:00:00Z');
let server: ScriptedServer;
let shop: Shop;
let reports: CallReport[];

beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
  reports = [];
  shop = connect();
});

function connect(options: { timeoutMs?: number; maxBytes?: number; apiUrl?: string } = {}): Shop {
  const connector = createShopConnector({
    apiUrl: `${server.url}/v1.1`,
    clock: { now: () => now },
    onCall: (report) => reports.push(report),
    ...options,
  });
  return connector(keys);
}

function always(script: Script): void {
  server.respond = () => script;
}

describe('every failure of the shop is one problem with one outcome', () => {
  const html = '<html><body>Manutenzione</body></html>';
  const cases: [string, Script, string, string][] = [
    ['500', { status: 500, json: {} }, 'shop-unreachable', 'retry'],
    ['502 with HTML', { status: 502, text: html }, 'shop-unreachable', 'retry'],
    ['a connection cut before the answer', 'reset', 'shop-unreachable', 'retry'],
    ['a connection cut within the answer', 'cut', 'shop-unreachable', 'retry'],
    ['HTML with status 200', { text: html }, 'shop-answer-unreadable', 'retry'],
    ['an empty answer', { text: '' }, 'shop-answer-unreadable', 'retry'],
    [
      'JSON that ends early',
      { text: '{"uid":"a', type: 'application/json' },
      'shop-answer-unreadable',
      'retry',
    ],
    [
      'a redirect',
      { status: 302, text: '', headers: { location: 'http://127.0.0.1:1/' } },
      'shop-answer-unreadable',
      'retry',
    ],
    ['401', { status: 401, json: { error: 'x' } }, 'shop-keys-refused', 'mend'],
    ['403', { status: 403, json: { error: 'x' } }, 'shop-keys-refused', 'mend'],
    ['400', { status: 400, json: { error: 'x' } }, 'shop-refused', 'mend'],
    ['429', { status: 429, json: {} }, 'shop-quota', 'quota'],
    ['509', { status: 509, text: 'Bandwidth Limit Exceeded' }, 'shop-quota', 'quota'],
  ];
  it.each(cases)('%s', async (_title, script, code, outcome) => {
    always(script);
    const problem = await problemOf(shop.listTaxProfiles());
    expect(problem).toMatchObject({ code, outcome });
  });

  it('a shop that does not answer within the time is unreachable', async () => {
    always('hang');
    const problem = await problemOf(connect({ timeoutMs: 50 }).readStore());
    expect(problem).toMatchObject({ code: 'shop-unreachable', outcome: 'retry' });
  });

  it('nobody listening is unreachable', async () => {
    const problem = await problemOf(connect({ apiUrl: 'http://127.0.0.1:1/v1.1' }).readStore());
    expect(problem).toMatchObject({ code: 'shop-unreachable', outcome: 'retry' });
  });

  it('an answer beyond the limit is not read to its end', async () => {
    always({ json: { uid: 'x'.repeat(5000) } });
    const problem = await problemOf(connect({ maxBytes: 1000 }).readStore());
    expect(problem).toMatchObject({ code: 'shop-answer-unreadable', outcome: 'retry' });
  });

  it('a redirect is not followed: the keys go to the configured host alone', async () => {
    const other = await startScriptedServer();
    other.respond = () => ({ json: { uid: 'other' } });
    always({ status: 307, text: '', headers: { location: `${other.url}/store/info.json` } });
    await problemOf(shop.readStore());
    expect(other.seen).toEqual([]);
    await other.close();
  });
});

describe('a quota names when to come back', () => {
  const seconds = (from: Date, to: Date | undefined) => ((to?.getTime() ?? 0) - from.getTime()) / 1000;

  it.each([
    ['429 with Retry-After', 429, { 'retry-after': '17' }, 17],
    ['429 without: a minute', 429, {}, 60],
    ['509 without: an hour', 509, {}, 3600],
    ['509 with a date', 509, { 'retry-after': 'Mon, 02 Mar 2026 10:05:00 GMT' }, 300],
    ['nonsense counts as none', 429, { 'retry-after': 'soon' }, 60],
  ])('%s', async (_title, status, headers, expected) => {
    always({ status, json: {}, headers });
    const problem = await problemOf(shop.listUpdatedOrders({ from: now, to: now, limit: 100, skip: 0 }));
    expect(seconds(now, problem.retryAt)).toBe(expected);
  });
});

describe('secrets', () => {
  const scripts: Script[] = [
    { status: 500, text: `${keys.key} ${keys.exchange}` },
    { status: 403, json: keys },
    'reset',
    { text: keys.key },
  ];
  it.each(scripts)('neither key is in a problem, whatever the shop answers (%#)', async (script) => {
    always(script);
    const all = everythingOf(await problemOf(shop.readStore()));
    expect(all).not.toContain(keys.key);
    expect(all).not.toContain(keys.exchange);
  });

  it('both keys are sent as headers, in no address', async () => {
    always({ json: { uid: 'u1', url: 'https://shop.example' } });
    await shop.readStore();
    expect(server.seen[0]?.headers).toMatchObject(keys);
    expect(server.seen[0]?.query.toString()).toBe('');
  });
});

describe('each call is reported', () => {
  it('with its name, status and outcome', async () => {
    always({ json: [] });
    await shop.listTaxProfiles();
    always({ status: 500, json: {} });
    await problemOf(shop.readOrder('132_5672eebab5aa6'));
    always('reset');
    await problemOf(shop.readStore());
    expect(reports.map(({ operation, status, outcome }) => ({ operation, status, outcome }))).toEqual([
      { operation: 'taxes/list.json', status: 200, outcome: 'ok' },
      { operation: 'orders/order.json', status: 500, outcome: 'retry' },
      { operation: 'store/info.json', status: null, outcome: 'retry' },
    ]);
  });

  it('and a reporter that throws loses no answer', async () => {
    always({ json: { uid: 'u1', url: '' } });
    const connector = createShopConnector({
      apiUrl: server.url,
      clock: { now: () => now },
      onCall: () => {
        throw new Error('metrics are down');
      },
    });
    await expect(connector(keys).readStore()).resolves.toMatchObject({ uid: 'u1' });
  });
});
