import { describe, expect, test } from 'vitest';
import type { ShopOrder } from '../../../src/domain/order.ts';
import { orderAsMeant } from '../../../src/domain/order-status.ts';
import { exampleOrder } from '../../support/orders.ts';

const asked = (order: Partial<ShopOrder>, meanings: Parameters<typeof orderAsMeant>[1]) => {
  const { cancelled, paid, hold } = orderAsMeant(exampleOrder({ status: 3, ...order }), meanings);
  return { cancelled, paid, hold };
};
const no = { cancelled: false, paid: false, hold: false };
const refunded = { statusMeaning: 'hold', hold: true, paid: false } as const;

describe('the merchant says what a status means', () => {
  test.each<[string, Partial<ShopOrder>, Parameters<typeof orderAsMeant>[1], typeof no]>([
    ['nothing about this one', { paid: true }, { 4: 'hold' }, { ...no, paid: true }],
    ['paid, of one that we hold', refunded, { 3: 'paid' }, { ...no, paid: true }],
    ['unpaid, whatever instant of payment the shop tells', { paid: true }, { 3: 'unpaid' }, no],
    ['cancelled', { paid: true }, { 3: 'cancelled' }, { ...no, cancelled: true }],
    ['a person decides', { paid: true }, { 3: 'hold' }, { ...no, hold: true }],
    [
      'paid, where we read the same and the shop tells no instant of payment',
      { statusMeaning: 'paid', paid: false },
      { 3: 'paid' },
      { ...no, paid: true },
    ],
    [
      'paid, as we read: cash on delivery on its way is not',
      { statusMeaning: 'paid', paid: false, cashOnDelivery: true },
      { 3: 'paid' },
      no,
    ],
    [
      'paid, of one that we read as unpaid: cash on delivery is too',
      { statusMeaning: 'unpaid', paid: false, cashOnDelivery: true },
      { 3: 'paid' },
      { ...no, paid: true },
    ],
    [
      'paid, of one that was refunded by another sign',
      { ...refunded, refunded: true },
      { 3: 'paid' },
      { ...no, hold: true },
    ],
    [
      'paid, of an order that waits since something else could not be read',
      { statusMeaning: 'unpaid', paid: false, hold: true },
      { 3: 'paid' },
      { ...no, hold: true },
    ],
  ])('%s', (_title, order, meanings, expected) => {
    expect(asked(order, meanings)).toEqual(expected);
  });
});
