import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatCents,
  formatDecimal,
  grossFactor,
  spreadCents,
  toCents,
  toEuros,
} from '../../../src/domain/money.ts';

describe('cents', () => {
  test.each([
    ['1.005', 101],
    ['-1.005', -101],
    ['0.1', 10],
    ['2.675', 268],
    ['0.0049', 0],
    ['-0.0049', 0],
    ['999999.995', 100_000_000],
  ])('%s € → %i cents, half away from zero', (euros, cents) => {
    expect(toCents(new Decimal(euros))).toBe(cents);
  });

  test('back to euros without a float', () => {
    expect(toEuros(7).toString()).toBe('0.07');
    expect(grossFactor(22).toString()).toBe('1.22');
  });
});

describe('as an Italian reads it', () => {
  test.each([
    [123_456_789, 'EUR', '1.234.567,89 €'],
    [0, 'EUR', '0,00 €'],
    [-5, 'EUR', '-0,05 €'],
    [100_000, 'USD', '1.000,00 USD'],
  ])('%i %s → %s', (cents, currency, text) => {
    expect(formatCents(cents, currency)).toBe(text);
  });

  test('a decimal has a comma and no trailing zeros', () => {
    expect(formatDecimal(new Decimal('0.1250'))).toBe('0,125');
    expect(formatDecimal(22)).toBe('22');
  });
});

describe('spreading cents', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [1000, [2200, 800], [733, 267]],
    [5, [0, 0], [5, 0]],
    [10, [-50, 100], [0, 10]],
    [-10, [50, 50], [-5, -5]],
    [0, [3, 4], [0, 0]],
  ])('%i over %j → %j', (total, weights, shares) => {
    expect(spreadCents(total, weights)).toEqual(shares);
  });

  test('always sums to the total, and takes no more than there is', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 1_000 }), (given, perMille) => {
        const sum = given.reduce((a, b) => a + b, 0);
        const total = Math.floor((sum * perMille) / 1_000);
        const shares = spreadCents(total, given);
        const fits = shares.every((share, index) => share >= 0 && share <= (given[index] ?? 0));
        return shares.reduce((a, b) => a + b, 0) === total && fits;
      }),
    );
  });
});
