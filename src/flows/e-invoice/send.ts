import { isDue, nextLook, stateOfStatus } from '../../domain/e-invoice.ts';
import { Problem, problem, problemText } from '../../domain/problem.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { Shop } from '../../ports/shop.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { ClaimedEInvoice } from '../../ports/stores/e-invoices.ts';
import { withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';
import type { SendOutcome } from '../delivery/attempt.ts';
import { type EInvoiceAttempt, type EInvoiceSending, priorityOf } from './attempt.ts';
import { correct } from './resend.ts';
import { saidOf } from './said-of.ts';
import { settle } from './settle.ts';
import { understand } from './statuses.ts';

/**
 * "Not sent" is believed this many times as long after a send call as a document is looked for: what Fatture in Cloud
 * took may show in its status a while later.
 */
const BELIEVED_AFTER = 4;

/**
 * Sends one claimed e-invoice to the SDI. Whatever happens it ends in a state that says it, and a send call whose outcome
 * is unknown leaves its trace: the next try reads the status before anything else.
 */
export async function sendEInvoice(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  claimed: ClaimedEInvoice,
): Promise<SendOutcome> {
  const attempt: EInvoiceAttempt = { claimed, doubt: claimed.sendingSince !== null };
  try {
    await withCompany(context, shop.id, priorityOf(claimed), async (invoicing, company) => {
      if (company.id !== claimed.companyId) throw problem('e-invoice-other-company', 'mend', {});
      const sending = { context, shop, connectShop, attempt, invoicing };
      if ((attempt.doubt || claimed.correcting) && (await lookBefore(sending))) return;
      if (claimed.correcting) await correct(sending);
      await sendNow(sending);
    });
    return 'next';
  } catch (error) {
    return settle(context, shop, attempt, error);
  }
}

/** Reads what became of it; true: that settles it, there is nothing to send. */
async function lookBefore({ context, attempt, invoicing }: EInvoiceSending): Promise<boolean> {
  const { claimed } = attempt;
  const since = attempt.doubt ? claimed.sendingSince : null;
  const afterMs = (ms: number) => new Date((since?.getTime() ?? 0) + ms);
  const now = context.clock.now();
  const { uncertainMs } = context.retry;
  // The other side, or a worker cut off from the database, may still be at it.
  if (since !== null && now < afterMs(uncertainMs)) {
    attempt.early = true;
    throw problem('e-invoice-uncertain', 'uncertain', {}, { retryAt: afterMs(uncertainMs) });
  }
  const status = await invoicing.readEInvoice(claimed.documentId);
  if (status === null) {
    await context.store.eInvoices.markGone(claimed, saidOf(claimed, problemText('e-invoice-gone', {})));
    context.metrics.eInvoiceEnded('failed');
    return true;
  }
  if (!mayBeSent(claimed, status)) {
    await settleAsSeen(context, invoicing, claimed, status);
    return true;
  }
  const believedAt = afterMs(BELIEVED_AFTER * uncertainMs);
  if (since !== null && now < believedAt) {
    attempt.early = true;
    throw problem('e-invoice-uncertain', 'uncertain', {}, { retryAt: believedAt });
  }
  attempt.doubt = false;
  return false;
}

/**
 * It was never sent, or came back from an earlier sending. A first sending that came back meanwhile is news for a
 * person, and is not repeated.
 */
function mayBeSent(claimed: ClaimedEInvoice, status: { status: string | null; locked: boolean }): boolean {
  const state = stateOfStatus(status.status, status.locked);
  return state === 'to-send' || (isDue(state) && (claimed.sentAt !== null || claimed.state === state));
}

async function settleAsSeen(
  context: Context,
  invoicing: Invoicing,
  claimed: ClaimedEInvoice,
  status: NonNullable<Awaited<ReturnType<Invoicing['readEInvoice']>>>,
): Promise<void> {
  const { settings } = await context.store.settings.read(claimed.shopId);
  const seen = await understand(context, invoicing, claimed, status, settings.eInvoice.copyToBuyer);
  await context.store.eInvoices.markSeen(claimed, seen);
  context.metrics.eInvoiceEnded(seen.state === 'discarded' || seen.state === 'error' ? 'failed' : 'adopted');
}

/** Notes the send call down, makes it, and notes what it said. */
async function sendNow(sending: EInvoiceSending): Promise<void> {
  const { context, attempt, invoicing } = sending;
  const { store, clock, log, metrics } = context;
  const { claimed } = attempt;
  const since = clock.now();
  const grant = await store.eInvoices.beginSend(claimed, { priority: priorityOf(claimed), now: since });
  if (grant === 'moved') throw problem('company-changed', 'retry', {});
  if (grant === 'lost') {
    log.warn({ shopId: claimed.shopId, orderId: claimed.orderId }, 'another worker took the e-invoice over');
    return;
  }
  attempt.doubt = grant.granted;
  try {
    const startBy = new Date(since.getTime() + context.retry.createWithinMs);
    await invoicing.sendEInvoice(claimed.documentId, { startBy, grant });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    attempt.doubt = error.outcome === 'uncertain' || error.outcome === 'mend';
    if (error.outcome === 'mend' && (await isThereAfterAll(sending))) return;
    throw error;
  }
  const now = clock.now();
  await store.eInvoices.markSent(claimed, { now, nextLookAt: nextLook('in-transit', now, now) });
  metrics.eInvoiceEnded('sent');
  log.info({ shopId: claimed.shopId, orderId: claimed.orderId }, 'e-invoice sent');
}

/**
 * What an e-invoice that was sent already answers is not documented: after any refusal its status is read. While that
 * cannot be, the doubt stays.
 */
async function isThereAfterAll({ context, attempt, invoicing }: EInvoiceSending): Promise<boolean> {
  const { claimed } = attempt;
  let status: Awaited<ReturnType<Invoicing['readEInvoice']>>;
  try {
    status = await invoicing.readEInvoice(claimed.documentId);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { retryAt } = error;
    throw problem('e-invoice-uncertain', 'uncertain', {}, { retryAt, cause: error });
  }
  if (status === null) {
    await context.store.eInvoices.markGone(claimed, saidOf(claimed, problemText('e-invoice-gone', {})));
    context.metrics.eInvoiceEnded('failed');
    return true;
  }
  attempt.doubt = false;
  if (mayBeSent(claimed, status)) return false;
  await settleAsSeen(context, invoicing, claimed, status);
  return true;
}
