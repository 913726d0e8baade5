import { describe, expect, it } from 'vitest';
import type { StatusMeaning } from '../../../../src/domain/catalogue.ts';
import {
  isHeld,
  isPaid,
  meanings,
  type PaymentSigns,
  readStatus,
  type StatusReading,
} from '../../../../src/platforms/tscommerce/orders/status.ts';

describe('a status is what its title says, else what its number says', () => {
  it.each<[number | null, string | null, StatusReading]>([
    [0, 'Attesa pagamento', 'awaiting-payment'],
    [0, 'In attesa di pagamento', 'awaiting-payment'],
    [1, 'Pagato', 'paid'],
    [2, 'In allestimento', 'preparing'],
    [3, 'Inviato', 'shipped'],
    [4, 'Consegnato', 'delivered'],
    [5, 'Chiuso', 'closed'],
    [6, 'Annullato', 'cancelled'],
    [7, 'Post-vendita', 'after-sales'],
    // A renamed status goes by its title…
    [1, 'Annullato dal cliente', 'cancelled'],
    [1, 'Attesa bonifico', 'awaiting-payment'],
    // …unless the title says nothing.
    [2, 'Magazzino', 'preparing'],
    [12, 'Da verificare', 'other'],
    [1, null, 'paid'],
    [6, null, 'cancelled'],
    [7, null, 'other'],
    [null, null, 'other'],
    [-1, null, 'other'],
  ])('%j «%s» → %s', (id, title, reading) => {
    expect(readStatus(id, title)).toBe(reading);
  });
});

describe('titles of shops’ own statuses, each for its kind', () => {
  it.each<[StatusMeaning, string[]]>([
    [
      'paid',
      [
        'Pagamento ricevuto',
        'Pagamento accettato',
        'Bonifico ricevuto',
        'Incassato',
        'Payment received',
        'Paid',
        'Pagato al 100%',
        'Pagato - in attesa di spedizione',
        'Ordine completato',
        'Evaso',
        'Pronto per il ritiro',
        'In attesa di merce',
        'Da spedire',
        'In lavorazione',
        'Spedito',
        'Spedito parzialmente',
        'Shipped',
      ],
    ],
    [
      'unpaid',
      [
        'Non pagato',
        'Non ancora pagato',
        'Non ancora incassato',
        'Da pagare alla consegna',
        'Pagamento non ricevuto',
        'In attesa',
        'Pending',
        'Pagamento in corso',
        'Pagamento in verifica',
        'Pagamento rifiutato',
        'Pagamento fallito',
        'Payment failed',
        'Insoluto',
        'Acconto pagato',
        'Acconto',
        'Caparra versata',
        'Pagato parzialmente',
        'Parzialmente pagato',
        'Pagato in parte',
        'Partially paid',
        'Pagato 50%',
        'Autorizzato',
        'Awaiting payment',
      ],
    ],
    [
      'cancelled',
      [
        'Annullato',
        'Cancellato',
        'Cancelled',
        'Canceled by customer',
        'Pagamento annullato',
        'Annullato e rimborsato',
      ],
    ],
    [
      'hold',
      [
        'Rimborsato',
        'Rimborsato parzialmente',
        'Pagato e rimborsato',
        'Refunded',
        'Partially refunded',
        'Reso',
        'Reso ricevuto',
        'Restituito',
        'Returned',
        'Rifiutato',
        'Consegna rifiutata',
        'Mancata consegna',
        'Non consegnato',
        'Contestato',
        'In contestazione',
        'Disputa aperta',
        'Chargeback',
        'Frode sospetta',
        'Fraud',
        'Bozza',
        'Preventivo',
        'Carrello abbandonato',
        'Post vendita',
        'After-sales',
        'Assistenza',
      ],
    ],
  ])('%s', (meaning, titles) => {
    const read = titles.map((title) => [title, meanings[readStatus(99, title)]]);
    expect(read).toEqual(titles.map((title) => [title, meaning]));
  });
});

const paidAt = new Date('2026-01-02T00:00:00Z');
const order = (signs: Partial<PaymentSigns>): PaymentSigns => ({
  paidAt: null,
  paidFlag: null,
  tellsPayments: false,
  status: 'other',
  isTitled: true,
  methods: ['Carta di credito'],
  ...signs,
});

describe('paid', () => {
  it.each<[string, Partial<PaymentSigns>, boolean]>([
    ['an instant of payment, though the status waits for it', { paidAt, status: 'awaiting-payment' }, true],
    ['a flag of payment', { paidFlag: true, status: 'awaiting-payment' }, true],
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
    ['cash on delivery on its way', { status: 'shipped', methods: ['Contrassegno'] }, false],
    ['cash on delivery delivered', { status: 'delivered', methods: ['Contrassegno'] }, true],
    [
      'cash on delivery delivered, in a shop that tells payments',
      { status: 'delivered', methods: ['mark'], tellsPayments: true },
      true,
    ],
    ['cancelled', { status: 'cancelled' }, false],
    ['a status that nobody knows', { status: 'other' }, false],
    ['a status that nobody knows, with an instant of payment', { status: 'other', paidAt }, true],
  ])('%s', (_title, signs, expected) => {
    expect(isPaid(order(signs))).toBe(expected);
  });

  it.each<StatusReading>([
    'refunded',
    'returned',
    'disputed',
    'after-sales',
    'draft',
    'part-paid',
    'payment-failed',
    'cancelled',
  ])('never where the status says %s, whatever else is told', (status) => {
    expect(isPaid(order({ status, paidAt, paidFlag: true }))).toBe(false);
  });

  it.each([
    'mark',
    'MARK',
    'cod',
    'Contrassegno',
    'Pagamento alla consegna',
    'cash_on_delivery',
    'Cash on delivery',
  ])('cash on delivery called %s is not paid on its way', (method) => {
    expect(isPaid(order({ status: 'shipped', methods: [method] }))).toBe(false);
  });
});

describe('a person decides', () => {
  it.each<[string, Partial<PaymentSigns>, boolean]>([
    ['where money went back, whatever is told of the payment', { status: 'refunded', paidAt }, true],
    ['where nobody knows the status', { status: 'other' }, true],
    ['where it has not even a title, whatever is told of the payment', { isTitled: false, paidAt }, true],
    ['not where nobody knows the status and the shop tells the payment', { status: 'other', paidAt }, false],
    ['not where it is paid, or not yet', { status: 'part-paid' }, false],
  ])('%s', (_title, signs, expected) => {
    expect(isHeld(order(signs))).toBe(expected);
  });
});
