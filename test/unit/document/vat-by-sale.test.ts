import { describe, expect, test } from 'vitest';
import type { BuildDocumentInput } from '../../../src/document/build-document.ts';
import type { ShopOrder } from '../../../src/domain/order.ts';
import type { Settings } from '../../../src/domain/settings.ts';
import { build, codes, documentOf, line, rows } from '../../support/documents.ts';
import {
  exampleCatalogue,
  exampleCompany,
  exampleParty,
  exampleSettings,
  exampleVatType,
} from '../../support/orders.ts';

/** Natures by id: 39 export, 16 intra-EU, 65 San Marino, 61 reverse charge, 901 OSS, 9 outside, 66 flat rate. */
const natures: [number, string][] = [
  [39, 'N3.1'],
  [16, 'N3.2'],
  [65, 'N3.3'],
  [61, 'N6.6'],
  [901, 'N7'],
  [9, 'N1'],
  [66, 'N2.2'],
];
const catalogue = {
  ...exampleCatalogue,
  vatTypes: [
    ...exampleCatalogue.vatTypes,
    ...natures.map(([id, nature]) => exampleVatType(id, 0, { description: `Tipo ${id}`, nature })),
    exampleVatType(900, 19, { description: 'Germania', forEInvoices: false }),
    exampleVatType(910, 10, { description: 'Francia', forEInvoices: false }),
  ],
};

const vatOf = (vat: Partial<Settings['vat']>): Partial<BuildDocumentInput> => ({
  catalogue,
  settings: exampleSettings({ vat: { ...exampleSettings().vat, ...vat } }),
});
const byDestination = { euBusiness: 16, extraEu: 39, sanMarino: 65 };

const german = { countryIso: 'DE', province: null, postalCode: '10115', city: 'Berlin' };
const germanCompany = exampleParty({ ...german, company: 'Blumen GmbH', vatNumber: 'DE136695976' });
const germanPerson = exampleParty({ ...german, name: 'Hans Müller' });
const american = exampleParty({ countryIso: 'US', city: 'New York', postalCode: '10001', province: 'NY' });
const sanMarino = exampleParty({
  countryIso: 'SM',
  company: 'Titano S.r.l.',
  vatNumber: 'SM12345',
  city: 'San Marino',
});

describe('a line at 0 % goes by where the goods go', () => {
  const free = [line('10', 22, { vatPercent: 0 })];
  test.each([
    ['a business of another member state', germanCompany, 16],
    ['outside the EU', american, 39],
    ['San Marino', sanMarino, 65],
    [
      'Northern Ireland, which counts as a member',
      exampleParty({ countryIso: 'GB', vatNumber: 'XI110305878', postalCode: 'BT1 1AA' }),
      16,
    ],
    [
      'the Canary Islands, which do not',
      exampleParty({ ...german, countryIso: 'ES', postalCode: '35001' }),
      39,
    ],
    ['Livigno', exampleParty({ city: 'Livigno', postalCode: '23041', province: 'SO' }), 39],
  ])('%s', (_, billing, expected) => {
    const document = documentOf({ lines: free, billing }, vatOf({ byDestination }));
    expect(document.items.map((item) => item.vatTypeId)).toEqual([expected]);
  });

  test('the goods’ address counts, not the buyer’s', () => {
    const order = { lines: free, billing: exampleCompany(), delivery: american };
    expect(documentOf(order, vatOf({ byDestination })).items[0]?.vatTypeId).toBe(39);
    // Goods that a German business has delivered in Italy do not leave it.
    const inItaly = { lines: free, billing: germanCompany, delivery: exampleParty() };
    expect(codes(build(inItaly, vatOf({ byDestination, mapping: { tax22: 0 } })).problems)).toEqual([
      'vat-rate-unmapped',
    ]);
  });

  test('where nothing is set for it, the mend is that setting', () => {
    const { problems } = build({ lines: free, billing: american }, vatOf({ mapping: { tax22: 0 } }));
    expect(codes(problems)).toEqual(['destination-vat-unset']);
    expect(problems[0]?.fix).toContain('Altre scelte');
  });
});

describe('a line at another rate than its profile’s goes by what the buyer paid', () => {
  test('a mapped profile of that percentage', () => {
    const order = { lines: [line('10', 22, { vatPercent: 10 })] };
    expect(documentOf(order).items[0]?.vatTypeId).toBe(3);
  });

  test('a rate of the buyer’s country (OSS), which goes before an Italian one of the same percentage', () => {
    const oss = { rates: { 'DE:19': 900, 'FR:10': 910 }, invoiceVatTypeId: null, taxLineVatTypeId: null };
    const sold = (rate: number, vatPercent: number, billing: ShopOrder['billing']) =>
      documentOf({ lines: [line('10', rate, { vatPercent })], billing }, vatOf({ oss })).items[0]?.vatTypeId;
    expect(sold(22, 19, germanPerson)).toBe(900);
    const french = exampleParty({ ...german, countryIso: 'FR' });
    expect(sold(10, 10, french)).toBe(910);
    expect(sold(10, 10, exampleParty())).toBe(3);
    // At Italy's rate below the threshold; a business of another member state is no private person.
    expect(sold(22, 22, germanPerson)).toBe(0);
    expect(
      codes(
        build({ lines: [line('10', 22, { vatPercent: 19 })], billing: germanCompany }, vatOf({ oss }))
          .problems,
      ),
    ).toEqual(['vat-rate-unmapped']);
  });

  test('an OSS rate that is not set is named with its country, and no profile is to be changed', () => {
    const order = { lines: [line('10', 22, { vatPercent: 19 })], billing: germanPerson };
    const { problems } = build(order, vatOf({}));
    expect(codes(problems)).toEqual(['oss-rate-unset']);
    expect(problems[0]?.detail).toContain('Germania');
  });

  test('else the profile’s match is left alone', () => {
    const { problems } = build({ lines: [line('10', 22, { vatPercent: 8 })] });
    expect(problems[0]?.fix).toContain("non cambiare l'abbinamento di «Profilo Iva EU 22%»");
  });

  test('what has no profile of its own follows the main one', () => {
    const lines = [line('10', 22, { taxProfileId: null, usesMainProfile: true })];
    expect(documentOf({ lines }, vatOf({ mainTaxProfileId: 'tax10' })).items[0]?.vatTypeId).toBe(3);
  });
});

describe('an invoice under OSS', () => {
  const oss = { rates: { 'DE:19': 900 }, invoiceVatTypeId: 901, taxLineVatTypeId: 9 };
  const order: Partial<ShopOrder> = {
    lines: [line('119', 22, { vatPercent: 19 }), line('23.80', 22, { vatPercent: 19 })],
    shipping: { title: null, cents: 595, vatPercent: 19 },
    discount: { cents: 1190, couponCode: null },
    billing: germanPerson,
    invoiceRequested: true,
  };

  test('tells the taxable amount and the foreign VAT apart, and comes to what was paid', () => {
    const document = documentOf(order, vatOf({ oss }));
    expect(rows(document)).toEqual([
      '1 × 100 @901 Al 22',
      '1 × 20 @901 Al 22',
      '1 × -10 @901 Sconto',
      '1 × 5 @901 Spese di spedizione',
      '1 × 21.85 @9 IVA Germania 19% (OSS)',
    ]);
    expect(document.totals).toEqual({ netCents: 13_685, vatCents: 0, grossCents: 13_685 });
    // The foreign VAT is VAT: it does not count towards the stamp duty.
    expect(document.stampDutyCents).toBe(0);
  });

  test('without its types it stops, and an order goes at the foreign rate', () => {
    const without = vatOf({ oss: { ...oss, taxLineVatTypeId: null } });
    expect(codes(build(order, without).problems)).toEqual(['oss-invoice-unset']);
    const document = documentOf({ ...order, invoiceRequested: false }, without);
    expect(new Set(document.items.map((item) => item.vatTypeId))).toEqual(new Set([900]));
  });
});

test('a seller in the flat-rate scheme has one type for all, whatever rate the shop shows', () => {
  const document = documentOf(
    {
      lines: [line('50', 22, { vatPercent: 22 }), line('40', 10)],
      shipping: { title: null, cents: 500, vatPercent: 22 },
      invoiceRequested: true,
      billing: exampleCompany(),
    },
    vatOf({ flatRateVatTypeId: 66 }),
  );
  expect(new Set(document.items.map((item) => item.vatTypeId))).toEqual(new Set([66]));
  expect(document.totals).toEqual({ netCents: 9500, vatCents: 0, grossCents: 9500 });
  expect(document.stampDutyCents).toBe(200);
});

describe('a natura has its conditions', () => {
  const sold = (vatTypeId: number, billing: ShopOrder['billing'], invoiceRequested = true) =>
    build({ lines: [line('10', 0)], billing, invoiceRequested }, vatOf({ mapping: { tax0: vatTypeId } }));
  test.each([
    ['N3.1 to a member state', 39, germanCompany],
    ['N3.1 in Italy', 39, exampleCompany()],
    ['N3.2 to a private person', 16, germanPerson],
    ['N3.2 to an Italian business', 16, exampleCompany()],
    ['N3.3 elsewhere', 65, american],
    ['N6 to a private person', 61, exampleParty({ taxCode: 'RSSMRA80A01H501U' })],
    ['N7 to a business', 901, germanCompany],
  ])('%s: refused on an invoice, told on an order', (_, type, billing) => {
    expect(codes(sold(type, billing).problems)).toEqual(['nature-buyer-mismatch']);
    const order = sold(type, billing, false);
    expect(order.document).not.toBeNull();
    expect(codes(order.warnings)).toContain('nature-buyer-mismatch');
  });

  test.each([
    [39, american],
    [16, germanCompany],
    [65, sanMarino],
    [61, exampleCompany()],
    [901, germanPerson],
    [21, exampleCompany()],
  ])('%i stands', (type, billing) => {
    expect(codes(sold(type, billing).problems)).toEqual([]);
  });
});

test('goods to Livigno with VAT are told', () => {
  const delivery = exampleParty({ city: 'Livigno', postalCode: '23041' });
  expect(codes(build({ delivery }).warnings)).toEqual(['outside-vat-area']);
});

describe('shipping and payment cost follow the goods', () => {
  const goods = [line('12.20', 22), line('104', 4)];
  const shipping = { title: 'Corriere', cents: 610, vatPercent: null };

  test('in proportion, a line for each type', () => {
    const payment = { method: 'Contrassegno', costCents: 300 };
    const document = documentOf({ lines: goods, shipping, payment }, vatOf({ shipping: 'as-goods' }));
    expect(rows(document).slice(2)).toEqual([
      '1 × 0.64 @0 Spese di spedizione',
      '1 × 5.46 @4 Spese di spedizione',
      '1 × 0.31 @0 Spese di pagamento',
      '1 × 2.69 @4 Spese di pagamento',
    ]);
  });

  test('a fixed rate gives way where no goods are taxable', () => {
    const exported: Partial<ShopOrder> = {
      lines: [line('200', 0)],
      shipping: { ...shipping, vatPercent: 0 },
      billing: american,
      invoiceRequested: true,
    };
    const document = documentOf(exported, vatOf({ mapping: { tax0: 39 }, shippingVatTypeId: 0 }));
    expect(document.items.map((item) => item.vatTypeId)).toEqual([39, 39]);
    expect(
      documentOf({ lines: goods, shipping }, vatOf({ shippingVatTypeId: 3 })).items.at(-1)?.vatTypeId,
    ).toBe(3);
  });
});
