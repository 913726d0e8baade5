import { explainRefusals } from '../../document/fic-rounding.ts';
import { orderAsMeant } from '../../domain/order-status.ts';
import { problem } from '../../domain/problem.ts';
import type { Shop } from '../../ports/shop.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { ClaimedDelivery, MadeDocument } from '../../ports/stores/deliveries.ts';
import { withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { noteBuyers } from '../customers/order-buyer.ts';
import { newEInvoice } from '../e-invoice/new-e-invoice.ts';
import { mirrorOrder } from '../orders/mirror-order.ts';
import { type Attempt, priorityOf, type Read, type Sending, type SendOutcome } from './attempt.ts';
import { compareTotals } from './compare-totals.ts';
import { begin, create } from './create-call.ts';
import { readSetup } from './document-input.ts';
import { lookBefore } from './look-before.ts';
import { DocumentProblems, settle } from './settle.ts';
import { type StaysBehind, staysBehind } from './stays-behind.ts';

/** A create call noted down longer ago is noted anew, so that it does not come too late. */
const BEGUN_FRESH_MS = 2000;

/**
 * Sends one claimed delivery. Whatever happens, the delivery ends in a state that says it, and a create call whose
 * outcome is unknown leaves its trace, which the next try looks at before anything else.
 *
 * @param read The order and what it is sent by, where it is part of a hand (and the order stored); else they are now.
 */
export async function sendOrder(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  delivery: ClaimedDelivery,
  read?: Read,
): Promise<SendOutcome> {
  const attempt: Attempt = {
    delivery,
    doubt: delivery.creating !== null,
    answered: false,
    hand: read?.hand ?? null,
    begun: read?.begun ?? null,
  };
  try {
    const told = read?.order ?? (await connectShop.readOrder(delivery.orderId));
    // An order under another name than the one it was asked for would be sent twice, once under each.
    if (told === null || told.id !== delivery.orderId) throw problem('order-not-found', 'mend', {});
    const setup = read?.setup ?? (await readSetup(context, shop.id, [told]));
    attempt.settingsVersion = setup.settingsVersion;
    const current = orderAsMeant(told, setup.settings.orders.statusMeaning);
    if (read === undefined) {
      await context.store.orders.save(shop.id, [mirrorOrder(current)], context.clock.now());
      await noteBuyers(context, shop.id, [current], setup);
    }
    const behind = delivery.creating === null ? staysBehind(current, delivery, setup) : null;
    if (behind !== null) {
      await leaveBehind(context, delivery, behind, attempt.hand !== null);
      return 'next';
    }
    let tokens = 0;
    await withCompany(
      context,
      shop.id,
      priorityOf(delivery),
      async (invoicing, company, connection) => {
        tokens += 1;
        const sending = { context, shop, attempt, order: current, setup, invoicing, company, connection };
        const asRead = await deliver(sending);
        if (attempt.hand !== null && asRead && tokens === 1) attempt.hand.setup = setup;
      },
      setup,
    );
    return 'next';
  } catch (error) {
    return settle(context, shop, attempt, error);
  }
}

/** `looked`: a doubt about an earlier try was settled, there is no document. */
async function leaveBehind(
  { store, metrics }: Context,
  delivery: ClaimedDelivery,
  behind: StaysBehind,
  looked: boolean,
): Promise<void> {
  if ('problems' in behind) throw new DocumentProblems(behind.problems);
  await store.deliveries.markSkipped(delivery, behind.reason, looked);
  metrics.deliveryEnded('skipped', delivery.kind);
}

/** True when it was sent by the setup as it was read, which then holds for the next one. */
async function deliver(sending: Sending): Promise<boolean> {
  const { context, shop, attempt, order, company } = sending;
  const { store, clock, log } = context;
  const { delivery, hand } = attempt;
  if (attempt.doubt) {
    const found = await lookBefore(sending);
    if (found !== null) {
      const paid = { grossCents: order.totalCents, currency: order.currency };
      const differs = compareTotals(context, paid, found);
      const eInvoice = found.kind === 'invoice' ? newEInvoice(sending, found, differs) : null;
      await store.deliveries.markSent([
        { delivery, document: found, how: 'adopted', problem: differs, eInvoice },
      ]);
      context.metrics.deliveryEnded('adopted', found.kind);
      log.info({ shopId: shop.id, orderId: order.id, documentId: found.id }, 'document found and adopted');
      return false;
    }
    attempt.doubt = false;
    const behind = staysBehind(order, delivery, sending.setup);
    if (behind !== null) {
      await leaveBehind(context, delivery, behind, true);
      return false;
    }
  }
  const { replaces } = delivery;
  if (replaces !== null && replaces.companyId === company.id) {
    attempt.transform = (await sending.invoicing.readTransform(replaces.id)) ?? undefined;
  }
  const noted = attempt.begun;
  // Should this try meet the end of its token, the next one notes itself down.
  attempt.begun = null;
  const isFresh = noted !== null && clock.now().getTime() - noted.since.getTime() < BEGUN_FRESH_MS;
  const ready = isFresh ? { ...noted, asRead: true } : await begin(sending);
  if (ready === null) return false;
  const sent = await create(sending, ready);
  if (sent === null) return false;
  const { document, created, asRead } = sent;
  const paid = { grossCents: document.totals.grossCents, currency: document.currency };
  const differs = compareTotals(context, paid, created);
  const eInvoice = document.eInvoice
    ? newEInvoice(sending, { ...created, date: document.date }, differs)
    : null;
  const made: MadeDocument = { delivery, document: created, how: 'sent', problem: differs, eInvoice };
  if (hand === null) await store.deliveries.markSent([made]);
  else hand.made.push(made);
  if (differs !== null) {
    const { items, priceMode } = document;
    const model = explainRefusals([{ items, priceMode, grossCents: created.grossCents }]);
    if (model !== null) await store.connections.learn(company.id, { roundingModel: model });
  }
  const { requestedAt } = delivery;
  const afterMs = requestedAt === null ? undefined : clock.now().getTime() - requestedAt.getTime();
  context.metrics.deliveryEnded('sent', document.kind, afterMs);
  log.info({ shopId: shop.id, orderId: order.id, documentId: created.id }, 'document created');
  return asRead && differs === null;
}
