import { describe, expect, test } from 'vitest';
import type { ShopOrder } from '../../../src/domain/order.ts';
import { decideSending } from '../../../src/domain/send-decision.ts';
import type { OrderSettings } from '../../../src/domain/settings.ts';
import { exampleOrder } from '../../support/orders.ts';

const activation = new Date('2026-03-01T00:00:00Z');
type Sending = Pick<OrderSettings, 'automatic' | 'send'>;
const paid: Sending = { automatic: true, send: 'paid' };
const requested: Sending = { automatic: true, send: 'invoice-requested' };
const both: Sending = { automatic: true, send: 'paid-and-invoice-requested' };
const before = new Date('2026-02-28T23:59:59Z');
const after = new Date('2026-03-01T00:00:01Z');

describe('goes by itself', () => {
  test.each<[string, Partial<ShopOrder>, Sending]>([
    ['a paid order', {}, paid],
    ['a paid order with an invoice request', { invoiceRequested: true }, paid],
    ['an invoice request', { invoiceRequested: true }, requested],
    ['an invoice request that is not paid yet', { invoiceRequested: true, paid: false }, requested],
    ['an order placed at the very moment of activation', { placedAt: activation }, paid],
    ['an order placed before activation and paid after it', { placedAt: before, paidAt: after }, paid],
    ['a free order', { totalCents: 0 }, paid],
    ['a paid invoice request, where both count', { invoiceRequested: true }, both],
    [
      'an invoice request from before activation, paid after it, where both count',
      { invoiceRequested: true, placedAt: before, paidAt: after },
      both,
    ],
    ['a total without articles, so that it is told', { lines: [], totalCents: 1220 }, paid],
  ])('%s', (_, order, settings) => {
    expect(decideSending(exampleOrder(order), settings, activation)).toEqual({ send: true });
  });
});

describe('does not go, with the reason', () => {
  test.each<[string, Partial<ShopOrder>, Sending, Date | null]>([
    ['not-paid', { paid: false }, paid, activation],
    ['not-paid', { paid: false, invoiceRequested: true }, paid, activation],
    ['no-invoice-request', {}, requested, activation],
    ['no-invoice-request', {}, both, activation],
    ['not-paid', { paid: false, invoiceRequested: true }, both, activation],
    ['before-activation', { placedAt: before, paidAt: null, invoiceRequested: true }, both, activation],
    ['cancelled', { cancelled: true }, paid, activation],
    ['before-activation', { placedAt: before, paidAt: before }, paid, activation],
    ['before-activation', { placedAt: before, paidAt: null }, paid, activation],
    ['automatic-off', {}, { automatic: false, send: 'paid' }, activation],
    ['automatic-off', {}, paid, null],
    ['hold', { hold: true }, paid, activation],
    ['hold', { hold: true, invoiceRequested: true }, requested, activation],
    ['before-activation', { hold: true, placedAt: before, paidAt: null }, paid, activation],
    ['empty', { lines: [], totalCents: 0 }, paid, activation],
    ['automatic-off', { cancelled: true, paid: false }, { automatic: false, send: 'paid' }, activation],
    ['cancelled', { cancelled: true, placedAt: before, paid: false }, paid, activation],
    ['before-activation', { placedAt: before, paid: false, paidAt: null }, paid, activation],
    ['before-activation', { placedAt: before, paidAt: after, invoiceRequested: true }, requested, activation],
  ])('%s: %j', (reason, order, settings, activated) => {
    expect(decideSending(exampleOrder(order), settings, activated)).toEqual({ send: false, reason });
  });
});
