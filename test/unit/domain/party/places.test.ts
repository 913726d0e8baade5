import { describe, expect, test } from 'vitest';
import { countryName, documentLanguage, readCountryIso } from '../../../../src/domain/party/countries.ts';
import { readProvince } from '../../../../src/domain/party/provinces.ts';

describe('countries', () => {
  test.each([
    ['it', 'IT'],
    [' DE ', 'DE'],
    ['UK', 'GB'],
    ['EL', 'GR'],
    ['QQ', null],
    ['ZZ', null],
    ['Italia', null],
    ['82', null],
    ['', null],
    [null, null],
  ])('%s → %s', (value, iso) => {
    expect(readCountryIso(value)).toBe(iso);
  });

  test('have Italian names', () => {
    expect(['IT', 'DE', 'GB', 'SM'].map(countryName)).toEqual([
      'Italia',
      'Germania',
      'Regno Unito',
      'San Marino',
    ]);
  });

  test.each([
    ['IT', 'it'],
    ['SM', 'it'],
    ['VA', 'it'],
    ['DE', 'de'],
    ['AT', 'de'],
    ['FR', 'fr'],
    ['ES', 'es'],
    ['US', 'en'],
    ['PL', 'en'],
    [null, 'it'],
  ])('a buyer of %s reads %s', (iso, language) => {
    expect(documentLanguage(iso)).toBe(language);
  });
});

describe('provinces', () => {
  test.each([
    ['RM', 'RM'],
    ['rm', 'RM'],
    ['IT-RM', 'RM'],
    ['(RM)', 'RM'],
    ['Roma', 'RM'],
    ['Provincia di Milano', 'MI'],
    ['Città metropolitana di Roma Capitale', 'RM'],
    ['Forlì-Cesena', 'FC'],
    ['FO', 'FC'],
    ["L'Aquila", 'AQ'],
    ['Reggio di Calabria', 'RC'],
    ["Reggio nell'Emilia", 'RE'],
    ['Monza e Brianza', 'MB'],
    ['Provincia autonoma di Trento', 'TN'],
    ['Bayern', null],
    ['XX', null],
    ['', null],
    [null, null],
  ])('%s → %s', (value, code) => {
    expect(readProvince(value)).toBe(code);
  });
});
