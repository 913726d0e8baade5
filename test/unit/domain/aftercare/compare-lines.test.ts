import { expect, test } from 'vitest';
import { compareLines, isChanged } from '../../../../src/domain/aftercare/compare-lines.ts';
import type { SentLine } from '../../../../src/domain/aftercare/sent-document.ts';

const line = (name: string, quantity: number, grossCents: number, code: string | null = null): SentLine => ({
  kind: 'product',
  name,
  code,
  quantity: String(quantity),
  vatTypeId: 0,
  vatPercent: 22,
  grossCents,
});

/** `name was>now`, `!` where it changed. */
const told = (before: SentLine[], after: SentLine[]) =>
  compareLines(before, after).map(
    (one) =>
      `${isChanged(one) ? '!' : ''}${one.name} ${one.was?.grossCents ?? '-'}>${one.now?.grossCents ?? '-'}`,
  );

test('lines are held against each other: changed, added, gone, named anew', () => {
  expect(
    told(
      [line('Tazza', 2, 2000, 'T'), line('Libro', 1, 500), line('Vaso', 1, 900, 'V')],
      [
        line('Libro', 1, 500),
        line('Tazza', 1, 1000, 'T'),
        line('Vaso blu', 1, 900, 'V'),
        line('Spedizione', 1, 690),
      ],
    ),
  ).toEqual(['Libro 500>500', '!Tazza 2000>1000', 'Vaso blu 900>900', '!Spedizione ->690']);
  expect(told([line('Tazza', 1, 1000), line('Vaso', 1, 900)], [line('Vaso', 1, 900)])).toEqual([
    'Vaso 900>900',
    '!Tazza 1000>-',
  ]);
});

test('two lines that are alike stay two', () => {
  expect(
    told([line('Tazza', 1, 1000), line('Tazza', 1, 1000)], [line('Tazza', 1, 1000), line('Tazza', 3, 3000)]),
  ).toEqual(['Tazza 1000>1000', '!Tazza 1000>3000']);
});
