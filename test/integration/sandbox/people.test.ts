import { CheckDigitizer } from '@marketto/codice-fiscale-utils';
import { checkVAT, italy } from 'jsvat';
import { expect, it } from 'vitest';
import { Random } from '../../../sandbox/common/random.ts';
import { makeCustomers } from '../../../sandbox/shop/people.ts';

const customers = makeCustomers(new Random(11), 400, new Date('2026-11-20T10:00:00Z'));
const italians = customers.filter(({ address }) => address.stateIso !== '');

it('gives Italian companies a valid partita IVA, and a PEC or an SDI code', () => {
  const companies = italians.filter(({ address }) => address.company !== '');
  expect(companies.length).toBeGreaterThan(50);
  for (const { address } of companies) {
    expect(checkVAT(`IT${address.vat}`, [italy]).isValid).toBe(true);
    expect(address.pec !== '' || /^[A-Z0-9]{7}$/.test(address.sdi)).toBe(true);
  }
});

it('gives Italian persons a valid codice fiscale', () => {
  const persons = italians.filter(({ address }) => address.company === '');
  expect(persons.length).toBeGreaterThan(100);
  for (const { address } of persons) {
    expect(address.taxCode).toMatch(/^[A-Z]{6}\d\d[ABCDEHLMPRST]\d\d[A-Z]\d{3}[A-Z]$/);
    expect(CheckDigitizer.checkDigit(address.taxCode)).toBe(address.taxCode.at(-1));
  }
});

it('has buyers from the Union and from outside it, and no e-mail address twice', () => {
  const countries = new Set(customers.map(({ address }) => address.countryIso));
  for (const iso of ['IT', 'DE', 'FR', 'US']) expect(countries).toContain(iso);
  expect(new Set(customers.map(({ address }) => address.email)).size).toBe(customers.length);
});
