import { describe, expect, test } from 'vitest';
import { buildEntity } from '../../../../src/document/buyer/buyer.ts';
import type { DocumentEntity } from '../../../../src/document/issued-document.ts';
import type { Party } from '../../../../src/domain/party/party.ts';
import { exampleParty } from '../../../support/orders.ts';

/** Kinds of buyers as real orders have them, on an invoice. */

const VAT = '07643520567';
const PERSON = 'RSSMRA80A01H501U';
const BODY = '97103880585';

/** Party in; fields of the entity out, with problem and warning codes. */
type Case = [
  title: string,
  party: Partial<Party>,
  entity: Partial<DocumentEntity>,
  warnings?: string[],
  problems?: string[],
];

function check([, party, entity, warnings = [], problems = []]: Case): void {
  const built = buildEntity(exampleParty(party), { kind: 'invoice' });
  const codes = (texts: { code: string }[]) => texts.map(({ code }) => code);
  expect(built.entity).toMatchObject(entity);
  expect(codes(built.warnings)).toEqual(warnings);
  expect(codes(built.problems)).toEqual(problems);
}

describe('numbers', () => {
  test.each<Case>([
    [
      'the platform’s one field holds a person’s code',
      { vatNumber: PERSON },
      { type: 'person', vatNumber: null, taxCode: PERSON, lastName: 'Rossi' },
    ],
    [
      'the name’s field holds a company’s',
      { name: 'Bianchi S.r.l.', vatNumber: `IT${VAT}` },
      { type: 'company', name: 'Bianchi S.r.l.', vatNumber: VAT, firstName: null },
    ],
    [
      'a body by its eleven digits in the field of the partita IVA',
      { company: 'Fondazione Prova', vatNumber: BODY },
      { type: 'company', vatNumber: null, taxCode: BODY },
    ],
    [
      'a company with the code of a person: left out, told',
      { company: 'Bianchi S.p.A.', vatNumber: VAT, taxCode: PERSON },
      { vatNumber: VAT, taxCode: null },
      ['tax-code-of-person'],
    ],
    [
      'an association with its president’s',
      { company: 'Associazione Il Faro', vatNumber: BODY, taxCode: PERSON },
      { vatNumber: null, taxCode: BODY },
      ['tax-code-of-person'],
    ],
    [
      'a company with a person’s code alone has none',
      { company: 'Bianchi S.r.l.', taxCode: PERSON },
      { taxCode: null },
      ['tax-code-of-person'],
      ['fiscal-data-missing'],
    ],
    [
      'a sole trader keeps both',
      { company: 'Hotel & Spa di Mario Rossi', vatNumber: VAT, taxCode: PERSON },
      { vatNumber: VAT, taxCode: PERSON },
    ],
    [
      'one’s own name as the company’s is a person',
      { company: 'MARIO ROSSI', taxCode: PERSON },
      { type: 'person', name: 'Mario Rossi', lastName: 'Rossi' },
    ],
    [
      'a filler',
      { company: 'Bianchi S.r.l.', vatNumber: VAT, taxCode: 'AAAAAA00A00A000A' },
      { vatNumber: VAT, taxCode: null },
    ],
    ['a label alone', { vatNumber: 'IT', taxCode: PERSON }, { vatNumber: null, taxCode: PERSON }],
    [
      'what looks like a person’s code is told as one',
      { vatNumber: 'RSSMRA80A01H501X' },
      {},
      [],
      ['tax-code-invalid', 'fiscal-data-missing'],
    ],
  ])('%s', (...given) => check(given));
});

describe('SDI code and PEC', () => {
  const company = { company: 'Bianchi S.r.l.', vatNumber: VAT };
  test.each<Case>([
    ['a label before the code', { ...company, sdiCode: 'SDI: M5UXCR1' }, { eInvoiceCode: 'M5UXCR1' }],
    ['letters for zeros', { ...company, sdiCode: 'OOOOOOO' }, { eInvoiceCode: '0000000' }],
    [
      'each in the other’s field',
      { ...company, sdiCode: 'a@pec.example.it', certifiedEmail: 'M5UXCR1' },
      { eInvoiceCode: 'M5UXCR1', certifiedEmail: 'a@pec.example.it' },
    ],
    [
      'a label before the PEC',
      { ...company, certifiedEmail: 'PEC: a@pec.example.it' },
      { certifiedEmail: 'a@pec.example.it' },
    ],
    ['a word for none', { ...company, certifiedEmail: 'non ho la pec' }, { certifiedEmail: null }],
    [
      'the SDI’s own in the code’s field',
      { ...company, sdiCode: 'sdi52@pec.fatturapa.it' },
      { certifiedEmail: null, eInvoiceCode: '0000000' },
      ['certified-email-invalid'],
    ],
    [
      'six characters of a sole trader',
      { company: 'Ditta Rossi', vatNumber: VAT, taxCode: PERSON, sdiCode: 'M5UXCR' },
      { type: 'company', eInvoiceCode: '0000000' },
      ['sdi-code-invalid'],
    ],
    [
      'a public body without its code',
      { company: 'Comune di Prova', vatNumber: VAT },
      { type: 'company', eInvoiceCode: '0000000' },
      ['public-body-code-missing'],
    ],
  ])('%s', (...given) => check(given));

  test('a public body waits for what only a person knows', () => {
    const body = exampleParty({ company: 'Comune di Prova', vatNumber: VAT, sdiCode: 'ufabcd' });
    const waiting = buildEntity(body, { kind: 'invoice' });
    expect(waiting.entity).toMatchObject({ type: 'pa', eInvoiceCode: 'UFABCD' });
    expect(waiting.problems.map(({ code }) => code)).toEqual(['public-body-data-missing']);
    expect(buildEntity(body, { kind: 'invoice', publicBody: { splitPayment: true } }).problems).toEqual([]);
    expect(buildEntity(body, { kind: 'order' }).problems).toEqual([]);
  });
});

describe('abroad', () => {
  const abroad = { postalCode: '10115', city: 'Berlin', province: null, countryIso: 'DE' };
  const outside = { ...abroad, city: 'New York', countryIso: 'US' };
  test.each<Case>([
    [
      'a private person has no number',
      { ...abroad, vatNumber: 'privato' },
      { type: 'person', vatNumber: '0000000', taxCode: null, eInvoiceCode: 'XXXXXXX', postalCode: '00000' },
    ],
    [
      'a business outside the EU without one',
      { ...outside, company: 'ACME' },
      { type: 'company', vatNumber: 'OO99999999999', eInvoiceCode: 'XXXXXXX' },
    ],
    [
      'its name in the person’s field',
      { ...outside, name: 'ACME, Inc.' },
      { type: 'company', vatNumber: 'OO99999999999', firstName: null },
    ],
    [
      'a business of the EU without one is told',
      { ...abroad, company: 'Müller GmbH' },
      { type: 'company', vatNumber: '0000000', eInvoiceCode: 'XXXXXXX' },
      ['foreign-id-missing'],
    ],
    [
      'an Italian codice fiscale, be it in the one field',
      { ...outside, vatNumber: PERSON },
      { type: 'person', vatNumber: null, taxCode: PERSON, eInvoiceCode: '0000000', countryIso: 'US' },
    ],
    [
      'an Italian partita IVA keeps its SDI code',
      { ...abroad, company: 'Bianchi S.r.l.', vatNumber: `IT${VAT}`, sdiCode: 'M5UXCR1' },
      { vatNumber: `IT${VAT}`, eInvoiceCode: 'M5UXCR1', countryIso: 'DE' },
    ],
    [
      'eleven digits are Italian where the country’s are made otherwise',
      { ...abroad, company: 'Bianchi S.r.l.', vatNumber: VAT },
      { vatNumber: `IT${VAT}`, eInvoiceCode: '0000000' },
    ],
    [
      'a number of one’s own beside an Italian codice fiscale: a business there',
      { ...abroad, vatNumber: 'DE136695976', taxCode: PERSON },
      { vatNumber: 'DE136695976', taxCode: null, eInvoiceCode: 'XXXXXXX' },
    ],
    [
      'Northern Ireland',
      { ...abroad, countryIso: 'XI', company: 'Belfast Ltd', vatNumber: '366303068' },
      { vatNumber: 'XI366303068', countryIso: 'GB', eInvoiceCode: 'XXXXXXX' },
    ],
    [
      'a business of San Marino, whatever code it typed',
      { ...abroad, countryIso: 'SM', company: 'Titano S.r.l.', vatNumber: '12345', sdiCode: 'M5UXCR1' },
      { vatNumber: 'SM12345', eInvoiceCode: '2R4GTO8', postalCode: '00000' },
    ],
    [
      'a private person of San Marino',
      { ...abroad, countryIso: 'SM' },
      { vatNumber: '0000000', eInvoiceCode: 'XXXXXXX' },
    ],
  ])('%s', (...given) => check(given));

  test('an order needs no identifier', () => {
    const party = exampleParty({ ...outside, company: 'ACME' });
    expect(buildEntity(party, { kind: 'order' }).entity.vatNumber).toBeNull();
  });
});

describe('the address', () => {
  const person = { taxCode: PERSON };
  test.each<Case>([
    [
      'a house number in the second line',
      { ...person, address1: 'Via Garibaldi,', address2: 'n. 12/B' },
      { street: 'Via Garibaldi n. 12/B', addressExtra: null },
    ],
    [
      'and what follows it',
      { ...person, address1: 'Via 4 Novembre', address2: '12 bis, scala C' },
      { street: 'Via 4 Novembre 12 bis', addressExtra: 'scala C' },
    ],
    [
      'a street that has its number keeps the second line apart',
      { ...person, address1: 'Via Garibaldi 12', address2: '3' },
      { street: 'Via Garibaldi 12', addressExtra: '3' },
    ],
    [
      'a second line that is no number',
      { ...person, address1: 'Via Garibaldi', address2: 'Palazzo Rosso' },
      { street: 'Via Garibaldi', addressExtra: 'Palazzo Rosso' },
    ],
    [
      'CAP and sign in the town’s field',
      { ...person, city: '00049 Velletri (RM)', postalCode: null, province: null },
      { city: 'Velletri', postalCode: '00049', province: 'RM' },
    ],
    [
      'a capital gives its province',
      { ...person, city: 'Bari', postalCode: '70121', province: null },
      { city: 'Bari', province: 'BA' },
    ],
    [
      'any other town by its CAP',
      { ...person, city: 'Velletri', postalCode: '00049', province: '5612' },
      { city: 'Velletri', province: 'RM' },
    ],
    [
      'a town of two names stays whole',
      { ...person, city: 'Bolzano - Bozen', province: 'Bolzano/Bozen' },
      { city: 'Bolzano - Bozen', province: 'BZ' },
    ],
  ])('%s', (...given) => check(given));

  test('where none is told, whoever the goods go to is the buyer, with the numbers told', () => {
    const billing = exampleParty({
      ...{ name: null, address1: null, city: null, postalCode: null, province: null, countryIso: null },
      ...{ email: null, phone: null, taxCode: PERSON },
    });
    const { entity, problems } = buildEntity(billing, { kind: 'invoice', delivery: exampleParty() });
    expect(problems).toEqual([]);
    expect(entity).toMatchObject({ name: 'Mario Rossi', city: 'Roma', taxCode: PERSON });
    expect(entity.shippingAddress).toBeNull();
  });
});
