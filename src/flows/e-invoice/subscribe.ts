import { Problem, problemText } from '../../domain/problem.ts';
import type { EInvoicing } from '../../ports/e-invoicing.ts';
import { withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { sinkOf } from './receive-notification.ts';

/**
 * Sees to it that Fatture in Cloud notifies us of what becomes of a shop's e-invoices: makes the subscription where there
 * is none, has it verified, makes it anew where it ended. Without a public https address there is none, and statuses
 * are asked for.
 */
export async function keepSubscribed(context: Context, shopId: string): Promise<void> {
  const { store, clock, log } = context;
  if (!context.publicUrl.startsWith('https://')) return;
  try {
    await withCompany(context, shopId, 'e-invoices', async (invoicing, company) => {
      const known = await store.ficSubscriptions.find(shopId);
      const own = await findOwn(context, shopId, invoicing);
      if (own !== null && known?.companyId === company.id) {
        if (!own.verified) await invoicing.verifySubscription(own.id);
        const verified =
          own.verified ||
          (await invoicing.listSubscriptions()).some((each) => each.id === own.id && each.verified);
        await store.ficSubscriptions.note(shopId, {
          subscriptionId: own.id,
          verified,
          problem: null,
          now: clock.now(),
        });
        return;
      }
      const token = context.randomToken();
      await store.ficSubscriptions.expect(shopId, company.id, token);
      const { id, verified } = await subscribe(context, shopId, invoicing, token);
      await store.ficSubscriptions.note(shopId, {
        subscriptionId: id,
        verified,
        problem: null,
        now: clock.now(),
      });
      log.info({ shopId, verified }, 'subscribed to Fatture in Cloud notifications');
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    log.info({ shopId, code: error.code }, 'not subscribed to Fatture in Cloud notifications');
  }
}

/** The shop's own among the company's. Those of ours whose address nobody has any more are ended. */
async function findOwn(context: Context, shopId: string, invoicing: EInvoicing) {
  const { store } = context;
  const base = sinkOf(context, '');
  let own: Awaited<ReturnType<EInvoicing['listSubscriptions']>>[number] | null = null;
  for (const subscription of await invoicing.listSubscriptions()) {
    if (!subscription.sink.startsWith(base)) continue;
    const token = subscription.sink.slice(base.length);
    if (await store.ficSubscriptions.isOwn(shopId, token)) own = subscription;
    else if ((await store.ficSubscriptions.findByToken(token)) === null) {
      await invoicing.deleteSubscription(subscription.id);
    }
  }
  return own;
}

/** A company authorized before credit notes were asked for lacks that right: it is told once, and nothing else stops. */
async function subscribe(context: Context, shopId: string, invoicing: EInvoicing, token: string) {
  try {
    return await invoicing.createSubscription(sinkOf(context, token));
  } catch (error) {
    if (error instanceof Problem && error.code === 'fic-permission') {
      await context.store.ficSubscriptions.note(shopId, {
        subscriptionId: null,
        verified: false,
        problem: problemText('notifications-scope-missing', {}),
        now: context.clock.now(),
      });
    }
    throw error;
  }
}
