import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readItalianIds, sortItalianIds } from '../../../../src/domain/party/italian-ids.ts';
import { isItalianVatNumber } from '../../../../src/domain/party/tax-ids.ts';

describe('a number as people type it', () => {
  test.each([
    ['07643520567', ['07643520567']],
    ['IT 0764.352-0567', ['07643520567']],
    ['ITIT07643520567', ['07643520567']],
    ['P.IVA 07643520567', ['07643520567']],
    ['Partita IVA: IT07643520567', ['07643520567']],
    ['CF: RSSMRA80A01H501U', ['RSSMRA80A01H501U']],
    ['c.f. rssmra80a01h501u', ['RSSMRA80A01H501U']],
    ['7643520567', ['07643520567']],
    ['159560366', ['00159560366']],
    ['O7643520567', ['07643520567']],
    ['RSSMRA8OAO1H5O1U', ['RSSMRA80A01H501U']],
    ['RSSMRA80A01H501U / 07643520567', ['RSSMRA80A01H501U', '07643520567']],
    ['CF RSSMRA80A01H501U P.IVA 07643520567', ['RSSMRA80A01H501U', '07643520567']],
    ['07643520568', []],
    ['764352', []],
    ['FR40303265045', []],
    ['privato', []],
    ['00000000000', []],
    [null, []],
  ])('%s → %s', (typed, ids) => {
    expect(readItalianIds(typed)).toEqual(ids);
  });

  test('no label, blank or lost zero makes a right number another one', () => {
    const numbers = fc.integer({ min: 1_000_000, max: 79_999_999_999 }).map((n) => `${n}`.padStart(11, '0'));
    const labels = fc.constantFrom('', 'IT', 'ITIT', 'P.IVA ', 'P. IVA: IT', 'partita iva ', 'CF ');
    fc.assert(
      fc.property(numbers.filter(isItalianVatNumber), labels, fc.boolean(), (number, label, cast) => {
        const typed = cast ? String(Number(number)) : number;
        expect(readItalianIds(label + typed)).toEqual(typed.length < 8 ? [] : [number]);
      }),
    );
  });
});

describe('numbers of both fields', () => {
  const vat = '07643520567';
  const person = 'RSSMRA80A01H501U';
  const body = '97103880585';
  test.each([
    ['each in its own', vat, person, { vatNumber: vat, personalCode: person, bodyCode: null }],
    ['each in the other’s', person, vat, { vatNumber: vat, personalCode: person, bodyCode: null }],
    ['a person’s in the one field', person, null, { vatNumber: null, personalCode: person, bodyCode: null }],
    ['both in one', `${person} ${vat}`, null, { vatNumber: vat, personalCode: person, bodyCode: null }],
    ['a company’s twice', vat, vat, { vatNumber: vat, personalCode: null, bodyCode: vat }],
    ['a body with a partita IVA', vat, body, { vatNumber: vat, personalCode: null, bodyCode: body }],
    ['a body’s in either', body, body, { vatNumber: null, personalCode: null, bodyCode: body }],
    ['a body’s as partita IVA', body, null, { vatNumber: null, personalCode: null, bodyCode: body }],
    ['a company’s code alone', null, vat, { vatNumber: null, personalCode: null, bodyCode: vat }],
  ])('%s', (_, vatField, codeField, sorted) => {
    expect(sortItalianIds(vatField, codeField)).toEqual(sorted);
  });
});
