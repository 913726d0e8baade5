import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { documentTotals } from '../../../sandbox/fic/documents/totals.ts';
import type { FaultRule, IssuedDocument } from '../../../sandbox/index.ts';
import type { CreditBody } from '../../../src/contract/aftercare/acts.ts';
import { AftercareWorld } from '../../support/aftercare.ts';
import { until } from '../../support/merchant.ts';

let world: AftercareWorld;
beforeAll(async () => {
  world = await AftercareWorld.start();
});
afterAll(() => world?.stop());
afterEach(() => world.sandbox.fic.faults.clear());

type Fault = FaultRule['fault'];

/** Every way in which a call was seen to fail: done or not, its answer lost or another one. */
const faults: [string, Fault][] = [
  ['a reset before', { kind: 'reset', when: 'before' }],
  ['a reset after', { kind: 'reset', when: 'after' }],
  ['a 500 before', { kind: 'status', status: 500, when: 'before' }],
  ['a 502 after', { kind: 'status', status: 502, when: 'after' }],
  ['silence before', { kind: 'hang', when: 'before' }],
  ['silence after', { kind: 'hang', when: 'after' }],
  ['a page of something else', { kind: 'html' }],
  ['a page that refuses', { kind: 'html', status: 403 }],
  ['an empty answer', { kind: 'empty' }],
  ['too many calls', { kind: 'too-many', retryAfterSeconds: 1 }],
  ['the quota', { kind: 'quota', retryAfterSeconds: 1 }],
  ['a token that ended', { kind: 'unauthorized' }],
];

const one = /issued_documents\/\d+$/;
const failing = (rule: Omit<FaultRule, 'fault'>, fault: Fault) =>
  world.sandbox.fic.faults.add({ times: 1, ...rule, fault });

describe.each(faults)('with %s', (_, fault) => {
  test('a withdrawal deletes the document once, and says so', async () => {
    const { orderId, documentId } = await world.sent();
    failing({ method: 'DELETE', path: one }, fault);
    await world.post(orderId, 'withdraw');
    await world.merchant.delivery(orderId, 'skipped');
    expect(world.document(documentId)).toBeUndefined();
    expect((await world.events(orderId)).filter((type) => type === 'withdrawn')).toHaveLength(1);
  });

  test('an update leaves one document, which says what the order says', async () => {
    const { order, orderId, documentId } = await world.sent({ invoice: true });
    const number = world.document(documentId)?.number;
    const [item] = order.items;
    if (item === undefined) throw new Error('no item');
    item.price = String(Number(item.price) + 3);
    failing({ method: 'PUT', path: one }, fault);
    await world.post(orderId, 'update');
    await until(async () => (await world.events(orderId)).includes('updated'), 'update');
    expect(world.document(documentId)).toMatchObject({
      number,
      amount_gross: (await world.merchant.order(orderId)).total,
    });
    expect(world.documentsOf(orderId)).toHaveLength(1);
  });

  test('a credit note is made once', async () => {
    const { orderId, documentId } = await world.issued();
    failing({ method: 'POST', path: /issued_documents$/ }, fault);
    await world.post(orderId, 'credit-note');
    const note = await world.creditNote(orderId, 0, 'sent');
    const made = world.documentsOf(orderId).filter(({ type }) => type === 'credit_note');
    expect(made.map(({ id }) => id)).toEqual([note.document?.id]);
    expect(made[0]?.amount_gross).toBe(world.document(documentId)?.amount_gross);
    const told = (await world.events(orderId)).filter((type) => /^credit-note-(made|adopted)$/.test(type));
    expect(told).toHaveLength(1);
  });

  test('an order becomes one invoice, and none of it stays beside it', async () => {
    const { orderId, documentId } = await world.sent();
    failing({ method: 'POST', path: /issued_documents$/ }, fault);
    await world.post(orderId, 'send', { kind: 'invoice' });
    const { document } = await world.when(
      orderId,
      'invoice',
      ({ state, kind }) => state === 'sent' && kind === 'invoice',
    );
    await until(async () => (await world.events(orderId)).includes('order-replaced'), 'end');
    expect(world.document(documentId)).toBeUndefined();
    expect(world.documentsOf(orderId).map(({ id, type }) => [id, type])).toEqual([[document?.id, 'invoice']]);
  });
});

test('a transformation that took nothing away: the order is deleted once the invoice stands', async () => {
  const { orderId, documentId } = await world.sent();
  world.sandbox.fic.transforms = false;
  await world.post(orderId, 'send', { kind: 'invoice' });
  await until(async () => (await world.events(orderId)).includes('order-replaced'), 'end');
  expect(world.document(documentId)).toBeUndefined();
  expect(world.documentsOf(orderId).map(({ type }) => type)).toEqual(['invoice']);
  world.sandbox.fic.transforms = true;
});

test('an invoice that cannot be made leaves the order as it was, and says why', async () => {
  const { orderId, documentId, delivery } = await world.sent();
  // Somebody removed the account in Fatture in Cloud: the create call is refused.
  const { paymentAccounts } = world.sandbox.fic.company(world.company);
  const kept = paymentAccounts.splice(0);
  await world.post(orderId, 'send', { kind: 'invoice' });
  await until(async () => (await world.events(orderId)).includes('invoice-given-up'), 'end');
  paymentAccounts.push(...kept);
  const now = await world.delivery(orderId);
  expect(now).toMatchObject({ state: 'sent', kind: 'order', document: { id: documentId } });
  expect(now?.document?.number).toBe(delivery.document?.number);
  expect(now?.problem).toBeDefined();
  expect(world.documentsOf(orderId).map(({ type }) => type)).toEqual(['order']);
});

describe('whatever two people click', () => {
  test('twenty requests at once never credit more than was invoiced, and all of it is made', async () => {
    const items = [{ sku: 'A', title: 'Tazza', price: '3.33', count: 7, tax: 22 }];
    const { orderId, documentId } = await world.issued({ items });
    const bodies = Array.from({ length: 20 }, (_, index) =>
      index % 3 === 0 ? {} : { lines: [{ line: 0, quantity: 1 + (index % 4) }] },
    );
    await Promise.all(
      bodies.map((body) =>
        world.merchant.browser.write('POST', `${world.plugin.url}/api/orders/${orderId}/credit-note`, body),
      ),
    );
    await world.merchant.browser.write('POST', `${world.plugin.url}/api/orders/${orderId}/credit-note`, {});
    const notes = await until(async () => {
      const { creditNotes = [] } = (await world.delivery(orderId)) ?? {};
      return creditNotes.every(({ state }) => state === 'sent') ? creditNotes : null;
    }, 'the credit notes');
    const made = world.documentsOf(orderId).filter(({ type }) => type === 'credit_note');
    expect(made).toHaveLength(notes.length);
    const cents = made.reduce((sum, { amount_gross }) => sum + Math.round(amount_gross * 100), 0);
    expect(cents).toBe(Math.round((world.document(documentId)?.amount_gross ?? 0) * 100));
  });

  test('the same click twice is one credit note', async () => {
    const items = [{ sku: 'A', title: 'Tazza', price: '10.00', count: 3, tax: 22 }];
    const { orderId } = await world.issued({ items });
    const body = { lines: [{ line: 0, quantity: 1 }] };
    const slow = world.sandbox.fic.faults.add({
      method: 'POST',
      path: /issued_documents$/,
      fault: { kind: 'slow', ms: 300 },
    });
    const [first, second] = await Promise.all([
      world.post<{ id: string }>(orderId, 'credit-note', body),
      world.post<{ id: string }>(orderId, 'credit-note', body),
    ]);
    expect(second.id).toBe(first.id);
    await world.creditNote(orderId, 0, 'sent');
    expect(slow.applied).toBe(1);
    expect((await world.delivery(orderId))?.creditNotes).toHaveLength(1);
  });

  test('withdraw, update and invoice at once end in one truth', async () => {
    const { orderId } = await world.sent();
    const url = (act: string) => `${world.plugin.url}/api/orders/${orderId}/${act}`;
    await Promise.all([
      world.merchant.browser.write('POST', url('update'), {}),
      world.merchant.browser.write('POST', url('withdraw'), {}),
      world.merchant.browser.write('POST', url('send'), { kind: 'invoice' }),
    ]);
    await until(async () => {
      const [left] = await world.plugin.query<{ n: number }>(
        'select count(*)::int as n from document_acts where act_at is not null and order_id = $1',
        [orderId],
      );
      const delivery = await world.delivery(orderId);
      return left?.n === 0 && (delivery?.state === 'sent' || delivery?.state === 'skipped');
    }, 'quiet');
    const delivery = await world.delivery(orderId);
    const documents = world.documentsOf(orderId);
    expect(documents.map(({ id }) => id)).toEqual(delivery?.state === 'sent' ? [delivery.document?.id] : []);
  });
});

/** Orders at one to three rates, with a coupon and shipping. */
const bought = fc.record({
  items: fc.array(
    fc.record({
      tax: fc.constantFrom(22, 22, 10, 4),
      cents: fc.integer({ min: 1, max: 4999 }),
      count: fc.integer({ min: 1, max: 7 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  couponPercent: fc.constantFrom(0, 5, 33),
  shippingCents: fc.constantFrom(0, 690),
});

/** Lines that may not be there, more pieces than there are, amounts above what is left: much of it is refused. */
const asked: fc.Arbitrary<CreditBody> = fc.oneof(
  fc.constant({}),
  fc.integer({ min: 1, max: 9999 }).map((cents) => ({ amount: cents / 100 })),
  fc
    .array(fc.record({ line: fc.integer({ min: 0, max: 4 }), quantity: fc.integer({ min: 1, max: 3 }) }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((lines) => ({ lines })),
);
/** Who clicks does it once, twice, or at once with somebody who wants something else. */
const clicks = fc.array(fc.array(asked, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 });
const lost = fc.record({
  skip: fc.integer({ min: 0, max: 2 }),
  fault: fc.constantFrom<Fault>(
    { kind: 'reset', when: 'after' },
    { kind: 'reset', when: 'before' },
    { kind: 'status', status: 502, when: 'after' },
    { kind: 'html', status: 403 },
  ),
});

test('whatever is credited in whatever order, twice at once, an answer lost: the credits come to the invoice, rate by rate', async () => {
  await fc.assert(
    fc.asyncProperty(
      bought,
      clicks,
      lost,
      async ({ items, couponPercent, shippingCents }, steps, failure) => {
        const goods = items.reduce((sum, { cents, count }) => sum + cents * count, 0);
        const { orderId, documentId } = await world.issued({
          items: items.map(({ tax, cents, count }, index) => ({
            productUid: `p-${index}`,
            sku: `P-${index}`,
            title: `Articolo ${index}`,
            price: (cents / 100).toFixed(2),
            tax,
            count,
          })),
          saleAmount: (Math.floor((goods * couponPercent) / 100) / 100).toFixed(2),
          shippingCost: (shippingCents / 100).toFixed(2),
          paymentCost: '0',
        });
        failing({ method: 'POST', path: /issued_documents$/, skip: failure.skip }, failure.fault);
        const ask = (body: CreditBody) =>
          world.merchant.browser.write('POST', `${world.plugin.url}/api/orders/${orderId}/credit-note`, body);
        for (const step of steps) {
          const bodies = step.length === 1 ? [...step, ...step] : step;
          const answers = await Promise.all(bodies.map(ask));
          expect(answers.filter(({ status }) => ![202, 409, 422].includes(status))).toEqual([]);
        }
        await ask({});
        const notes = await until(async () => {
          const { creditNotes = [] } = (await world.delivery(orderId)) ?? {};
          return creditNotes.every(({ state }) => state === 'sent') ? creditNotes : null;
        }, 'the credit notes');
        world.sandbox.fic.faults.clear();
        const made = world.documentsOf(orderId).filter(({ type }) => type === 'credit_note');
        expect(made.map(({ id }) => id).sort()).toEqual(notes.map(({ document }) => document?.id).sort());
        const invoice = world.document(documentId);
        expect(centsByRate(made)).toEqual(centsByRate(invoice === undefined ? [] : [invoice]));
        expect(await world.refusal(orderId, 'credit-note')).toEqual([409, 'credit-exceeds-invoice']);
      },
    ),
    { numRuns: 5, endOnFailure: true },
  );
}, 120_000);

/** What documents come to at each rate, as Fatture in Cloud computes it: cents, VAT included. */
function centsByRate(documents: readonly IssuedDocument[]): Record<string, number> {
  const cents: Record<string, number> = {};
  for (const { items_list: items, use_gross_prices: useGrossPrices } of documents) {
    const { byRate } = documentTotals(
      { items, useGrossPrices, extras: none, amountDueDiscount: 0 },
      'per-rate',
    );
    for (const [rate, { net, vat }] of byRate) {
      cents[rate] = (cents[rate] ?? 0) + net.plus(vat).times(100).toNumber();
    }
  }
  return cents;
}
const none = {
  rivalsa: 0,
  cassa: 0,
  cassa2: 0,
  withholding_tax: 0,
  other_withholding_tax: 0,
  stamp_duty: 0,
};
