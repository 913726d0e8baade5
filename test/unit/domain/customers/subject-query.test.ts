import { expect, test } from 'vitest';
import { readSubjectQuery } from '../../../../src/domain/customers/subject-query.ts';

test.each([
  [' Anna.Bianchi@Example.com ', { email: 'anna.bianchi@example.com', taxId: null, order: null }],
  ['bncnna 80a41 h501r', { email: null, taxId: 'BNCNNA80A41H501R', order: 'bncnna 80a41 h501r' }],
  ['IT 07643520567', { email: null, taxId: '07643520567', order: 'it 07643520567' }],
  ['DE136695976', { email: null, taxId: 'DE136695976', order: 'de136695976' }],
  ['#1042', { email: null, taxId: null, order: '1042' }],
  ['132_5672eebab5aa6', { email: null, taxId: null, order: '132_5672eebab5aa6' }],
  ['Rossi', { email: null, taxId: null, order: 'rossi' }],
  ['#', { email: null, taxId: null, order: null }],
])('%j names a customer by what it may be', (text, query) => {
  expect(readSubjectQuery(text)).toEqual(query);
});
