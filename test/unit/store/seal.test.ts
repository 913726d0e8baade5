import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSealer, hashToken, randomToken } from '../../../src/store/seal.ts';
import { readOrCreateSecret } from '../../../src/store/secret.ts';

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
  expect(sealer.deriveKey('sessions')).not.toEqual(sealer.deriveKey('seal'));
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
