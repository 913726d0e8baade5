import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import type { BuildDocumentInput } from '../../../src/document/build-document.ts';
import type { ShopOrder } from '../../../src/domain/order.ts';
import { documentOf, line, rows } from '../../support/documents.ts';
import { exampleCompany, exampleLine, exampleOrder, exampleSettings } from '../../support/orders.ts';

describe('lines', () => {
  test.each<[string, Partial<ShopOrder>, string[]]>([
    [
      'a gift at zero stays',
      { lines: [line('12.20', 22), line('0', 22, { title: 'Omaggio' })] },
      ['1 × 12.2 @0 Al 22', '1 × 0 @0 Omaggio'],
    ],
    [
      'a line of quantity zero says nothing',
      { lines: [line('12.20', 22), line('5', 22, { quantity: new Decimal(0) })] },
      ['1 × 12.2 @0 Al 22'],
    ],
    [
      'a negative quantity becomes a negative price',
      {
        lines: [
          line('12.20', 22, { quantity: new Decimal(2) }),
          line('12.20', 22, { quantity: new Decimal(-1) }),
        ],
      },
      ['2 × 12.2 @0 Al 22', '1 × -12.2 @0 Al 22'],
    ],
    [
      'shipping goes by the order’s percentage, the payment cost too',
      {
        lines: [line('10', 10)],
        shipping: { title: 'Corriere', cents: 610, vatPercent: 22 },
        payment: { method: 'Contrassegno', costCents: 300 },
      },
      ['1 × 10 @3 Al 10', '1 × 6.1 @0 Spese di spedizione', '1 × 3 @0 Spese di pagamento'],
    ],
    [
      'shipping without a percentage takes the highest rate of the order',
      { lines: [line('10', 4), line('10', 10)], shipping: { title: null, cents: 610, vatPercent: null } },
      ['1 × 10 @4 Al 4', '1 × 10 @3 Al 10', '1 × 6.1 @3 Spese di spedizione'],
    ],
    [
      'a payment discount',
      { payment: { method: 'Bonifico', costCents: -100 } },
      ['1 × 12.2 @0 Tazza in ceramica', '1 × -1 @0 Sconto per metodo di pagamento'],
    ],
    [
      'a coupon on one rate',
      { discount: { cents: 200, couponCode: 'ESTATE10' } },
      ['1 × 12.2 @0 Tazza in ceramica', '1 × -2 @0 Sconto coupon ESTATE10'],
    ],
    [
      'a coupon over three rates, in proportion and to the cent',
      {
        lines: [line('22', 22), line('8', 10), line('3.33', 4)],
        discount: { cents: 1000, couponCode: 'ESTATE10' },
      },
      [
        '1 × 22 @0 Al 22',
        '1 × 8 @3 Al 10',
        '1 × 3.33 @4 Al 4',
        '1 × -6.6 @0 Sconto coupon ESTATE10 (IVA 22%)',
        '1 × -2.4 @3 Sconto coupon ESTATE10 (IVA 10%)',
        '1 × -1 @4 Sconto coupon ESTATE10 (IVA 4%)',
      ],
    ],
    [
      'a discount beyond the products is taken off shipping',
      {
        lines: [line('5', 10)],
        shipping: { title: null, cents: 610, vatPercent: 22 },
        discount: { cents: 700, couponCode: null },
      },
      [
        '1 × 5 @3 Al 10',
        '1 × -5 @3 Sconto (IVA 10%)',
        '1 × -2 @0 Sconto (IVA 22%)',
        '1 × 6.1 @0 Spese di spedizione',
      ],
    ],
    [
      'the shop’s total is a cent off',
      { lines: [line('10', 22)], totalCents: 1001 },
      ['1 × 10 @0 Al 22', '1 × 0.01 @0 Arrotondamento'],
    ],
  ])('%s', (_, order, expected) => {
    const document = documentOf(order);
    expect(rows(document)).toEqual(expected);
    expect(document.totals.grossCents).toBe(exampleOrder(order).totalCents);
    expect(document.payments[0]?.amountCents).toBe(exampleOrder(order).totalCents);
  });

  test('shipping’s own VAT type goes before the order’s percentage', () => {
    const settings = exampleSettings();
    settings.vat.shippingVatTypeId = 3;
    const document = documentOf({ shipping: { title: 'GLS', cents: 610, vatPercent: 22 } }, { settings });
    expect(document.items[1]).toMatchObject({
      vatTypeId: 3,
      vatPercent: 10,
      description: 'GLS',
      code: null,
      stock: false,
    });
  });

  test('a free order has a document of zero', () => {
    const document = documentOf({ discount: { cents: 1220, couponCode: 'GRATIS' } });
    expect(document.totals).toEqual({ netCents: 0, vatCents: 0, grossCents: 0 });
    expect(document.payments).toEqual([]);
  });

  test('a coupon worth more than the order takes off what there is, shipping too', () => {
    const document = documentOf({
      lines: [line('23', 22)],
      shipping: { title: null, cents: 895, vatPercent: 22 },
      discount: { cents: 3700, couponCode: null },
      totalCents: 0,
    });
    expect(rows(document)).toEqual([
      '1 × 23 @0 Al 22',
      '1 × -31.95 @0 Sconto',
      '1 × 8.95 @0 Spese di spedizione',
    ]);
    expect(document.totals.grossCents).toBe(0);
  });

  test.each(['order', 'invoice'])(
    'on an %s name and description come to 1,000 characters at most',
    (kind) => {
      const options = Array.from({ length: 9 }, () => '€ '.repeat(120));
      const { items } = documentOf({
        lines: [exampleLine({ title: `${'€ '.repeat(500)}`, options })],
        billing: exampleCompany(),
        invoiceRequested: kind === 'invoice',
      });
      const [{ name = '', description = '' } = {}] = items;
      expect(`${name}\n${description}`.length).toBeLessThanOrEqual(1000);
      expect(name.length).toBeGreaterThan(200);
      expect(description?.length).toBeGreaterThan(200);
    },
  );

  test('odd texts: HTML, 300 characters, missing title, a SKU that is too long', () => {
    const long = `${'parola '.repeat(50)}fine`;
    const sku = 'X'.repeat(40);
    const { items } = documentOf({
      lines: [
        exampleLine({ title: '<b>Tè</b> &amp; biscotti 🍪', sku: null }),
        exampleLine({ title: long, sku }),
        exampleLine({ title: '', sku: 'MUG-01' }),
        exampleLine({ title: ' ', sku: '' }),
      ],
    });
    expect(items[0]).toMatchObject({ name: 'Tè & biscotti 🍪', code: null, productId: null, stock: false });
    expect(items[1]?.name).toMatch(/^(parola ){35}parola\.\.\.$/);
    expect(items[1]).toMatchObject({ code: null, description: `${long} - SKU: ${sku}` });
    expect(items[2]?.name).toBe('MUG-01');
    expect(items[3]).toMatchObject({ name: 'Articolo', code: null });
  });
});

describe('stock', () => {
  test('moves for a known product of an order document, with the setting on', () => {
    expect(documentOf().items[0]?.stock).toBe(true);
  });

  test.each<[string, Partial<ShopOrder>, Partial<BuildDocumentInput>]>([
    ['the setting is off', {}, { settings: exampleSettings({ products: { updateStock: false } }) }],
    ['the product is not known', {}, { links: { clientId: null, productIdBySku: new Map() } }],
    ['the document is an invoice', { invoiceRequested: true, billing: exampleCompany() }, {}],
  ])('does not move where %s', (_, order, extra) => {
    expect(documentOf(order, extra).items[0]?.stock).toBe(false);
  });

  test('does not move for a returned piece or a deposit that is taken off', () => {
    const { items } = documentOf({
      lines: [
        exampleLine({ quantity: new Decimal(3) }),
        exampleLine({ quantity: new Decimal(-1) }),
        exampleLine({ unitPrice: new Decimal(-5) }),
      ],
    });
    expect(items.map(({ stock }) => stock)).toEqual([true, false, false]);
  });

  test('an id of 0 is an id', () => {
    const links = { clientId: 0, productIdBySku: new Map([['MUG-01', 0]]) };
    const document = documentOf({}, { links });
    expect(document.items[0]).toMatchObject({ productId: 0, stock: true });
    expect(document.entity.id).toBe(0);
  });
});
