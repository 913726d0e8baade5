import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, type Shop, startSandbox } from '../../../sandbox/index.ts';
import type { DeliveryDto } from '../../../src/contract/delivery/delivery.ts';
import { orderMarker } from '../../../src/domain/marker.ts';
import { eInvoice } from '../../support/e-invoices.ts';
import { KillablePlugin } from '../../support/killable.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { createDatabase } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: KillablePlugin;
let company: number;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 0, quota: { per5Minutes: 5000, perHour: 5000 } });
  company = sandbox.fic.companyIds.bottega;
  plugin = await KillablePlugin.create(sandbox, await createDatabase(), {
    FIC_QUOTA_5MIN: '5000',
    FIC_QUOTA_HOUR: '5000',
    LOG_LEVEL: 'warn',
    EINVOICE_CRON: '* * * * * *',
  });
  await plugin.start();
}, 120_000);
afterAll(async () => {
  sandbox?.fic.faults.clear();
  await plugin?.kill();
  await sandbox?.stop();
});

/** An order of a shop of its own, so that one death meets every act: a shop does one thing after the other. */
async function sentOrder(shop: Shop, invoice: boolean) {
  await sandbox.shop.install(shop);
  const merchant = new Merchant(plugin, sandbox, shop);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  const order = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice, raw: {} }, shop);
  const id = order.orderID;
  const delivery = await merchant.delivery(id, 'sent');
  const path = `/api/orders/${id}`;
  return {
    order,
    merchant,
    documentId: delivery.document?.id ?? 0,
    post: (act: string, body = {}) => merchant.write<DeliveryDto>('POST', `${path}/${act}`, body),
    now: () => merchant.order(id).then((told) => told.delivery),
    /** How often each thing happened. */
    history: async () => {
      const events = (await merchant.order(id)).delivery?.events ?? [];
      return (...types: string[]) => types.map((type) => events.filter((one) => one.type === type).length);
    },
    documents: () =>
      sandbox.fic
        .documents(company)
        .filter(({ subject }) => subject.includes(orderMarker(shop.uid, id).slice(0, -1)))
        .map(({ id: documentId, type }) => [documentId, type]),
  };
}

const shops = () => [
  sandbox.shop.main,
  ...['Update', 'Credit', 'Transform'].map((name) => sandbox.shop.addShop({ name })),
];

const one = /issued_documents\/\d+$/;
/** Of a withdrawal, an update, a credit note and a transformation: the call that changes something. */
const changes: Call[] = [
  ['DELETE', one, 1],
  ['PUT', one, 1],
  ['POST', /issued_documents$/, 2],
];
type Call = [method: string, path: RegExp, times: number];

/** The plug-in dies once all of these calls, which `begin` leads to, hang: before or after they had their effect. */
async function dieIn(calls: Call[], when: 'before' | 'after', begin: () => Promise<unknown>): Promise<void> {
  const hanging = calls.map(([method, path, times]) =>
    sandbox.fic.faults.add({ method, path, times, fault: { kind: 'hang', when } }),
  );
  await begin();
  await until(() => hanging.every(({ applied, rule }) => applied === rule.times), 'the calls');
  await plugin.kill('SIGKILL');
  sandbox.fic.faults.clear();
}

test('killed before and after each call of withdraw, update, credit and transform: one truth, and the history tells', async () => {
  const [first, second, third, fourth] = shops();
  if (!first || !second || !third || !fourth) throw new Error('no shops');
  const withdrawn = await sentOrder(first, false);
  const updated = await sentOrder(second, true);
  const credited = await sentOrder(third, true);
  const transformed = await sentOrder(fourth, false);
  await credited.post('e-invoice/send');
  await eInvoice(credited.merchant, credited.order.orderID, 'in-transit');
  sandbox.fic.answerSdi(company, credited.documentId, 'accepted');
  await eInvoice(credited.merchant, credited.order.orderID, 'delivered');
  const [item] = updated.order.items;
  if (item === undefined) throw new Error('no item');
  item.price = String(Number(item.price) + 3);
  const number = (await updated.now())?.document?.number;

  // So that the order is left beside its invoice for a moment.
  sandbox.fic.transforms = false;
  await dieIn(changes, 'before', () =>
    Promise.all([
      withdrawn.post('withdraw'),
      updated.post('update'),
      credited.post('credit-note'),
      transformed.post('send', { kind: 'invoice' }),
    ]),
  );
  expect(withdrawn.documents()).toEqual([[withdrawn.documentId, 'order']]);
  expect(credited.documents()).toHaveLength(1);
  await dieIn(changes, 'after', () => plugin.start());
  expect(withdrawn.documents()).toEqual([]);
  expect(credited.documents()).toHaveLength(2);
  expect(transformed.documents()).toHaveLength(2);
  // The order that its invoice replaced.
  await dieIn([['DELETE', one, 1]], 'after', () => plugin.start());
  await plugin.start();

  await withdrawn.merchant.delivery(withdrawn.order.orderID, 'skipped');
  const done = async ({ history }: typeof updated, type: string) => (await history())(type)[0] === 1;
  await until(() => done(updated, 'updated'), 'the update');
  await until(() => done(transformed, 'order-replaced'), 'the end of the order');
  const note = await until(async () => {
    const [made] = (await credited.now())?.creditNotes ?? [];
    return made?.state === 'sent' ? made : null;
  }, 'the credit note');

  expect(withdrawn.documents()).toEqual([]);
  expect((await withdrawn.history())('act-asked', 'withdrawn')).toEqual([1, 1]);

  expect(updated.documents()).toEqual([[updated.documentId, 'invoice']]);
  expect(sandbox.fic.documents(company).find(({ id }) => id === updated.documentId)?.amount_gross).toBe(
    (await updated.merchant.order(updated.order.orderID)).total,
  );
  expect((await updated.now())?.document?.number).toBe(number);
  expect((await updated.history())('act-asked', 'updated')).toEqual([1, 1]);

  expect(credited.documents()).toEqual([
    [credited.documentId, 'invoice'],
    [note.document?.id, 'credit_note'],
  ]);
  // The first call made nothing and was looked for in vain; the second one's credit note was found.
  expect(
    (await credited.history())('credit-note-creating', 'credit-note-made', 'credit-note-adopted'),
  ).toEqual([2, 0, 1]);

  const { document, kind, state } = (await transformed.now()) ?? {};
  expect({ kind, state }).toEqual({ kind: 'invoice', state: 'sent' });
  expect(transformed.documents()).toEqual([[document?.id, 'invoice']]);
  expect((await transformed.history())('adopted', 'order-replaced')).toEqual([1, 1]);
}, 180_000);
