import { createServer, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSiteLook, isLoopbackUrl, isPublicAddress } from '../../../src/platforms/tscommerce/site.ts';

/** Paths that the server was asked for. */
let asked: string[] = [];
let server: Server;
let url: string;
let now = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const [, what = '', rest = ''] = /^\/(\w+)\/?(.*)$/.exec(request.url ?? '') ?? [];
    if (what === 'to') response.writeHead(302, { location: decodeURIComponent(rest) }).end();
    else if (what === 'loop') response.writeHead(302, { location: '/loop' }).end();
    else response.writeHead(Number(what)).end('x'.repeat(100_000));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const clock = { now: () => new Date(now) };
const local = () => createSiteLook({ clock, allowLoopback: true });
const to = (address: string) => `${url}/to/${encodeURIComponent(address)}`;

describe('an address is', () => {
  test.each(['8.8.8.8', '2a00:1450:4002::1'])('public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  test.each([
    '127.0.0.1',
    '10.0.0.1',
    '192.168.1.1',
    '172.16.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    '::ffff:10.0.0.1',
    'fd00::1',
    'fe80::1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'nonsense',
  ])('not public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  test('let through as loopback alone, where the shop is on this machine', () => {
    expect(['127.0.0.1', '::1', '10.0.0.1'].map((address) => isPublicAddress(address, true))).toEqual([
      true,
      true,
      false,
    ]);
    expect(
      [
        'http://localhost:1/v1.1',
        'http://[::1]:1',
        'https://connect.storeden.com/v1.1',
        'http://127.evil.example',
      ].map(isLoopbackUrl),
    ).toEqual([true, true, false, false]);
  });
});

describe('a site', () => {
  test.each([
    ['200', 'online'],
    ['503', 'offline'],
    ['404', 'offline'],
    ['403', 'unknown'],
    ['loop', 'unknown'],
  ] as const)('that answers %s is %s', async (path, state) => {
    expect(await local()(`${url}/${path}`)).toBe(state);
  });

  test('is followed through redirects, but to public addresses alone', async () => {
    const look = local();
    expect(await look(to(`${url}/200`))).toBe('online');
    for (const address of [
      'http://10.0.0.1/',
      'http://169.254.169.254/latest',
      'http://[fd00::1]/',
      'file:///etc/passwd',
      'http://user:pass@127.0.0.1/',
      'https://example.com:8443/',
    ]) {
      expect(await look(to(address)), address).toBe('unknown');
    }
  });

  test('on this machine is not asked at all, unless the shop is', async () => {
    expect(await createSiteLook({ clock, allowLoopback: false })(`${url}/200`)).toBe('unknown');
    expect(asked).toEqual([]);
  });

  test.each([
    ['a private address', ['10.0.0.1']],
    ['this machine', ['127.0.0.1']],
    ['a public and a private one', ['8.8.8.8', '127.0.0.1']],
    ['nothing', []],
  ])('whose name leads to %s is not connected to', async (_title, addresses) => {
    let lookups = 0;
    const lookup = ((_name, _options, done) => {
      lookups += 1;
      done(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      );
    }) as LookupFunction;
    const look = createSiteLook({ clock, allowLoopback: false, lookup });
    expect(await look('http://shop.example/')).toBe('unknown');
    expect(lookups).toBe(1);
    expect(asked).toEqual([]);
  });

  test('is opened at most once in ten minutes', async () => {
    const look = local();
    await Promise.all([look(`${url}/200`), look(`${url}/200`)]);
    now += 9 * 60_000;
    await look(`${url}/200`);
    expect(asked).toHaveLength(1);
    now += 61_000;
    await look(`${url}/200`);
    expect(asked).toHaveLength(2);
  });
});
