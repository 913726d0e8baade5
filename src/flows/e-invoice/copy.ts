import { Problem, problem, problemText } from '../../domain/problem.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { ClaimedEInvoice } from '../../ports/stores/e-invoices.ts';
import { withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';
import type { SendOutcome } from '../delivery/attempt.ts';
import { retryDelayMs } from '../retry-delay.ts';
import { saidOf } from './said-of.ts';

/**
 * Sends the buyer a copy of an invoice that the SDI has, once, in the words that Fatture in Cloud proposes. An e-mail
 * cannot be looked for, so a call without an answer is told and not repeated.
 */
export async function copyToBuyer(
  context: Context,
  shop: InstalledShop,
  claimed: ClaimedEInvoice,
): Promise<SendOutcome> {
  const { store, clock, retry, log, metrics } = context;
  const doubt = { begun: false };
  try {
    await withCompany(context, shop.id, 'e-invoices', async (invoicing, company) => {
      if (company.id !== claimed.companyId) throw problem('e-invoice-other-company', 'mend', {});
      const email = await invoicing.readEmail(claimed.documentId);
      if (email.recipient === '') throw problem('copy-without-address', 'mend', {});
      if (!doubt.begun && !(await store.eInvoices.beginCopy(claimed))) return;
      doubt.begun = true;
      await invoicing.sendEmail(claimed.documentId, email);
      await store.eInvoices.endCopy(claimed, 'sent');
      metrics.copyEnded('sent');
    });
    return 'next';
  } catch (error) {
    if (store.isAway(error)) throw error;
    const values = { shopId: shop.id, orderId: claimed.orderId };
    if (!(error instanceof Problem)) {
      log.error({ ...values, err: error }, 'copy not sent: internal error');
      await store.eInvoices.endCopy(claimed, doubt.begun ? 'unknown' : 'failed', {
        problem: problemText('internal-error', {}),
      });
      metrics.copyEnded(doubt.begun ? 'unknown' : 'failed');
      return 'failing';
    }
    log.info({ ...values, code: error.code, outcome: error.outcome }, 'copy not sent');
    const later = new Date(
      clock.now().getTime() + retryDelayMs(retry, Math.max(1, claimed.attempts), Math.random()),
    );
    switch (error.outcome) {
      case 'uncertain':
        await store.eInvoices.endCopy(claimed, 'unknown');
        metrics.copyEnded('unknown');
        return 'failing';
      case 'quota':
      case 'reauthorize': {
        const until = error.outcome === 'quota' ? (error.retryAt ?? later) : null;
        await store.eInvoices.endCopy(claimed, 'not-now', { at: until });
        await store.eInvoices.postponeAll(shop.id, until, error.toText());
        return 'stop';
      }
      case 'retry':
        if (clock.now().getTime() - claimed.firstTriedAt.getTime() <= retry.giveUpAfterMs) {
          await store.eInvoices.endCopy(claimed, 'not-now', { at: later });
          return 'failing';
        }
        break;
      case 'mend':
      case 'give-up':
    }
    await store.eInvoices.endCopy(claimed, 'failed', { problem: saidOf(claimed, error.toText()) });
    metrics.copyEnded('failed');
    return 'next';
  }
}
