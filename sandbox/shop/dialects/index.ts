import type { DialectName } from '../types.ts';
import { agreed } from './agreed.ts';
import type { Dialect } from './dialect.ts';
import { documented } from './documented.ts';
import { randomDialect } from './random.ts';

export type { Dialect } from './dialect.ts';

export const dialectNames: readonly DialectName[] = ['agreed', 'documented', 'random'];

/** @param seed Of the spellings that `random` draws. */
export function createDialect(name: DialectName, seed: number): Dialect {
  if (name === 'random') return randomDialect(seed);
  return name === 'documented' ? documented : agreed;
}

/**
 * `DIALECT` and `DIALECT_SEED` of an environment; the documented dialect where nothing is said.
 *
 * @throws Error that names a value which is none.
 */
export function readDialect(env: Readonly<Record<string, string | undefined>>): {
  dialect: DialectName;
  dialectSeed?: number;
} {
  const name = env.DIALECT || 'documented';
  const dialect = dialectNames.find((known) => known === name);
  if (dialect === undefined) throw new Error(`DIALECT: ${name} is none of ${dialectNames.join(', ')}`);
  if (!env.DIALECT_SEED) return { dialect };
  const dialectSeed = Number(env.DIALECT_SEED);
  if (!Number.isInteger(dialectSeed)) throw new Error(`DIALECT_SEED: ${env.DIALECT_SEED} is no whole number`);
  return { dialect, dialectSeed };
}
