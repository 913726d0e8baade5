import { Decimal } from 'decimal.js';
import type { IssuedDocument } from '../../../src/document/issued-document.ts';
import type { Quota, QuotaState } from '../../../src/ports/quota.ts';

type Seen = Parameters<Quota['observe']>[1];

/** A quota that grants everything, unless it is told to refuse, and remembers what it heard. */
export class RecordingQuota implements Quota {
  readonly taken: [number, string][] = [];
  readonly observed: [number, Seen][] = [];
  refuseUntil: Date | null = null;
  failsToObserve = false;

  async take(companyId: number, priority: string) {
    this.taken.push([companyId, priority]);
    return this.refuseUntil === null
      ? { granted: true as const }
      : { granted: false as const, retryAt: this.refuseUntil };
  }

  async observe(companyId: number, seen: Seen): Promise<void> {
    if (this.failsToObserve) throw new Error('the database is down');
    this.observed.push([companyId, seen]);
  }

  read(): Promise<QuotaState> {
    throw new Error('not part of the adapter');
  }
}

/** An order for a company, paid, with everything told. */
export function sampleDocument(changes: Partial<IssuedDocument> = {}): IssuedDocument {
  return {
    kind: 'order',
    date: '2026-03-02',
    currency: 'EUR',
    language: 'it',
    marker: '[tsc:shop-1:132_5672eebab5aa6]',
    subject: 'Ordine 1042 [tsc:shop-1:132_5672eebab5aa6]',
    visibleSubject: 'Ordine #1042',
    notes: '',
    templateId: 101,
    numeration: '/WEB',
    showPaymentMethod: true,
    showPayments: true,
    paymentMethodName: 'PayPal',
    eInvoice: false,
    eInvoicePaymentCode: null,
    entity: {
      id: null,
      type: 'company',
      name: 'Rossi S.r.l.',
      firstName: null,
      lastName: null,
      vatNumber: '00743110157',
      taxCode: '00743110157',
      street: 'Via Roma 1',
      postalCode: '10121',
      city: 'Torino',
      province: 'TO',
      addressExtra: null,
      country: 'Italia',
      countryIso: 'IT',
      email: 'info@example.it',
      certifiedEmail: 'rossi@pec.example.it',
      phone: '011123456',
      eInvoiceCode: '0000000',
      shippingAddress: 'Mario Rossi\nVia Po 2\n10123 Torino TO',
    },
    priceMode: 'gross',
    items: [
      {
        kind: 'product',
        productId: null,
        code: 'TZ-1',
        name: 'Tazza',
        description: 'Colore: Blu',
        quantity: new Decimal(2),
        price: new Decimal('20.00'),
        vatTypeId: 0,
        vatPercent: 22,
        stock: false,
      },
    ],
    payments: [{ amountCents: 4000, dueDate: '2026-03-02', paidDate: '2026-03-02', paymentAccountId: 201 }],
    totals: { netCents: 3279, vatCents: 721, grossCents: 4000 },
    stampDutyCents: 0,
    dueDiscountCents: 0,
    dueCents: 4000,
    bankIban: null,
    publicBody: null,
    ...changes,
  };
}

export const createdAnswer = {
  data: {
    id: 9001,
    type: 'order',
    number: 12,
    numeration: '/WEB',
    date: '2026-03-02',
    subject: 'Ordine 1042 [tsc:shop-1:132_5672eebab5aa6]',
    url: 'https://compute.fattureincloud.it/doc/abc.pdf',
    amount_net: 32.79,
    amount_vat: 7.21,
    amount_gross: 40,
  },
};
