import { describe, expect, test } from 'vitest';
import { panelTexts as english } from '../../../src/texts/en/panel.ts';
import { panelTexts as italian } from '../../../src/texts/it/panel.ts';
import { pickLanguage } from '../../../src/texts/language.ts';
import { serverTexts } from '../../../src/texts/server.ts';

type Leaf = string | ((...values: never[]) => unknown);

/** Every sentence by its path: `orders.send.title`. */
function leaves(texts: unknown, path = ''): [string, Leaf][] {
  if (typeof texts === 'string' || typeof texts === 'function') return [[path, texts as Leaf]];
  return Object.entries(texts as object).flatMap(([key, value]) => leaves(value, `${path}.${key}`));
}

/** Which of its values a sentence says, each as `⟦name⟧`. */
function valuesOf(sentence: unknown): string[] {
  const places = new Proxy({}, { get: (_, name) => `⟦${String(name)}⟧` });
  const said = JSON.stringify((sentence as (values: object) => object)(places));
  return [...new Set(said.match(/⟦\w+⟧/g))].sort();
}

test('the first of the browser’s languages that there are texts in is taken, else Italian', () => {
  expect(pickLanguage(['en-US', 'it'])).toBe('en');
  expect(pickLanguage(['de-AT', 'en'])).toBe('en');
  expect(pickLanguage(['it-CH', 'en'])).toBe('it');
  expect(pickLanguage(['de', 'fr'])).toBe('it');
  expect(pickLanguage([])).toBe('it');
});

describe('the English catalogue', () => {
  const pairs: [string, unknown, unknown][] = [
    ['panel', italian, english],
    ['server', { ...serverTexts.it, problems: {} }, { ...serverTexts.en, problems: {} }],
  ];
  test.each(pairs)(
    '%s: the same sentences as the Italian one, none empty, none left out of lists',
    (_, it, en) => {
      expect(leaves(en).map(([path]) => path)).toEqual(leaves(it).map(([path]) => path));
      for (const [path, said] of leaves(en)) expect(said, path).not.toBe('');
    },
  );

  test('sentences are translated: what both say alike is a word or a name', () => {
    const same = leaves(italian).filter(([, said], at) => leaves(english)[at]?.[1] === said);
    const sentences = same.filter(([, said]) => typeof said === 'string' && said.split(' ').length > 4);
    expect(sentences).toEqual([]);
  });

  test.each(Object.keys(serverTexts.it.problems) as (keyof typeof serverTexts.it.problems)[])(
    'problem %s says the same values',
    (code) => {
      expect(valuesOf(serverTexts.en.problems[code])).toEqual(valuesOf(serverTexts.it.problems[code]));
    },
  );
});
