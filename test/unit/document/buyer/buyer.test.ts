import { describe, expect, test } from 'vitest';
import { buildEntity } from '../../../../src/document/buyer/buyer.ts';
import { splitName } from '../../../../src/document/buyer/names.ts';
import type { DocumentEntity } from '../../../../src/document/issued-document.ts';
import type { Party } from '../../../../src/domain/party/party.ts';
import { exampleCompany, exampleParty } from '../../../support/orders.ts';

const codes = (texts: { code: string }[]) => texts.map((text) => text.code);

/** Party in; fields of the entity out, with problem and warning codes. */
type Case = [
  title: string,
  party: Party,
  entity: Partial<DocumentEntity>,
  problems: string[],
  warnings: string[],
];

function check(kind: 'order' | 'invoice', [, party, entity, problems, warnings]: Case): void {
  const built = buildEntity(party, { kind });
  expect(built.entity).toMatchObject(entity);
  expect(codes(built.problems)).toEqual(problems);
  expect(codes(built.warnings)).toEqual(warnings);
}

describe('on an order', () => {
  test.each<Case>([
    [
      'a private person',
      exampleParty({ taxCode: 'rssmra80a01h501u' }),
      {
        id: null,
        type: 'person',
        name: 'Mario Rossi',
        firstName: 'Mario',
        lastName: 'Rossi',
        vatNumber: null,
        taxCode: 'RSSMRA80A01H501U',
        street: 'Via Roma 1',
        postalCode: '00184',
        city: 'Roma',
        province: 'RM',
        addressExtra: null,
        country: 'Italia',
        countryIso: 'IT',
        email: 'mario.rossi@example.com',
        phone: '+39 06 1234567',
        eInvoiceCode: '0000000',
        shippingAddress: null,
      },
      [],
      [],
    ],
    [
      'a company: VAT number without its prefix, PEC and SDI code',
      exampleCompany({ vatNumber: 'IT 07643520567', sdiCode: 'abcxcr1' }),
      {
        type: 'company',
        name: 'Bianchi S.r.l.',
        firstName: null,
        lastName: null,
        vatNumber: '07643520567',
        certifiedEmail: 'bianchi@pec.example.com',
        eInvoiceCode: 'ABCXCR1',
      },
      [],
      [],
    ],
    [
      'a professional without a company name',
      exampleParty({ vatNumber: '07643520567', taxCode: 'RSSMRA80A01H501U' }),
      { type: 'company', name: 'Mario Rossi', vatNumber: '07643520567', taxCode: 'RSSMRA80A01H501U' },
      [],
      [],
    ],
    [
      'a public body by its six characters',
      exampleCompany({ company: 'Comune di Roma', sdiCode: 'UFE2TR', certifiedEmail: null }),
      { type: 'pa', eInvoiceCode: 'UFE2TR', certifiedEmail: null },
      [],
      [],
    ],
    [
      'six characters of a private person are no public body',
      exampleParty({ sdiCode: 'ABC123' }),
      { type: 'person', eInvoiceCode: '0000000' },
      [],
      ['sdi-code-invalid'],
    ],
    [
      'wrong numbers are left out with a warning',
      exampleParty({ vatNumber: '12345678901', taxCode: 'RSSMRA80A01H501X' }),
      { type: 'person', vatNumber: null, taxCode: null },
      [],
      ['vat-number-invalid', 'tax-code-invalid'],
    ],
    [
      'a codice fiscale typed as VAT number goes where it belongs',
      exampleParty({ vatNumber: 'RSSMRA80A01H501U' }),
      { type: 'person', vatNumber: null, taxCode: 'RSSMRA80A01H501U' },
      [],
      [],
    ],
    [
      'a PEC typed as SDI code is a PEC',
      exampleCompany({ sdiCode: 'bianchi@pec.it', certifiedEmail: null }),
      { certifiedEmail: 'bianchi@pec.it', eInvoiceCode: '0000000' },
      [],
      [],
    ],
    [
      'an SDI code and a PEC that cannot be right',
      exampleCompany({ sdiCode: 'ABC', certifiedEmail: 'non la so' }),
      { certifiedEmail: null, eInvoiceCode: '0000000' },
      [],
      ['certified-email-invalid', 'sdi-code-invalid'],
    ],
    [
      'XXXXXXX is not for an Italian buyer',
      exampleCompany({ sdiCode: 'XXXXXXX' }),
      { eInvoiceCode: '0000000' },
      [],
      ['sdi-code-invalid'],
    ],
    [
      'a company field that says there is none',
      exampleParty({ company: 'Privato' }),
      { type: 'person', name: 'Mario Rossi' },
      [],
      [],
    ],
    [
      'no name: the e-mail address stands in',
      exampleParty({ name: null }),
      { type: 'person', name: 'mario.rossi@example.com', firstName: null, lastName: null },
      [],
      [],
    ],
    [
      'neither name nor e-mail',
      exampleParty({ name: ' ', email: 'x' }),
      { name: 'Cliente senza nome', email: null },
      [],
      ['name-missing'],
    ],
    [
      'an address as PHP and people leave it',
      exampleParty({
        postalCode: '187',
        province: 'Provincia di Roma',
        city: null,
        phone: 'tel: 06/123 (casa)',
      }),
      { postalCode: '00187', province: 'RM', city: null, phone: '06/123' },
      [],
      [],
    ],
    [
      'CAP and province that are none are left out',
      exampleParty({ postalCode: 'boh', province: 'Baviera', city: 'Velletri' }),
      { postalCode: null, province: null },
      [],
      [],
    ],
    [
      'HTML and entities in a name',
      exampleCompany({ company: '<b>Rossi</b> &amp; Figli', address1: 'Via Libert&agrave; 3' }),
      { name: 'Rossi & Figli', street: 'Via Libertà 3' },
      [],
      [],
    ],
    [
      'a long street is told whole in the extra line',
      exampleParty({
        address1: 'Via del Santissimo Crocifisso dei Miracoli della Beata Vergine 123, scala B',
        address2: 'interno 4',
      }),
      {
        street: 'Via del Santissimo Crocifisso dei Miracoli della Beata Ve...',
        addressExtra:
          'Via del Santissimo Crocifisso dei Miracoli della Beata Vergine 123, scala B, interno 4',
      },
      [],
      [],
    ],
  ])('%s', (...given) => check('order', given));
});

describe('abroad', () => {
  test.each<Case>([
    [
      'an EU company keeps its prefix; CAP 00000, no province, XXXXXXX',
      exampleCompany({
        company: 'Müller GmbH',
        countryIso: 'DE',
        vatNumber: '136695976',
        postalCode: '10115',
        province: 'Berlin',
        city: 'Berlin',
        sdiCode: null,
      }),
      {
        type: 'company',
        name: 'Müller GmbH',
        vatNumber: 'DE136695976',
        postalCode: '00000',
        province: null,
        addressExtra: '10115, Berlin',
        country: 'Germania',
        countryIso: 'DE',
        eInvoiceCode: 'XXXXXXX',
      },
      [],
      [],
    ],
    [
      'a foreign VAT number that fails its check is kept, with a warning',
      exampleCompany({ countryIso: 'DE', vatNumber: 'DE123456789' }),
      { vatNumber: 'DE123456789' },
      [],
      ['vat-number-invalid'],
    ],
    [
      'outside the EU nothing is checked',
      exampleCompany({ countryIso: 'US', vatNumber: '12-3456789', postalCode: '10001', province: 'NY' }),
      { vatNumber: '123456789', country: 'Stati Uniti', addressExtra: '10001, NY' },
      [],
      [],
    ],
    [
      'a business of San Marino keeps its office’s code',
      exampleCompany({ countryIso: 'SM', vatNumber: 'SM12345', sdiCode: '2R4GTO8' }),
      { eInvoiceCode: '2R4GTO8', vatNumber: 'SM12345' },
      [],
      [],
    ],
    [
      'a private person abroad',
      exampleParty({ countryIso: 'FR', taxCode: '1 85 05 78 006 084' }),
      { type: 'person', vatNumber: '0000000', taxCode: null, eInvoiceCode: 'XXXXXXX' },
      [],
      [],
    ],
  ])('%s', (...given) => check('invoice', given));

  test('the last one’s own tax code is kept on an order', () => {
    const party = exampleParty({ countryIso: 'FR', taxCode: '1850578006084' });
    expect(buildEntity(party, { kind: 'order' }).entity.taxCode).toBe('1850578006084');
  });
});

describe('a country that the shop does not know', () => {
  test.each([
    ['Italian CAP and province', exampleParty({ countryIso: null }), 'IT'],
    [
      'an Italian codice fiscale',
      exampleParty({ countryIso: null, province: null, taxCode: 'RSSMRA80A01H501U' }),
      'IT',
    ],
    [
      'a VAT number with its country',
      exampleParty({ countryIso: 'XX', province: null, vatNumber: 'DE136695976' }),
      'DE',
    ],
    ['nothing to tell it by', exampleParty({ countryIso: null, province: null }), null],
  ])('%s', (_, party, countryIso) => {
    const { entity, problems, warnings } = buildEntity(party, { kind: 'order' });
    expect(entity.countryIso).toBe(countryIso);
    expect(problems).toEqual([]);
    expect(codes(warnings)).toEqual(countryIso === null ? ['country-unknown'] : []);
  });

  test('is a problem on an invoice where nothing tells it', () => {
    const party = exampleParty({ countryIso: null, province: null });
    expect(codes(buildEntity(party, { kind: 'invoice' }).problems)).toContain('country-unknown');
  });
});

describe('on an invoice', () => {
  test.each<Case>([
    ['a company in order', exampleCompany(), { eInvoiceCode: 'ABCXCR1' }, [], []],
    [
      'a private person in order',
      exampleParty({ taxCode: 'RSSMRA80A01H501U' }),
      { taxCode: 'RSSMRA80A01H501U', eInvoiceCode: '0000000' },
      [],
      [],
    ],
    ['neither codice fiscale nor partita IVA', exampleParty(), {}, ['fiscal-data-missing'], []],
    [
      'a wrong partita IVA',
      exampleCompany({ vatNumber: '07643520568' }),
      { vatNumber: null },
      ['vat-number-invalid', 'fiscal-data-missing'],
      [],
    ],
    [
      'a wrong codice fiscale beside a right partita IVA',
      exampleCompany({ taxCode: 'ABC' }),
      { vatNumber: '07643520567', taxCode: null },
      ['tax-code-invalid'],
      [],
    ],
    [
      'no name: an e-mail address is none',
      exampleParty({ name: null, taxCode: 'RSSMRA80A01H501U' }),
      { name: 'mario.rossi@example.com' },
      ['name-missing'],
      [],
    ],
    [
      'an incomplete address',
      exampleCompany({ address1: null, postalCode: null, city: '' }),
      { street: null, postalCode: null, city: null },
      ['address-incomplete'],
      [],
    ],
    [
      'typographic signs and emoji become plain',
      exampleCompany({ company: 'L’Angolo – Fiori 🌸' }),
      { name: "L'Angolo - Fiori" },
      [],
      [],
    ],
    [
      'letters of another script are told',
      exampleCompany({ company: 'Иван Fiori' }),
      { name: 'Fiori' },
      [],
      ['name-not-printable'],
    ],
    [
      'a name of nothing else is a problem',
      exampleCompany({ company: 'Иван' }),
      {},
      ['name-missing'],
      ['name-not-printable'],
    ],
  ])('%s', (...given) => check('invoice', given));
});

test('the client’s id is carried where it is known; 0 is one', () => {
  expect(buildEntity(exampleParty(), { kind: 'order', clientId: 0 }).entity.id).toBe(0);
});

describe('the delivery address', () => {
  const billing = exampleParty();
  test.each<[string, Party | null, string | null]>([
    ['none', null, null],
    [
      'the same, written otherwise',
      exampleParty({ name: 'MARIO ROSSI', address1: 'via Roma, 1', city: 'ROMA' }),
      null,
    ],
    ['the same without a name', exampleParty({ name: null }), null],
    [
      'a name alone is no place',
      exampleParty({
        name: 'Ugo',
        address1: null,
        city: null,
        postalCode: null,
        province: null,
        countryIso: null,
      }),
      null,
    ],
    [
      'another person at the same place',
      exampleParty({ name: 'Anna Verdi' }),
      'Anna Verdi\nVia Roma 1\n00184 Roma (RM)',
    ],
    [
      'another place',
      exampleParty({
        company: 'Bar Sport',
        address1: 'Via Po 2',
        postalCode: '20121',
        city: 'Milano',
        province: 'Milano',
      }),
      'Bar Sport - Mario Rossi\nVia Po 2\n20121 Milano (MI)',
    ],
    [
      'abroad',
      exampleParty({
        address1: 'Unter den Linden 1',
        postalCode: '10117',
        city: 'Berlin',
        province: null,
        countryIso: 'DE',
      }),
      'Mario Rossi\nUnter den Linden 1\n10117 Berlin\nGermania',
    ],
  ])('%s', (_, delivery, expected) => {
    expect(buildEntity(billing, { kind: 'order', delivery }).entity.shippingAddress).toBe(expected);
  });
});

describe('first and last name', () => {
  test.each([
    ['Mario Rossi', null, 'Mario', 'Rossi'],
    ['Rossi Mario', 'RSSMRA80A01H501U', 'Mario', 'Rossi'],
    ['Maria Grazia De Luca', null, 'Maria', 'Grazia De Luca'],
    ['Mario Rossi', 'KKALMN91A30B331P', 'Mario', 'Rossi'],
  ])('%s with %s → %s, %s', (name, taxCode, firstName, lastName) => {
    expect(splitName(name, taxCode)).toEqual({ firstName, lastName });
  });

  test('a single word is not split', () => {
    expect(splitName('Madonna', null)).toBeNull();
  });
});
