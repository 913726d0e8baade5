import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BuildDocumentInput, buildDocument } from '../../../src/document/build-document.ts';
import { computeTotals, FIC_ROUNDING, roundingModels } from '../../../src/document/fic-rounding.ts';
import type { IssuedDocument } from '../../../src/document/issued-document.ts';
import { readings, readTotals } from '../../../src/document/readings.ts';
import { toCents } from '../../../src/domain/money.ts';
import type { ShopOrder } from '../../../src/domain/order.ts';
import {
  exampleCatalogue,
  exampleLine,
  exampleOrder,
  exampleSettings,
  oddPartyArbitrary,
  oddTextArbitrary,
  orderArbitrary,
} from '../../support/orders.ts';

/** How many orders are generated; a second run of the suite, on another Node.js, tries a share of them. */
const runs = (all: number) => Math.ceil(all * Number(process.env.GENERATED_SHARE ?? 1));

const settings = exampleSettings();
const mapped = new Set(Object.values(settings.vat.mapping));

function build(order: ShopOrder, extra: Partial<BuildDocumentInput> = {}) {
  return buildDocument({
    order,
    settings,
    catalogue: exampleCatalogue,
    links: { clientId: null, productIdBySku: new Map() },
    marker: 'TSC:shop:1:',
    now: new Date('2026-03-12T10:00:00Z'),
    ...extra,
  });
}

function discountCents(document: IssuedDocument): number {
  return document.items
    .filter((item) => item.name.startsWith('Sconto'))
    .reduce((sum, item) => sum + toCents(item.price.times(item.quantity)), 0);
}

/** Plain comparisons, since `expect` on every field of 20,000 documents would take most of the time. */
function violations(order: ShopOrder, document: IssuedDocument, model = FIC_ROUNDING): string[] {
  const totals = computeTotals(document.items, document.priceMode, model);
  const payments = document.payments.reduce((sum, payment) => sum + payment.amountCents, 0);
  const rounding = document.items.filter((item) => item.name === 'Arrotondamento');
  const found: string[] = [];
  if (totals.grossCents !== order.totalCents) found.push(`gross ${totals.grossCents}`);
  if (JSON.stringify(totals) !== JSON.stringify(document.totals)) found.push('totals not the model’s');
  if (totals.netCents + totals.vatCents !== totals.grossCents) found.push('net + vat');
  if (payments !== order.totalCents) found.push(`payments ${payments}`);
  if (document.items.some((item) => !mapped.has(item.vatTypeId))) found.push('unmapped VAT');
  if (document.priceMode === 'gross' && discountCents(document) !== -order.discount.cents)
    found.push('discount');
  if (rounding.length > 1 || rounding.some((item) => item.price.abs().gt('0.05')))
    found.push('rounding line');
  return found;
}

/** Gross prices whose rows are whole cents: no reading has anything to cut or round. */
function isWholeCents({ items, priceMode }: IssuedDocument): boolean {
  return (
    priceMode === 'gross' &&
    items.every(({ price, quantity }) => price.dp() <= 2 && quantity.times(price).dp() <= 2)
  );
}

/** Whether the document comes to the order's total under every reading of the arithmetic, asked one by one. */
function isSafe(order: ShopOrder, { items, priceMode }: IssuedDocument): boolean {
  return readings.every((reading) => readTotals(items, priceMode, reading).grossCents === order.totalCents);
}

describe('every order whose parts add up becomes a document of exactly its total', () => {
  test('20,000 generated orders, under every reading of the arithmetic at once', () => {
    let count = 0;
    let unsafe = 0;
    fc.assert(
      fc.property(orderArbitrary, (order) => {
        const { document, problems } = build(order);
        if (document === null) throw new Error(`refused: ${JSON.stringify(problems)}`);
        const found = violations(order, document);
        if (found.length > 0) throw new Error(found.join(', '));
        // Whole cents are looked at for one order in ten, since asking every reading takes its time.
        count += 1;
        const sure = isWholeCents(document) && count % 10 !== 0;
        if (!sure && !isSafe(order, document)) unsafe += 1;
      }),
      { numRuns: runs(20_000) },
    );
    console.info(`orders that needed a form which is not safe: ${unsafe} of ${count}`);
    expect(unsafe).toBeLessThan(count / 1000);
  }, 120_000);

  test.each(roundingModels)(
    'under the rounding variant %s',
    (roundingModel) => {
      fc.assert(
        fc.property(orderArbitrary, (order) => {
          const { document, problems } = build(order, { roundingModel });
          if (document === null) throw new Error(`refused: ${JSON.stringify(problems)}`);
          const found = violations(order, document, roundingModel);
          if (found.length > 0) throw new Error(found.join(', '));
        }),
        { numRuns: runs(1_500) },
      );
    },
    120_000,
  );

  test('with the default variant no explicit rounding line is needed', () => {
    fc.assert(
      fc.property(orderArbitrary, (order) => {
        const names = build(order).document?.items.map((item) => item.name) ?? [];
        return !names.includes('Arrotondamento');
      }),
      { numRuns: runs(1_000) },
    );
  }, 60_000);
});

describe('an order whose parts do not add up is never sent', () => {
  test('more than 0.05 apart → total-mismatch', () => {
    const apart = fc.integer({ min: 6, max: 10_000 });
    fc.assert(
      fc.property(orderArbitrary, apart, fc.boolean(), (order, cents, more) => {
        const totalCents = order.totalCents + (more ? cents : -cents);
        // What a shop's other ways of rounding explain is no mismatch; whole-cent prices have but one.
        fc.pre(totalCents >= 0 && order.lines.every((line) => line.unitPrice.decimalPlaces() <= 2));
        const { document, problems } = build({ ...order, totalCents });
        return document === null && problems.some((problem) => problem.code === 'total-mismatch');
      }),
      { numRuns: runs(500) },
    );
  });

  test('up to 0.05 apart → one rounding line of that amount, unless net prices give the total for sure', () => {
    const apart = fc.constantFrom(-5, -4, -3, -2, -1, 1, 2, 3, 4, 5);
    fc.assert(
      fc.property(orderArbitrary, apart, (order, cents) => {
        const totalCents = order.totalCents + cents;
        fc.pre(totalCents >= 0 && order.lines.every((line) => line.unitPrice.decimalPlaces() <= 2));
        const { document } = build({ ...order, totalCents });
        if (document?.priceMode === 'net') return violations({ ...order, totalCents }, document).length === 0;
        const rounding = document?.items.filter((item) => item.name === 'Arrotondamento') ?? [];
        return rounding.length === 1 && rounding[0]?.price.times(100).toNumber() === cents;
      }),
      { numRuns: runs(500) },
    );
  });
});

test('oddly shaped text never throws, and gives a document or problems with a fix', () => {
  const order = fc
    .record({
      billing: oddPartyArbitrary,
      delivery: fc.option(oddPartyArbitrary, { nil: null }),
      title: oddTextArbitrary,
      sku: oddTextArbitrary,
      options: fc.array(oddTextArbitrary, { maxLength: 3 }),
      notes: oddTextArbitrary,
      shortId: oddTextArbitrary,
      method: oddTextArbitrary,
      couponCode: oddTextArbitrary,
      currency: fc.oneof(oddTextArbitrary, fc.constant('EUR')),
      invoiceRequested: fc.boolean(),
    })
    .map((odd) =>
      exampleOrder({
        billing: odd.billing,
        delivery: odd.delivery,
        lines: [exampleLine({ title: odd.title ?? '', sku: odd.sku, options: odd.options.map(String) })],
        notes: odd.notes,
        shortId: odd.shortId,
        payment: { method: odd.method, costCents: 100 },
        discount: { cents: 100, couponCode: odd.couponCode },
        currency: odd.currency ?? '',
        invoiceRequested: odd.invoiceRequested,
      }),
    );
  fc.assert(
    fc.property(order, (odd) => {
      const { document, draft, problems, warnings } = build(odd);
      expect(draft).not.toBeNull();
      expect(document === null).toBe(problems.length > 0);
      for (const text of [...problems, ...warnings]) expect(text.detail && text.fix).toBeTruthy();
      const printed = JSON.stringify(draft);
      expect(printed.isWellFormed()).toBe(true);
      expect(printed).not.toMatch(/\\u00[01][0-9a-f]/);
      if (document?.kind === 'invoice')
        expect(document.entity.name).toMatch(/^[\u0020-\u007e\u00a0-\u00ff]+$/);
    }),
    { numRuns: runs(2_000) },
  );
}, 60_000);
