import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { UpdatePreviewDto } from '../../../src/contract/aftercare/acts.ts';
import { AftercareWorld } from '../../support/aftercare.ts';
import { eInvoice, transmissions } from '../../support/e-invoices.ts';
import { until } from '../../support/merchant.ts';

let world: AftercareWorld;
beforeAll(async () => {
  world = await AftercareWorld.start();
});
afterAll(() => world?.stop());
afterEach(async () => {
  world.sandbox.fic.faults.clear();
  world.sandbox.fic.restocks = true;
  world.sandbox.fic.locksPayments = false;
  await world.merchant.save('orders', { automatic: true, send: 'paid', whenCancelled: 'ask' });
});

const ticking = (items: { price: string; count: number }[]) =>
  items.map((item, index) => ({
    productUid: `a-${index}`,
    sku: `A-${index}`,
    title: `Articolo ${index}`,
    tax: 22,
    ...item,
  }));

describe('what changes in the shop is noticed', () => {
  test('cancelled: told in the list, on the home and in the history, and found by a filter of its own', async () => {
    const { orderId } = await world.sent();
    world.sandbox.shop.cancel(orderId);
    const { changed } = await world.when(orderId, 'change', (delivery) => delivery.changed);
    expect(changed?.code).toBe('order-cancelled-after');
    expect(await world.events(orderId)).toContain('order-changed');
    const { orders } = await world.merchant.get<{ orders: { id: string }[] }>('/api/orders?changed=true');
    expect(orders.map(({ id }) => id)).toContain(orderId);
    const home = await world.merchant.get<{
      changed: { total: number; latest: { orderId: string; mend: string }[] };
    }>('/api/home');
    expect(home.changed.latest.find((one) => one.orderId === orderId)?.mend).toBe('withdraw');
  });

  test('edited: what differs is named, and back as it was it is told no more; nothing of consequence is nothing', async () => {
    const { order, orderId } = await world.sent();
    await world.hint(orderId);
    world.sandbox.shop.setStatus(orderId, 3);
    const [item] = order.items;
    if (item === undefined) throw new Error('no item');
    const { price } = item;
    item.price = String(Number(price) + 5);
    await world.hint(orderId);
    const { changed } = await world.when(orderId, 'change', (delivery) => delivery.changed);
    expect(changed?.code).toBe('order-changed-after');
    expect(changed?.detail).toContain('le righe, il totale');
    item.price = price;
    await world.hint(orderId);
    await world.when(orderId, 'no change', (delivery) => delivery.changed === undefined);
    expect((await world.events(orderId)).filter((type) => type === 'order-changed')).toHaveLength(1);
  });

  test('the buyer’s data', async () => {
    const { order, orderId } = await world.sent();
    order.billing.city = 'Altrove';
    await world.hint(orderId);
    const { changed } = await world.when(orderId, 'change', (delivery) => delivery.changed);
    expect(changed?.detail).toContain('i dati del cliente');
  });

  test('paid meanwhile: one PUT of the payments alone, by itself', async () => {
    const { orderId, documentId } = await world.sent({ paid: false });
    expect(world.document(documentId)?.payments_list[0]?.status).toBe('not_paid');
    world.sandbox.fic.calls.clear();
    world.sandbox.shop.markPaid(orderId);
    await until(() => world.document(documentId)?.payments_list[0]?.status === 'paid', 'payment');
    await until(async () => (await world.events(orderId)).includes('payment-marked'), 'event');
    const calls = world.sandbox.fic.calls.calls.filter(({ path }) => path.includes('issued_documents'));
    expect(calls.map(({ method }) => method)).toEqual(['PUT']);
    await world.hint(orderId);
    await world.sandbox.shop.webhooksSettled();
    expect((await world.events(orderId)).filter((type) => type === 'payment-marked')).toHaveLength(1);
  });

  test('a payment that Fatture in Cloud will not have is told', async () => {
    const { orderId } = await world.issued({ paid: false });
    world.sandbox.fic.locksPayments = true;
    world.sandbox.shop.markPaid(orderId);
    const { documentAct } = await world.when(
      orderId,
      'failure',
      ({ documentAct }) => documentAct?.state === 'failed',
    );
    expect(documentAct?.problem?.code).toBe('payment-not-marked');
  });
});

test('an order that was made again in place of a cancelled one is noted in its preview, and no other', async () => {
  const { order, orderId } = await world.sent();
  const made = world.sandbox.shop.placeOrder({ status: 0, raw: {} });
  Object.assign(made, {
    ...order,
    orderID: made.orderID,
    shortId: made.shortId,
    placedAt: made.placedAt,
    status: 0,
    paidAt: null,
  });
  const warnings = async () =>
    (
      await world.merchant.get<{ warnings: { code: string }[] }>(`/api/orders/${made.orderID}/preview`)
    ).warnings.map(({ code }) => code);
  expect(await warnings()).not.toContain('order-looks-like');
  world.sandbox.shop.cancel(orderId);
  await world.when(orderId, 'change', (one) => one.changed);
  expect(await warnings()).toContain('order-looks-like');
});

describe('withdraw', () => {
  test('deletes the document; the order may be sent again by hand, and does not leave by itself', async () => {
    const { orderId, documentId } = await world.sent();
    expect((await world.post(orderId, 'withdraw')).state).toBe('sent');
    await world.merchant.delivery(orderId, 'skipped');
    expect(world.document(documentId)).toBeUndefined();
    expect(await world.events(orderId)).toContain('withdrawn');
    await world.hint(orderId);
    await world.sandbox.shop.webhooksSettled();
    await world.post(orderId, 'send');
    const again = await world.merchant.delivery(orderId, 'sent');
    expect(again.document?.id).not.toBe(documentId);
    expect(again.origin).toBe('manual');
  });

  test('an invoice that was never sent; never one that the SDI has', async () => {
    const unsent = await world.sent({ invoice: true });
    await world.post(unsent.orderId, 'withdraw');
    await world.merchant.delivery(unsent.orderId, 'skipped');
    expect(world.document(unsent.documentId)).toBeUndefined();

    const issued = await world.issued();
    expect(await world.refusal(issued.orderId, 'withdraw')).toEqual([409, 'withdraw-issued']);
    expect(await world.refusal(issued.orderId, 'update')).toEqual([409, 'update-issued']);
    expect(await world.refusal(unsent.orderId, 'withdraw')).toEqual([409, 'withdraw-not-possible']);
  });

  test('one that a person sent to the SDI in Fatture in Cloud is left alone', async () => {
    const { orderId, documentId } = await world.sent({ invoice: true });
    const document = world.document(documentId);
    if (document === undefined) throw new Error('no document');
    document.ei_status = 'sent';
    document.locked = true;
    await world.post(orderId, 'withdraw');
    const { documentAct } = await world.when(
      orderId,
      'refusal',
      ({ documentAct }) => documentAct?.state === 'failed',
    );
    expect(documentAct?.problem?.code).toBe('withdraw-issued');
    expect(world.document(documentId)).toBeDefined();
  });

  test('whether the stock came back is looked at, and said', async () => {
    const product = world.sandbox.fic.company(world.company).products.find(({ in_stock }) => in_stock);
    if (product === undefined) throw new Error('no product in stock');
    for (const [restocks, words] of [
      [true, 'tornate in magazzino'],
      [false, 'non sono tornate'],
    ] as const) {
      world.sandbox.fic.restocks = restocks;
      const { orderId } = await world.sent({
        items: [{ sku: product.code, title: product.name, price: '10.00', count: 2, tax: 22 }],
      });
      await world.post(orderId, 'withdraw');
      await world.merchant.delivery(orderId, 'skipped');
      const order = await world.merchant.order(orderId);
      expect(order.delivery?.events.find(({ type }) => type === 'withdrawn')?.text).toContain(words);
    }
  });

  test('by itself where the settings say so, and the document was never issued', async () => {
    await world.merchant.save('orders', { automatic: true, send: 'paid', whenCancelled: 'withdraw' });
    const unsent = await world.sent({ invoice: true });
    const issued = await world.issued();
    for (const { orderId } of [unsent, issued]) world.sandbox.shop.cancel(orderId);
    await world.merchant.delivery(unsent.orderId, 'skipped');
    await world.when(issued.orderId, 'change', (delivery) => delivery.changed);
    expect(world.document(issued.documentId)).toBeDefined();
    await world.merchant.save('orders', { automatic: true, send: 'paid' });
    expect(
      (await world.merchant.get<{ orders: { whenCancelled: string } }>('/api/settings')).orders.whenCancelled,
    ).toBe('withdraw');
  });
});

describe('update', () => {
  test.each([
    ['order', false],
    ['invoice', true],
  ] as const)('a document of type %s says what the order says, under its number', async (_, invoice) => {
    const { order, orderId, documentId } = await world.sent({ invoice });
    const before = world.document(documentId);
    const [number, date] = [before?.number, before?.date];
    const [item] = order.items;
    if (item === undefined) throw new Error('no item');
    item.price = String(Number(item.price) + 7);
    await world.hint(orderId);
    await world.when(orderId, 'change', (delivery) => delivery.changed);
    const preview = await world.merchant.get<UpdatePreviewDto>(`/api/orders/${orderId}/update`);
    expect(preview).toMatchObject({ was: before?.amount_gross, problems: [] });
    expect(preview.now).toBe((await world.merchant.order(orderId)).total);
    const changed = preview.lines.filter((line) => line.changed);
    expect(changed.map(({ was, now }) => [was?.quantity, now?.quantity])).toEqual([[item.count, item.count]]);
    await world.post(orderId, 'update');
    await world.when(
      orderId,
      'update',
      ({ changed, documentAct }) => changed === undefined && documentAct === undefined,
    );
    const after = world.document(documentId);
    expect(after).toMatchObject({ number, date });
    expect(after?.amount_gross).toBe((await world.merchant.order(orderId)).total);
    expect(await world.events(orderId)).toContain('updated');
    expect(world.documentsOf(orderId)).toHaveLength(1);
  });

  test('a cancelled order has nothing to be written: it is told, and the document stands', async () => {
    const { orderId, documentId } = await world.sent();
    world.sandbox.shop.cancel(orderId);
    await world.post(orderId, 'update');
    const { documentAct } = await world.when(
      orderId,
      'failure',
      ({ documentAct }) => documentAct?.state === 'failed',
    );
    expect(documentAct?.problem?.code).toBe('order-cancelled');
    await world.post(orderId, 'withdraw');
    await world.merchant.delivery(orderId, 'skipped');
    expect(world.document(documentId)).toBeUndefined();
  });
});

describe('an invoice afterwards', () => {
  test('the document of type order becomes the invoice: one document, stock moved once', async () => {
    const product = world.sandbox.fic.company(world.company).products.find(({ in_stock }) => in_stock);
    if (product === undefined) throw new Error('no product in stock');
    const { orderId, documentId } = await world.sent({
      items: [{ sku: product.code, title: product.name, price: '10.00', count: 2, tax: 22 }],
    });
    const stock = product.stock_current;
    await world.post(orderId, 'send', { kind: 'invoice' });
    const sent = await world.when(
      orderId,
      'invoice',
      ({ state, kind }) => state === 'sent' && kind === 'invoice',
    );
    await until(async () => (await world.events(orderId)).includes('order-replaced'), 'end');
    expect(world.document(documentId)).toBeUndefined();
    expect(world.documentsOf(orderId).map(({ id, type }) => [id, type])).toEqual([
      [sent.document?.id, 'invoice'],
    ]);
    expect(product.stock_current).toBe(stock);
    await eInvoice(world.merchant, orderId, 'to-send');
    expect(await world.refusal(orderId, 'send', { kind: 'invoice' })).toEqual([409, 'already-sent']);
  });

  test('what forbids the invoice is told before anything is done; the order stays', async () => {
    const { order, orderId, documentId } = await world.sent();
    Object.assign(order.billing, { vat: '', taxCode: '', company: '' });
    const [status] = await world.refusal(orderId, 'send', { kind: 'invoice' });
    expect(status).toBe(422);
    expect((await world.delivery(orderId))?.state).toBe('sent');
    expect(world.document(documentId)).toBeDefined();
  });
});

describe('a credit note', () => {
  test('of the whole: refers to the invoice, comes to it, is paid back, goes on its way to the SDI', async () => {
    const { orderId, documentId } = await world.issued();
    const note = await world.post<{ id: string; state: string; gross: number }>(orderId, 'credit-note');
    const invoice = world.document(documentId);
    expect(note).toMatchObject({ state: 'queued', gross: invoice?.amount_gross });
    const { document, eInvoice: way } = await world.creditNote(orderId, 0, 'sent');
    const credit = world.document(document?.id ?? 0);
    expect(credit).toMatchObject({
      type: 'credit_note',
      amount_gross: invoice?.amount_gross,
      ei_data: { invoice_number: `${invoice?.number}${invoice?.numeration}`, invoice_date: invoice?.date },
      payments_list: [{ status: 'paid' }],
    });
    expect(way?.state).toBe('to-send');
    expect(await world.refusal(orderId, 'credit-note')).toEqual([409, 'credit-exceeds-invoice']);

    await world.post(orderId, 'e-invoice/send');
    await until(
      async () => (await world.delivery(orderId))?.creditNotes?.[0]?.eInvoice?.state === 'in-transit',
      'transmission',
    );
  });

  test('one of three pieces, then the rest: together the invoice to the cent; a preview first', async () => {
    const { orderId, documentId } = await world.issued({
      items: ticking([
        { price: '3.33', count: 3 },
        { price: '10.00', count: 1 },
      ]),
    });
    const invoice = world.document(documentId);
    const preview = await world.post<{ gross: number; left: number }>(orderId, 'credit-note/preview', {
      lines: [{ line: 0, quantity: 1 }],
    });
    const first = await world.post<{ gross: number }>(orderId, 'credit-note', {
      lines: [{ line: 0, quantity: 1 }],
    });
    expect(first.gross).toBe(preview.gross);
    await world.creditNote(orderId, 0, 'sent');
    expect(await world.refusal(orderId, 'credit-note', { lines: [{ line: 0, quantity: 3 }] })).toEqual([
      409,
      'credit-exceeds-invoice',
    ]);
    await world.post(orderId, 'credit-note');
    await world.creditNote(orderId, 1, 'sent');
    const notes = (await world.delivery(orderId))?.creditNotes ?? [];
    expect(Math.round(notes.reduce((sum, { gross }) => sum + gross, 0) * 100)).toBe(
      Math.round((invoice?.amount_gross ?? 0) * 100),
    );
  });

  test('of an unpaid invoice: both payments are set off', async () => {
    const { orderId, documentId } = await world.issued({ paid: false });
    await world.post(orderId, 'credit-note');
    const { document } = await world.creditNote(orderId, 0, 'sent');
    expect(world.document(document?.id ?? 0)?.payments_list[0]?.status).toBe('reversed');
    await until(
      () => world.document(documentId)?.payments_list.every(({ status }) => status === 'reversed'),
      'set off',
    );
  });

  test('whose payment cannot be set off stands all the same, and the history tells', async () => {
    const { orderId } = await world.issued({ paid: false });
    world.sandbox.fic.locksPayments = true;
    await world.post(orderId, 'credit-note');
    await world.creditNote(orderId, 0, 'sent');
    await until(async () => (await world.events(orderId)).includes('payment-not-set-off'), 'event');
  });

  test('waits while the SDI may still discard its invoice; accepted it is made, discarded there is nothing to credit', async () => {
    const { orderId, documentId } = await world.onItsWay();
    const { id } = await world.post<{ id: string }>(orderId, 'credit-note');
    const held = await world.creditNote(orderId, 0, 'waiting');
    expect(held).toMatchObject({ id, problem: { code: 'credit-awaits-sdi' } });
    expect(await world.post<{ id: string }>(orderId, 'credit-note')).toMatchObject({ id });
    await world.sdi(documentId, 'sent');
    await eInvoice(world.merchant, orderId, 'sent');
    expect(world.documentsOf(orderId)).toHaveLength(1);
    await world.sdi(documentId, 'not_delivered');
    await world.creditNote(orderId, 0, 'sent');
    expect((await world.events(orderId)).filter((type) => type === 'credit-note-waiting')).toHaveLength(1);

    const discarded = await world.onItsWay();
    await world.post(discarded.orderId, 'credit-note');
    await world.creditNote(discarded.orderId, 0, 'waiting');
    await world.sdi(discarded.documentId, 'discarded', '00305');
    const { problem } = await world.creditNote(discarded.orderId, 0, 'failed');
    expect(problem?.code).toBe('credit-invoice-returned');
    expect(world.documentsOf(discarded.orderId)).toHaveLength(1);
    await world.post(discarded.orderId, 'withdraw');
    await world.merchant.delivery(discarded.orderId, 'skipped');
  });

  test('that the SDI discards is corrected in its place and sent again, as its invoice would be; the history speaks of it', async () => {
    const { order, orderId } = await world.issued();
    await world.post(orderId, 'credit-note');
    const { document: made, gross } = await world.creditNote(orderId, 0, 'sent');
    const id = made?.id ?? 0;
    const before = { ...world.document(id) };
    const way = (state: string) =>
      until(async () => {
        const note = (await world.delivery(orderId))?.creditNotes?.[0]?.eInvoice;
        return note?.state === state ? note : null;
      }, `credit note ${state}`);
    await world.post(orderId, 'e-invoice/send');
    await way('in-transit');
    await world.sdi(id, 'discarded', '00311');
    const { problem } = await way('discarded');
    expect(problem).toMatchObject({ code: 'e-invoice-discarded' });
    expect(problem?.detail).toMatch(/^Lo SDI ha scartato la nota di credito \(codice 00311\)/);
    const { orders } = await world.merchant.get<{ orders: { id: string }[] }>(
      '/api/orders?eInvoice=discarded',
    );
    expect(orders.map((one) => one.id)).toContain(orderId);

    order.billing.sdi = 'ABC1234';
    await world.post(orderId, 'e-invoice/send');
    await way('in-transit');
    const { number, date } = before;
    expect(world.document(id)).toMatchObject({
      number,
      date,
      amount_gross: gross,
      entity: { ei_code: 'ABC1234' },
    });
    expect(transmissions(world.sandbox, world.company).get(id)).toBe(2);
    expect(world.documentsOf(orderId).filter(({ type }) => type === 'credit_note')).toHaveLength(1);
    await world.sdi(id, 'accepted');
    await way('delivered');
    const events = (await world.merchant.order(orderId)).delivery?.events ?? [];
    const ofNote = events.slice(events.findIndex(({ type }) => type === 'credit-note-made') + 1);
    expect(ofNote.map(({ type }) => type)).toContain('e-invoice-corrected');
    for (const { text } of ofNote) expect(text).not.toMatch(/fattura(?! elettronica)/i);
  });

  test('is refused where no invoice was issued, by amount over several rates, for what cannot be credited', async () => {
    const { orderId } = await world.sent();
    expect(await world.refusal(orderId, 'credit-note')).toEqual([409, 'credit-not-possible']);
    const issued = await world.issued({
      items: [
        { sku: 'A', title: 'Tazza', price: '10.00', count: 1, tax: 22 },
        { sku: 'B', title: 'Libro', price: '5.00', count: 1, tax: 4 },
      ],
    });
    expect(await world.refusal(issued.orderId, 'credit-note', { amount: 1 })).toEqual([
      422,
      'credit-several-types',
    ]);
    expect(
      await world.refusal(issued.orderId, 'credit-note', { lines: [{ line: 99, quantity: 1 }] }),
    ).toEqual([422, 'credit-lines-invalid']);
    expect((await world.refusal(issued.orderId, 'credit-note', { lines: [] }))[0]).toBe(422);
  });

  test('a cancelled order whose invoice is credited whole has nothing more to be looked at', async () => {
    const { orderId } = await world.issued();
    world.sandbox.shop.cancel(orderId);
    await world.when(orderId, 'change', (delivery) => delivery.changed);
    await world.post(orderId, 'credit-note');
    await world.creditNote(orderId, 0, 'sent');
    await world.when(orderId, 'no change', (delivery) => delivery.changed === undefined);
  });
});
