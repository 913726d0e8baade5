import { describe, expect, test } from 'vitest';
import { clientCode, olderClientCode } from '../../../../src/domain/customers/client.ts';
import { clientKeys, type KeyedClient, matchClient } from '../../../../src/domain/customers/client-match.ts';

const nothing = { code: null, vatNumber: null, taxCode: null, email: null, countryIso: 'IT' };
const keys = (changes: Partial<Parameters<typeof clientKeys>[0]>) => clientKeys({ ...nothing, ...changes });
const client = (clientId: number, changes: Parameters<typeof keys>[0]): KeyedClient => ({
  clientId,
  ...keys(changes),
});

describe('keys', () => {
  test.each([
    ['an Italian number, with or without IT', { vatNumber: 'IT 01234567890' }, { vatNumber: '01234567890' }],
    [
      'a foreign one, with or without its prefix',
      { vatNumber: 'DE136695976' },
      { vatNumber: '136695976', countryIso: 'DE' },
    ],
    [
      'Greece writes EL',
      { vatNumber: 'EL094259216', countryIso: 'GR' },
      { vatNumber: '094259216', countryIso: 'GR' },
    ],
    [
      'an Austrian one, whose digits begin with a letter',
      { vatNumber: 'ATU12345678' },
      { vatNumber: 'U12345678', countryIso: 'AT' },
    ],
    ['a codice fiscale in any case', { taxCode: 'rssmra80a01l219m' }, { taxCode: 'RSSMRA80A01L219M' }],
    ['an e-mail address in any case', { email: ' Anna@Example.COM' }, { email: 'anna@example.com' }],
  ])('%s is the same key', (_title, one, other) => {
    const [a, b] = [keys(one), keys(other)];
    expect({ vat: a.vat, tax: a.tax, email: a.email }).toEqual({ vat: b.vat, tax: b.tax, email: b.email });
  });

  test('the same digits of two countries are two numbers', () => {
    expect(keys({ vatNumber: 'DE123456789' }).vat).not.toBe(keys({ vatNumber: 'EE123456789' }).vat);
  });

  test('nothing gives no key', () => {
    expect(keys({ code: ' ', vatNumber: '', email: '' })).toEqual({
      code: null,
      vat: null,
      tax: null,
      email: null,
      kind: null,
      name: '',
    });
  });
});

describe('the client of a customer is found', () => {
  const wanted = keys({
    code: 'TSC-1',
    vatNumber: '01234567890',
    taxCode: 'RSSMRA80A01L219M',
    email: 'a@example.com',
  });
  const byMail = client(1, { email: 'A@example.com' });
  const byTax = client(2, { taxCode: 'RSSMRA80A01L219M' });
  const byVat = client(3, { vatNumber: 'IT01234567890' });
  const byCode = client(4, { code: 'TSC-1' });
  test.each([
    ['by our code before all', [byMail, byTax, byVat, byCode], 4],
    ['then by partita IVA', [byMail, byTax, byVat], 3],
    ['then by codice fiscale', [byMail, byTax], 2],
    ['then by e-mail address', [byMail], 1],
    ['the oldest of several', [client(9, { vatNumber: '01234567890' }), byVat], 3],
    ['or is none', [client(8, { email: 'b@example.com' })], null],
  ])('%s', (_title, candidates, id) => {
    expect(matchClient(wanted, candidates)).toBe(id);
  });

  test.each([
    ['two codici fiscali', { taxCode: 'VRDLGU80A01L219M' }],
    ['two partite IVA', { vatNumber: '09876543217' }],
  ])('but not by an e-mail address that %s share', (_title, other) => {
    expect(matchClient(wanted, [client(5, { email: 'a@example.com', ...other })])).toBeNull();
  });

  test('nothing to be found by finds nothing', () => {
    expect(matchClient(keys({}), [client(1, {}), byMail])).toBeNull();
  });
});

describe('two subjects', () => {
  const person = keys({ email: 'a@example.com', type: 'person', name: 'Anna Verdi' });
  const firm = keys({
    email: 'a@example.com',
    type: 'company',
    name: 'Verdi S.r.l.',
    vatNumber: '01234567890',
  });
  const asClient = (found: typeof person, clientId = 1): KeyedClient => ({ ...found, clientId });
  test.each([
    ['a person and a firm', person, firm],
    ['a firm and a person', firm, person],
    [
      'a person and a firm without a number',
      person,
      keys({ email: 'a@example.com', type: 'company', name: 'Verdi' }),
    ],
    ['two firms', firm, keys({ email: 'a@example.com', vatNumber: '09876543217' })],
    ['a firm and a body', firm, keys({ email: 'a@example.com', taxCode: '97103880585' })],
    [
      'two members of a VAT group',
      keys({ vatNumber: '01234567890', taxCode: '07643520567' }),
      keys({ vatNumber: '01234567890', taxCode: '09876543217' }),
    ],
  ])('%s are two clients', (_title, one, other) => {
    expect(matchClient(one, [asClient(other)])).toBeNull();
  });

  test.each([
    [
      'a person, and the same typed as a firm without a number',
      person,
      keys({ email: 'a@example.com', type: 'company', name: 'VERDI Anna' }),
    ],
    [
      'eleven digits as codice fiscale, and there as partita IVA',
      keys({ taxCode: '01234567890' }),
      keys({ vatNumber: 'IT01234567890' }),
    ],
    [
      'eleven digits as partita IVA, and there as codice fiscale',
      keys({ vatNumber: '01234567890' }),
      keys({ taxCode: '01234567890' }),
    ],
    [
      'a firm whose client repeats the partita IVA as codice fiscale',
      keys({ vatNumber: '01234567890', taxCode: '07643520567' }),
      keys({ vatNumber: '01234567890', taxCode: '01234567890' }),
    ],
    [
      'a sole trader with and without the partita IVA',
      keys({ taxCode: 'RSSMRA80A01L219M' }),
      keys({ taxCode: 'RSSMRA80A01L219M', vatNumber: '01234567890' }),
    ],
    [
      'one address with other names',
      person,
      keys({ email: 'A@example.com', type: 'person', name: 'A. Verdi' }),
    ],
  ])('%s are one', (_title, one, other) => {
    expect(matchClient(one, [asClient(other)])).toBe(1);
  });

  test('an older code, which names no shop, counts only where another key agrees', () => {
    const older = olderClientCode('7');
    const other = asClient(keys({ code: older, email: 'somebody@example.com' }), 1);
    const theirs = asClient(keys({ code: older, email: 'a@example.com', type: 'person', name: 'Anna' }), 2);
    expect(matchClient(person, [other], older)).toBeNull();
    expect(matchClient(person, [other, theirs], older)).toBe(2);
  });
});

test('a code holds nothing that a search gives a meaning to, names the shop, and no two customers share one', () => {
  const code = (id: string) => clientCode('ST1', id);
  expect(code('56a0f3')).toBe('TSC-ST1-56a0f3');
  expect(clientCode('ST2', '56a0f3')).not.toBe(code('56a0f3'));
  expect(clientCode('a-b', 'c')).not.toBe(clientCode('a', 'b-c'));
  expect(code("x' or '1'='1")).toMatch(/^TSC-ST1-[A-Za-z0-9.]+$/);
  expect(new Set(['a_b', 'a.5f.b', 'a-b', 'a%b', 'ab'].map(code)).size).toBe(5);
});
