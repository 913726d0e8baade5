import type { Request, Response } from 'express';
import { expect, test } from 'vitest';
import { refuseForeignFrames } from '../../../../src/http/edge/framing.ts';

const ancestors = ["'self'", 'https://*.storeden.com', 'https://shop.example:8443', 'http://localhost:*'];
const guard = refuseForeignFrames(ancestors, 'https://plugin.example');

/** Whether a page at this address may go on to frame the panel. */
function mayFrame(referer: string | undefined, dest = 'iframe'): boolean {
  let passed = false;
  const headers: Record<string, string | undefined> = { referer, 'sec-fetch-dest': dest };
  const request = { get: (name: string) => headers[name], acceptsLanguages: () => [] } as unknown as Request;
  const response: Record<string, unknown> = { locals: {}, req: request };
  for (const name of ['status', 'set', 'vary', 'type', 'send']) response[name] = () => response;
  guard(request, response as unknown as Response, () => {
    passed = true;
  });
  return passed;
}

test.each([
  'https://admin.storeden.com/b/1',
  'https://a.b.storeden.com/',
  'https://shop.example:8443/x',
  'http://localhost:4000/',
  'http://localhost/',
  'https://plugin.example/tscommerce/embed',
  undefined,
  'no address',
])('%s may frame the panel', (referer) => {
  expect(mayFrame(referer)).toBe(true);
});

test.each([
  'https://storeden.com/',
  'http://admin.storeden.com/',
  'https://admin.storeden.com:444/',
  'https://storeden.com.evil.example/',
  'https://evil.example/?https://admin.storeden.com/',
  'https://evilstoreden.com/',
  'https://shop.example/',
  'https://shopxexample:8443/',
  'https://plugin.example.evil/',
])('%s may not', (referer) => {
  expect(mayFrame(referer)).toBe(false);
});

test('a window of its own is no frame, wherever its link stood', () => {
  expect(mayFrame('https://evil.example/', 'document')).toBe(true);
});
