import { describe, expect, it } from 'vitest';
import { isPaid, type StatusMeaning, statusMeaning } from '../../../../src/platforms/tscommerce/status.ts';

describe('a status means what its title says, else what its number says', () => {
  it.each<[number, string | null, StatusMeaning]>([
    [0, 'Attesa pagamento', 'awaiting-payment'],
    [0, 'In attesa di pagamento', 'awaiting-payment'],
    [1, 'Pagato', 'paid'],
    [2, 'In allestimento', 'preparing'],
    [3, 'Inviato', 'shipped'],
    [4, 'Consegnato', 'delivered'],
    [5, 'Chiuso', 'closed'],
    [6, 'Annullato', 'cancelled'],
    [9, 'Non pagato', 'awaiting-payment'],
    [10, 'Da pagare alla consegna', 'awaiting-payment'],
    [11, 'Pagamento annullato', 'cancelled'],
    // A renamed status goes by its title…
    [1, 'Annullato dal cliente', 'cancelled'],
    // …unless the title says nothing.
    [2, 'Magazzino', 'preparing'],
    [12, 'Da verificare', 'other'],
    [1, null, 'paid'],
    [6, null, 'cancelled'],
    [-1, null, 'other'],
  ])('%i «%s» → %s', (id, title, meaning) => {
    expect(statusMeaning(id, title)).toBe(meaning);
  });
});

describe('paid', () => {
  const paidAt = new Date('2026-01-02T00:00:00Z');
  it.each<[string, Partial<Parameters<typeof isPaid>[0]>, boolean]>([
    ['paid_at decides whatever the status', { paidAt, status: 'awaiting-payment' }, true],
    ['status Pagato', { status: 'paid' }, true],
    ['status Pagato in a shop whose paid_at is empty', { status: 'paid', tellsPayments: true }, true],
    ['status Chiuso', { status: 'closed' }, true],
    ['awaiting payment', { status: 'awaiting-payment' }, false],
    ['past Pagato, where the shop tells no payments', { status: 'shipped' }, true],
    [
      'past Pagato, where the shop tells payments and this one has none',
      { status: 'shipped', tellsPayments: true },
      false,
    ],
    ['cash on delivery on its way', { status: 'shipped', paymentMethod: 'Contrassegno' }, false],
    ['cash on delivery delivered', { status: 'delivered', paymentMethod: 'Contrassegno' }, true],
    ['cancelled', { status: 'cancelled' }, false],
    ['a status that nobody knows', { status: 'other' }, false],
  ])('%s', (_title, order, expected) => {
    const plain = {
      paidAt: null,
      tellsPayments: false,
      status: 'other' as const,
      paymentMethod: 'Carta di credito',
    };
    expect(isPaid({ ...plain, ...order })).toBe(expected);
  });
});
