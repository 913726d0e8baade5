import { describe, expect, test } from 'vitest';
import type { BuildDocumentInput } from '../../../src/document/build-document.ts';
import type { ShopOrder } from '../../../src/domain/order.ts';
import { build, codes, documentOf, line } from '../../support/documents.ts';
import { exampleCatalogue, exampleCompany, exampleSettings, exampleVatType } from '../../support/orders.ts';

describe('VAT', () => {
  const unmapped = exampleSettings({ vat: { mapping: { tax22: 0 }, shippingVatTypeId: null } });
  const profiles = [...exampleCatalogue.taxProfiles, { id: 'tax22b', value: 22, title: 'IVA 22 bis' }];
  const withTwo = (other: number): Partial<BuildDocumentInput> => ({
    catalogue: { ...exampleCatalogue, taxProfiles: profiles },
    settings: exampleSettings({ vat: { mapping: { tax22: 0, tax22b: other }, shippingVatTypeId: null } }),
  });
  const byPercent = [line('10', 22, { taxProfileId: null, vatPercent: 22 })];

  test.each<[string, Partial<ShopOrder>, Partial<BuildDocumentInput>, string[]]>([
    ['an unmapped profile', { lines: [line('10', 10)] }, { settings: unmapped }, ['vat-unmapped']],
    [
      'one problem per sentence, all at once',
      { lines: [line('1', 10), line('2', 10), line('3', 4, { title: 'Libro' })] },
      { settings: unmapped },
      ['vat-unmapped', 'vat-unmapped'],
    ],
    [
      'a percentage that no mapped profile has',
      { lines: [line('1', 9, { taxProfileId: null, vatPercent: 9 })] },
      {},
      ['vat-unmapped'],
    ],
    ['a percentage of two profiles mapped apart', { lines: byPercent }, withTwo(3), ['vat-ambiguous']],
    ['a line that names neither', { lines: [line('1', 22, { taxProfileId: null })] }, {}, ['vat-unknown']],
    [
      'a profile that no one knows',
      { lines: [line('1', 22, { taxProfileId: 'gone' })] },
      {},
      ['vat-unmapped'],
    ],
    [
      'a mapped type that was deleted',
      {},
      { settings: exampleSettings({ vat: { mapping: { tax22: 77 }, shippingVatTypeId: null } }) },
      ['vat-type-gone'],
    ],
    [
      'a deleted type of the shipping',
      { shipping: { title: null, cents: 100, vatPercent: 22 } },
      { settings: exampleSettings({ vat: { mapping: { tax22: 0 }, shippingVatTypeId: 77 } }) },
      ['vat-type-gone'],
    ],
    [
      'a mapped type of another percentage',
      {},
      { settings: exampleSettings({ vat: { mapping: { tax22: 3 }, shippingVatTypeId: null } }) },
      ['vat-rate-differs'],
    ],
    [
      'a line that was sold at another rate than its profile’s',
      { lines: [line('1', 22, { vatPercent: 19 })] },
      {},
      ['vat-rate-unmapped'],
    ],
    [
      'a profile named like a property of every object',
      { lines: [line('1', 22, { taxProfileId: 'constructor' })] },
      {},
      ['vat-unmapped'],
    ],
  ])('%s → problem', (_, order, extra, expected) => {
    const { document, problems } = build(order, extra);
    expect(document).toBeNull();
    expect(codes(problems)).toEqual(expected);
  });

  test('the unmapped profile is named, with its percentage and the article', () => {
    const [problem] = build({ lines: [line('10', 10)] }, { settings: unmapped }).problems;
    expect(problem?.detail).toBe(
      "L'aliquota «Profilo Iva 10%» (10%) di «Al 10» non è abbinata a un'aliquota di Fatture in Cloud.",
    );
    expect(problem?.fix).toContain("abbina l'aliquota");
  });

  test('a bare percentage goes by the mapped profile that has it; several that agree are one', () => {
    expect(documentOf({ lines: byPercent }).items[0]?.vatTypeId).toBe(0);
    expect(documentOf({ lines: byPercent }, withTwo(0)).items[0]?.vatTypeId).toBe(0);
  });

  test('shipping of an ambiguous percentage follows the products', () => {
    const catalogue = {
      taxProfiles: profiles,
      vatTypes: [...exampleCatalogue.vatTypes, exampleVatType(500, 22, { description: 'Altra' })],
    };
    const shipping = { title: null, cents: 100, vatPercent: 22 };
    const document = documentOf({ shipping }, { ...withTwo(500), catalogue });
    expect(document.items[1]?.vatTypeId).toBe(0);
  });

  test('the only profile of a shop is that of a line which names none', () => {
    const catalogue = { ...exampleCatalogue, taxProfiles: exampleCatalogue.taxProfiles.slice(0, 1) };
    expect(
      documentOf({ lines: [line('1', 22, { taxProfileId: null })] }, { catalogue }).items[0]?.vatTypeId,
    ).toBe(0);
  });

  describe('a zero rate without its natura', () => {
    const settings = exampleSettings({ vat: { mapping: { tax0: 6 }, shippingVatTypeId: null } });
    const lines = [line('10', 0)];

    test('is a warning on an order', () => {
      const { document, warnings } = build({ lines }, { settings });
      expect(document?.totals).toEqual({ netCents: 1000, vatCents: 0, grossCents: 1000 });
      expect(codes(warnings)).toEqual(['nature-missing']);
    });

    test('is a problem on an invoice', () => {
      const { document, problems } = build(
        { lines, invoiceRequested: true, billing: exampleCompany() },
        { settings },
      );
      expect(document).toBeNull();
      expect(codes(problems)).toEqual(['nature-missing']);
    });
  });
});
