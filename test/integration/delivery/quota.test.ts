import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

const PER_HOUR = 30;
/** An hour lasts six seconds. */
const SCALE = 600;

let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;

beforeEach(async () => {
  sandbox = await startSandbox({ orders: 2, customers: 2, quota: { perHour: PER_HOUR, scale: SCALE } });
  plugin = await startTestPlugin(sandbox, {
    variables: { FIC_QUOTA_HOUR: String(PER_HOUR), FIC_QUOTA_SCALE: String(SCALE) },
  });
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
});
afterEach(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const documents = () => sandbox.fic.documents(sandbox.fic.companyIds.bottega).length;
const place = () =>
  sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false, items: [{ sku: 'TAZZA-GRES' }] });

test('a backlog over several hours: no call is refused, one call an order, a manual one goes first', async () => {
  const backlog = Array.from({ length: 3 * PER_HOUR }, place);
  const blocked = await until(async () => {
    const page = await merchant.get<{ deliveries: { orderId: string }[] }>('/api/deliveries?state=waiting');
    return page.deliveries.length > 0 ? page : null;
  }, 'a delivery that waits for the quota');
  const [waiting] = blocked.deliveries;
  const detail = await merchant.order(waiting?.orderId ?? '');
  expect(detail.delivery?.problem?.code).toBe('fic-quota');

  const urgent = sandbox.shop.placeOrder({ status: 0, paidAt: null, invoice: false });
  await merchant.write('POST', `/api/orders/${urgent.orderID}/send`, {});
  await merchant.delivery(urgent.orderID, 'sent');
  expect(documents()).toBeLessThan(backlog.length);

  await until(() => documents() === backlog.length + 1, 'the whole backlog', 60_000);
  expect(sandbox.fic.refusals).toEqual({ per5Minutes: 0, perHour: 0, perMonth: 0 });
  const creates = sandbox.fic.calls.count({ method: 'POST', path: /issued_documents$/ });
  expect(creates).toBe(backlog.length + 1);
});

test('calls that someone else spends are learned from the answers; a refusal is waited for, not repeated', async () => {
  const company = sandbox.fic.companyIds.bottega;
  place();
  await until(() => documents() === 1, 'the first document');
  sandbox.fic.usedByApp(company, PER_HOUR);
  place();
  place();
  await until(() => documents() === 3, 'the others, in the next hour', 60_000);
  const { per5Minutes, perHour, perMonth } = sandbox.fic.refusals;
  expect(per5Minutes + perMonth).toBe(0);
  expect(perHour).toBeLessThanOrEqual(1);
});
