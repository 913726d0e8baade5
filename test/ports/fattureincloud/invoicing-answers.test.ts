import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createInvoicingConnector } from '../../../src/platforms/fattureincloud/index.ts';
import type { Invoicing } from '../../../src/ports/invoicing.ts';
import { exampleVatType } from '../../support/orders.ts';
import { createdAnswer, RecordingQuota, sampleDocument } from '../support/fic-world.ts';
import { problemOf, type ScriptedServer, startScriptedServer } from '../support/scripted-server.ts';

let server: ScriptedServer;
let quota: RecordingQuota;
let invoicing: Invoicing;

beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
  quota = new RecordingQuota();
  invoicing = createInvoicingConnector({
    apiUrl: `${server.url}/`,
    clock: { now: () => new Date('2026-03-02T10:00:00Z') },
    quota,
  })({ companyId: 17, accessToken: 'a/x', priority: 'manual' });
});

describe('a created document', () => {
  const created = (changes: Record<string, unknown>) => {
    server.respond = () => ({ json: { data: { ...createdAnswer.data, ...changes } } });
    return invoicing.createDocument(sampleDocument());
  };

  it('is one call, answered with number as printed, its day, its lasting address and amounts in cents', async () => {
    expect(await created({})).toEqual({
      id: 9001,
      number: '12/WEB',
      date: '2026-03-02',
      url: `${server.url}/orders/view/9001`,
      netCents: 3279,
      vatCents: 721,
      grossCents: 4000,
    });
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /c/17/issued_documents',
    ]);
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['of the main numeration', { numeration: '' }, { number: '12' }],
    ['without a numeration', { numeration: null }, { number: '12' }],
    [
      'amounts that no float holds exactly',
      { amount_gross: 1.15, amount_net: 0.94, amount_vat: 0.21 },
      { grossCents: 115, netCents: 94, vatCents: 21 },
    ],
    ['without a day that can be read', { date: '02/03/2026' }, { date: null }],
  ])('%s', async (_title, changes, expected) => {
    expect(await created(changes)).toMatchObject(expected);
  });

  it.each([null, '', 'https://compute.fattureincloud.it/doc/other.pdf'])(
    'whose PDF is at %j has the same address: a PDF’s own dies after days',
    async (url) => {
      expect(await created({ url })).toMatchObject({ url: `${server.url}/orders/view/9001` });
    },
  );
});

describe('the catalogue', () => {
  const info = {
    data: {
      numerations: { '2025': { '': 9, '/OLD': 3 }, '2026': { '': 1, '/WEB': 2, '/OLD': null } },
      templates_list: [{ id: 101, name: 'Light Smoke' }, { id: 102, name: null }, { name: 'no id' }],
      payment_accounts_list: [{ id: 201, name: 'Banca' }, null],
      vat_types_list: [
        { id: 0, value: 22, description: '', ei_type: '0', is_disabled: false },
        { id: 6, value: 0, description: 'Esente art. 10', ei_type: '4', is_disabled: false },
        { id: 7, value: 0, description: 'Vecchia', ei_type: 4, is_disabled: true },
        { id: 8, value: null, description: '' },
        { id: 66, value: 0, description: 'Forfettari', ei_type: 2.2, e_invoice: true },
        { id: 9, value: 0, description: '', ei_type: 0, e_invoice: false },
        { id: 10, value: 0, description: '', ei_type: '' },
      ],
    },
  };

  it('is one call, freed of what has no id; a natura comes without its N, as a text or a number', async () => {
    server.respond = () => ({ json: info });
    expect(await invoicing.readCatalogue()).toEqual({
      templates: [
        { id: 101, name: 'Light Smoke' },
        { id: 102, name: '102' },
      ],
      paymentAccounts: [{ id: 201, name: 'Banca' }],
      vatTypes: [
        exampleVatType(0, 22),
        exampleVatType(6, 0, { description: 'Esente art. 10', nature: 'N4' }),
        exampleVatType(7, 0, { description: 'Vecchia', nature: 'N4', isDisabled: true }),
        exampleVatType(66, 0, { description: 'Forfettari', nature: 'N2.2' }),
        exampleVatType(9, 0, { forEInvoices: false }),
        exampleVatType(10, 0),
      ],
      numerations: ['/WEB', '/OLD'],
    });
    expect(server.seen.map(({ path, query }) => `${path}?${query}`)).toEqual([
      '/c/17/issued_documents/info?type=invoice',
    ]);
  });

  it('of a company that has nothing yet is empty', async () => {
    server.respond = () => ({
      json: { data: { numerations: [], templates_list: null, vat_types_list: [] } },
    });
    expect(await invoicing.readCatalogue()).toEqual({
      templates: [],
      vatTypes: [],
      paymentAccounts: [],
      numerations: [],
    });
  });
});

describe('looking a document up by its marker', () => {
  const row = (id: number, subject: string | null) => ({ ...createdAnswer.data, id, subject });
  const marker = '[tsc:shop-1:o-500]';
  const query = { kind: 'invoice' as const, marker, since: '2026-02-01' };

  /** Pages of a hundred, the newest first; the frame tells where the end is unless `counted` is false. */
  function documents(subjects: (string | null)[], counted = true): void {
    server.respond = ({ query: asked }) => {
      const page = Number(asked.get('page'));
      const size = Number(asked.get('per_page'));
      const data = subjects
        .slice((page - 1) * size, page * size)
        .map((subject, index) => row(page * 1000 + index, subject));
      const frame = { current_page: page, last_page: Math.max(1, Math.ceil(subjects.length / size)) };
      return { json: counted ? { ...frame, data } : { data } };
    };
  }
  const others = (count: number) =>
    Array.from({ length: count }, (_, index) => `Ordine [tsc:shop-1:o-${1000 + index}]`);

  it('finds the one whose subject contains it', async () => {
    documents([...others(3), null, `Ordine 500 ${marker}`]);
    expect(await invoicing.findDocument(query)).toMatchObject({
      id: 1004,
      number: '12/WEB',
      grossCents: 4000,
    });
    expect(server.seen[0]?.query.get('q')).toBe(
      `any_subject like '%${marker}%' and date >= '${query.since}'`,
    );
  });

  it('a marker filter that is ignored, or finds nothing, proves nothing: all are read', async () => {
    documents(others(3));
    expect(await invoicing.findDocument(query)).toBeNull();
    expect(Object.fromEntries(server.seen[1]?.query ?? [])).toEqual({
      type: 'invoice',
      fields: 'id,number,numeration,date,subject,amount_net,amount_vat,amount_gross',
      sort: '-date,-id',
      page: '1',
      per_page: '100',
      q: "date >= '2026-02-01'",
    });
  });

  it.each([true, false])('on a later page (pages counted: %s)', async (counted) => {
    documents([...others(250), `x ${marker}`], counted);
    expect(await invoicing.findDocument(query)).toMatchObject({ id: 3050 });
    expect(quota.taken).toHaveLength(4);
  });

  it.each([true, false])(
    'a document that is not there is null, after the last page (pages counted: %s)',
    async (counted) => {
      documents(others(130), counted);
      expect(await invoicing.findDocument(query)).toBeNull();
      expect(server.seen).toHaveLength(3);
    },
  );

  it('none at all is null', async () => {
    documents([]);
    expect(await invoicing.findDocument(query)).toBeNull();
  });

  it('a search that is never done does not say that there is none', async () => {
    documents(others(6000));
    expect(await problemOf(invoicing.findDocument(query))).toMatchObject({
      code: 'fic-search-too-long',
      outcome: 'mend',
    });
    expect(server.seen).toHaveLength(51);
  });

  /** As a server would whose equal dates stand in another sequence with each question, unless the ids are sorted too. */
  function shuffledDays(rows: { id: number; date: string; subject: string }[], refuse: RegExp[] = []): void {
    let turn = 0;
    server.respond = ({ query: asked }) => {
      const [q, sort] = [asked.get('q') ?? '', asked.get('sort') ?? ''];
      if (refuse.some((one) => one.test(`${q} sort ${sort}`)))
        return { status: 422, json: { error: { message: 'no', validation_result: { sort: ['no'] } } } };
      turn += 1;
      const end = /date <= '([^']+)'/.exec(q)?.[1] ?? '9999';
      const rank = (id: number) => (sort === '-date,-id' ? -id : (id * (turn % 2 === 0 ? 7 : 1)) % 211);
      const all = rows
        .filter(({ date }) => date <= end && !q.startsWith('any_subject'))
        .sort((a, b) => b.date.localeCompare(a.date) || rank(a.id) - rank(b.id));
      const page = Number(asked.get('page'));
      const data = all.slice((page - 1) * 100, page * 100).map((one) => ({ ...createdAnswer.data, ...one }));
      return { json: { data, current_page: page, last_page: Math.max(1, Math.ceil(all.length / 100)) } };
    };
  }
  const days = (perDay: number, count: number, at: number) =>
    Array.from({ length: perDay * count }, (_, index) => ({
      id: index + 1,
      date: `2026-02-${String(10 + Math.floor(index / perDay)).padStart(2, '0')}`,
      subject: index === at ? marker : 'other',
    }));

  it('equal dates over the edges of pages hide none', async () => {
    for (let at = 0; at < 210; at += 10) {
      shuffledDays(days(70, 3, at));
      expect(await invoicing.findDocument(query)).toMatchObject({ id: at + 1 });
      shuffledDays(days(70, 3, at), [/-id/, /any_subject/]);
      expect(await invoicing.findDocument(query)).toMatchObject({ id: at + 1 });
      shuffledDays(days(210, 1, at));
      expect(await invoicing.findDocument(query)).toMatchObject({ id: at + 1 });
    }
  });

  it('a day of several pages in no fixed sequence does not say that there is none', async () => {
    shuffledDays(days(210, 1, -1), [/-id/]);
    expect(await problemOf(invoicing.findDocument(query))).toMatchObject({ code: 'fic-search-too-long' });
  });

  it('a page with a row that cannot be read does not say that there is none', async () => {
    server.respond = () => ({ json: { data: [{ subject: 'x' }], current_page: 1, last_page: 1 } });
    expect(await problemOf(invoicing.findDocument(query))).toMatchObject({
      code: 'fic-answer-unreadable',
      outcome: 'retry',
    });
  });
});

describe('products', () => {
  it('come from every page, those with a code, the first of a code', async () => {
    const all = [
      { id: 1, code: 'A' },
      { id: 2, code: '' },
      { id: 3, code: null },
      { id: 4, code: ' B ' },
      ...Array.from({ length: 100 }, (_, index) => ({ id: 100 + index, code: 'A' })),
      { id: 5, code: 'C' },
    ];
    server.respond = ({ query }) => {
      const page = Number(query.get('page'));
      return { json: { current_page: page, last_page: 2, data: all.slice((page - 1) * 100, page * 100) } };
    };
    expect(await invoicing.listProducts()).toEqual([
      { id: 1, code: 'A', copies: 101 },
      { id: 4, code: 'B', copies: 1 },
      { id: 5, code: 'C', copies: 1 },
    ]);
    expect(server.seen.map(({ path, query }) => `${path}?${query}`)).toEqual([
      '/c/17/products?fields=id%2Ccode&page=1&per_page=100',
      '/c/17/products?fields=id%2Ccode&page=2&per_page=100',
    ]);
    expect(quota.taken).toHaveLength(2);
  });

  it('of a company without any are none', async () => {
    server.respond = () => ({ json: { data: [], current_page: 1, last_page: 9 } });
    expect(await invoicing.listProducts()).toEqual([]);
  });
});

describe('whether a document still exists', () => {
  it('yes', async () => {
    server.respond = () => ({ json: { data: { id: 5 } } });
    expect(await invoicing.documentExists(5)).toBe(true);
    expect(`${server.seen[0]?.path}?${server.seen[0]?.query}`).toBe('/c/17/issued_documents/5?fields=id');
  });

  it('no: 404', async () => {
    server.respond = () => ({ status: 404, json: { error: { message: 'Documento non trovato' } } });
    expect(await invoicing.documentExists(5)).toBe(false);
  });

  it('a page with status 404 is not the word of who would know', async () => {
    server.respond = () => ({ status: 404, text: '<html>' });
    await expect(invoicing.documentExists(5)).rejects.toMatchObject({ outcome: 'retry' });
  });
});
