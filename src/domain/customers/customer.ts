import type { Party } from '../party/party.ts';

/** A customer of the shop, as read from the Connect API. */
export interface ShopCustomer {
  /** `userUID` of the platform; of a guest its row's own id. */
  id: string;
  /** Has no account: `userUID` is -1, 0 or empty. Guests are told apart by what they typed, not by an id. */
  isGuest: boolean;
  party: Party;
  /** The shop's own customer code; null where `code` held a codice fiscale (then `party.taxCode`). */
  code: string | null;
  updatedAt: Date | null;
  notes: string | null;
}
