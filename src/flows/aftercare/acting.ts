import type { Company } from '../../ports/authorization.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { Shop } from '../../ports/shop.ts';
import type { ClaimedAct } from '../../ports/stores/aftercare/aftercare.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { Context } from '../context.ts';

/** One thing that is done to a document, by whom and where to. */
export interface Acting {
  context: Context;
  shop: InstalledShop;
  connectShop: Shop;
  act: ClaimedAct;
  invoicing: Invoicing;
  company: Company;
}
