import { describe, expect, test } from 'vitest';
import {
  hasCompanyForm,
  isForeignOrganisation,
  isOrganisation,
  isPublicName,
} from '../../../../src/domain/party/organisations.ts';

describe('a company’s form', () => {
  test.each([
    ['Bianchi S.r.l.', true],
    ['Bianchi S. R. L.', true],
    ['BIANCHI SRLS', true],
    ['Verdi S.n.c. di Anna Verdi & C.', true],
    ['Rossi & C. s.a.s.', true],
    ['Enel SpA', true],
    ['Enel spa unipersonale', true],
    ['S.p.A. Bianchi', true],
    ['Soc. Coop. Il Ponte', true],
    ['Società Agricola Rossi S.S.', true],
    ['Consorzio Est', true],
    ['Hotel & Spa di Mario Rossi', false],
    ['Impianti Rossi di Mario Rossi', false],
    ['Ditta Verdi Anna', false],
    ['Mario S. Rossi', false],
    ['ASD Pallavolo Verde', false],
    ['', false],
  ])('%s → %s', (name, has) => {
    expect(hasCompanyForm(name)).toBe(has);
  });
});

describe('a body of the state', () => {
  test.each([
    ['Comune di Roma', true],
    ['COMUNE DI PROVA', true],
    ['A.S.L. Roma 1', true],
    ['Istituto Comprensivo "G. Verdi"', true],
    ['Università degli Studi di Pavia', true],
    ['Officine Verdi', false],
    ['Rossi S.S.', false],
    ['Istituto di bellezza Anna', false],
  ])('%s → %s', (name, is) => {
    expect(isPublicName(name)).toBe(is);
  });
});

test.each([
  ['A.S.D. Pallavolo', true],
  ['Associazione Culturale Il Faro', true],
  ['Condominio Via Po 3', true],
  ['Fondazione Prova', true],
  ['Mario Rossi', false],
])('an organisation, %s → %s', (name, is) => {
  expect(isOrganisation(name)).toBe(is);
});

test.each([
  ['ACME, Inc.', true],
  ['Müller GmbH', true],
  ['Foo B.V.', true],
  ['Foo Sp. z o.o.', true],
  ['Hans Müller', false],
])('abroad, %s → %s', (name, is) => {
  expect(isForeignOrganisation(name)).toBe(is);
});
