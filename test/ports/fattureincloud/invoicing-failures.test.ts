import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CallReport, createInvoicingConnector } from '../../../src/platforms/fattureincloud/index.ts';
import type { Invoicing } from '../../../src/ports/invoicing.ts';
import { createdAnswer, RecordingQuota, sampleDocument } from '../support/fic-world.ts';
import {
  everythingOf,
  problemOf,
  type Script,
  type ScriptedServer,
  startScriptedServer,
} from '../support/scripted-server.ts';

const accessToken = 'a/eyJ-secret-4711';
const now = new Date('2026-03-02T10:00:00Z');
let server: ScriptedServer;
let quota: RecordingQuota;
let reports: CallReport[];
let invoicing: Invoicing;

beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
  quota = new RecordingQuota();
  reports = [];
  invoicing = connect();
});

function connect(options: { timeoutMs?: number; apiUrl?: string } = {}): Invoicing {
  const connector = createInvoicingConnector({
    apiUrl: server.url,
    clock: { now: () => now },
    quota,
    onCall: (report) => reports.push(report),
    ...options,
  });
  return connector({ companyId: 17, accessToken, priority: 'automatic' });
}

function always(script: Script): void {
  server.respond = () => script;
}

const create = (to: Invoicing = invoicing) => to.createDocument(sampleDocument());
const refusal = (message: string, validation: unknown = null) => ({
  error: { message, validation_result: validation },
});

describe('what surely was refused is told as such, by a write and by a read', () => {
  const cases: [string, Script, string, string][] = [
    ['401', { status: 401, json: refusal('Token scaduto') }, 'fic-unauthorized', 'reauthorize'],
    [
      '403 without Retry-After',
      { status: 403, json: { error: { message: 'Non hai i permessi.', code: 'NO_PERMISSION' } } },
      'fic-permission',
      'mend',
    ],
    [
      '403 of an expired licence',
      { status: 403, json: refusal('La licenza è scaduta.') },
      'fic-licence-expired',
      'mend',
    ],
    [
      '403 with Retry-After',
      { status: 403, json: {}, headers: { 'retry-after': '1800' } },
      'fic-quota',
      'quota',
    ],
    ['429', { status: 429, json: {}, headers: { 'retry-after': '120' } }, 'fic-quota', 'quota'],
    ['429 as HTML, without Retry-After', { status: 429, text: '<html>' }, 'fic-quota', 'quota'],
    ['404', { status: 404, json: refusal('Azienda non trovata') }, 'fic-not-found', 'mend'],
    ['409', { status: 409, json: refusal('Conflitto') }, 'fic-conflict', 'retry'],
    ['422', { status: 422, json: refusal('Dati non validi') }, 'fic-refused', 'mend'],
  ];
  it.each(cases)('%s', async (_title, script, code, outcome) => {
    always(script);
    expect(await problemOf(create())).toMatchObject({ code, outcome });
    expect(await problemOf(invoicing.readCatalogue())).toMatchObject({ code, outcome });
  });

  it('nobody listening: the request surely was not sent, so a create may be repeated', async () => {
    const problem = await problemOf(create(connect({ apiUrl: 'http://127.0.0.1:1' })));
    expect(problem).toMatchObject({ code: 'fic-unreachable', outcome: 'retry' });
  });

  it('a name that does not exist: not sent either', async () => {
    const problem = await problemOf(create(connect({ apiUrl: 'http://nowhere.invalid' })));
    expect(problem).toMatchObject({ code: 'fic-unreachable', outcome: 'retry' });
  });
});

describe('a create that may have had its effect is uncertain; a read is simply tried again', () => {
  const html = '<html><body>Bad gateway</body></html>';
  const cases: [string, Script, string][] = [
    ['500', { status: 500, json: {} }, 'fic-unreachable'],
    ['502 with HTML', { status: 502, text: html }, 'fic-unreachable'],
    ['503 with Retry-After', { status: 503, text: '', headers: { 'retry-after': '5' } }, 'fic-unreachable'],
    ['408', { status: 408, text: '' }, 'fic-unreachable'],
    ['a connection cut before the answer', 'reset', 'fic-unreachable'],
    ['a connection cut within the answer', 'cut', 'fic-unreachable'],
    ['HTML with status 200', { text: html }, 'fic-answer-unreadable'],
    ['an empty answer', { text: '' }, 'fic-answer-unreadable'],
    ['JSON without what was asked for', { json: { data: { number: 3 } } }, 'fic-answer-unreadable'],
    ['a redirect', { status: 302, text: '', headers: { location: '/elsewhere' } }, 'fic-answer-unreadable'],
  ];
  const byOthers = [400, 401, 402, 403, 404, 409, 410, 413, 422].flatMap((status): typeof cases => [
    [`a page with status ${status}`, { status, text: html }, 'fic-answer-unreadable'],
    [`nothing with status ${status}`, { status, text: '' }, 'fic-answer-unreadable'],
    [
      `another's JSON with status ${status}`,
      { status, json: { message: 'no Route matched' } },
      'fic-answer-unreadable',
    ],
  ]);
  it.each([...cases, ...byOthers])('%s', async (_title, script, readCode) => {
    always(script);
    expect(await problemOf(create())).toMatchObject({ code: 'fic-uncertain', outcome: 'uncertain' });
    expect(await problemOf(invoicing.documentExists(1))).toMatchObject({ code: readCode, outcome: 'retry' });
  });

  it('a time-out', async () => {
    always('hang');
    const hasty = connect({ timeoutMs: 60 });
    expect(await problemOf(create(hasty))).toMatchObject({ code: 'fic-uncertain', outcome: 'uncertain' });
    expect(await problemOf(hasty.readCatalogue())).toMatchObject({
      code: 'fic-unreachable',
      outcome: 'retry',
    });
  });

  it('a kept connection that the other side cuts as the create arrives', async () => {
    always({ json: { data: { id: 1 } } });
    await invoicing.documentExists(1);
    const before = server.connections;
    always('reset');
    expect(await problemOf(create())).toMatchObject({ code: 'fic-uncertain', outcome: 'uncertain' });
    expect(server.connections).toBe(before);
  });

  it('is sent once: no failure makes the adapter repeat it', async () => {
    for (const script of [
      'reset',
      'cut',
      { status: 500, json: {} },
      { status: 307, text: '', headers: { location: '/c' } },
    ] as const) {
      server.seen.length = 0;
      always(script);
      await problemOf(create());
      expect(server.seen).toHaveLength(1);
    }
  });
});

describe('a refusal says what to mend', () => {
  it.each<[string, unknown, string]>([
    [
      'a VAT type',
      refusal('I dati non sono validi.', { 'data.items_list.0.vat.id': ['L’aliquota non esiste.'] }),
      'fic-refused-vat',
    ],
    [
      'a template',
      refusal('I dati non sono validi.', { 'data.template.id': ['Il modello non esiste.'] }),
      'fic-refused-template',
    ],
    [
      'a payment account',
      refusal('I dati non sono validi.', {
        'data.payments_list.0.payment_account.id': ['Il conto non esiste.'],
      }),
      'fic-refused-payment-account',
    ],
    ['a VAT type told in words alone', refusal('L’aliquota selezionata non è valida.'), 'fic-refused-vat'],
    [
      'a buyer’s VAT number, which is no VAT type',
      refusal('I dati non sono validi.', { 'data.entity.vat_number': ['La partita IVA non è valida.'] }),
      'fic-refused',
    ],
    [
      'the payments’ sum',
      refusal('Il totale dei pagamenti non corrisponde al totale da pagare.'),
      'fic-refused',
    ],
  ])('%s', async (_title, json, code) => {
    always({ status: 422, json });
    expect(await problemOf(create())).toMatchObject({ code, outcome: 'mend' });
  });

  it('in its own words, cleaned and of bounded length', async () => {
    const messages = {
      a: ['<b>Il nome</b>\n\u0007è   obbligatorio.'],
      b: ['x'.repeat(5000)],
      c: [1, null],
      d: 'testo',
    };
    always({ status: 422, json: refusal('Dati non validi.', messages) });
    const { detail } = await problemOf(create());
    expect(detail).toContain('«Dati non validi. Il nome è obbligatorio. xxx');
    expect(detail.length).toBeLessThan(1200);
  });
});

describe('the quota', () => {
  it('is asked before each call, with company and priority', async () => {
    always({ json: createdAnswer });
    await create();
    expect(quota.taken).toEqual([[17, 'automatic']]);
  });

  it('without a grant no call is made', async () => {
    quota.refuseUntil = new Date('2026-03-02T10:40:00Z');
    const problem = await problemOf(create());
    expect(problem).toMatchObject({ code: 'fic-quota', outcome: 'quota', retryAt: quota.refuseUntil });
    expect(server.seen).toEqual([]);
  });

  const counters = {
    'RateLimit-HourlyRemaining': '840',
    'RateLimit-HourlyLimit': '1000',
    'RateLimit-MonthlyRemaining': '1430',
    'RateLimit-MonthlyLimit': '40000',
  };
  const heard = { hourRemaining: 840, hourLimit: 1000, monthRemaining: 1430, monthLimit: 40_000 };

  it.each([200, 404, 422, 500])('hears the counters of an answer %i', async (status) => {
    always({ status, json: createdAnswer, headers: counters });
    await create().catch(() => undefined);
    expect(quota.observed).toEqual([[17, { ...heard, refusedUntil: undefined }]]);
  });

  it('hears of a refusal until when it holds, and the problem says the same', async () => {
    always({ status: 403, json: {}, headers: { ...counters, 'Retry-After': '1800' } });
    const problem = await problemOf(create());
    const until = new Date('2026-03-02T10:30:00Z');
    expect(problem.retryAt).toEqual(until);
    expect(quota.observed).toEqual([[17, { ...heard, refusedUntil: until }]]);
  });

  it('a 429 without Retry-After waits a minute', async () => {
    always({ status: 429, json: {} });
    expect((await problemOf(create())).retryAt).toEqual(new Date('2026-03-02T10:01:00Z'));
  });

  it('hears nothing of an answer without counters, or with nonsense in them', async () => {
    always({ json: createdAnswer, headers: { 'RateLimit-HourlyRemaining': 'molte' } });
    await create();
    expect(quota.observed).toEqual([]);
  });

  it('that cannot be written down does not lose the document that was made', async () => {
    quota.failsToObserve = true;
    always({ json: createdAnswer, headers: counters });
    await expect(create()).resolves.toMatchObject({ id: 9001 });
  });
});

describe('secrets', () => {
  it.each<[string, Script]>([
    ['500', { status: 500, text: accessToken }],
    [
      '422',
      { status: 422, json: refusal(`Token ${accessToken} non valido`, { [accessToken]: [accessToken] }) },
    ],
    ['401', { status: 401, json: { error: accessToken } }],
    ['HTML', { text: `<p>${accessToken}</p>` }],
    ['a reset', 'reset'],
  ])('the token is in no problem, whatever the answer echoes: %s', async (_title, script) => {
    always(script);
    expect(everythingOf(await problemOf(create()))).not.toContain('secret-4711');
  });

  it('nor on a time-out, nor without a connection', async () => {
    always('hang');
    expect(everythingOf(await problemOf(create(connect({ timeoutMs: 60 }))))).not.toContain('secret-4711');
    const nobody = connect({ apiUrl: 'http://127.0.0.1:1' });
    expect(everythingOf(await problemOf(create(nobody)))).not.toContain('secret-4711');
  });

  it('it is sent in the header alone', async () => {
    always({ json: createdAnswer });
    await create();
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${accessToken}`);
    expect(`${server.seen[0]?.path}${server.seen[0]?.query}${server.seen[0]?.body}`).not.toContain('secret');
  });
});

describe('connections and reports', () => {
  it('calls of one connector share kept connections', async () => {
    always({ json: createdAnswer });
    const before = server.connections;
    const kept = connect();
    for (const _ of [1, 2, 3]) await create(kept);
    expect(server.connections - before).toBe(1);
  });

  it('each call is reported with its name, status and outcome', async () => {
    always({ json: createdAnswer });
    await create();
    always({ status: 500, json: {} });
    await problemOf(create());
    always('reset');
    await problemOf(invoicing.readCatalogue());
    expect(reports.map(({ operation, status, outcome }) => ({ operation, status, outcome }))).toEqual([
      { operation: 'createIssuedDocument', status: 200, outcome: 'ok' },
      { operation: 'createIssuedDocument', status: 500, outcome: 'uncertain' },
      { operation: 'getIssuedDocumentPreCreateInfo', status: null, outcome: 'retry' },
    ]);
  });
});
