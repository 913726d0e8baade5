import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { orderTotal } from '../../../sandbox/shop/orders.ts';
import { dialect } from '../../support/dialect.ts';
import { Merchant } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;

beforeAll(async () => {
  sandbox = await startSandbox({ dialect });
  plugin = await startTestPlugin(sandbox);
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const documents = () => sandbox.fic.documents(sandbox.fic.companyIds.bottega);

describe('from the install to the first documents', () => {
  test('the install checks the keys, stores the shop and registers three webhooks', async () => {
    expect(await sandbox.shop.install()).toMatchObject({ status: 204 });
    const types = sandbox.shop.webhooks().map((webhook) => Number(webhook.type));
    expect(types.sort()).toEqual([0, 1, 7]);
  });

  test('the first browser holds the shop and connects the only company', async () => {
    expect((await merchant.open()).status).toBe(200);
    expect((await merchant.status()).connection.state).toBe('disconnected');
    const done = await merchant.authorize('laura.conti@example.com');
    expect(done.status).toBe(200);
    const status = await merchant.status();
    expect(status.connection).toEqual({
      state: 'connected',
      company: { id: sandbox.fic.companyIds.bottega, name: expect.any(String) },
    });
    expect(status.prerequisites.map(({ id, ok }) => [id, ok])).toEqual([
      // As documented the platform tells neither.
      ['site-online', true],
      ['taxes', true],
      ['invoicing', dialect === 'agreed' ? true : null],
      ['payment-account', true],
    ]);
  });

  test('one call of Fatture in Cloud fills the catalogue', async () => {
    const catalogue = await merchant.configure();
    expect(catalogue.paymentMethods).toContain('Carta di credito');
    expect(catalogue.vatTypes.some((type) => type.id === 0 && type.value === 22)).toBe(true);
    expect(sandbox.fic.calls.count({ path: /issued_documents\/info$/ })).toBe(1);
  });

  test('a new paid order arrives by itself, to the cent, with one call', async () => {
    const order = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
    const delivery = await merchant.delivery(order.orderID, 'sent', 'failed');
    expect(delivery).toMatchObject({ state: 'sent', origin: 'automatic', kind: 'order' });
    expect(documents()).toHaveLength(1);
    expect(documents()[0]?.amount_gross).toBe(orderTotal(order).toNumber());
  });

  test('an order marked as paid later arrives; its webhooks make one document', async () => {
    const order = sandbox.shop.placeOrder({ status: 0, paidAt: null, invoice: true });
    await sandbox.shop.webhooksSettled();
    sandbox.shop.markPaid(order.orderID);
    const delivery = await merchant.delivery(order.orderID, 'sent', 'failed');
    expect(delivery).toMatchObject({ state: 'sent', kind: 'invoice' });
    expect(documents()).toHaveLength(2);
  });

  test('by hand an unpaid order goes, once; a second time is refused with the document', async () => {
    const order = sandbox.shop.placeOrder({ status: 0, paidAt: null, invoice: false });
    const sent = await merchant.write<{ state: string }>('POST', `/api/orders/${order.orderID}/send`, {});
    expect(['queued', 'sending', 'sent']).toContain(sent.state);
    const delivery = await merchant.delivery(order.orderID, 'sent', 'failed');
    expect(delivery).toMatchObject({ state: 'sent', origin: 'manual' });
    const again = await merchant.browser.write('POST', `${plugin.url}/api/orders/${order.orderID}/send`, {});
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: 'already-sent', document: delivery.document });
    expect(documents()).toHaveLength(3);
  });
});
