import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/platforms/json.ts';
import { retryAfter } from '../../../src/platforms/retry-after.ts';

describe('JSON from outside', () => {
  it.each([
    '{"a":1,"__proto__":{"x":1}}',
    '{"a":1,"\\u005f_proto__":{"x":1}}',
    '{"a":1,"__p\\u0072oto__":{"x":1}}',
    '{"a":1,"__\\u0070roto__":{"x":1}}',
    '{"a":1,"_\\u005Fpr\\u006Fto__":{"x":1}}',
  ])('has no key __proto__, however it is spelt: %s', (text) => {
    const parsed = parseJson(text);
    expect(Object.getOwnPropertyNames(parsed)).toEqual(['a']);
    expect(Object.assign({}, parsed)).not.toHaveProperty('x');
  });

  it('holds no NUL and no half of a surrogate pair, which the database would refuse', () => {
    expect(parseJson('{"a":"x\\u0000y","k\\u0000":"\\ud83d","b":"\\uD83D\\uDE00"}')).toEqual({
      a: 'xy',
      k: '\ufffd',
      b: '😀',
    });
    expect(parseJson('{"a":"\\\\u0000","b":"\\\\\\u0000"}')).toEqual({ a: '\\u0000', b: '\\' });
    expect(Object.getOwnPropertyNames(parseJson('{"__pro\\u0000to__":{"x":1}}'))).toEqual([]);
  });

  it('is otherwise as it was', () => {
    expect(parseJson('{"a":[1,{"b":null}],"proto":"è"}')).toEqual({ a: [1, { b: null }], proto: 'è' });
    expect(() => parseJson('<html>')).toThrow(SyntaxError);
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-03-02T10:00:00Z');
  it.each<[string | null, string | null]>([
    ['60', '2026-03-02T10:01:00.000Z'],
    [' 0 ', '2026-03-02T10:00:00.000Z'],
    ['Mon, 02 Mar 2026 10:05:00 GMT', '2026-03-02T10:05:00.000Z'],
    // An instant gone by, or beyond a month, is not believed.
    ['Mon, 02 Mar 2020 10:05:00 GMT', '2026-03-02T10:00:00.000Z'],
    ['99999999', '2026-04-03T10:00:00.000Z'],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%j → %j', (header, expected) => {
    expect(retryAfter(header, now)?.toISOString() ?? null).toBe(expected);
  });
});
