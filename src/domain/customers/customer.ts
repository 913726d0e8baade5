import type { Party } from '../party/party.ts';

/** A customer of the shop, as read from the Connect API. */
export interface ShopCustomer {
  /** `userUID` of the platform. */
  id: string;
  party: Party;
  /** The shop's own customer code; null where `code` held a codice fiscale (then `party.taxCode`). */
  code: string | null;
  updatedAt: Date | null;
  notes: string | null;
}
