import { describe, expect, test } from 'vitest';
import {
  countryName,
  documentLanguage,
  isEuMember,
  readCountryIso,
} from '../../../../src/domain/party/countries.ts';
import { readPhone } from '../../../../src/domain/party/phone.ts';
import { readItalianPostalCode } from '../../../../src/domain/party/postal-code.ts';
import { provinceOfPostalCode } from '../../../../src/domain/party/province-of-cap.ts';
import { provinceOfCapital, readProvince } from '../../../../src/domain/party/provinces.ts';

describe('countries', () => {
  test.each([
    ['it', 'IT'],
    [' DE ', 'DE'],
    ['UK', 'GB'],
    ['EL', 'GR'],
    ['XI', 'GB'],
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
    ['Roma (RM)', 'RM'],
    ['RM - Roma', 'RM'],
    ['Roma RM', 'RM'],
    ['Bolzano/Bozen', 'BZ'],
    ['Bolzano - Bozen', 'BZ'],
    ["Valle d'Aosta/Vallée d'Aoste", 'AO'],
    ['Südtirol', 'BZ'],
    ['Trentino-Alto Adige', null],
    ['Bayern', null],
    ['Lazio', null],
    ['XX', null],
    ['', null],
    [null, null],
  ])('%s → %s', (value, code) => {
    expect(readProvince(value)).toBe(code);
  });
});

test.each([
  ['Roma', 'RM'],
  ['reggio emilia', 'RE'],
  ['Carrara', 'MS'],
  ['Velletri', null],
  ['Alto Adige', null],
])('the town of %s is the capital of %s', (city, code) => {
  expect(provinceOfCapital(city)).toBe(code);
});

test.each([
  ['DE', true],
  ['GR', true],
  ['IT', false],
  ['GB', false],
  ['SM', false],
  [null, false],
])('%s is another member state: %s', (iso, is) => {
  expect(isEuMember(iso)).toBe(is);
});

describe('a CAP', () => {
  test.each([
    ['00187', '00187'],
    ['00187 Roma', '00187'],
    ['Roma 00187', '00187'],
    ['I-00187', '00187'],
    ['CAP: 00187', '00187'],
    ['187', '00187'],
    ['187 Roma', '00187'],
    ['00 187', '00187'],
    ['001871', null],
    ['12', null],
    ['boh', null],
    ['', null],
  ])('%s → %s', (typed, code) => {
    expect(readItalianPostalCode(typed)).toBe(code);
  });
});

describe('a phone number', () => {
  test.each([
    ['tel. 333 0000000 (ufficio)', '333 0000000'],
    ['tel: 06/123 (casa)', '06/123'],
    ['+39 06 1234567', '+39 06 1234567'],
    ['(06) 1234567', '(06) 1234567'],
    ['0039-333-1234567', '0039-333-1234567'],
    ['333 1112222 / 06 99887766', '333 1112222'],
    ['cell 3331112222 o 3334445555', '3331112222'],
    ['06 1234567 int. 12', '06 1234567'],
    ['tel', null],
    ['', null],
  ])('%s → %s', (typed, number) => {
    expect(readPhone(typed)).toBe(number);
  });
});

describe('a CAP lies in a province', () => {
  test.each([
    ['00049', 'RM'],
    ['01033', 'VT'],
    ['07026', 'SS'],
    ['09124', 'CA'],
    ['09170', 'OR'],
    ['09045', null],
    ['10023', 'TO'],
    ['13900', 'BI'],
    ['19038', 'SP'],
    ['20831', 'MB'],
    ['20063', 'MI'],
    ['28845', 'VB'],
    ['29010', 'PC'],
    ['33170', 'PN'],
    ['33010', 'UD'],
    ['34074', 'GO'],
    ['39012', 'BZ'],
    ['47521', 'FC'],
    ['47921', 'RN'],
    ['48018', 'RA'],
    ['49000', null],
    ['59016', 'PO'],
    ['60019', 'AN'],
    ['63900', 'FM'],
    ['67051', 'AQ'],
    ['76125', 'BT'],
    ['80055', 'NA'],
    ['86170', 'IS'],
    ['88900', 'KR'],
    ['90015', 'PA'],
    ['98057', 'ME'],
    ['1234', null],
  ])('%s → %s', (code, province) => {
    expect(provinceOfPostalCode(code)).toBe(province);
  });
});
