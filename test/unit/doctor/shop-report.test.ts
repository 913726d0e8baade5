import { describe, expect, test } from 'vitest';
import { hasFailed } from '../../../src/doctor/report.ts';
import { shopFindings, tablesOf, toShopReport } from '../../../src/doctor/shop/shop-report.ts';
import { exampleInspection } from '../../support/inspections.ts';

describe('the look at a shop, for a person', () => {
  test('tells each field’s spelling and how often, what is not told, and the keys that nobody knows', () => {
    const tables = tablesOf(exampleInspection());
    expect(tables).toContain('order  shipping.cost  cart.shippingCost ×18, shipping_cost ×2');
    expect(tables).toContain('order  paidAt         not told');
    expect(tables).toContain('order  cart.weight  number ×20, 3 characters');
  });

  test('has nothing to mend where all is read', () => {
    expect(shopFindings(exampleInspection()).map(({ status }) => status)).not.toContain('fail');
  });

  test('a status that nobody knows and an unknown amount are to be looked at; a total that does not add up fails', () => {
    const findings = shopFindings(
      exampleInspection({
        statuses: [{ id: '9', title: 'In verifica', meaning: 'hold' }],
        // An amount that was 0 where it was looked at first.
        unknown: [{ scope: 'order', path: 'cart.zq', kind: 'flag', count: 4, exampleLength: 4 }],
        totals: { right: 16, wrong: 4, explained: 4 },
        explains: { 'cart.zq': 4 },
      }),
    );
    const statusOf = (name: string) => findings.find((finding) => finding.name === name)?.status;
    expect([statusOf('statuses'), statusOf('unknown-keys'), statusOf('unread-total')]).toEqual([
      'warn',
      'warn',
      'fail',
    ]);
    expect(hasFailed(findings)).toBe(true);
    expect(findings.every(({ status, fix }) => status === 'ok' || (fix ?? '') !== '')).toBe(true);
  });
});

test('dates and ids that are read are told in a line each, and none where one of them is not', () => {
  const [shipping] = exampleInspection().fields;
  if (shipping === undefined) throw new Error('no field');
  const placed = { ...shipping, field: 'placed-at', taken: { orderDate: 20 } };
  const lines = (fields: (typeof placed)[]) =>
    shopFindings(exampleInspection({ fields })).flatMap(({ name, detail }) =>
      name === 'dates' || name === 'ids' ? [`${name} ${detail}`] : [],
    );
  expect(lines([placed])).toEqual(['dates as expected: order orderDate ×20', 'ids none told']);
  expect(lines([{ ...placed, unreadable: { orderDate: 1 } }])).toEqual(['ids none told']);
});

test('the report holds what a look tells, and when', () => {
  const inspection = exampleInspection();
  expect(toShopReport(inspection, new Date('2026-11-26T10:00:00Z'))).toEqual({
    format: 1,
    lookedAt: '2026-11-26T10:00:00.000Z',
    unread: [],
    inspection,
  });
});
