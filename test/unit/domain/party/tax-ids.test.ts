import { describe, expect, test } from 'vitest';
import {
  countryOfVatNumber,
  isItalianTaxCode,
  isItalianVatNumber,
  isPersonalTaxCode,
  normalizeTaxId,
  readForeignVatNumber,
  surnameCode,
} from '../../../../src/domain/party/tax-ids.ts';

describe('codice fiscale of a person', () => {
  test.each([
    ['RSSMRA80A01H501U', true, 'a man of Rome'],
    ['KKALMN91A30B331P', true, 'a plain code'],
    ['KKALMNVMAPLB331Z', false, 'omocodia with a stale check letter'],
    ['KKALMNVMAPLB331E', true, 'omocodia: letters for digits, check letter of its own'],
    ['VRNGNYLTDSUCPRMT', true, 'omocodia in every digit'],
    ['RSSMRA80A01H501X', false, 'wrong check letter'],
    ['RSSMRA80A32H501Y', false, 'no day 32'],
    ['RSSMRA80F01H501Z', false, 'no month F'],
    ['RSSMRA80A01H501', false, 'too short'],
    ['12345678901', false, 'digits alone'],
  ])('%s → %s (%s)', (code, valid) => {
    expect(isPersonalTaxCode(code)).toBe(valid);
  });
});

describe('partita IVA and numeric codice fiscale', () => {
  test.each([
    ['07643520567', true],
    ['00159560366', true],
    ['97103880585', true],
    ['80078750587', true],
    ['07643520568', false],
    ['00000000000', false],
    ['0764352056', false],
    ['', false],
  ])('%s → %s', (digits, valid) => {
    expect(isItalianVatNumber(digits)).toBe(valid);
    expect(isItalianTaxCode(digits)).toBe(valid);
  });
});

describe('foreign VAT numbers', () => {
  test.each([
    ['DE 136 695 976', 'DE', 'DE136695976', true],
    ['136695976', 'DE', 'DE136695976', true],
    ['094259216', 'GR', 'EL094259216', true],
    ['U13585627', 'AT', 'ATU13585627', true],
    ['DE123456789', 'DE', 'DE123456789', false],
    ['12-3456789', 'US', '123456789', null],
    ['XI366303068', 'GB', 'XI366303068', true],
    ['CHE-123.456.788 MWST', 'CH', 'CHE123456788', true],
    ['SM 12345', 'SM', 'SM12345', true],
    ['12345', 'SM', 'SM12345', true],
    ['SM123456', 'SM', 'SM123456', false],
  ])('%s of %s → %s, valid: %s', (typed, country, number, valid) => {
    expect(readForeignVatNumber(typed, country)).toEqual({ number, valid });
  });

  test('tell their country by their prefix', () => {
    expect(countryOfVatNumber('DE136695976')).toBe('DE');
    expect(countryOfVatNumber('136695976')).toBeNull();
  });
});

test('typed numbers lose spaces, dots and case', () => {
  expect(normalizeTaxId(' it 0764.352-0567 ')).toBe('IT07643520567');
  expect(normalizeTaxId(null)).toBe('');
});

test.each([
  ['Rossi', 'RSS'],
  ['De Luca', 'DLC'],
  ['Fo', 'FOX'],
  ['Aiello', 'LLA'],
  ["D'Amicò", 'DMC'],
])('surname %s → %s', (surname, code) => {
  expect(surnameCode(surname)).toBe(code);
});
