import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { SentDocument } from '../../../src/domain/aftercare/sent-document.ts';
import {
  type DaySum,
  registerDays,
  type Sale,
  type SaleEnding,
  sumSales,
} from '../../../src/domain/receipts/register.ts';
import type { MadeDocument } from '../../../src/ports/stores/deliveries.ts';
import { packSent } from '../../../src/store/delivery/packed-sent.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let shopId: string;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 0 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  const [shop] = await plugin.query<{ id: string }>('select id from shops');
  shopId = shop?.id ?? '';
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const PERCENT: Record<number, number> = { 0: 22, 3: 10, 4: 4, 900: 19 };

const contentOf = (sale: Sale, kind: 'order' | 'invoice'): SentDocument => ({
  kind,
  date: '2026-11-01',
  paidDate: sale.day,
  currency: 'EUR',
  country: sale.ossCountry ?? 'IT',
  ossCountry: sale.ossCountry,
  lines: sale.lines.flatMap(({ vatTypeId, vatPercent, grossCents }) => {
    // A discount beside what it was taken off.
    const line = { name: 'x', code: null, quantity: '1', vatTypeId, vatPercent };
    return [
      { ...line, kind: 'product' as const, grossCents: grossCents + 100 },
      { ...line, kind: 'discount' as const, grossCents: -100 },
    ];
  }),
  grossCents: sale.lines.reduce((sum, { grossCents }) => sum + grossCents, 0),
  order: { totalCents: 0, paid: sale.day !== null, linesHash: '', buyerHash: '' },
});

/** The order's document is made, as sending an order does it: noted with what it says, then marked as sent. */
async function send(sale: Sale, kind: 'order' | 'invoice' = 'order'): Promise<void> {
  const { deliveries } = plugin.context.store;
  const [row] = await plugin.query<{ id: string }>(
    `insert into deliveries (shop_id, order_id, state, origin, kind, attempts, updated_at)
     values ($1, $2, 'sending', 'manual', $3, 1, now())
     on conflict (shop_id, order_id) do update set state = 'sending', kind = $3, document_id = null returning id`,
    [shopId, sale.orderId, kind],
  );
  const delivery = await deliveries.find(shopId, sale.orderId);
  if (row === undefined || delivery === null) throw new Error('no delivery');
  await plugin.query(
    `insert into sent_documents (delivery_id, shop_id, content) values ($1, $2, $3)
     on conflict (delivery_id) do update set content = excluded.content`,
    [row.id, shopId, JSON.stringify(packSent(contentOf(sale, kind)))],
  );
  const made = {
    delivery,
    document: {
      id: 1,
      number: '1',
      url: 'https://example.com',
      netCents: 0,
      vatCents: 0,
      grossCents: 0,
      kind,
    },
    how: 'sent' as const,
    problem: null,
  };
  await deliveries.markSent([made as unknown as MadeDocument]);
}

const dayOf = (date: number) => `2026-11-${String(date).padStart(2, '0')}`;
const day = fc.integer({ min: 1, max: 30 }).map(dayOf);
const sale = fc
  .record({
    day: fc.option(day, { freq: 5 }),
    rates: fc.uniqueArray(fc.constantFrom(0, 3, 4), { minLength: 1, maxLength: 3 }),
    cents: fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 3, maxLength: 3 }),
    abroad: fc.boolean(),
  })
  .map(
    ({ day: paid, rates, cents, abroad }): Omit<Sale, 'orderId'> => ({
      day: paid,
      lines: (abroad ? [900] : rates).map((vatTypeId, index) => ({
        vatTypeId,
        vatPercent: PERCENT[vatTypeId] ?? 0,
        grossCents: cents[index] ?? 1,
      })),
      ossCountry: abroad ? 'DE' : null,
      ended: null,
    }),
  );
const act = fc.oneof(
  fc.record({ act: fc.constantFrom<SaleEnding>('invoiced', 'withdrawn', 'cancelled'), day }),
  fc.record({ act: fc.constantFrom('paid' as const, 'again' as const, 'again-as-invoice' as const), day }),
);

const sorted = (sums: readonly DaySum[]) => registerDays(sums);

test('whatever happens to orders, in any sequence, the days are what a count from scratch says', async () => {
  const months = fc.array(fc.tuple(sale, fc.array(act, { maxLength: 3 })), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(months, async (month) => {
      await plugin.query('delete from deliveries; ');
      await plugin.query('delete from sales');
      const { sales } = plugin.context.store;
      const expected: Sale[] = [];
      for (const [index, [one, acts]] of month.entries()) {
        let state: Sale | null = { ...one, orderId: `order-${index}` };
        await send(state);
        for (const { act: what, day: on } of acts) {
          const { orderId } = { orderId: `order-${index}` };
          if (what === 'paid') {
            await sales.paid(shopId, orderId, on);
            if (state !== null && state.day === null) state = { ...state, day: on };
          } else if (what === 'again') {
            state = { ...one, orderId };
            await send(state);
          } else if (what === 'again-as-invoice') {
            state = null;
            await send({ ...one, orderId }, 'invoice');
          } else {
            await sales.end(shopId, orderId, what, on);
            if (state !== null && state.ended === null) state = { ...state, ended: { how: what, day: on } };
          }
        }
        if (state !== null) expected.push(state);
      }
      const sums = await sales.sums(shopId, '2026-11-01', '2026-11-30');
      expect(sorted(sums)).toEqual(sorted(sumSales(expected)));
      for (const { day: date, grossCents } of sorted(sums)) {
        const behind = await sales.ofDay(shopId, date, null, 100);
        expect(behind.reduce((sum, row) => sum + row.grossCents, 0)).toBe(grossCents);
      }
    }),
    { numRuns: 60 },
  );
});

test('a month of another shop is not counted', async () => {
  const { sales } = plugin.context.store;
  await send({
    orderId: 'mine',
    day: '2026-11-09',
    lines: [{ vatTypeId: 0, vatPercent: 22, grossCents: 500 }],
    ossCountry: null,
    ended: null,
  });
  const other = '00000000-0000-4000-8000-000000000000';
  expect(await sales.sums(other, '2026-11-01', '2026-11-30')).toEqual([]);
  expect(await sales.ofDay(other, '2026-11-09', null, 10)).toEqual([]);
  expect(await sales.knownSince(other)).toBeNull();
});
