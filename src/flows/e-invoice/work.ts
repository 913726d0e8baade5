import type { Shop } from '../../ports/shop.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { ClaimedEInvoice } from '../../ports/stores/e-invoices.ts';
import { traced } from '../../trail.ts';
import type { Context } from '../context.ts';
import type { SendOutcome } from '../delivery/attempt.ts';
import { copyToBuyer } from './copy.ts';
import { sendEInvoice } from './send.ts';

/** Does what is due for an e-invoice that the lane's holder took. */
export function workEInvoice(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  claimed: ClaimedEInvoice,
): Promise<SendOutcome> {
  return claimed.act === 'copy'
    ? traced('copy invoice', () => copyToBuyer(context, shop, claimed))
    : traced('send e-invoice', () => sendEInvoice(context, shop, connectShop, claimed));
}
