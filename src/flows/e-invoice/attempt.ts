import type { Invoicing } from '../../ports/invoicing.ts';
import type { CallPriority } from '../../ports/quota.ts';
import type { Shop } from '../../ports/shop.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { ClaimedEInvoice } from '../../ports/stores/e-invoices.ts';
import type { Context } from '../context.ts';

/** One try. `doubt`: it may have been sent, and nobody confirmed it. */
export interface EInvoiceAttempt {
  claimed: ClaimedEInvoice;
  doubt: boolean;
  /** It is too early to look: nobody was asked, and nothing failed. */
  early?: boolean;
}

/** What is sent, by whom, and where to. */
export interface EInvoiceSending {
  context: Context;
  shop: InstalledShop;
  connectShop: Shop;
  attempt: EInvoiceAttempt;
  invoicing: Invoicing;
}

export const priorityOf = ({ origin }: ClaimedEInvoice): CallPriority =>
  origin === 'manual' ? 'manual' : 'e-invoices';
