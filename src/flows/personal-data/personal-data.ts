import { setTimeout as sleep } from 'node:timers/promises';
import { readSubjectQuery } from '../../domain/customers/subject-query.ts';
import { problem, problemText } from '../../domain/problem.ts';
import type { HeldData } from '../../ports/stores/personal-data.ts';
import type { Context } from '../context.ts';
import { withEInvoices } from '../e-invoice/read.ts';

/** All that is held on one customer, what came after the documents included, named by e-mail address, codice fiscale, partita IVA or order number. */
export async function findPersonalData(context: Context, shopId: string, text: string): Promise<HeldData> {
  const held = await context.store.personalData.find(shopId, readSubjectQuery(text));
  const deliveries = held.orders.flatMap(({ delivery }) => delivery ?? []);
  const followed = new Map(
    (await withEInvoices(context, shopId, deliveries)).map((delivery) => [delivery.orderId, delivery]),
  );
  const orders = held.orders.map((order) => ({
    ...order,
    delivery: followed.get(order.id) ?? order.delivery,
  }));
  return { ...held, orders };
}

/** A sync gives its lane up every second or two; so long is waited for it. */
const LANE_TRIES = 25;
const LANE_PAUSE_MS = 200;

/**
 * Erases what is held on one customer, and answers what it was. The log says how much, never whose.
 *
 * @throws Problem `sync-running` where a sync of customers does not let go of them; the orders are done by then, and a
 *   second call goes on.
 */
export async function erasePersonalData(context: Context, shopId: string, text: string): Promise<HeldData> {
  const { store, clock, log } = context;
  const held = await findPersonalData(context, shopId, text);
  const { orders, customers, clients, syncErrors } = held;
  const orderIds = orders.map(({ id }) => id);
  await store.personalData.eraseOrders(shopId, orderIds, problemText('details-removed', {}), clock.now());
  if (customers.length + clients.length + syncErrors.length > 0) {
    const erase = () => store.personalData.eraseCustomers(shopId, held, clock.now());
    let erased = false;
    for (let tries = 0; !erased && tries < LANE_TRIES; tries += 1) {
      if (tries > 0) await sleep(LANE_PAUSE_MS);
      erased = await store.syncs.withLane(shopId, erase);
    }
    if (!erased) throw problem('sync-running', 'retry', {});
  }
  const counts = { orders: orders.length, customers: customers.length, clients: clients.length };
  log.info({ shopId, ...counts, syncErrors: syncErrors.length }, "a customer's personal data erased");
  return held;
}
