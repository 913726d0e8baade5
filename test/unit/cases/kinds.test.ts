import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseFailures } from '../../support/cases/case-failures.ts';
import { type Expectation, type OrderCase, orderCases } from '../../support/cases/case-files.ts';
import { type CaseWay, openCaseWay } from '../../support/cases/case-way.ts';

/** The rest of the kinds that the cases of buyers stand for, each by the whole way from the shop's answer. */

let way: CaseWay;
beforeAll(async () => {
  way = await openCaseWay();
});
afterAll(() => way.close());

function caseOf(id: string): OrderCase {
  const found = orderCases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
}

let count = 0;

/** In what the order of a case with other billing fields is not what is expected; the case's own words aside. */
async function failuresOf(
  base: OrderCase,
  billing: Record<string, unknown>,
  expected: Partial<Expectation>,
): Promise<string[]> {
  const order = { ...base.order, billing: { ...(base.order.billing as object), ...billing } };
  count += 1;
  const own = { id: `${base.id}-${count}`, companyId: 5000 + count };
  const one = { ...base, ...own, order, expect: { sent: true, ...expected } };
  return caseFailures(one, await way.run(one));
}

const person = caseOf('sdi-PRIVATO');
const company = caseOf('piva-prefix');
const PERSON = 'VRDNNA80A41F205K';
const VAT = '07643520567';

const none = [
  'privato',
  '0',
  'NESSUNO',
  'nessuna',
  'OOOOOOO',
  '00000000000',
  'n.d.',
  '-',
  'no',
  'non ho',
  'N/A',
];

describe('a word for none', () => {
  test.each(none)('%s in any field of a private person', async (word) => {
    const entity = { tax_code: PERSON, vat_number: null, ei_code: '0000000', certified_email: null };
    expect(await failuresOf(person, { vat: word, sdi: word, pec: word, company: word }, { entity })).toEqual(
      [],
    );
  });
  test.each(none)('%s in any field of a company', async (word) => {
    const entity = { tax_code: null, vat_number: VAT, ei_code: '0000000', certified_email: null };
    const billing = { vat: VAT, tax_code: word, sdi: word, pec: word };
    expect(await failuresOf(company, billing, { entity })).toEqual([]);
  });
});

describe('a number', () => {
  test.each([
    ['P.IVA 07643520567'],
    ['p. iva: 07643520567'],
    ['Partita IVA 07643520567'],
    ['IT07643520567'],
    ['ITIT07643520567'],
    ['IT 076 435 205 67'],
    ['7643520567'],
    ['O7643520567'],
  ])('%s', async (vat) => {
    expect(await failuresOf(company, { vat }, { entity: { vat_number: VAT } })).toEqual([]);
  });
  test.each([
    ['CF: VRDNNA80A41F205K'],
    ['c.f. vrdnna80a41f205k'],
    ['VRDNNA 80A41 F205K'],
    ['VRDNNA8OA41F2O5K'],
  ])('%s, in either field', async (code) => {
    const entity = { tax_code: PERSON, vat_number: null };
    expect(await failuresOf(person, { tax_code: code }, { entity })).toEqual([]);
    expect(await failuresOf(person, { tax_code: '', vat: code }, { entity })).toEqual([]);
  });
  test.each([['97103880585'], ['80051890152']])('%s of a body, in either field', async (code) => {
    const entity = { type: 'company', tax_code: code, vat_number: null, first_name: null, last_name: null };
    const named = { fullname: 'Circolo Verde', tax_code: '' };
    expect(await failuresOf(person, { ...named, tax_code: code }, { entity })).toEqual([]);
    expect(await failuresOf(person, { ...named, vat: code }, { entity })).toEqual([]);
  });
  test.each([
    ['Bianchi S.r.l.'],
    ['BIANCHI SPA'],
    ['Verdi s.n.c.'],
    ['Soc. Coop. Verde'],
    ['Consorzio Verde'],
  ])('a person’s beside %s', async (name) => {
    const entity = { vat_number: VAT, tax_code: null, type: 'company' };
    const warnings = ['tax-code-of-person'];
    const billing = { company: name, vat: VAT, tax_code: PERSON };
    expect(await failuresOf(company, billing, { entity, warnings })).toEqual([]);
    const inName = { ...billing, company: '', fullname: name };
    expect(await failuresOf(company, inName, { entity, warnings })).toEqual([]);
  });
});

test('a public body’s invoice waits for a person', async () => {
  const body = { ...caseOf('pa-unpaid-split'), send: {} };
  const expected = { sent: false, problems: ['public-body-data-missing'] };
  expect(await failuresOf(body, {}, expected)).toEqual([]);
});

describe('abroad', () => {
  const abroad = { city: 'Wien', zip: '1010', state: '', state_iso: '', country: '', country_iso: 'AT' };
  test.each<[string, Record<string, unknown>, NonNullable<Expectation['entity']>]>([
    [
      'a private person of the EU',
      { tax_code: '' },
      { type: 'person', vat_number: '0000000', tax_code: null, ei_code: 'XXXXXXX' },
    ],
    [
      'a business of the EU',
      { tax_code: '', company: 'Wien GmbH', vat: 'ATU13585627' },
      { type: 'company', vat_number: 'U13585627', ei_code: 'XXXXXXX', address_postal_code: '00000' },
    ],
    [
      'a business outside the EU',
      { tax_code: '', company: 'ACME Inc', country_iso: 'US' },
      { vat_number: 'OO99999999999', ei_code: 'XXXXXXX', country_iso: 'US' },
    ],
    [
      'an Italian',
      { vat: PERSON, tax_code: '' },
      { tax_code: PERSON, vat_number: null, ei_code: '0000000', country_iso: 'AT' },
    ],
    [
      'a business of San Marino',
      { tax_code: '', company: 'Titano S.r.l.', vat: 'SM12345', country_iso: 'SM', sdi: 'ABC1234' },
      { vat_number: '12345', ei_code: '2R4GTO8', country_iso: 'SM' },
    ],
    [
      'Northern Ireland',
      { tax_code: '', company: 'Belfast Ltd', vat: 'XI366303068', country_iso: 'GB' },
      { vat_number: 'XI366303068', ei_code: 'XXXXXXX', country_iso: 'GB' },
    ],
  ])('%s', async (_, billing, entity) => {
    expect(await failuresOf(person, { ...abroad, sdi: '', ...billing }, { entity })).toEqual([]);
  });
});

describe('a place', () => {
  test.each<[string, Record<string, unknown>, NonNullable<Expectation['entity']>]>([
    ['CAP before the city', { zip: '39100 Bolzano' }, { address_postal_code: '39100' }],
    ['CAP behind it', { zip: 'I-39100' }, { address_postal_code: '39100' }],
    ['a CAP that lost its zeros', { zip: 184 }, { address_postal_code: '00184' }],
    ['two languages', { state: 'Bolzano/Bozen', state_iso: '' }, { address_province: 'BZ' }],
    ['two with a sign', { state: 'Bolzano - Bozen (BZ)', state_iso: '' }, { address_province: 'BZ' }],
    ['no province, a capital', { city: 'Bari', state: '13637', state_iso: '' }, { address_province: 'BA' }],
    ['n. 12', { addr1: 'Via Roma', addr2: 'n. 12' }, { address_street: 'Via Roma n. 12' }],
    ['a phone with words', { phone: 'cell: +39 333 0000000 - ore pasti' }, { phone: '+39 333 0000000' }],
  ])('%s', async (_, billing, entity) => {
    expect(await failuresOf(person, { sdi: '', ...billing }, { entity })).toEqual([]);
  });
});
