import { describe, expect, test } from 'vitest';
import { clientCode } from '../../../../src/domain/customers/client.ts';
import { clientKeys, type KeyedClient, matchClient } from '../../../../src/domain/customers/client-match.ts';

const nothing = { code: null, vatNumber: null, taxCode: null, email: null, countryIso: 'IT' };
const keys = (changes: Partial<typeof nothing> | Record<string, string | null>) =>
  clientKeys({ ...nothing, ...changes });
const client = (clientId: number, changes: Record<string, string | null>): KeyedClient => ({
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

test('a code holds nothing that a search gives a meaning to, and no two customers share one', () => {
  expect(clientCode('56a0f3')).toBe('TSC-56a0f3');
  expect(clientCode("x' or '1'='1")).toMatch(/^TSC-[A-Za-z0-9.]+$/);
  expect(new Set(['a_b', 'a.5f.b', 'a-b', 'a%b', 'ab'].map(clientCode)).size).toBe(5);
});
