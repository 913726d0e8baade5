import { describe, expect, test } from 'vitest';
import {
  cleanLines,
  cleanText,
  cutText,
  losesLetters,
  readEmail,
  toLatin,
} from '../../../src/domain/text.ts';

describe('cleaning', () => {
  test.each([
    ['<b>Tazza</b> &amp; piattino', 'Tazza & piattino'],
    ['&lt;i&gt;corsivo&lt;/i&gt;', 'corsivo'],
    ['3 &lt; 5 e 5 > 3', '3 < 5 e 5 > 3'],
    ['Caff&egrave; &#8364; 2 &#x20AC;', 'Caffè € 2 €'],
    ['<script>alert(1)</script>ciao', 'ciao'],
    ['a\u0000b\u0007c\u009dd', 'a b c d'],
    ['  molti \t spazi\u00a0qui ', 'molti spazi qui'],
    ['zero\u200blarghezza\ufeff', 'zerolarghezza'],
    ['riga\r\nsotto', 'riga sotto'],
    ['&unknown; &#0; &#xD800; &', '&unknown; &'],
    ['', ''],
  ])('%j → %j', (value, text) => {
    expect(cleanText(value, 100)).toBe(text);
  });

  test('null and undefined are empty', () => {
    expect(cleanText(null, 10)).toBe('');
    expect(cleanText(undefined, 10)).toBe('');
  });

  test('notes keep their lines', () => {
    expect(cleanLines('<p>Uno</p><p>Due<br/>Tre</p>\n\n\n\nQuattro', 100)).toBe('Uno\nDue\nTre\n\nQuattro');
  });
});

describe('cutting', () => {
  test('a short text stays', () => {
    expect(cutText('abc', 3)).toBe('abc');
  });

  test('never in the middle of an emoji', () => {
    const family = '👩‍👩‍👧‍👦';
    const cut = cutText(family.repeat(10), 30);
    expect(cut).toBe(`${family.repeat(2)}...`);
  });

  test('a lone surrogate becomes nothing', () => {
    expect(cleanText('a\ud83db', 10)).toBe('ab');
  });
});

describe('Latin-1 of e-invoices', () => {
  test.each([
    ['L’Aquila – “centro” …', 'L\'Aquila - "centro" ...'],
    ['Łódź Šimić Đoković', 'Lódz Simic Dokovic'],
    ['Tazza 🎁 blu', 'Tazza blu'],
    ['12 €', '12 EUR'],
    ['Ærøskøbing è già così', 'Ærøskøbing è già così'],
    ['Иван', ''],
  ])('%s → %s', (text, latin) => {
    expect(toLatin(text)).toBe(latin);
  });

  test('lost letters are noticed, lost signs are not', () => {
    expect(losesLetters('Иван Rossi')).toBe(true);
    expect(losesLetters('Rossi 🎁 Łódź')).toBe(false);
  });
});

test.each([
  ['a@b.it', 'a@b.it'],
  [' mario@pec.it ', 'mario@pec.it'],
  ['mario@pec', null],
  ['non ho la pec', null],
  [null, null],
])('e-mail %s → %s', (value, email) => {
  expect(readEmail(value)).toBe(email);
});
