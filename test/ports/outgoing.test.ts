import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAuthorization, createInvoicingConnector } from '../../src/platforms/fattureincloud/index.ts';
import { createShopConnector } from '../../src/platforms/tscommerce/index.ts';
import { RecordingQuota, sampleDocument } from './support/fic-world.ts';
import { problemOf } from './support/scripted-server.ts';

/** A platform's host taken over by someone hostile: it gets no second host called, no memory and no worker for long. */
const TIMEOUT_MS = 400;
const clock = { now: () => new Date('2026-03-02T10:00:00Z') };
let platform: Server;
let trap: Server;
let url: string;
let trapUrl: string;
let trapped: number;
let open: Set<ServerResponse>;
let answer: RequestListener;

async function listen(listener: RequestListener): Promise<[Server, string]> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}

beforeAll(async () => {
  [platform, url] = await listen((request, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    answer(request, response);
  });
  [trap, trapUrl] = await listen((_request, response) => {
    trapped += 1;
    response.end('{}');
  });
});
afterAll(async () => {
  for (const server of [platform, trap]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
beforeEach(() => {
  trapped = 0;
  open = new Set();
});

const json = { 'content-type': 'application/json' };
const redirect: RequestListener = (_request, response) => {
  response.writeHead(307, { ...json, location: `${trapUrl}/steal` }).end('{}');
};
/** As fast as it is read, without an end. */
const endless: RequestListener = (_request, response) => {
  response.writeHead(200, json);
  const chunk = Buffer.alloc(256 * 1024, ' ');
  const more = () => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};
/** A byte now and then: no single pause is long. */
const drip: RequestListener = (_request, response) => {
  response.writeHead(200, json);
  const timer = setInterval(() => response.write(' '), TIMEOUT_MS / 20);
  response.once('close', () => clearInterval(timer));
};
/** 100 MB of blanks in 100 KB. */
const packed = gzipSync(Buffer.alloc(100_000_000, ' '));
const bomb: RequestListener = (_request, response) => {
  response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(packed);
};
const hugeHead: RequestListener = (_request, response) => {
  response.writeHead(200, { ...json, 'x-long': 'x'.repeat(100_000) }).end('{}');
};

const shop = () =>
  createShopConnector({ apiUrl: url, clock, timeoutMs: TIMEOUT_MS, maxBytes: 1_000_000 })({
    key: 'k',
    exchange: 'e',
  });
const invoicing = () =>
  createInvoicingConnector({ apiUrl: url, clock, timeoutMs: TIMEOUT_MS, quota: new RecordingQuota() })({
    companyId: 17,
    accessToken: 'a/secret',
    priority: 'automatic',
  });
const oauth = () =>
  createAuthorization({
    apiUrl: url,
    clientId: 'app',
    clientSecret: 'secret',
    scopes: ['settings:r'],
    clock,
    timeoutMs: TIMEOUT_MS,
  });

describe.each([
  ['the shop', () => shop().readStore(), /^shop-(answer-unreadable|unreachable)$/],
  ['the shop, in writing', () => shop().removeWebhook('1'), /^shop-(answer-unreadable|unreachable)$/],
  ['Fatture in Cloud', () => invoicing().readCatalogue(), /^fic-(answer-unreadable|unreachable)$/],
  [
    'its create call',
    () => invoicing().createDocument(sampleDocument()),
    /^fic-(answer-unreadable|unreachable|uncertain)$/,
  ],
  ['its token address', () => oauth().refresh('r/refresh'), /^fic-(answer-unreadable|unreachable)$/],
  ['its companies', () => oauth().listCompanies('a/secret'), /^fic-(answer-unreadable|unreachable)$/],
])('%s', (_, call, code) => {
  it.each([
    ['redirects to another host', redirect],
    ['streams without an end', endless],
    ['drips byte by byte', drip],
    ['packs a bomb', bomb],
    ['writes a huge head', hugeHead],
  ])('%s: one problem, the call is over, nobody else is called', async (_title, listener) => {
    answer = listener;
    expect((await problemOf(call())).code).toMatch(code);
    expect(trapped).toBe(0);
  });
});

it('addresses in an answer are never called, keys that name a prototype change none', async () => {
  const evil = `{"uid":"u1","url":"${trapUrl}","logo":"${trapUrl}/logo.png","next":"${trapUrl}/2",
    "__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"\\u005f_proto__":{"polluted":"yes"}}`;
  answer = (_request, response) => {
    response.writeHead(200, { ...json, link: `<${trapUrl}>; rel=next` }).end(evil);
  };
  await shop().readStore();
  await shop()
    .listOrders({ limit: 10, skip: 0 })
    .catch(() => undefined);
  await shop()
    .readOrder('1')
    .catch(() => undefined);
  await invoicing()
    .readCatalogue()
    .catch(() => undefined);
  await oauth()
    .listCompanies('a/secret')
    .catch(() => undefined);
  expect(trapped).toBe(0);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(([] as unknown as Record<string, unknown>).polluted).toBeUndefined();
});
