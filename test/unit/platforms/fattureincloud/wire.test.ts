import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDocument } from '../../../../src/document/build-document.ts';
import type { DocumentEntity, IssuedDocument } from '../../../../src/document/issued-document.ts';
import { toCreateRequest } from '../../../../src/platforms/fattureincloud/wire.ts';
import { sampleDocument } from '../../../ports/support/fic-world.ts';
import { ficDescriptionAvailable, validateRequest } from '../../../support/openapi.ts';
import { exampleCatalogue, exampleSettings, orderArbitrary } from '../../../support/orders.ts';

/** What is really sent. */
function sent(document: IssuedDocument) {
  const request = JSON.parse(JSON.stringify(toCreateRequest(document)));
  return request as { data: Record<string, unknown>; options: Record<string, unknown> };
}

const bareEntity: DocumentEntity = {
  id: null,
  type: 'person',
  name: 'Mario Rossi',
  firstName: null,
  lastName: null,
  vatNumber: null,
  taxCode: null,
  street: null,
  postalCode: null,
  city: null,
  province: null,
  addressExtra: null,
  country: null,
  countryIso: null,
  email: null,
  certifiedEmail: null,
  phone: null,
  eInvoiceCode: null,
  shippingAddress: null,
};

describe('a document in the vendor’s names', () => {
  it('says everything that it knows', () => {
    expect(sent(sampleDocument())).toEqual({
      data: {
        type: 'order',
        entity: {
          type: 'company',
          name: 'Rossi S.r.l.',
          vat_number: '00743110157',
          tax_code: '00743110157',
          address_street: 'Via Roma 1',
          address_postal_code: '10121',
          address_city: 'Torino',
          address_province: 'TO',
          country: 'Italia',
          country_iso: 'IT',
          email: 'info@example.it',
          certified_email: 'rossi@pec.example.it',
          phone: '011123456',
          shipping_address: 'Mario Rossi\nVia Po 2\n10123 Torino TO',
          e_invoice: false,
          ei_code: '0000000',
        },
        date: '2026-03-02',
        numeration: '/WEB',
        currency: { id: 'EUR' },
        language: { code: 'it' },
        subject: 'Ordine 1042 [tsc:shop-1:132_5672eebab5aa6]',
        visible_subject: 'Ordine #1042',
        notes: '',
        rivalsa: 0,
        cassa: 0,
        cassa2: 0,
        withholding_tax: 0,
        other_withholding_tax: 0,
        stamp_duty: 0,
        use_gross_prices: true,
        items_list: [
          {
            code: 'TZ-1',
            name: 'Tazza',
            description: 'Colore: Blu',
            qty: 2,
            gross_price: 20,
            vat: { id: 0 },
            discount: 0,
            stock: false,
          },
        ],
        payments_list: [
          {
            amount: 40,
            due_date: '2026-03-02',
            status: 'paid',
            paid_date: '2026-03-02',
            payment_account: { id: 201 },
          },
        ],
        payment_method: { name: 'PayPal' },
        template: { id: 101 },
        show_payment_method: true,
        show_payments: true,
        e_invoice: false,
      },
    });
  });

  it('leaves out what it does not know, so that nothing is emptied by a null', () => {
    const { data } = sent(
      sampleDocument({ entity: bareEntity, templateId: null, paymentMethodName: null, numeration: '' }),
    );
    expect(data.entity).toEqual({ type: 'person', name: 'Mario Rossi', e_invoice: false });
    expect(Object.keys(data)).not.toContain('template');
    expect(Object.keys(data)).not.toContain('payment_method');
    expect(data.numeration).toBe('');
  });

  it('net prices go by the net name', () => {
    const [item] = sampleDocument().items;
    if (!item) throw new Error('the sample has no item');
    const items = [{ ...item, price: new Decimal('16.39344'), quantity: new Decimal('0.333') }];
    const { data } = sent(sampleDocument({ priceMode: 'net', items }));
    expect(data.use_gross_prices).toBe(false);
    expect(data.items_list).toEqual([expect.objectContaining({ net_price: 16.39344, qty: 0.333 })]);
    expect(JSON.stringify(data.items_list)).not.toContain('gross_price');
  });

  it('an unpaid payment has no date and needs no account', () => {
    const payments = [{ amountCents: 4000, dueDate: '2026-03-31', paidDate: null, paymentAccountId: null }];
    expect(sent(sampleDocument({ payments })).data.payments_list).toEqual([
      { amount: 40, due_date: '2026-03-31', status: 'not_paid' },
    ]);
  });

  it('an e-invoice carries its payment code; an order never does', () => {
    const invoice = sampleDocument({ kind: 'invoice', eInvoice: true, eInvoicePaymentCode: 'MP08' });
    expect(sent(invoice).data).toMatchObject({ e_invoice: true, ei_data: { payment_method: 'MP08' } });
    const order = sampleDocument({ eInvoice: false, eInvoicePaymentCode: 'MP08' });
    expect(Object.keys(sent(order).data)).not.toContain('ei_data');
  });

  it('a stock-moving line names its product', () => {
    const items = sampleDocument().items.map((item) => ({ ...item, productId: 77, stock: true }));
    expect(sent(sampleDocument({ items })).data.items_list).toEqual([
      expect.objectContaining({ product_id: 77, stock: true }),
    ]);
  });

  it('cents become euros without a trace of a float', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000_00 }), (amountCents) => {
        const payments = [{ amountCents, dueDate: '2026-03-02', paidDate: null, paymentAccountId: null }];
        const [payment] = sent(sampleDocument({ payments })).data.payments_list as { amount: number }[];
        expect(new Decimal(payment?.amount ?? 0).times(100).toNumber()).toBe(amountCents);
      }),
    );
  });
});

describe.skipIf(!ficDescriptionAvailable)('every request keeps to the official description', () => {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
  const entity: fc.Arbitrary<DocumentEntity> = fc.record({
    id: maybe(fc.nat()),
    type: fc.constantFrom('company' as const, 'person' as const, 'pa' as const),
    name: fc.string(),
    firstName: maybe(fc.string()),
    lastName: maybe(fc.string()),
    vatNumber: maybe(fc.string()),
    taxCode: maybe(fc.string()),
    street: maybe(fc.string()),
    postalCode: maybe(fc.string()),
    city: maybe(fc.string()),
    province: maybe(fc.string()),
    addressExtra: maybe(fc.string()),
    country: maybe(fc.string()),
    countryIso: maybe(fc.string()),
    email: maybe(fc.string()),
    certifiedEmail: maybe(fc.string()),
    phone: maybe(fc.string()),
    eInvoiceCode: maybe(fc.string()),
    shippingAddress: maybe(fc.string()),
  });
  const day = fc.constantFrom('2026-01-01', '2026-12-31');
  const item = fc.record({
    kind: fc.constantFrom('product' as const, 'cost' as const, 'discount' as const),
    productId: maybe(fc.nat()),
    code: maybe(fc.string()),
    name: fc.string(),
    description: maybe(fc.string()),
    quantity: fc.integer({ min: 1, max: 500_000 }).map((n) => new Decimal(n).div(1000)),
    price: fc.integer({ min: -10_000_000, max: 10_000_000 }).map((n) => new Decimal(n).div(100_000)),
    vatTypeId: fc.nat(),
    vatPercent: fc.constantFrom(0, 4, 5, 10, 22),
    stock: fc.boolean(),
  });
  const payment = fc.record({
    amountCents: fc.integer(),
    dueDate: day,
    paidDate: maybe(day),
    paymentAccountId: maybe(fc.nat()),
  });
  const document = fc.record({
    kind: fc.constantFrom('order' as const, 'invoice' as const),
    date: day,
    language: fc.constantFrom('it', 'en', 'de', 'fr', 'es'),
    notes: fc.string(),
    templateId: maybe(fc.nat()),
    numeration: fc.string(),
    showPaymentMethod: fc.boolean(),
    showPayments: fc.boolean(),
    paymentMethodName: maybe(fc.string()),
    eInvoice: fc.boolean(),
    eInvoicePaymentCode: maybe(fc.constantFrom('MP01', 'MP08')),
    entity,
    priceMode: fc.constantFrom('gross' as const, 'net' as const),
    items: fc.array(item, { maxLength: 4 }),
    payments: fc.array(payment, { maxLength: 3 }),
  });

  it('whatever of the document is told or not', () => {
    fc.assert(
      fc.property(document, (changes) => {
        expect(validateRequest('POST', '/c/17/issued_documents', sent(sampleDocument(changes)))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('and whatever order it comes from', () => {
    let built = 0;
    fc.assert(
      fc.property(orderArbitrary, (order) => {
        const { draft } = buildDocument({
          order,
          settings: exampleSettings(),
          catalogue: exampleCatalogue,
          links: { clientId: null, productIdBySku: new Map() },
          marker: '[tsc:shop-1:o-1]',
          now: new Date('2026-03-02T10:00:00Z'),
        });
        if (draft === null) return;
        built += 1;
        expect(validateRequest('POST', '/c/17/issued_documents', sent(draft))).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(built).toBeGreaterThan(150);
  });
});
