import { Problem, problem } from '../../domain/problem.ts';
import type { Shop } from '../../ports/shop.ts';
import type { ClaimedAct } from '../../ports/stores/aftercare/aftercare.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import { traced } from '../../trail.ts';
import { withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';
import type { SendOutcome } from '../delivery/attempt.ts';
import type { Acting } from './acting.ts';
import { makeCreditNote } from './credit-note.ts';
import { clearReplaced, markPaid } from './mark-paid.ts';
import { settleAftercare } from './settle.ts';
import { updateDocument } from './update.ts';
import { withdrawDocument } from './withdraw.ts';

const acts: Record<ClaimedAct['act'], (acting: Acting) => Promise<void>> = {
  withdraw: withdrawDocument,
  update: updateDocument,
  pay: markPaid,
  clear: clearReplaced,
};

/** Does what is due of a shop's aftercare first; null: nothing is. Only for the holder of the shop's lane. */
export async function workAftercare(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
): Promise<SendOutcome | null> {
  const { store, clock } = context;
  const act = await store.aftercare.nextAct(shop.id, clock.now());
  if (act !== null) return traced(`${act.act} document`, () => workAct(context, shop, connectShop, act));
  const note = await store.aftercare.nextCreditNote(shop.id, clock.now());
  return note === null ? null : traced('make credit note', () => makeCreditNote(context, shop, note));
}

async function workAct(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  act: ClaimedAct,
): Promise<SendOutcome> {
  const { aftercare, deliveries } = context.store;
  try {
    const delivery = await deliveries.find(shop.id, act.orderId);
    const isCurrent = delivery?.state === 'sent' && delivery.document?.id === act.documentId;
    if (!isCurrent && act.act !== 'clear') {
      await aftercare.actDropped(act);
      return 'next';
    }
    const priority = act.origin === 'manual' ? 'manual' : 'automatic';
    await withCompany(context, shop.id, priority, async (invoicing, company) => {
      if (company.id !== act.companyId) throw problem('document-other-company', 'mend', {});
      await acts[act.act]({ context, shop, connectShop, act, invoicing, company });
    });
    return 'next';
  } catch (error) {
    const one = {
      ...act,
      // Each of these calls may be repeated.
      doubt: false,
      early: error instanceof Problem && error.code === 'e-invoice-uncertain',
      later: (later: Parameters<typeof aftercare.actLater>[1]) => aftercare.actLater(act, later),
      failed: (why: Parameters<typeof aftercare.actFailed>[1]) => aftercare.actFailed(act, why),
    };
    return settleAftercare(context, shop, one, error);
  }
}
