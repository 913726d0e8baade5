import { describe, expect, test } from 'vitest';
import { inShort } from '../../../../src/flows/inspection/in-short.ts';
import { unreadOf } from '../../../../src/flows/inspection/unread.ts';
import type { FieldFinding } from '../../../../src/ports/shop-inspection.ts';
import { exampleInspection } from '../../../support/inspections.ts';

const placed: FieldFinding = {
  scope: 'order',
  field: 'placedAt',
  taken: { orderDate: 17 },
  absent: 0,
  unreadable: { orderDate: 3 },
  conflicts: {},
};

describe('what is not understood of a shop', () => {
  test('is nothing where every answer is read and every total adds up; unknown keys alone are no fault', () => {
    expect(unreadOf(exampleInspection())).toEqual([]);
  });

  test('a kind of answer, a total with what explains it, a value, two that contradict each other', () => {
    const inspection = exampleInspection({
      answers: {
        ...exampleInspection().answers,
        client: { looked: 0, problem: 'shop-answer-unreadable' },
      },
      fields: [placed, { ...placed, field: 'notes', unreadable: {}, conflicts: { 'notes <> message': 2 } }],
      totals: { right: 15, wrong: 5, explained: 4 },
      explains: { 'cart.zq': 4 },
      problems: { 'shop-field-unknown': 4, 'shop-order-unreadable': 3, 'shop-field-conflict': 2 },
    });
    expect(unreadOf(inspection).map(inShort)).toEqual([
      'client: shop-answer-unreadable',
      'totals: 5 of 20 orders do not add up, explained by cart.zq',
      'order placedAt: orderDate cannot be read in 3 of 20',
      'order notes: notes <> message differ in 2 of 20',
    ]);
  });

  test('a field without which an order cannot be read is named; one that lists may lack is not', () => {
    const absent = { ...placed, taken: {}, unreadable: {}, absent: 20 };
    const inspection = exampleInspection({
      answers: { ...exampleInspection().answers, order: { looked: 20, problem: 'shop-order-unreadable' } },
      fields: [
        { ...absent, field: 'placed-at' },
        { ...absent, field: 'notes' },
        { ...absent, scope: 'country', field: 'iso', absent: 3 },
      ],
      problems: { 'shop-order-unreadable': 20 },
    });
    expect(unreadOf(inspection).map(inShort)).toEqual(['order placed-at: not told in 20 of 20, and needed']);
  });

  test('a problem of orders that no field explains is told by its code', () => {
    const [only, ...others] = unreadOf(exampleInspection({ problems: { 'shop-order-unreadable': 1 } }));
    expect(others).toEqual([]);
    expect(only && inShort(only)).toBe('orders: shop-order-unreadable in 1 of 20');
  });
});
