import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FaultRule, type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { EInvoiceState } from '../../../src/domain/e-invoice.ts';
import type { ClaimedEInvoice } from '../../../src/ports/stores/e-invoices.ts';
import { eInvoice, placeInvoiced, saveEInvoices, transmissions } from '../../support/e-invoices.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
let company: number;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 0 });
  plugin = await startTestPlugin(sandbox, { timeoutMs: 800 });
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  company = sandbox.fic.companyIds.bottega;
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});
afterEach(async () => {
  sandbox.fic.faults.clear();
  await saveEInvoices(merchant, { send: 'manual', delayMinutes: 0, copyToBuyer: false });
});

const send = (orderId: string) => merchant.write('POST', `/api/orders/${orderId}/e-invoice/send`);
const refusal = async (orderId: string) => {
  const url = `${plugin.url}/api/orders/${orderId}/e-invoice/send`;
  const answer = await merchant.browser.write('POST', url);
  return [answer.status, ((await answer.json()) as { code: string }).code];
};
const follow = async () => {
  await plugin.query('update e_invoices set next_look_at = now() where next_look_at is not null');
  await plugin.context.store.wake.enqueue('follow-e-invoices', { shopId: await shopId() }, { key: 'now' });
};
const shopId = async () => (await plugin.query<{ id: string }>('select id from shops'))[0]?.id ?? '';
const documentOf = async (orderId: string) => (await merchant.delivery(orderId, 'sent')).document?.id ?? 0;
const ficDocument = (id: number) => sandbox.fic.documents(company).find((document) => document.id === id);
const events = async (orderId: string) =>
  ((await merchant.order(orderId)).delivery?.events ?? []).map(({ type }) => type);

/** An invoice that is made, and not sent. */
async function made() {
  const order = placeInvoiced(sandbox);
  await eInvoice(merchant, order.orderID, 'to-send');
  return { orderId: order.orderID, documentId: await documentOf(order.orderID) };
}

describe('an invoice goes to the SDI', () => {
  test('by hand it waits for a person, with its dead-line; the list finds it by its state', async () => {
    const { orderId, documentId } = await made();
    const { dueBy } = await eInvoice(merchant, orderId, 'to-send');
    const date = new Date(`${ficDocument(documentId)?.date}T12:00:00Z`);
    expect(new Date(`${dueBy}T12:00:00Z`).getTime() - date.getTime()).toBe(12 * 24 * 60 * 60 * 1000);
    const { orders } = await merchant.get<{ orders: { id: string }[] }>('/api/orders?eInvoice=to-send');
    expect(orders.map(({ id }) => id)).toContain(orderId);
    expect(transmissions(sandbox, company).get(documentId)).toBeUndefined();

    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    expect(transmissions(sandbox, company).get(documentId)).toBe(1);
    expect(await refusal(orderId)).toEqual([409, 'e-invoice-not-due']);
    sandbox.fic.answerSdi(company, documentId, 'accepted');
    await follow();
    await eInvoice(merchant, orderId, 'delivered');
    const told = await merchant.get<{ orders: { id: string }[] }>('/api/orders?eInvoice=delivered');
    expect(told.orders.map(({ id }) => id)).toContain(orderId);
    expect((await events(orderId)).slice(-4)).toEqual([
      'e-invoice-asked',
      'e-invoice-sending',
      'e-invoice-sent',
      'e-invoice-status',
    ]);
  });

  test('automatically it costs two calls in all, and one a look until its end', async () => {
    await saveEInvoices(merchant, { send: 'automatic', delayMinutes: 0, copyToBuyer: false });
    sandbox.fic.calls.clear();
    const order = placeInvoiced(sandbox);
    await eInvoice(merchant, order.orderID, 'in-transit');
    const documentId = await documentOf(order.orderID);
    for (const [outcome, state] of [
      ['sent', 'sent'],
      ['accepted', 'delivered'],
    ] as const) {
      sandbox.fic.answerSdi(company, documentId, outcome);
      // The others are not looked at with it.
      await plugin.query('update e_invoices set next_look_at = null where document_id <> $1', [documentId]);
      await follow();
      await eInvoice(merchant, order.orderID, state);
    }
    await follow();
    const made = sandbox.fic.calls.calls.filter(({ path }) => path.startsWith(`/c/${company}/`));
    expect(made.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)).toEqual([
      'POST issued_documents',
      'POST send',
      `GET ${documentId}`,
      `GET ${documentId}`,
    ]);
  });

  test('with a delay it can still be held back: switched to by hand, it stays', async () => {
    await saveEInvoices(merchant, { send: 'automatic', delayMinutes: 60, copyToBuyer: false });
    const order = placeInvoiced(sandbox);
    expect((await eInvoice(merchant, order.orderID, 'to-send')).nextTryAt).toBeDefined();
    await saveEInvoices(merchant, { send: 'manual', delayMinutes: 0, copyToBuyer: false });
    expect((await eInvoice(merchant, order.orderID, 'to-send')).nextTryAt).toBeUndefined();
  });

  test('many at once: those that are to be sent, however often asked', async () => {
    const invoices = [await made(), await made(), await made()];
    const ids = invoices.map(({ orderId }) => orderId);
    const [one, two] = await Promise.all([
      merchant.write<{ queued: number }>('POST', '/api/e-invoices/send', { ids }),
      merchant.write<{ queued: number }>('POST', '/api/e-invoices/send', { all: true }),
    ]);
    expect(one.queued + two.queued).toBeGreaterThanOrEqual(3);
    for (const { orderId, documentId } of invoices) {
      await eInvoice(merchant, orderId, 'in-transit');
      expect(transmissions(sandbox, company).get(documentId)).toBe(1);
    }
  });

  test('an order without an invoice has nothing to send', async () => {
    const order = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false, raw: {} });
    await merchant.delivery(order.orderID, 'sent');
    expect(await refusal(order.orderID)).toEqual([409, 'e-invoice-not-due']);
    expect((await merchant.order(order.orderID)).delivery?.eInvoice).toBeUndefined();
  });
});

const sendCall = { method: 'POST', path: /e_invoice\/send$/ };
const lost: [string, FaultRule['fault']][] = [
  ['no answer comes', { kind: 'hang', when: 'after' }],
  ['the connection breaks', { kind: 'reset', when: 'after' }],
  ['a server error follows', { kind: 'status', status: 502, when: 'after' }],
];

describe('sent once, whatever is heard of it', () => {
  test.each(lost)('it is sent and %s: its status is read, and nothing is repeated', async (_, fault) => {
    const { orderId, documentId } = await made();
    sandbox.fic.faults.add({ ...sendCall, fault, times: 1 });
    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    expect(transmissions(sandbox, company).get(documentId)).toBe(1);
    expect(await events(orderId)).toContain('e-invoice-uncertain');
  });

  test.each([
    ['the connection breaks before', { kind: 'reset', when: 'before' }],
    ['a server error comes instead', { kind: 'status', status: 500, when: 'before' }],
  ] as [string, FaultRule['fault']][])('%s: it is looked at, then sent', async (_, fault) => {
    const { orderId, documentId } = await made();
    sandbox.fic.faults.add({ ...sendCall, fault, times: 1 });
    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    expect(transmissions(sandbox, company).get(documentId)).toBe(1);
  });

  test('a person sent it in Fatture in Cloud: the refusal is followed by a look', async () => {
    const { orderId, documentId } = await made();
    const document = ficDocument(documentId);
    if (document === undefined) throw new Error('no document');
    document.ei_status = 'sent';
    document.locked = true;
    await send(orderId);
    await eInvoice(merchant, orderId, 'sent');
    expect(transmissions(sandbox, company).get(documentId)).toBeUndefined();
  });

  test('a refusal whose look fails leaves a doubt, which ends with the look', async () => {
    const { orderId, documentId } = await made();
    const document = ficDocument(documentId);
    if (document === undefined) throw new Error('no document');
    document.ei_status = 'pending';
    document.locked = true;
    const path = new RegExp(`issued_documents/${documentId}$`);
    sandbox.fic.faults.add({ method: 'GET', path, fault: { kind: 'status', status: 500 }, times: 2 });
    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    expect(await events(orderId)).toContain('e-invoice-uncertain');
  });

  test('a doubt whose look is refused waits for a person, who may press again: it is looked at, and sent once', async () => {
    const { orderId, documentId } = await made();
    sandbox.fic.faults.add({ ...sendCall, fault: { kind: 'reset', when: 'before' }, times: 1 });
    const path = new RegExp(`issued_documents/${documentId}$`);
    sandbox.fic.faults.add({ method: 'GET', path, fault: { kind: 'status', status: 422 } });
    await send(orderId);
    const told = await until(async () => {
      const found = await eInvoice(merchant, orderId, 'sending');
      return found.offers === undefined ? null : found;
    });
    expect(told).toMatchObject({
      offers: 'send',
      problem: { fix: expect.stringContaining('premi Invia allo SDI') },
    });
    expect(told.nextTryAt).toBeUndefined();
    sandbox.fic.faults.clear();
    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    expect(transmissions(sandbox, company).get(documentId)).toBe(1);
  });

  test('the quota holds it: it leaves when there is room', async () => {
    const { orderId, documentId } = await made();
    sandbox.fic.faults.add({ ...sendCall, fault: { kind: 'quota', retryAfterSeconds: 1 }, times: 1 });
    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    expect(transmissions(sandbox, company).get(documentId)).toBe(1);
    expect(await events(orderId)).toContain('e-invoice-waiting');
  });

  test('a token refused meanwhile: refreshed, and sent once', async () => {
    const { orderId, documentId } = await made();
    sandbox.fic.expireAccessTokens();
    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    expect(transmissions(sandbox, company).get(documentId)).toBe(1);
  });

  test('without a connection it waits, and leaves after a new authorization', async () => {
    const { orderId, documentId } = await made();
    sandbox.fic.revokeTokens();
    await send(orderId);
    await until(
      async () => (await eInvoice(merchant, orderId, 'to-send')).problem?.code === 'fic-unauthorized',
    );
    await merchant.authorize('laura.conti@example.com');
    await eInvoice(merchant, orderId, 'in-transit');
    expect(transmissions(sandbox, company).get(documentId)).toBe(1);
  });

  test('orders go before it, and it goes before nothing that waits', async () => {
    const { orderId, documentId } = await made();
    sandbox.fic.calls.clear();
    const slow = sandbox.fic.faults.add({
      method: 'POST',
      path: /issued_documents$/,
      fault: { kind: 'slow', ms: 150 },
    });
    const orders = Array.from({ length: 4 }, () => placeInvoiced(sandbox));
    await until(() => slow.applied > 0, 'the first order');
    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    const calls = sandbox.fic.calls.calls.filter(({ method }) => method === 'POST');
    const place = calls.findIndex(({ path }) => path.endsWith(`${documentId}/e_invoice/send`));
    expect(calls.slice(0, place).filter(({ path }) => path.endsWith('/issued_documents'))).toHaveLength(
      orders.length,
    );
  });
});

describe('what Fatture in Cloud or the SDI does not take', () => {
  test('a refused XML is told sentence by sentence with the mend that fits; corrected and sent again it is one document', async () => {
    const { orderId, documentId } = await made();
    const document = ficDocument(documentId);
    if (document === undefined) throw new Error('no document');
    const { number } = document;
    document.entity = { ...document.entity, address_city: '', ei_code: '', certified_email: '' };
    await send(orderId);
    const told = await until(async () => {
      const found = await eInvoice(merchant, orderId, 'to-send');
      return found.problem === undefined ? null : found;
    });
    expect(told.problem?.code).toBe('e-invoice-invalid');
    expect(told.problems).toHaveLength(2);
    expect(told.problem?.fix).toContain('Correggi i dati del cliente');

    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    expect(ficDocument(documentId)).toMatchObject({
      number,
      entity: { address_city: expect.stringMatching(/./) },
    });
    expect(await events(orderId)).toContain('e-invoice-corrected');
  });

  test('discarded: why in our words, five days; corrected in the shop it goes again with its number and date', async () => {
    const { orderId, documentId } = await made();
    const before = { number: ficDocument(documentId)?.number, date: ficDocument(documentId)?.date };
    const count = sandbox.fic.documents(company).length;
    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    sandbox.fic.answerSdi(company, documentId, 'discarded', '00305');
    await follow();
    const told = await eInvoice(merchant, orderId, 'discarded');
    expect(told.problem?.detail).toContain('00305');
    expect(told.problem?.fix).toContain('Correggi e reinvia');
    const days = (new Date(told.dueBy).getTime() - Date.now()) / (24 * 60 * 60 * 1000);
    expect(Math.ceil(days)).toBe(5);

    const order = sandbox.shop.main.orders.find(({ orderID }) => orderID === orderId);
    if (order === undefined) throw new Error('no order');
    expect(told.offers).toBe('resend');
    // What keeps it from being built ends with the button that is there, not with the order's.
    const { zip } = order.billing;
    order.billing.zip = '';
    await send(orderId);
    const kept = await until(async () => {
      const { problem } = await eInvoice(merchant, orderId, 'discarded');
      return problem?.code === 'address-incomplete' ? problem : null;
    });
    expect(kept.fix).toMatch(/Completa l'indirizzo.*; poi premi Correggi e reinvia\.$/);
    expect(kept.fix).not.toContain('invialo di nuovo');
    Object.assign(order.billing, { zip, fullname: 'Nome Corretto' });
    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    sandbox.fic.answerSdi(company, documentId, 'accepted');
    await follow();
    await eInvoice(merchant, orderId, 'delivered');
    expect(ficDocument(documentId)).toMatchObject(before);
    expect(sandbox.fic.documents(company)).toHaveLength(count);
    expect(transmissions(sandbox, company).get(documentId)).toBe(2);
  });

  test('a correction whose answer is lost is written once more, and changes no number', async () => {
    const { orderId, documentId } = await made();
    const number = ficDocument(documentId)?.number;
    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    sandbox.fic.answerSdi(company, documentId, 'discarded', '00311');
    await follow();
    await eInvoice(merchant, orderId, 'discarded');
    const path = new RegExp(`issued_documents/${documentId}$`);
    sandbox.fic.faults.add({ method: 'PUT', path, fault: { kind: 'reset', when: 'after' }, times: 1 });
    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    expect(ficDocument(documentId)?.number).toBe(number);
    expect(transmissions(sandbox, company).get(documentId)).toBe(2);
  });

  test('not delivered, rejected, failed: each says what to do', async () => {
    for (const [outcome, state, words] of [
      ['not_delivered', 'not-delivered', 'cassetto fiscale'],
      ['rejected', 'rejected', 'nota di credito'],
      ['error', 'error', 'Correggi e reinvia'],
    ] as const) {
      const { orderId, documentId } = await made();
      await send(orderId);
      await eInvoice(merchant, orderId, 'in-transit');
      sandbox.fic.answerSdi(company, documentId, outcome);
      await follow();
      expect((await eInvoice(merchant, orderId, state)).problem?.fix).toContain(words);
    }
  });

  test('a company without e-invoicing, and a document that was deleted', async () => {
    const { orderId } = await made();
    sandbox.fic.company(company).eInvoicingOff = true;
    await send(orderId);
    await until(
      async () => (await eInvoice(merchant, orderId, 'to-send')).problem?.code === 'e-invoice-not-enabled',
    );
    sandbox.fic.company(company).eInvoicingOff = false;
    const gone = await made();
    sandbox.fic.deleteDocument(company, gone.documentId);
    await send(gone.orderId);
    expect((await eInvoice(merchant, gone.orderId, 'error')).problem?.code).toBe('e-invoice-gone');
  });

  test('a status that nobody knows is in transit, and is looked at again', async () => {
    const { orderId, documentId } = await made();
    await send(orderId);
    await eInvoice(merchant, orderId, 'in-transit');
    const document = ficDocument(documentId);
    if (document === undefined) throw new Error('no document');
    document.ei_status = 'teleported';
    await follow();
    await until(() => plugin.log.some((line) => line.includes('teleported')));
    await eInvoice(merchant, orderId, 'in-transit');
    sandbox.fic.answerSdi(company, documentId, 'accepted');
    await follow();
    await eInvoice(merchant, orderId, 'delivered');
  });
});

describe('a copy to the buyer', () => {
  const emails = (documentId: number) =>
    sandbox.fic.sdi(company).emails.filter((email) => email.documentId === documentId);

  async function delivered() {
    await saveEInvoices(merchant, { send: 'automatic', delayMinutes: 0, copyToBuyer: true });
    const order = placeInvoiced(sandbox);
    order.billing.sdi = '';
    await eInvoice(merchant, order.orderID, 'in-transit');
    const documentId = await documentOf(order.orderID);
    await plugin.query('update e_invoices set wants_copy = true where document_id = $1', [documentId]);
    return { orderId: order.orderID, documentId };
  }

  test('goes once the SDI has the invoice, and once', async () => {
    const { orderId, documentId } = await delivered();
    expect(emails(documentId)).toHaveLength(0);
    for (const outcome of ['sent', 'accepted'] as const) {
      sandbox.fic.answerSdi(company, documentId, outcome);
      await follow();
      await eInvoice(merchant, orderId, outcome === 'sent' ? 'sent' : 'delivered');
    }
    await until(async () => (await eInvoice(merchant, orderId, 'delivered')).copy === 'sent');
    expect(emails(documentId)).toHaveLength(1);
    expect(emails(documentId)[0]?.to).toBe(ficDocument(documentId)?.entity.email);
  });

  test('whose answer is lost is not repeated, and that is said', async () => {
    const { orderId, documentId } = await delivered();
    sandbox.fic.faults.add({
      method: 'POST',
      path: /email$/,
      fault: { kind: 'reset', when: 'after' },
      times: 1,
    });
    sandbox.fic.answerSdi(company, documentId, 'accepted');
    await follow();
    await until(async () => (await eInvoice(merchant, orderId, 'delivered')).copy === 'unknown');
    expect(emails(documentId)).toHaveLength(1);
    expect(await events(orderId)).toContain('e-invoice-copy-unknown');
  });

  /** A copy that is due, in the hands of the lane's holder: the plug-in's own worker leaves it alone meanwhile. */
  async function inHand(
    work: (claimed: ClaimedEInvoice, look: (state: EInvoiceState) => Promise<void>) => Promise<void>,
  ) {
    const { orderId, documentId } = await delivered();
    await plugin.query(
      `update e_invoices set state = 'sent', act = 'copy', act_at = now() + interval '1 hour', copy_state = 'due',
         next_look_at = now() where document_id = $1`,
      [documentId],
    );
    const { eInvoices, wake } = plugin.context.store;
    const shop = await shopId();
    const soon = new Date(Date.now() + 2 * 60 * 60 * 1000);
    const look = async (state: EInvoiceState) => {
      const watched = (await eInvoices.listDue(shop, company, soon, 1000)).find(
        (each) => each.documentId === documentId,
      );
      if (watched === undefined) throw new Error('not looked at');
      const copies = state === 'sent';
      const seen = { state, status: state, date: null, dueBy: null, problem: null, nextLookAt: soon, copies };
      expect(await eInvoices.apply(watched, seen)).toBe(true);
    };
    const inLane = async () => {
      const claimed = await eInvoices.next(shop, soon);
      if (claimed?.documentId !== documentId) throw new Error('another e-invoice is due');
      await work(claimed, look);
    };
    await until(() => wake.withShopLane(shop, { now: soon, limit: 1 }, inLane), 'the lane');
    const [row] = await plugin.query<{ act: string | null; copy: string }>(
      'select act, copy_state as copy from e_invoices where document_id = $1',
      [documentId],
    );
    return { orderId, documentId, ...row };
  }

  test.each(['in-transit', 'discarded'] as const)(
    'is noted as sent, though a look told meanwhile that the invoice is %s',
    async (state) => {
      const { orderId, copy, act } = await inHand(async (claimed, look) => {
        const { eInvoices } = plugin.context.store;
        expect(await eInvoices.beginCopy(claimed)).toBe(true);
        await look(state);
        await eInvoices.endCopy(claimed, 'sent');
      });
      expect({ copy, act }).toEqual({ copy: 'sent', act: null });
      expect(await events(orderId)).toContain('e-invoice-copy-sent');
    },
  );

  test('that a dead worker left is said to be uncertain, and leaves what a person asked for meanwhile', async () => {
    const { orderId, copy, act } = await inHand(async (claimed, look) => {
      const { eInvoices } = plugin.context.store;
      expect(await eInvoices.beginCopy(claimed)).toBe(true);
      await look('discarded');
      await eInvoices.requestOne(claimed.shopId, claimed.orderId, new Date(Date.now() + 60 * 60 * 1000));
      await eInvoices.releaseOrphans(claimed.shopId);
    });
    expect({ copy, act }).toEqual({ copy: 'unknown', act: 'send' });
    expect(await events(orderId)).toContain('e-invoice-copy-unknown');
    await plugin.query('update e_invoices set act = null, act_at = null where order_id = $1', [orderId]);
  });

  test('that is due goes, though a late look told that the invoice is on its way still', async () => {
    const { documentId } = await inHand(async (_, look) => {
      await look('in-transit');
      await look('sent');
    });
    await until(() => emails(documentId).length === 1, 'the copy');
  });
});
