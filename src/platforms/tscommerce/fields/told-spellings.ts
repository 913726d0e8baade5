import { readFile } from 'node:fs/promises';
import { ConfigurationError } from '../../../domain/configuration-error.ts';
import { type ScopeName, scopes, type ToldSpellings } from './spellings.ts';
import type { Scope } from './table.ts';

const variable = 'TSC_FIELDS';

/**
 * Further spellings from a JSON file: `{"order": {"shipping.cost": ["cart.shippin_fee", "spese"]}}`. A name alone stands
 * in every place of its field; with a path it stands there alone. They come before the table's own.
 *
 * @throws ConfigurationError naming what is wrong, in one line.
 */
export async function readToldSpellings(path: string): Promise<ToldSpellings> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw wrong(`${path} cannot be read (${(error as { code?: string }).code ?? 'unknown reason'})`);
  }
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    throw wrong(`${path} is not JSON`);
  }
  return checkToldSpellings(told);
}

/** @throws ConfigurationError naming the first scope, field or spelling that is wrong. */
export function checkToldSpellings(told: unknown): ToldSpellings {
  if (!isRecord(told)) throw wrong('must hold an object such as {"order": {"shipping.cost": ["fee"]}}');
  for (const [scopeName, fields] of Object.entries(told)) {
    const scope: Scope | undefined = Object.hasOwn(scopes, scopeName)
      ? scopes[scopeName as ScopeName]
      : undefined;
    if (scope === undefined) {
      throw wrong(`"${scopeName}" is none of ${Object.keys(scopes).join(', ')}`);
    }
    if (!isRecord(fields)) throw wrong(`"${scopeName}" must hold an object of fields`);
    for (const [field, spellings] of Object.entries(fields)) {
      if (!scope.fields.some((known) => known.field === field)) {
        throw wrong(`"${scopeName}" has no field "${field}"; docs/shop.md lists them`);
      }
      if (!isSpellings(spellings)) {
        throw wrong(`"${scopeName}" › "${field}" must be a list of names such as "cart.fee"`);
      }
    }
  }
  return told as ToldSpellings;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSpellings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string' && /^[^.]+(\.[^.]+)*$/.test(name));

const wrong = (what: string) => new ConfigurationError(variable, what);
