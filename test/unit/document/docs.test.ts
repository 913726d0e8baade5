import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FIC_ROUNDING, roundingModels } from '../../../src/document/fic-rounding.ts';
import { documentProblems } from '../../../src/texts/it/problems/document.ts';

/** `docs/documents.md` says what the code says. */
const page = readFileSync(new URL('../../../docs/documents.md', import.meta.url), 'utf8');

/** Each value of a sentence as `{name}`. */
const placeholders = new Proxy({}, { get: (_, name) => `{${String(name)}}` });

const sentences = Object.entries(documentProblems).map(([code, text]) => {
  const { detail, fix } = (text as (values: object) => { detail: string; fix: string })(placeholders);
  return { code, detail, fix };
});

describe('the table of problems', () => {
  test.each(sentences)('$code has its sentences', ({ code, detail, fix }) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${code}\` |`));
    const cells = row?.split('|').map((cell) => cell.trim());
    expect(cells?.slice(4, 6)).toEqual([detail, fix]);
  });

  test('names no other code', () => {
    const [, table = ''] = page.split('## Problems');
    const codes = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);
    expect(codes.sort()).toEqual(sentences.map(({ code }) => code).sort());
  });
});

test('the rounding variants are listed, the one in force named', () => {
  for (const model of roundingModels) expect(page).toContain(`| \`${model}\` |`);
  expect(page).toContain(`In force: \`${FIC_ROUNDING}\``);
});
