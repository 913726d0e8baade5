import type { PaymentAccount, TaxProfile, VatType } from '../domain/catalogue.ts';
import type { Asked } from '../domain/delivery.ts';
import type { ShopOrder } from '../domain/order.ts';
import type { PublicBodyData } from '../domain/party/public-body.ts';
import type { Settings } from '../domain/settings.ts';
import type { RefusedTotal, RoundingModel } from './fic-rounding.ts';

/** All that the document of an order is made from. */
export interface BuildDocumentInput {
  order: ShopOrder;
  settings: Settings;
  catalogue: {
    taxProfiles: readonly TaxProfile[];
    vatTypes: readonly VatType[];
    paymentAccounts?: readonly PaymentAccount[];
  };
  /** What the shop's customer and products are in Fatture in Cloud, where known. */
  links: { clientId: number | null; productIdBySku: ReadonlyMap<string, number> };
  /** Identifies shop and order (`orderMarker`); goes into `subject`. */
  marker: string;
  /** Instant of issue: the date of an unpaid order's invoice and its due date come from it. */
  now: Date;
  /** When the order was first read as paid; null: never before. */
  paidSeenAt?: Date | null;
  /** How the company's documents are known to be computed, where that was learned. */
  roundingModel?: RoundingModel;
  /** Whether Fatture in Cloud adds the stamp duty to what the buyer owes; null: not known yet. */
  stampDutyAdded?: boolean | null;
  /** A person asked for it. */
  kind?: Asked['kind'] | undefined;
  /** Told by a person for a public body. */
  publicBody?: PublicBodyData | undefined;
  /** What Fatture in Cloud refused of this order a moment ago: it is written otherwise. */
  refused?: readonly RefusedTotal[];
}
