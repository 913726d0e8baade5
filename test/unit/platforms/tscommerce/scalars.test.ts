import { describe, expect, it } from 'vitest';
import {
  readBoolean,
  readCents,
  readDecimal,
  readInstant,
  readRate,
  readText,
} from '../../../../src/platforms/tscommerce/scalars.ts';

describe('an amount is read exactly, however PHP wrote it', () => {
  it.each<[unknown, number | null]>([
    [45.25, 4525],
    ['45.25', 4525],
    [0, 0],
    ['0', 0],
    [1.005, 101],
    [1.115, 112],
    [2.675, 268],
    [19.989999999999998, 1999],
    [0.1 + 0.2, 30],
    ['45,25', 4525],
    ['1.234,56', 123456],
    ['1,234.56', 123456],
    ['1.234.567,89', 123456789],
    ['0,125', 13],
    ['  7.50 ', 750],
    [-12.3, -1230],
    ['1e3', 100000],
    // One thousand two hundred thirty-four, or one and a quarter less a bit: nobody knows.
    ['1,234', null],
    ['12.34.56', null],
    ['€ 7.50', 750],
    ['7,50 €', 750],
    ['EUR 1.234,56', 123456],
    ['1.234,56\u00a0euro', 123456],
    ['12 pezzi', null],
    ['', null],
    [null, null],
    [undefined, null],
    [true, null],
    [[], null],
    [{}, null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    ['1e99', null],
    ['0x10', null],
  ])('%j → %j cents', (value, cents) => {
    expect(readCents(value)).toBe(cents);
  });

  it('a unit price keeps its decimals', () => {
    expect(readDecimal('0.33333')?.toString()).toBe('0.33333');
    expect(readDecimal(8.196721311475)?.toString()).toBe('8.19672131');
  });
});

describe('the other kinds', () => {
  it.each<[unknown, number | null]>([
    [22, 22],
    ['22.00', 22],
    ['22%', 22],
    ['Profilo Iva EU 22%', 22],
    ['5,5 %', 5.5],
    [0, 0],
    [-1, null],
    [101, null],
    // An amount of VAT, or a fraction.
    [3.97, null],
    [0.22, null],
    [[], null],
  ])('rate %j → %j', (value, rate) => {
    expect(readRate(value)).toBe(rate);
  });

  it.each<[unknown, boolean | null]>([
    [1, true],
    ['1', true],
    [true, true],
    ['Sì', true],
    [0, false],
    ['0', false],
    ['false', false],
    ['fattura', true],
    ['Y', true],
    ['2', true],
    [2, true],
    ['SI', true],
    ['ricevuta', false],
    ['senza fattura', false],
    ['N', false],
    ['forse', null],
    ['FT 12/2026', null],
    [[], null],
    [null, null],
  ])('flag %j → %j', (value, flag) => {
    expect(readBoolean(value)).toBe(flag);
  });

  it.each<[unknown, string | null]>([
    ['2015-12-17T18:19:54+0100', '2015-12-17T17:19:54.000Z'],
    ['2015-12-17T18:19:54+01:00', '2015-12-17T17:19:54.000Z'],
    ['2015-12-17T17:19:54Z', '2015-12-17T17:19:54.000Z'],
    // Without an offset the time is Italian: winter, then summer.
    ['2015-12-17 18:19:54', '2015-12-17T17:19:54.000Z'],
    ['2015-07-17 18:19', '2015-07-17T16:19:00.000Z'],
    [1450372794, '2015-12-17T17:19:54.000Z'],
    ['1450372794', '2015-12-17T17:19:54.000Z'],
    [1450372794000, '2015-12-17T17:19:54.000Z'],
    ['17/12/2015 18:19:54', '2015-12-17T17:19:54.000Z'],
    ['7/12/2015', '2015-12-06T23:00:00.000Z'],
    ['2015-12-17', '2015-12-16T23:00:00.000Z'],
    ['1815-12-17 10:00:00', null],
    ['99999999999', null],
    ['0000-00-00 00:00:00', null],
    ['2015-02-30T10:00:00+0100', null],
    ['ieri', null],
    ['', null],
    [null, null],
  ])('instant %j → %j', (value, iso) => {
    expect(readInstant(value)?.toISOString() ?? null).toBe(iso);
  });

  it('text is trimmed, empty text is none, entities stay as they are', () => {
    expect(readText('  Caff&egrave; ')).toBe('Caff&egrave;');
    expect(readText('   ')).toBeNull();
    expect(readText(12)).toBe('12');
    expect(readText({})).toBeNull();
  });
});
