import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSealer, hashToken, randomToken } from '../../../../src/store/sealing/seal.ts';
import { readOrCreateSecret } from '../../../../src/store/sealing/secret.ts';

const sealer = createSealer('one secret, long enough for a test');
const other = createSealer('another secret, long enough for one');

test('what is sealed opens again, and holds nothing readable', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4 }), (text) => {
      const sealed = sealer.seal({ text }, 'row');
      expect(sealer.open(sealed, 'row')).toEqual({ text });
      expect(Buffer.from(sealed).includes(Buffer.from(text))).toBe(false);
    }),
  );
});

test('it opens neither with another secret, nor in another row, nor changed', () => {
  const sealed = sealer.seal('token', 'row');
  expect(() => other.open(sealed, 'row')).toThrow();
  expect(() => sealer.open(sealed, 'other row')).toThrow();
  for (const index of [0, 5, 20, sealed.length - 1]) {
    const changed = sealed.slice();
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => sealer.open(changed, 'row')).toThrow();
  }
});

test('the same value never looks the same twice; keys differ by use', () => {
  expect(sealer.seal('x', 'row')).not.toEqual(sealer.seal('x', 'row'));
  expect(sealer.deriveKeys('sessions')).not.toEqual(sealer.deriveKeys('seal'));
});

test('with a previous secret: what it sealed opens, what is sealed anew needs the new one alone', () => {
  const both = createSealer('another secret, long enough for one', 'one secret, long enough for a test');
  const old = sealer.seal({ token: 'x' }, 'row');
  expect(both.open(old, 'row')).toEqual({ token: 'x' });
  expect(() => both.open(old, 'other row')).toThrow();
  const renewal = both.renew(old, 'row');
  if (renewal.state !== 'renewed') throw new Error(renewal.state);
  expect(other.open(renewal.sealed, 'row')).toEqual({ token: 'x' });
  expect(() => sealer.open(renewal.sealed, 'row')).toThrow();
  expect(both.renew(renewal.sealed, 'row')).toEqual({ state: 'current' });
  expect(other.open(both.seal('y', 'row'), 'row')).toBe('y');
  expect(both.deriveKeys('sessions')).toEqual([
    ...other.deriveKeys('sessions'),
    ...sealer.deriveKeys('sessions'),
  ]);
});

test.each([
  ['sealed with a third secret', createSealer('a third secret, which nobody names!').seal('x', 'row')],
  ['cut', sealer.seal('x', 'row').slice(0, 20)],
  ['empty', new Uint8Array()],
])('what is %s is told as unreadable, by a sentence without it', (_, sealed) => {
  const both = createSealer('another secret, long enough for one', 'one secret, long enough for a test');
  expect(both.renew(sealed, 'row')).toEqual({ state: 'unreadable' });
  expect(() => both.open(sealed, 'connections.tokens:some-shop')).toThrow(
    'sealed value does not open: connections.tokens',
  );
});

test('tokens are long and only recognised', () => {
  const token = randomToken();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(hashToken(token)).toEqual(hashToken(token));
  expect(hashToken(token)).not.toEqual(hashToken(randomToken()));
});

test('processes that start together agree on one generated secret, mode 0600', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'secret-'));
  const secrets = await Promise.all(Array.from({ length: 5 }, () => readOrCreateSecret(folder)));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]?.length).toBeGreaterThanOrEqual(32);
  expect(statSync(path.join(folder, 'secret')).mode & 0o777).toBe(0o600);
});
