import { creditedPieces } from '../../domain/aftercare/acts.ts';
import { changedParts } from '../../domain/aftercare/change.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { formatCents } from '../../domain/money.ts';
import type { ShopOrder } from '../../domain/order.ts';
import { byMethodName } from '../../domain/payment-methods.ts';
import { type ProblemText, problemText } from '../../domain/problem.ts';
import { firstInstant, romeDay } from '../../domain/time.ts';
import type { Setup } from '../../ports/stores/setups.ts';
import type { Context } from '../context.ts';
import { printOrder } from './snapshot.ts';

/**
 * Compares an order that was sent with its document. What differs is kept for a person to see; a payment that came
 * meanwhile is marked by itself, and a document that was never issued is withdrawn with its order where the settings say
 * so. Finding the same twice changes nothing.
 */
export async function noticeChange(
  context: Context,
  shopId: string,
  order: ShopOrder,
  delivery: Delivery,
  setup: Setup,
): Promise<void> {
  const { store, clock } = context;
  const { document, companyId } = delivery;
  const sent = await store.deliveries.findSent(shopId, order.id);
  // What cannot be read of an order may look like a change.
  if (sent === null || document === null || order.problems.length > 0) return;
  const notes = (await store.aftercare.findCreditNotes(shopId, [order.id])).get(order.id) ?? [];
  const creditedCents = creditedPieces(notes).reduce((sum, { cents }) => sum + cents, 0);
  const today = romeDay(clock.now());

  if (order.cancelled) {
    await store.sales.end(shopId, order.id, 'cancelled', today);
    const isCredited = creditedCents >= sent.grossCents;
    const change = isCredited ? null : problemText('order-cancelled-after', { number: document.number });
    await store.aftercare.noteChange(shopId, delivery.id, change);
    if (!isCredited && setup.settings.orders.whenCancelled === 'withdraw') {
      await withdrawByItself(context, shopId, delivery);
    }
    return;
  }

  const print = printOrder(order);
  const changed = changedParts(sent, print, creditedCents);
  let change: ProblemText | null = null;
  if (changed.length > 0) {
    change = problemText('order-changed-after', {
      number: document.number,
      changed,
      was: formatCents(sent.order.totalCents - creditedCents, sent.currency),
      now: formatCents(order.totalCents, order.currency),
    });
  }
  await store.aftercare.noteChange(shopId, delivery.id, change);

  if (!order.paid || sent.order.paid) return;
  const paidSeenAt = setup.links.paidSeenByOrder.get(order.id) ?? null;
  const paidDate = romeDay(firstInstant(order.paidAt, paidSeenAt, clock.now()));
  await store.sales.paid(shopId, order.id, paidDate);
  const { paymentAccount } = setup.settings;
  const account = byMethodName(paymentAccount.byPaymentMethod, order.payment.method) ?? paymentAccount.id;
  // A document whose order has another total now is not paid by what was paid.
  if (change !== null || account === null || companyId === null) return;
  const known = (await store.aftercare.findActs(shopId, [order.id])).get(order.id);
  if (known !== undefined) return;
  const act = { shopId, deliveryId: delivery.id, orderId: order.id, companyId, documentId: document.id };
  const data = { paidDate, paymentAccountId: account };
  await store.aftercare.request({ ...act, act: 'pay', data, origin: 'automatic' }, clock.now());
}

/** Only what was never issued, and is not on its way: a document of type order, or an invoice that waits. */
async function withdrawByItself(
  { store, clock }: Context,
  shopId: string,
  { id: deliveryId, orderId, companyId, document }: Delivery,
): Promise<void> {
  const eInvoice = await store.eInvoices.find(shopId, orderId);
  if (document === null || companyId === null || (eInvoice !== null && eInvoice.state !== 'to-send')) return;
  if ((await store.aftercare.findActs(shopId, [orderId])).has(orderId)) return;
  const act = { shopId, deliveryId, orderId, companyId, documentId: document.id, data: {} };
  await store.aftercare.request({ ...act, act: 'withdraw', origin: 'automatic' }, clock.now());
}
